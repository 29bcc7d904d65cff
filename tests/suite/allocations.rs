//! Allocations: one per string that the payload owns.

use crate::support::{OBJECTS, body_with};
use allocation_counter::{AllocationInfo, measure};
use std::hint::black_box;
use toolzz_webhook::{Incoming, NewEnrollment, Validate, fixture, lines};

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
    assert_eq!(decoding(documented).count_total, DOCUMENTED_STRINGS);
    assert_eq!(decoding(&documented.replace('í', "\\u00ed")).count_total, DOCUMENTED_STRINGS);
    assert_eq!(decoding(&documented.replace("\"Student\"", "\"\"")).count_total, DOCUMENTED_STRINGS - 1);
    assert_eq!(decoding(&fixture::new_enrollment().to_json()).count_total, DOCUMENTED_STRINGS + 2);
}

#[test]
fn lenient_values_and_whitespace_allocate_no_more() {
    let documented = fixture::DOCUMENTED;
    let lenient = documented.replace("\"actived\":1", "\"actived\":\"true\"").replace("11", "\"11\"");
    assert_eq!(decoding(&lenient).count_total, DOCUMENTED_STRINGS);
    assert_eq!(decoding(&documented.replace(',', ", ")).count_total, DOCUMENTED_STRINGS);
}

#[test]
fn an_unknown_field_allocates_nothing() {
    let unknown = format!("{{\"unknown\":\"{}\",", "x".repeat(1_000_000));
    let info = decoding(&fixture::DOCUMENTED.replacen('{', &unknown, 1));
    assert_eq!(info.count_total, DOCUMENTED_STRINGS);
    assert!(info.bytes_max < 200, "{}", info.bytes_max);
}

#[test]
fn another_event_allocates_its_name_its_slug_and_its_body() {
    let body = body_with(&[("event.slug", "\"members.created\""), ("data", "null")]);
    let info = measure(|| {
        let incoming = black_box(Incoming::from_slice(black_box(body.as_bytes()))).unwrap();
        assert!(matches!(incoming, Incoming::Other(_)));
    });
    assert_eq!(info.count_total, 3);
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
fn lines_take_the_memory_of_one_item() {
    let peak = |deliveries: usize| {
        let log = format!("{}\n\n", fixture::DOCUMENTED).repeat(deliveries);
        let info = measure(|| assert_eq!(lines(&log).filter(Result::is_ok).count(), deliveries));
        assert_eq!(info.count_total, DOCUMENTED_STRINGS * deliveries as u64);
        info.bytes_max
    };
    assert_eq!(peak(10), peak(100));
}

/// Also for bodies that are rejected.
#[test]
fn memory_is_linear_in_the_size_of_unknown_fields() {
    let fields = |count: usize| (0..count).map(|number| format!("\"k{number}\":{number},")).collect::<String>();
    let nested = |depth: usize| format!("\"deep\":{}{},", "[".repeat(depth), "]".repeat(depth));
    let duplicates = |count: usize| "\"id\":1,".repeat(count);
    for unknown in [fields, nested, duplicates] {
        let peak = |size: usize| {
            let body = fixture::DOCUMENTED.replacen('{', &format!("{{{}", unknown(size)), 1);
            let rejected = body.replace("\"uuid\":null", "\"uuid\":true");
            let info = measure(|| {
                black_box(NewEnrollment::from_slice(body.as_bytes())).unwrap();
                black_box(NewEnrollment::from_slice(rejected.as_bytes())).unwrap_err();
            });
            info.bytes_max
        };
        let (once, twice) = (peak(10_000), peak(20_000));
        assert!(twice <= 2 * once + 1_000, "{once} and {twice}");
    }
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
    let body = format!("\"{}\"", "\u{7f}".repeat(5_000_000));
    let info = measure(|| drop(black_box(NewEnrollment::from_slice(body.as_bytes()))));
    assert!(info.bytes_max < 2_000, "{}", info.bytes_max);
}
