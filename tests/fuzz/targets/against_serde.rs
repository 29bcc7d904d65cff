//! The crate's own way in reads what plain serde reads, and nothing else.

#![no_main]

use libfuzzer_sys::fuzz_target;
use toolzz_webhook::NewEnrollment;

fuzz_target!(|body: &str| {
    let own = body.parse::<NewEnrollment>();
    let plain = serde_json::from_str::<NewEnrollment>(body.strip_prefix('\u{feff}').unwrap_or(body));
    assert_eq!(own.ok(), plain.ok());
});
