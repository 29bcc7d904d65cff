//! A tool rounds a number to the nearest one that it can represent.

use crate::support::assert_rows;

#[test]
fn a_rounded_id_is_rejected() {
    assert_rows(
        &["data.enrollment.id"],
        "an integer from 0 to 18446744073709551615",
        "
        9007199254740993.0       ! a float of 10^14 or more
        1.8446744073709552e+19   ! a float of 10^14 or more
        18446744073709551615     = 18446744073709551615
        ",
    );
}
