//! Any bytes decode or are rejected; what decodes round-trips through its canonical JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use toolzz_webhook::{Incoming, NewEnrollment, Validate};

fuzz_target!(|body: &[u8]| {
    match NewEnrollment::from_slice(body) {
        Ok(webhook) => {
            let json = webhook.to_json();
            assert_eq!(json.parse().as_ref(), Ok(&webhook));
            assert_eq!(serde_json::to_string(&webhook).unwrap(), json);
            let report = webhook.check();
            assert_eq!(report.to_string().lines().count(), report.iter().len());
            assert_eq!(Incoming::from_slice(body), Ok(Incoming::NewEnrollment(webhook)));
        }
        Err(error) => {
            assert_eq!(error.to_string().lines().count(), 1);
            assert!(error.line() >= 1);
        }
    }
    if let Ok(Incoming::Other(other)) = Incoming::from_slice(body) {
        assert!(std::str::from_utf8(body).unwrap().contains(other.body()));
        assert_eq!(other.decode_data::<IgnoredAny>().is_ok(), other.data().is_some());
    }
});
