//! A framework turns strings that look like numbers into numbers.

use crate::support::assert_rows;

#[test]
fn a_number_is_the_string_that_it_was() {
    assert_rows(&["data.course.name"], "", r#"2024.1 = "2024.1""#);
    assert_rows(&["data.user.name"], "", r#"100000.0 = "100000.0""#);
    assert_rows(&["data.user.cpf"], "", r#"1004218907 = "01004218907""#);
}
