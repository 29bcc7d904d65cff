//! An integer as a float loses digits beyond 2^53.

use crate::support::assert_rows;

#[test]
fn a_float_is_an_id_while_it_is_exact() {
    assert_rows(
        &["data.institution.id", "data.course.id", "data.enrollment.id", "data.enrollment.course_id", "data.user.id"],
        "an integer from 0 to 18446744073709551615",
        "
        9007199254740991.0  = 9007199254740991
        9007199254740992.0  ! a number too large to be exact
        9007199254740993    = 9007199254740993
        ",
    );
}
