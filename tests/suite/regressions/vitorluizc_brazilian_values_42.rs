//! A numeric column has lost the leading zeros of a CPF.

use crate::support::assert_rows;

#[test]
fn a_string_of_digits_is_padded_if_its_check_digits_are_valid() {
    assert_rows(
        &["data.user.cpf"],
        "",
        r#"
        "1004218907"  = "01004218907"
        "1004218908"  = "1004218908"
        "#,
    );
}
