//! PHP encodes an empty object as an empty array.

use crate::support::{OBJECTS, assert_rows};

#[test]
fn an_empty_array_is_not_an_object() {
    assert_rows(&OBJECTS, "an object", "[] ! an array");
}
