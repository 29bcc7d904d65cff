//! A zone or an offset after a space.

use crate::support::assert_rows;

#[test]
fn an_offset_after_a_space_is_one() {
    assert_rows(
        &["data.enrollment.date_expire"],
        "",
        r#"
        "2024-12-31 00:00:00 -03:00"  = "2024-12-31"
        "2024-12-31 00:00:00 Z"       = "2024-12-31"
        "#,
    );
    assert_rows(
        &["event.send_at"],
        "yyyy-MM-dd HH:mm:ss",
        r#"
        "2023-07-03 12:53:41 UTC"     ! a time zone or an offset
        "2023-07-03 12:53:41 -03:00"  ! a time zone or an offset
        "#,
    );
}
