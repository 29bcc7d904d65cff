//! Java's `LocalDateTime` is printed without seconds if they are 0.

use crate::support::assert_rows;

#[test]
fn midnight_without_seconds_is_a_time_after_a_date() {
    assert_rows(
        &["data.enrollment.date_expire"],
        "yyyy-MM-dd or null",
        r#"
        "2024-12-31T00:00"        = "2024-12-31"
        "2024-12-31 00:00"        = "2024-12-31"
        "2024-12-31T00:00Z"       = "2024-12-31"
        "2024-12-31T00:00-03:00"  = "2024-12-31"
        "-0001-11-30T00:00"       = null
        "2024-12-31T24:00"        ! a time that does not exist
        "2024-12-31T00:60"        ! a time that does not exist
        "2024-12-31T00:00.5"      ! a string in another form
        "2024-12-31T00:00:"       ! a string in another form
        "2024-12-31T00:0"         ! a string in another form
        "2024-12-31T00"           ! a string in another form
        "2024-12-31T"             ! a string in another form
        "2024-12-31T0000"         ! a string in another form
        "#,
    );
}
