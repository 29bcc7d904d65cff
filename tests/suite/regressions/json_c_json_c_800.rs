//! Where a number has more than one notation, its spelling is lost.

use crate::support::assert_rows;

#[test]
fn a_number_that_is_not_exact_is_no_string() {
    assert_rows(
        &["data.user.name"],
        "a string",
        "
        1.0e+25  ! a number too large to be exact
        1e25     ! a number too large to be exact
        ",
    );
}
