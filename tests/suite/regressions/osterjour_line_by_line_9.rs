//! A byte order mark on a line of its own.

use toolzz_webhook::{Incoming, fixture, lines};

#[test]
fn a_byte_order_mark_alone_is_a_blank_line() {
    let log = format!("\u{feff}\n{}", fixture::DOCUMENTED);
    let found: Vec<_> = lines(&log).map(|line| (line.number, line.decode())).collect();
    assert_eq!(found, [(2, Ok(Incoming::from(fixture::documented())))]);
}
