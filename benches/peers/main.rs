//! This crate beside its peers, on the same bodies in the same run.
//!
//! `cargo bench` measures and then prints, for each group, how long each takes compared with the group's
//! first: the ratios count, the machine's speed does not.

mod plain;
mod summary;

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use serde::de::IgnoredAny;
use serde_json::Value;
use std::{hint::black_box, time::Duration};
use toolzz_webhook::{NewEnrollment, Validate, audit, fixture, lines};

fn main() {
    let short = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    let mut criterion = short.configure_from_args();
    decode(&mut criterion);
    encode(&mut criterion);
    validate(&mut criterion);
    log(&mut criterion);
    hostile(&mut criterion);
    criterion.final_summary();
    summary::print();
}

fn decode(criterion: &mut Criterion) {
    let documented = fixture::DOCUMENTED.to_string();
    let php = documented.replace("Nova matrícula", "Nova matr\\u00edcula").replace("\"Student\"", "\"Jo\\u00e3o\"");
    for (name, body) in [
        ("decode documented", documented),
        ("decode php_escaped", php),
        ("decode pretty_other_order", pretty_other_order()),
        ("decode error_at_end", fixture::DOCUMENTED.replace("\"uuid\":null", "\"uuid\":true")),
    ] {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(body.len() as u64));
        peers(&mut group, &body);
        group.finish();
    }
}

/// The documented body as a serialiser with sorted keys and indentation writes it, reversed at the top.
fn pretty_other_order() -> String {
    let tree: Value = serde_json::from_str(fixture::DOCUMENTED).unwrap();
    format!("{{\n  \"data\": {:#},\n  \"event\": {:#}\n}}", tree["data"], tree["event"])
}

fn peers(group: &mut BenchmarkGroup<'_, WallTime>, body: &str) {
    let body = body.as_bytes();
    group.bench_function("plain_derive", |b| b.iter(|| serde_json::from_slice::<plain::Webhook>(black_box(body))));
    group.bench_function("toolzz_webhook", |b| b.iter(|| NewEnrollment::from_slice(black_box(body))));
    group.bench_function("toolzz_webhook_by_serde", |b| {
        b.iter(|| serde_json::from_slice::<NewEnrollment>(black_box(body)));
    });
    group
        .bench_function("usual_model", |b| b.iter(|| serde_json::from_slice::<plain::usual::Webhook>(black_box(body))));
    group.bench_function("value_and_pluck", |b| b.iter(|| plain::pluck(black_box(body))));
    group.bench_function("sonic_rs", |b| b.iter(|| sonic_rs::from_slice::<plain::Webhook>(black_box(body))));
    group.bench_function("simd_json", |b| {
        b.iter_batched_ref(
            || body.to_vec(),
            |body| simd_json::from_slice::<plain::Webhook>(body),
            criterion::BatchSize::SmallInput,
        );
    });
    group.bench_function("plain_derive_with_path", |b| {
        b.iter(|| {
            let json = &mut serde_json::Deserializer::from_slice(black_box(body));
            serde_path_to_error::deserialize::<_, plain::Webhook>(json)
        });
    });
    group.bench_function("ignored_any", |b| b.iter(|| serde_json::from_slice::<IgnoredAny>(black_box(body))));
}

fn encode(criterion: &mut Criterion) {
    let plain: plain::Webhook = serde_json::from_str(fixture::DOCUMENTED).unwrap();
    let webhook = fixture::documented();
    let mut group = criterion.benchmark_group("encode documented");
    group.bench_function("plain_derive", |b| b.iter(|| serde_json::to_string(black_box(&plain))));
    group.bench_function("toolzz_webhook", |b| b.iter(|| black_box(&webhook).to_json()));
    group.bench_function("toolzz_webhook_by_serde", |b| b.iter(|| serde_json::to_string(black_box(&webhook))));
    group.finish();
}

fn validate(criterion: &mut Criterion) {
    let body = fixture::new_enrollment().to_json();
    let decode = || NewEnrollment::from_slice(black_box(body.as_bytes())).unwrap();
    let mut group = criterion.benchmark_group("validate");
    group.bench_function("decode", |b| b.iter(decode));
    group.bench_function("decode_and_check", |b| b.iter(|| decode().check()));
    group.bench_function("inspect", |b| b.iter(|| audit::inspect(black_box(body.as_bytes()))));
    group.finish();
}

fn log(criterion: &mut Criterion) {
    let log = format!("{}\n", fixture::DOCUMENTED).repeat(100_000);
    let mut group = criterion.benchmark_group("log of 100000 lines");
    group.sample_size(10);
    group.bench_function("plain_derive", |b| {
        b.iter(|| log.lines().flat_map(serde_json::from_str::<plain::Webhook>).count());
    });
    group.bench_function("toolzz_webhook", |b| b.iter(|| lines(&log).flatten().count()));
    group.finish();
}

/// Twice the size must take about twice the time.
fn hostile(criterion: &mut Criterion) {
    let with = |unknown: &str| fixture::DOCUMENTED.replacen('{', &format!("{{{unknown},"), 1);
    let keys = |count: usize| (0..count).map(|key| format!("\"k{key}\":{key}")).collect::<Vec<_>>().join(",");
    for (name, one, two) in [
        (
            "hostile 10 MB of text",
            with(&format!("\"unknown\":\"{}\"", "x".repeat(10_000_000))),
            with(&format!("\"unknown\":\"{}\"", "x".repeat(20_000_000))),
        ),
        (
            "hostile nesting",
            with(&format!("\"unknown\":{}{}", "[".repeat(100_000), "]".repeat(100_000))),
            with(&format!("\"unknown\":{}{}", "[".repeat(200_000), "]".repeat(200_000))),
        ),
        ("hostile unknown keys", with(&keys(100_000)), with(&keys(200_000))),
        ("hostile repeated keys", with(&vec!["\"k\":1"; 100_000].join(",")), with(&vec!["\"k\":1"; 200_000].join(","))),
        (
            "hostile unknown keys then an error",
            with(&keys(100_000)).replace("\"uuid\":null", "\"uuid\":true"),
            with(&keys(200_000)).replace("\"uuid\":null", "\"uuid\":true"),
        ),
    ] {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10);
        group.bench_function("once", |b| b.iter(|| NewEnrollment::from_slice(black_box(one.as_bytes()))));
        group.bench_function("twice", |b| b.iter(|| NewEnrollment::from_slice(black_box(two.as_bytes()))));
        group.bench_function("inspect_once", |b| b.iter(|| audit::inspect(black_box(one.as_bytes()))));
        group.bench_function("inspect_twice", |b| b.iter(|| audit::inspect(black_box(two.as_bytes()))));
        group.finish();
    }
}
