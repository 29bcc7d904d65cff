//! This crate beside its alternatives, on the same bodies in the same run.
//!
//! `cargo bench -p alternatives` measures, then prints for each group the time of each member divided by that of the
//! first, the baseline. Compare the ratios, not the times.

mod models;
mod suite;

use criterion::BatchSize::SmallInput;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::hint::black_box;
use suite::{Group, Suite};
use toolzz_webhook::fixture::{self, Body};
use toolzz_webhook::{Incoming, NewEnrollment, Validate, audit, lines};

fn main() {
    let mut suite = Suite::new();
    decode(&mut suite);
    encode(&mut suite);
    validate(&mut suite);
    log(&mut suite);
    untrusted(&mut suite);
    suite.finish();
}

fn decode(suite: &mut Suite) {
    let documented = || Body::documented();
    let accepted = [
        ("decode documented", documented()),
        ("decode php_escaped", documented().with("data.user.name", "João").php_escaped()),
        ("decode pretty", documented().pretty()),
        ("decode pretty_other_order", documented().reversed().pretty()),
        ("decode unknown_fields", unknown_fields()),
    ];
    for (name, body) in accepted {
        suite.group(name, |group| {
            alternatives(group, body.as_ref());
            own(group, body.as_ref());
        });
    }
    // The alternatives stop at the first problem, so the baseline decodes the canonical form.
    let rejected = [
        ("reject one_bad_value_early", documented().with("event.name", true)),
        ("reject one_bad_value_late", documented().with("data.user.uuid", true)),
        ("reject five_bad_values", five_bad_values()),
        ("reject syntax_error", documented().raw("data.user.uuid", "nul")),
        ("reject truncated", documented().truncated(200)),
    ];
    for (name, body) in rejected {
        suite.group(name, |group| {
            plain_derive(group, fixture::DOCUMENTED.as_bytes());
            plain_derive_with_path(group, body.as_ref());
            own(group, body.as_ref());
        });
    }
    // The alternatives reject these bodies, so the baseline decodes the canonical form.
    suite.group("decode lenient_values", |group| {
        plain_derive(group, fixture::DOCUMENTED.as_bytes());
        own(group, lenient_values().as_ref());
    });
    suite.group("decode another_event", |group| {
        let body = documented().with("event.slug", "activities.course.completed");
        let body: &[u8] = body.as_ref();
        plain_derive(group, body);
        group.bench("toolzz_webhook_incoming", |b| b.iter(|| Incoming::from_slice(black_box(body))));
        inspect_and_value(group, body);
    });
}

fn unknown_fields() -> Body {
    Body::documented()
        .with_unknown("data.user.phone", "+55 11 91234-5678")
        .with_unknown("data.version", 2)
        .with_unknown("trace", serde_json::json!([1, { "retry": null }]))
}

fn lenient_values() -> Body {
    Body::documented()
        .with("event.send_at", "2023-07-03T12:53:41.000")
        .with("data.enrollment.id", "11")
        .with("data.enrollment.actived", true)
        .with("data.enrollment.status", "1")
        .with("data.user.cpf", 12_345_678_999_u64)
        .with("data.user.nickname", "")
}

fn five_bad_values() -> Body {
    Body::documented()
        .with("event.send_at", "03/07/2023 12:53:41")
        .with("data.enrollment.actived", "yes")
        .with("data.user.id", -1)
        .without("data.enrollment.status")
        .with("data.user.uuid", true)
}

fn alternatives(group: &mut Group<'_>, body: &[u8]) {
    plain_derive(group, body);
    plain_derive_with_path(group, body);
    group.bench("typed_derive", |b| b.iter(|| serde_json::from_slice::<models::typed::Webhook>(black_box(body))));
    group.bench("value_and_get", |b| b.iter(|| models::from_value(black_box(body))));
    group.bench("sonic_rs", |b| b.iter(|| sonic_rs::from_slice::<models::Webhook>(black_box(body))));
    group.bench("simd_json", |b| {
        let decode = |body: &mut Vec<u8>| simd_json::from_slice::<models::Webhook>(body);
        b.iter_batched_ref(|| body.to_vec(), decode, SmallInput);
    });
    group.bench("ignored_any", |b| b.iter(|| serde_json::from_slice::<IgnoredAny>(black_box(body))));
}

