//! Any bytes can be inspected, with the outcome of decoding; the record is one line of JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;
use toolzz_webhook::{Incoming, audit};

fuzz_target!(|body: &[u8]| {
    let inspection = audit::inspect(body);
    let record = inspection.record().to_string();
    assert_eq!(record.lines().count(), 1);
    serde_json::from_str::<serde_json::Value>(&record).unwrap();
    assert_eq!(inspection.decoded, Incoming::from_slice(body));
    if let Ok(Incoming::NewEnrollment(webhook)) = inspection.decoded {
        let canonical = audit::inspect(webhook.to_json().as_bytes());
        assert_eq!(canonical.deviations, []);
        assert_eq!(canonical.report, inspection.report);
    }
});
