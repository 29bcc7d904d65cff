//! The dependencies that users get.

use std::{collections::BTreeSet, process::Command};

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

#[test]
fn the_default_features_have_exactly_these_dependencies() {
    let arguments = ["tree", "--locked", "--prefix=none", "--edges=normal,no-proc-macro", "--format={p}"];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let names: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names.into_iter().filter(|name| *name != env!("CARGO_PKG_NAME")).collect::<Vec<_>>(), RUNTIME, "{tree}");
}