fn plain_derive(group: &mut Group<'_>, body: &[u8]) {
    group.bench("plain_derive", |b| b.iter(|| serde_json::from_slice::<models::Webhook>(black_box(body))));
}

fn plain_derive_with_path(group: &mut Group<'_>, body: &[u8]) {
    group.bench("plain_derive_with_path", |b| {
        b.iter(|| {
            let json = &mut serde_json::Deserializer::from_slice(black_box(body));
            serde_path_to_error::deserialize::<_, models::Webhook>(json)
        });
    });
}

fn own(group: &mut Group<'_>, body: &[u8]) {
    group.bench("toolzz_webhook", |b| b.iter(|| NewEnrollment::from_slice(black_box(body))));
    group.bench("toolzz_webhook_by_serde", |b| {
        b.iter(|| serde_json::from_slice::<NewEnrollment>(black_box(body)));
    });
    inspect_and_value(group, body);
}

fn inspect_and_value(group: &mut Group<'_>, body: &[u8]) {
    group.bench("toolzz_webhook_inspect", |b| b.iter(|| audit::inspect(black_box(body))));
    group.bench("value", |b| b.iter(|| serde_json::from_slice::<Value>(black_box(body))));
}

fn encode(suite: &mut Suite) {
    let plain: models::Webhook = serde_json::from_str(fixture::DOCUMENTED).unwrap();
    let webhook = fixture::documented();
    suite.group("encode documented", |group| {
        group.bench("plain_derive", |b| b.iter(|| serde_json::to_string(black_box(&plain))));
        group.bench("toolzz_webhook", |b| b.iter(|| black_box(&webhook).to_json()));
        group.bench("toolzz_webhook_by_serde", |b| b.iter(|| serde_json::to_string(black_box(&webhook))));
    });
}

fn validate(suite: &mut Suite) {
    let body = fixture::new_enrollment().to_json();
    let decode = || NewEnrollment::from_slice(black_box(body.as_bytes())).unwrap();
    suite.group("decode and validate", |group| {
        group.bench("decode", |b| b.iter(decode));
        group.bench("decode_and_check", |b| b.iter(|| decode().check()));
        group.bench("inspect", |b| b.iter(|| audit::inspect(black_box(body.as_bytes()))));
    });
}

fn log(suite: &mut Suite) {
    let log = format!("{}\n", fixture::DOCUMENTED).repeat(100_000);
    suite.group("log of 100000 lines", |group| {
        group.take_ten_samples();
        group.bench("plain_derive", |b| {
            b.iter(|| log.lines().flat_map(serde_json::from_str::<models::Webhook>).count());
        });
        group.bench("toolzz_webhook", |b| b.iter(|| lines(&log).flat_map(|line| line.decode()).count()));
    });
}

/// Measures adversarial bodies in two sizes: twice the size must take about twice the time.
fn untrusted(suite: &mut Suite) {
    let with = |unknown: &str| fixture::DOCUMENTED.replacen('{', &format!("{{{unknown},"), 1);
    let keys = |count: usize| (0..count).map(|key| format!("\"k{key}\":{key}")).collect::<Vec<_>>().join(",");
    let invalid = |body: String| body.replace("\"uuid\":null", "\"uuid\":true");
    let string = |size: usize| with(&format!("\"unknown\":\"{}\"", "x".repeat(size)));
    let nested = |depth: usize| with(&format!("\"unknown\":{}{}", "[".repeat(depth), "]".repeat(depth)));
    let repeated = |count: usize| with(&vec!["\"k\":1"; count].join(","));
    for (name, once, twice) in [
        ("untrusted 10 MB string", string(10_000_000), string(20_000_000)),
        ("untrusted nesting", nested(100_000), nested(200_000)),
        ("untrusted unknown fields", with(&keys(100_000)), with(&keys(200_000))),
        ("untrusted repeated field", repeated(100_000), repeated(200_000)),
        ("untrusted unknown fields, invalid", invalid(with(&keys(100_000))), invalid(with(&keys(200_000)))),
    ] {
        suite.group(name, |group| {
            group.take_ten_samples();
            for (size, body) in [("once", &once), ("twice", &twice)] {
                group.bench(size, |b| b.iter(|| NewEnrollment::from_slice(black_box(body.as_bytes()))));
            }
            for (size, body) in [("inspect_once", &once), ("inspect_twice", &twice)] {
                group.bench(size, |b| b.iter(|| audit::inspect(black_box(body.as_bytes()))));
            }
        });
    }
}
