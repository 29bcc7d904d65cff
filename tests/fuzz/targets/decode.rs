//! Any bytes decode or are rejected with problems that have positions in them; what decodes round-trips through its
//! canonical JSON. Bytes are rejected as not being JSON exactly when serde_json does.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use toolzz_webhook::{
    DecodeErrorKind::{InvalidUtf8, Syntax, UnexpectedEnd},
    Incoming, NewEnrollment, Problem, Validate,
};

fuzz_target!(|body: &[u8]| {
    match NewEnrollment::from_slice(body) {
        Ok(webhook) => {
            let json = webhook.to_json();
            assert_eq!(json.parse().as_ref(), Ok(&webhook));
            assert_eq!(serde_json::to_string(&webhook).unwrap(), json);
            let report = webhook.check();
            assert_eq!(report.to_string().lines().count(), 1);
            assert_eq!(format!("{report:#}").lines().count(), report.violations.len().max(1));
            assert_eq!(Incoming::from_slice(body), Ok(Incoming::NewEnrollment(webhook)));
        }
        Err(error) => {
            assert_eq!(error.to_string().lines().count(), 1);
            assert_eq!(format!("{error:#}").lines().count(), error.problems().len());
            let position = |problem: &Problem| (problem.line, problem.column);
            assert!(error.problems().is_sorted_by_key(position));
            for problem in error.problems() {
                let line = body.split(|byte| *byte == b'\n').nth(problem.line - 1).unwrap();
                // That of a line break is one more than the length of its line.
                assert!(problem.column <= line.len() + 1);
            }
            assert_eq!(is_json(body), !matches!(error.kind(), InvalidUtf8 | Syntax | UnexpectedEnd));
        }
    }
    if let Ok(incoming @ Incoming::Other(other)) = &Incoming::from_slice(body) {
        assert!(std::str::from_utf8(body).unwrap().contains(other.body()));
        assert_eq!(other.decode_data::<IgnoredAny>().is_ok(), other.data().is_some());
        let compact = incoming.to_json();
        assert_eq!(Incoming::from_slice(compact.as_bytes()).unwrap().to_json(), compact);
    }
});

fn is_json(body: &[u8]) -> bool {
    let json = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    std::str::from_utf8(json).is_ok_and(|json| serde_json::from_str::<IgnoredAny>(json).is_ok())
}
