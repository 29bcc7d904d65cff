//! The path of a problem has the names of the wire.

use crate::support::other;
use serde::Deserialize;
use toolzz_webhook::DecodeErrorKind::MissingField;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "never decoded to")]
struct Certificate {
    course_id: u64,
}

#[test]
fn a_name_in_camel_case_is_shown() {
    let error = other(r#"{"event":{"slug":"a.b"},"data":{}}"#).decode_data::<Certificate>().unwrap_err();
    assert_eq!((error.path(), error.kind()), ("data.courseId", MissingField));
}
