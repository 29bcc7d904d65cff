//! Any string is decoded as plain serde decodes it, or rejected by both. The target `oracle` compares the two on bodies
//! with the structure of a payload; this one mutates raw characters.

#![no_main]

use libfuzzer_sys::fuzz_target;
use toolzz_webhook::NewEnrollment;

fuzz_target!(|body: &str| {
    let decoded = body.parse::<NewEnrollment>();
    let plain = serde_json::from_str::<NewEnrollment>(body.strip_prefix('\u{feff}').unwrap_or(body));
    assert_eq!(decoded.ok(), plain.ok());
});
