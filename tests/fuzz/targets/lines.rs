//! A log has the items and line numbers of its payloads, whatever is in them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use toolzz_webhook::{Incoming, lines};

fuzz_target!(|log: &[u8]| {
    let is_blank = |line: &[u8]| line.iter().all(|byte| b" \t\r".contains(byte));
    let mut numbered = log.split(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !is_blank(line));
    let mut deliveries = lines(log);
    while let Some(delivery) = deliveries.next() {
        let (line, number) = numbered.next().unwrap();
        assert_eq!(deliveries.line(), number);
        match delivery {
            Ok(delivery) => {
                assert_eq!(Incoming::from_slice(line.strip_suffix(b"\r").unwrap_or(line)), Ok(delivery));
            }
            Err(error) => assert_eq!(error.line(), number),
        }
    }
    assert!(numbered.next().is_none());
});
