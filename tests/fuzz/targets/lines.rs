//! A log is read line by line, whatever is in the lines.

#![no_main]

use libfuzzer_sys::fuzz_target;
use toolzz_webhook::{Incoming, lines};

fuzz_target!(|log: &[u8]| {
    let blank = |line: &[u8]| line.iter().all(|byte| b" \t\r".contains(byte));
    let mut numbered = log.split(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !blank(line));
    let mut calls = lines(log);
    while let Some(call) = calls.next() {
        let (line, number) = numbered.next().unwrap();
        assert_eq!(calls.line(), number);
        match call {
            Ok(call) => assert_eq!(Incoming::from_slice(line.strip_suffix(b"\r").unwrap_or(line)).as_ref(), Ok(&call)),
            Err(error) => assert_eq!(error.line(), number),
        }
    }
    assert!(numbered.next().is_none());
});
