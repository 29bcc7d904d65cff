//! Allocations: one per string that the payload owns, and memory that does not grow with what is unknown.

use crate::support::{OBJECTS, body_with};
use allocation_counter::{AllocationInfo, measure};
use std::hint::black_box;
use toolzz_webhook::{Incoming, NewEnrollment, Validate, audit, fixture, lines};

fn decoding(body: &str) -> AllocationInfo {
    measure(|| {
        black_box(NewEnrollment::from_slice(black_box(body.as_bytes()))).unwrap();
    })
}

/// The strings of the documented example: three names, an email address and a CPF.
const DOCUMENTED_STRINGS: u64 = 5;

#[test]
fn decoding_allocates_once_per_string() {
    let documented = fixture::DOCUMENTED;
    let lenient = body_with(&[
        ("data.enrollment.actived", "\"true\""),
        ("data.institution.id", "\"11\""),
        ("data.enrollment.date_expire", "\"2024-12-31 00:00:00 -03:00\""),
    ]);
    let unknown = documented.replacen('{', &format!("{{\"unknown\":\"{}\",", "x".repeat(1_000_000)), 1);
    for (body, strings) in [
        (documented, DOCUMENTED_STRINGS),
        (&documented.replace('í', "\\u00ed"), DOCUMENTED_STRINGS),
        (&documented.replace(',', ", "), DOCUMENTED_STRINGS),
        (&documented.replace("\"Student\"", "\"\""), DOCUMENTED_STRINGS - 1),
        (&fixture::new_enrollment().to_json(), DOCUMENTED_STRINGS + 2),
        (&lenient, DOCUMENTED_STRINGS),
        (&unknown, DOCUMENTED_STRINGS),
    ] {
        let info = decoding(body);
        assert_eq!(info.count_total, strings, "{body:.500}");
        assert!(info.bytes_max < 300, "{}", info.bytes_max);
    }
}

#[test]
fn another_event_allocates_its_body_and_a_slug_that_is_not_documented() {
    for (slug, allocations) in [("members.created", 1), ("members.disabled", 2)] {
        let body = body_with(&[("event.slug", &format!("\"{slug}\""))]);
        let info = measure(|| {
            let incoming = black_box(Incoming::from_slice(black_box(body.as_bytes()))).unwrap();
            assert!(matches!(incoming, Incoming::Other(_)));
        });
        assert_eq!(info.count_total, allocations, "{slug}");
    }
}

#[test]
fn to_json_allocates_once() {
    let mut long = fixture::new_enrollment();
    long.event.slug = "x".repeat(2_000).into();
    long.data.user.nickname = Some("x".repeat(2_000));
    for webhook in [fixture::documented(), fixture::new_enrollment(), long] {
        let info = measure(|| {
            black_box(black_box(&webhook).to_json());
        });
        assert_eq!(info.count_total, 1);
        assert!(info.bytes_max < webhook.to_json().len() as u64 + 400, "{}", info.bytes_max);
    }
}

#[test]
fn checking_a_clean_payload_allocates_nothing() {
    let webhook = fixture::new_enrollment();
    let info = measure(|| {
        drop(black_box(black_box(&webhook).check()));
        black_box(black_box(&webhook).validate_strict()).unwrap();
    });
    assert_eq!(info.count_total, 0);
}

#[test]
fn a_log_takes_the_memory_of_one_line() {
    let peak = |deliveries: usize| {
        let log = format!("{}\n\n", fixture::DOCUMENTED).repeat(deliveries);
        let info = measure(|| {
            assert_eq!(lines(&log).filter(|line| line.decode().is_ok()).count(), deliveries);
        });
        assert_eq!(info.count_total, DOCUMENTED_STRINGS * deliveries as u64);
        info.bytes_max
    };
    assert_eq!(peak(10), peak(100));
}

/// The names and values of unknown fields take none. serde_json counts the arrays that it is in, with a byte for each.
#[test]
fn memory_is_bounded_by_the_size_of_the_body() {
    let fields: String = (0..100_000).map(|number| format!("\"k{number}\":{number},")).collect();
    let letters: String = (0..100_000).map(|number| format!("\"{}\":1,", spelled(number))).collect();
    let nested = format!("\"deep\":{}{},", "[".repeat(100_000), "]".repeat(100_000));
    let duplicates = "\"id\":1,".repeat(100_000);
    for (unknown, most) in [(fields, 10_000), (letters, 10_000), (nested, 400_000), (duplicates, 10_000)] {
        let body = fixture::DOCUMENTED.replacen("\"uuid\"", &format!("{unknown}\"uuid\""), 1);
        let rejected = body.replace("\"uuid\":null", "\"uuid\":true").replace("\"actived\":1", "\"actived\":2");
        let other = body.replace("activities.course.enrollment", "members.created");
        for (body, most) in [(&body, most), (&rejected, most), (&other, most + other.len())] {
            let info = measure(|| {
                drop(black_box(NewEnrollment::from_slice(body.as_bytes())));
                drop(black_box(Incoming::from_slice(body.as_bytes())));
                drop(black_box(audit::inspect(body.as_bytes())));
            });
            assert!(info.bytes_max <= most as u64, "{} for {} bytes", info.bytes_max, body.len());
            assert!(most <= 4 * body.len(), "{most} for {} bytes", body.len());
        }
    }
}

/// Returns a name that is spelled like a documented one.
fn spelled(number: u32) -> String {
    number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect()
}

/// An error of serde would quote the string, with six bytes for each DEL.
#[test]
fn a_string_in_place_of_an_object_is_not_copied() {
    for path in OBJECTS {
        let body = body_with(&[(path, &format!("\"{}\"", "\u{7f}".repeat(5_000_000)))]);
        let info = measure(|| {
            let error = NewEnrollment::from_slice(body.as_bytes()).unwrap_err();
            assert_eq!(error.path(), path);
        });
        assert!(info.bytes_max < 2_000, "{path}: {}", info.bytes_max);
    }
}
