//! Kotlin's `LocalDateTime` is printed without seconds if they are 0: one delivery in sixty.

use crate::support::assert_rows;
use toolzz_webhook::{
    audit::{self, DeviationKind},
    fixture::Body,
};

#[test]
fn a_time_without_seconds_is_that_of_second_0() {
    assert_rows(
        &["event.send_at"],
        "yyyy-MM-dd HH:mm:ss",
        r#"
        "2023-07-03T12:53"         = "2023-07-03 12:53:00"
        "2023-07-03 00:00"         = "2023-07-03 00:00:00"
        "2023-07-03T12:53Z"        = "2023-07-03 12:53:00"
        "2023-07-03T12:53 -03:00"  = "2023-07-03 12:53:00"
        "2023-07-03T12:53.5"       ! a string in another form
        "2023-07-03T12:53:4"       ! a string in another form
        "2023-07-03T12:5"          ! a string in another form
        "2023-07-03T12"            ! a string in another form
        "2023-07-0312:53"          ! a string in another form
        "2023-07-03T24:00"         ! a time that does not exist
        "#,
    );
    for (time, kind) in [
        ("2023-07-03T12:53", DeviationKind::DateForm),
        // As long as the canonical form.
        ("2023-07-03 12:53UTC", DeviationKind::DateWithZone),
        ("2023-07-03 12:53-03", DeviationKind::DateWithZone),
    ] {
        let found = audit::inspect(Body::valid().with("event.send_at", time)).deviations;
        assert_eq!(found.iter().map(|found| found.kind).collect::<Vec<_>>(), [kind], "{time}");
    }
}
