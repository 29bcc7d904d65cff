//! A zone or an offset after a space.

use crate::support::assert_rows;

#[test]
fn a_zone_after_one_space_is_one() {
    assert_rows(
        &["data.enrollment.date_expire"],
        "yyyy-MM-dd or null",
        r#"
        "2024-12-31 00:00:00 -03:00"   = "2024-12-31"
        "2024-12-31 00:00:00 Z"        = "2024-12-31"
        "2024-12-31 00:00:00  Z"       ! a string in another form
        "#,
    );
    assert_rows(
        &["event.send_at"],
        "yyyy-MM-dd HH:mm:ss",
        r#"
        "2023-07-03 12:53:41 UTC"      = "2023-07-03 12:53:41"
        "2023-07-03 12:53:41 -03:00"   = "2023-07-03 12:53:41"
        "2023-07-03 12:53:41 \t-03:00" ! a string in another form
        "#,
    );
}
