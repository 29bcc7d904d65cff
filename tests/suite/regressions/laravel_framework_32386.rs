//! A new version of the sender's framework writes dates in another form.

use crate::support::assert_rows;
use toolzz_webhook::{
    audit::{self, DeviationKind},
    fixture::Body,
};

#[test]
fn a_date_keeps_its_day_a_time_its_digits_and_the_operator_learns_of_the_zone() {
    for (path, json, canonical) in [
        ("data.enrollment.date_expire", r#""2024-12-31T03:00:00.000000Z""#, r#""2024-12-31""#),
        ("event.send_at", r#""2023-07-03T15:53:41.000000Z""#, r#""2023-07-03 15:53:41""#),
        ("event.send_at", r#""2023-07-03T12:53:41-03:00""#, r#""2023-07-03 12:53:41""#),
    ] {
        assert_rows(&[path], "", &format!("{json} = {canonical}"));
        let found = audit::inspect(Body::valid().raw(path, json)).deviations;
        let found: Vec<_> = found.iter().map(|found| (found.path.as_str(), found.kind)).collect();
        assert_eq!(found, [(path, DeviationKind::DateWithZone)], "{json}");
    }
}
