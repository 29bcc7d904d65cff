//! The zero date of MySQL, as Carbon prints it.

use crate::support::assert_rows;

#[test]
fn a_zero_date_in_any_rendering_is_null() {
    assert_rows(
        &["data.enrollment.date_expire"],
        "",
        r#"
        "-0001-11-30 00:00:00"            = null
        "0000-00-00T00:00:00.000000Z"     = null
        "-000001-11-30T00:00:00.000000Z"  = null
        "#,
    );
}
