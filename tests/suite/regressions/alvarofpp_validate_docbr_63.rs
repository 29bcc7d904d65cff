//! A table program passes a column of CPFs on as floats.

use crate::support::assert_rows;

#[test]
fn a_float_is_a_cpf_of_eleven_digits() {
    assert_rows(
        &["data.user.cpf"],
        "",
        r#"
        12345678909.0  = "12345678909"
        1004218907.0   = "01004218907"
        1.2345678909e10 = "12345678909"
        "#,
    );
}
