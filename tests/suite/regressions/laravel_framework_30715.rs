//! The name of a zone after a time.

use crate::support::assert_rows;

#[test]
fn the_name_of_universal_time_is_dropped_and_another_one_rejected() {
    assert_rows(
        &["data.enrollment.date_expire"],
        "yyyy-MM-dd or null",
        r#"
        "2024-12-31 00:00:00 UTC"                = "2024-12-31"
        "2024-12-31T00:00 GMT"                   = "2024-12-31"
        "0000-00-00 00:00:00 UTC"                = null
        "2024-12-31 00:00:00 America/Sao_Paulo"  ! a string in another form
        "2024-12-31 00:00:00 BRT"                ! a string in another form
        "2024-12-31 UTC"                         ! a string in another form
        "#,
    );
    assert_rows(
        &["event.send_at"],
        "yyyy-MM-dd HH:mm:ss",
        r#"
        "2023-07-03 12:53:41UTC"                 = "2023-07-03 12:53:41"
        "2023-07-03 12:53:41 America/Sao_Paulo"  ! a string in another form
        "2023-07-03 12:53:41 Etc/UTC"            ! a string in another form
        "2023-07-03 12:53:41 GMT-0300"           ! a string in another form
        "#,
    );
}
