//! A zone in brackets, and a clock of twelve hours.

use crate::support::assert_rows;

#[test]
fn what_follows_a_time_is_nothing_or_one_zone() {
    let rows = r#"
        "2024-12-31T00:00:00-03:00[America/Sao_Paulo]"  ! a string in another form
        "2024-12-31T00:00Z[UTC]"                        ! a string in another form
        "2024-12-31T00:00:00[UTC]"                      ! a string in another form
        "2024-12-31 11:59:59 PM"                        ! a string in another form
        "2024-12-31 11:59:59PM"                         ! a string in another form
        "2024-12-31 11:59 AM"                           ! a string in another form
        "2024-12-31 11:59:59 a.m."                      ! a string in another form
        "2024-12-31 11:59:59 Z UTC"                     ! a string in another form
    "#;
    assert_rows(&["data.enrollment.date_expire"], "yyyy-MM-dd or null", rows);
    assert_rows(&["event.send_at"], "yyyy-MM-dd HH:mm:ss", rows);
}
