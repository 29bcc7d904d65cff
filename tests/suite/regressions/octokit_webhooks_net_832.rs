//! The field that selects the event is no string.

use toolzz_webhook::{DecodeErrorKind::InvalidValue, Incoming, fixture::Body};

#[test]
fn any_string_is_expected_of_a_slug() {
    for (json, found) in
        [("null", "null"), ("[]", "an array"), ("{}", "an object"), ("5", "an integer"), ("true", "a boolean")]
    {
        let error = Incoming::from_slice(Body::valid().raw("event.slug", json).as_ref()).unwrap_err();
        assert_eq!((error.path(), error.kind(), error.problems().len()), ("event.slug", InvalidValue, 1), "{json}");
        assert_eq!(error.message(), format!("expected a string, found {found}"));
    }
}
