//! An integer as a float loses digits.

use crate::support::assert_rows;

#[test]
fn a_float_is_an_id_while_it_has_every_digit() {
    assert_rows(
        &["data.institution.id", "data.course.id", "data.enrollment.id", "data.enrollment.course_id", "data.user.id"],
        "an integer from 0 to 18446744073709551615",
        "
        99999999999999.0    = 99999999999999
        9.9999999999999e13  = 99999999999999
        99999999999999.5    ! a non-integer number
        9007199254740991.0  ! a float of 10^14 or more
        9007199254740992.0  ! a float of 10^14 or more
        9007199254740993    = 9007199254740993
        ",
    );
}
