//! The name of a zone after a time.

use crate::support::assert_rows;

#[test]
fn the_name_of_a_zone_is_rejected() {
    assert_rows(
        &["data.enrollment.date_expire"],
        "yyyy-MM-dd or null",
        r#"
        "2024-12-31 00:00:00 UTC"                ! a time zone or an offset
        "2024-12-31 00:00:00 America/Sao_Paulo"  ! a time zone or an offset
        "2024-12-31 00:00:00UTC"                 ! a time zone or an offset
        "#,
    );
}
