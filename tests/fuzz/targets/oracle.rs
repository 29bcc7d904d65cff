//! Bodies generated from the fuzzer's bytes are decoded as the test `oracle` expects and as plain serde decodes them.

#![no_main]

#[allow(dead_code, reason = "only the test reads the counts")]
#[path = "../../oracle/all.rs"]
mod all;

use all::{bodies, choices, compare, tally};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut source = choices::Bytes(bytes);
    let body = bodies::body(&mut source);
    let incoming = compare::check(&mut source, &body, true, &mut tally::Tally::default())
        .unwrap_or_else(|difference| panic!("{}\n{difference}", body.escape_ascii()));
    if compare::is_log_line(&body) {
        compare::check_log(&mut source, &[(body, incoming)]).unwrap();
    }
});
