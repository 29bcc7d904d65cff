//! A crash leaves a hole of NUL bytes in a log, and the next record directly after it.

use toolzz_webhook::{DecodeErrorKind::Syntax, fixture, lines};

#[test]
fn a_hole_loses_one_line() {
    let log = format!("{}{1}\n{1}\n", "\0".repeat(4096), fixture::DOCUMENTED);
    let outcomes: Vec<_> = lines(&log)
        .map(|line| {
            let kinds = |error: toolzz_webhook::DecodeError| (error.kind(), error.problems().len());
            (line.number, line.decode().map(|incoming| incoming.to_json()).map_err(kinds))
        })
        .collect();
    assert_eq!(outcomes, [(1, Err((Syntax, 1))), (2, Ok(fixture::DOCUMENTED.to_string()))]);
}
