//! An editor saves a file in UTF-16.

use toolzz_webhook::{DecodeErrorKind::InvalidUtf8, Incoming, NewEnrollment};

#[test]
fn another_encoding_is_named_before_its_bytes_are_json_or_not() {
    let json = r#"{"event":{"slug":"members.created"}}"#;
    let utf_16 = |mark: &str, bytes: fn(u16) -> [u8; 2]| {
        format!("{mark}{json}").encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
    };
    let utf_32 = |mark: &str, bytes: fn(u32) -> [u8; 4]| {
        format!("{mark}{json}").chars().flat_map(|char| bytes(char.into())).collect::<Vec<u8>>()
    };
    for mark in ["", "\u{feff}"] {
        for body in [
            utf_16(mark, u16::to_le_bytes),
            utf_16(mark, u16::to_be_bytes),
            utf_32(mark, u32::to_le_bytes),
            utf_32(mark, u32::to_be_bytes),
        ] {
            let error = Incoming::from_slice(&body).unwrap_err();
            assert_eq!((error.kind(), error.path()), (InvalidUtf8, ""), "{body:?}");
            assert_eq!((error.message().as_str(), error.problems().len()), ("invalid UTF-8", 1), "{body:?}");
            assert_eq!(NewEnrollment::from_slice(&body), Err(error));
        }
    }
    assert_eq!(Incoming::from_slice(b"\0\0\0\0").unwrap_err().code(), "syntax");
}
