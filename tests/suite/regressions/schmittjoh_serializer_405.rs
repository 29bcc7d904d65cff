//! PHP prints a float with 14 digits, so that a longer id as a float has lost some.

use crate::support::assert_rows;

const FLOAT: &str = "
    5.6605316124508e+15  ! a float of 10^14 or more
    1.0e+14              ! a float of 10^14 or more
    100000000000000.0    ! a float of 10^14 or more
    -5.6605316124508e15  ! a float of 10^14 or more
";

#[test]
fn a_float_with_more_than_14_digits_is_no_id_and_no_status() {
    let ids =
        ["data.institution.id", "data.course.id", "data.enrollment.id", "data.enrollment.course_id", "data.user.id"];
    assert_rows(&ids, "an integer from 0 to 18446744073709551615", FLOAT);
    assert_rows(&["data.enrollment.status"], "an integer", FLOAT);
    for path in [&ids[..], &["data.enrollment.status"]].concat() {
        assert_rows(
            &[path],
            "",
            r#"
            5.6605316124508e+13  = 56605316124508
            5660531612450812     = 5660531612450812
            "5660531612450812"   = 5660531612450812
            "#,
        );
    }
}

/// Ids are exact or rejected; a name with fewer digits loses no student.
#[test]
fn such_a_float_is_a_string() {
    assert_rows(&["data.user.name"], "", r#"5.6605316124508e+15 = "5660531612450800.0""#);
}
