//! The dependencies that users get.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The dependencies with default features, except for procedural macros and their dependencies.
const RUNTIME: [&str; 12] = [
    "bon",
    "chrono",
    "itoa",
    "memchr",
    "num-traits",
    "serde",
    "serde_core",
    "serde_json",
    "serde_path_to_error",
    "serde_with",
    "thiserror",
    "zmij",
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--locked")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns the crate's dependencies, each with its name and its line in the format of `cargo tree`.
fn tree(edges: &str, features: &[&str], format: &str) -> BTreeSet<(String, String)> {
    let tree = ["tree", "--prefix=none", "--edges", edges, "--format", format];
    let lines = cargo(&[&tree[..], features].concat());
    let named = lines.lines().filter_map(|line| {
        let (package, rest) = line.split_once('|')?;
        Some((package.split_once(' ')?.0.to_string(), format!("{package}|{}", rest.trim_end_matches(" (*)"))))
    });
    named.filter(|(name, _)| name != env!("CARGO_PKG_NAME")).collect()
}

#[test]
fn the_default_features_have_exactly_these_dependencies() {
    let tree = tree("normal,no-proc-macro", &[], "{p}|");
    assert_eq!(tree.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), RUNTIME, "{tree:?}");
}

#[test]
fn no_feature_adds_a_dependency_in_two_versions() {
    for feature in ["arbitrary", "fake", "proptest", "schemars"] {
        let tree = tree("normal,no-proc-macro", &["--features", feature], "{p}|");
        let names: BTreeSet<_> = tree.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), tree.len(), "{feature}: {tree:?}");
    }
}

/// Edition 2024 requires 1.85.
#[test]
fn no_dependency_requires_a_later_rust_version() {
    let version = |version: &str| {
        let mut parts: Vec<u64> = version.split('.').map(|part| part.parse().unwrap()).collect();
        parts.resize(3, 0);
        parts
    };
    let own = version(env!("CARGO_PKG_RUST_VERSION"));
    assert_eq!(own, [1, 85, 0]);
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--format-version=1", "--all-features"])).unwrap();
    let required: BTreeMap<_, _> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let string = |name: &str| package[name].as_str().unwrap_or_default().to_string();
            (format!("{} v{}", string("name"), string("version")), string("rust_version"))
        })
        .collect();
    for (_, package) in tree("normal", &["--all-features"], "{p}|") {
        let package = package.trim_end_matches('|').trim_end_matches(" (proc-macro)");
        let required = required.get(package).unwrap_or_else(|| panic!("{package} is not in the metadata"));
        assert!(required.is_empty() || version(required) <= own, "{package} requires {required}");
    }
}
