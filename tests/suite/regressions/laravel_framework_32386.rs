//! A new version of the sender's framework writes dates in another form.

use crate::support::assert_rows;

#[test]
fn a_date_keeps_its_day_and_a_time_its_meaning() {
    assert_rows(&["data.enrollment.date_expire"], "", r#""2024-12-31T03:00:00.000000Z" = "2024-12-31""#);
    assert_rows(
        &["event.send_at"],
        "yyyy-MM-dd HH:mm:ss",
        r#""2023-07-03T15:53:41.000000Z" ! a time zone or an offset"#,
    );
}
