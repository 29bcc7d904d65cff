//! The table of ratios at the end.

use serde_json::Value;
use std::{env, fs, path::Path};

/// The groups in the order of the table, and their members; the first is the measure.
const DECODERS: [&str; 9] = [
    "plain_derive",
    "toolzz_webhook",
    "toolzz_webhook_by_serde",
    "usual_model",
    "value_and_pluck",
    "sonic_rs",
    "simd_json",
    "plain_derive_with_path",
    "ignored_any",
];
const SIZES: [&str; 4] = ["once", "twice", "inspect_once", "inspect_twice"];
const GROUPS: [(&str, &[&str]); 12] = [
    ("decode documented", &DECODERS),
    ("decode php_escaped", &DECODERS),
    ("decode pretty_other_order", &DECODERS),
    ("decode error_at_end", &DECODERS),
    ("encode documented", &["plain_derive", "toolzz_webhook", "toolzz_webhook_by_serde"]),
    ("validate", &["decode", "decode_and_check", "inspect"]),
    ("log of 100000 lines", &["plain_derive", "toolzz_webhook"]),
    ("hostile 10 MB of text", &SIZES),
    ("hostile nesting", &SIZES),
    ("hostile unknown keys", &SIZES),
    ("hostile repeated keys", &SIZES),
    ("hostile unknown keys then an error", &SIZES),
];

/// Prints what the newest measurements say; nothing of a group that was never measured.
pub fn print() {
    let target = env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".into());
    let criterion = Path::new(&target).join("criterion");
    for (group, members) in GROUPS {
        let time = |member: &&str| best(&criterion.join(group).join(member).join("new/sample.json"));
        let Some(first) = members.first().and_then(time) else { continue };
        println!("\n{group}");
        for member in members {
            if let Some(time) = time(member) {
                println!("  {member:<24} {:>7.2}", time / first);
            }
        }
    }
}

/// The best of the samples: what else the machine does only ever adds to a time.
fn best(sample: &Path) -> Option<f64> {
    let sample: Value = serde_json::from_str(&fs::read_to_string(sample).ok()?).ok()?;
    let numbers = |key: &str| sample[key].as_array().into_iter().flatten().filter_map(Value::as_f64);
    numbers("times").zip(numbers("iters")).map(|(time, rounds)| time / rounds).min_by(f64::total_cmp)
}
