//! PHP prints a warning before the JSON.

use toolzz_webhook::{DecodeErrorKind::Syntax, NewEnrollment, fixture};

#[test]
fn a_text_before_the_json_is_a_syntax_error_that_shows_nothing_of_it() {
    let body = format!("Warning: Undefined variable $x{}", fixture::DOCUMENTED);
    let error = NewEnrollment::from_slice(body.as_bytes()).unwrap_err();
    assert_eq!((error.kind(), error.path(), error.problems().len()), (Syntax, "", 1));
    assert_eq!(error.to_string(), "invalid JSON: expected value (line 1, column 1)");
}
