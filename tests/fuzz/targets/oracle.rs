//! Bodies generated from the fuzzer's bytes are decoded as the test `oracle` expects and as plain serde decodes them.

#![no_main]

#[path = "../../oracle/bodies.rs"]
mod bodies;
#[path = "../../oracle/calendar.rs"]
mod calendar;
#[path = "../../oracle/canonical.rs"]
mod canonical;
#[path = "../../oracle/choices.rs"]
mod choices;
#[path = "../../oracle/compare.rs"]
mod compare;
#[path = "../../oracle/expected.rs"]
mod expected;
#[path = "../../oracle/json.rs"]
mod json;
#[path = "../../oracle/models.rs"]
mod models;
#[path = "../../oracle/rules.rs"]
mod rules;
#[path = "../../oracle/scalar.rs"]
mod scalar;
#[path = "../../oracle/spelling.rs"]
mod spelling;
#[path = "../../oracle/strings.rs"]
mod strings;
#[path = "../../oracle/table.rs"]
mod table;
#[allow(dead_code, reason = "only the test reads the counts")]
#[path = "../../oracle/tally.rs"]
mod tally;
#[path = "../../oracle/values.rs"]
mod values;

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
