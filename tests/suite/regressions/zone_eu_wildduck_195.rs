//! `false` where a value is not set.

use crate::support::assert_rows;

#[test]
fn false_is_null_for_a_string_and_an_error_for_a_date() {
    assert_rows(
        &["data.user.nickname", "data.user.uuid"],
        "a string or null",
        "
        false  = null
        true   ! a boolean
        ",
    );
    assert_rows(&["data.enrollment.date_expire"], "yyyy-MM-dd or null", "false ! a boolean");
}
