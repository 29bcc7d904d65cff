//! A log has the numbers, bodies and outcomes of its lines, whatever is in them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use toolzz_webhook::{Incoming, Line, lines};

fuzz_target!(|log: &[u8]| {
    let is_blank = |line: &[u8]| {
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        line.iter().all(|byte| b" \t\r".contains(byte))
    };
    let mut numbered = log.split(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !is_blank(line));
    for line in lines(log) {
        let (terminated, number) = numbered.next().unwrap();
        let body = terminated.strip_suffix(b"\r").unwrap_or(terminated);
        assert_eq!((line.number, line.body, line.is_blank()), (number, body, false));
        let delivery = Line::new(number, terminated).decode();
        assert_eq!(line.inspect().decoded, delivery);
        match delivery {
            Ok(delivery) => assert_eq!(Incoming::from_slice(body), Ok(delivery)),
            Err(error) => assert!(error.problems().iter().all(|problem| problem.line == number)),
        }
    }
    assert!(numbered.next().is_none());
});
