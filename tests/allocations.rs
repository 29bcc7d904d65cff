//! How much is allocated: one text, one allocation.

mod support;

use allocation_counter::{AllocationInfo, measure};
use std::hint::black_box;
use support::body_with;
use toolzz_webhook::{NewEnrollment, Validate, fixture, lines};

fn decoding(body: &str) -> AllocationInfo {
    measure(|| {
        black_box(NewEnrollment::from_slice(black_box(body.as_bytes()))).unwrap();
    })
}

/// The texts that a value owns: those of the documented example are two names, a name, an e-mail address
/// and a CPF.
const DOCUMENTED_TEXTS: u64 = 5;

#[test]
fn decoding_allocates_once_per_text() {
    let documented = fixture::DOCUMENTED;
    assert_eq!(decoding(documented).count_total, DOCUMENTED_TEXTS);
    assert_eq!(decoding(&documented.replace('í', "\\u00ed")).count_total, DOCUMENTED_TEXTS);
    assert_eq!(decoding(&documented.replace("\"Student\"", "\"\"")).count_total, DOCUMENTED_TEXTS - 1);
    assert_eq!(decoding(&fixture::new_enrollment().to_json()).count_total, DOCUMENTED_TEXTS + 2);
}

#[test]
fn lenient_values_and_whitespace_allocate_no_more() {
    let documented = fixture::DOCUMENTED;
    let lenient = documented.replace("\"actived\":1", "\"actived\":\"true\"").replace("11", "\"11\"");
    assert_eq!(decoding(&lenient).count_total, DOCUMENTED_TEXTS);
    assert_eq!(decoding(&documented.replace(',', ", ")).count_total, DOCUMENTED_TEXTS);
}

#[test]
fn an_unknown_field_allocates_nothing() {
    let unknown = format!("{{\"unknown\":\"{}\",", "x".repeat(1_000_000));
    let info = decoding(&fixture::DOCUMENTED.replacen('{', &unknown, 1));
    assert_eq!(info.count_total, DOCUMENTED_TEXTS);
    assert!(info.bytes_max < 200, "{}", info.bytes_max);
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

/// Ten times the log, the same memory at once.
#[test]
fn a_log_is_read_in_flat_memory() {
    let peak = |calls: usize| {
        let log = format!("{}\n\n", fixture::DOCUMENTED).repeat(calls);
        let info = measure(|| assert_eq!(lines(&log).filter(Result::is_ok).count(), calls));
        assert_eq!(info.count_total, DOCUMENTED_TEXTS * calls as u64);
        info.bytes_max
    };
    assert_eq!(peak(10), peak(100));
}

/// Twice the size, about twice the memory, also for bodies that are refused.
#[test]
fn memory_grows_with_the_body_alone() {
    let keys = |count: usize| (0..count).map(|key| format!("\"k{key}\":{key},")).collect::<String>();
    let nested = |depth: usize| format!("\"deep\":{}{},", "[".repeat(depth), "]".repeat(depth));
    let twice = |count: usize| "\"id\":1,".repeat(count);
    for unknown in [keys, nested, twice] {
        let peak = |size: usize| {
            let body = fixture::DOCUMENTED.replacen('{', &format!("{{{}", unknown(size)), 1);
            let refused = body.replace("\"uuid\":null", "\"uuid\":true");
            let info = measure(|| {
                black_box(NewEnrollment::from_slice(body.as_bytes())).unwrap();
                black_box(NewEnrollment::from_slice(refused.as_bytes())).unwrap_err();
            });
            info.bytes_max
        };
        let (one, two) = (peak(10_000), peak(20_000));
        assert!(two <= 2 * one + 1_000, "{one} and {two}");
    }
}

/// DEL takes six bytes where an error quotes it.
#[test]
fn a_long_string_for_an_object_is_not_copied() {
    for path in ["event", "data", "data.institution", "data.course", "data.enrollment", "data.user"] {
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
