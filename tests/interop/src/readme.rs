//! Tables, links and commands in the README and the documentation, which the compiler does not check.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use toolzz_webhook::{Rule, fixture};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const README: &str = include_str!("../../../README.md");
const CRATE: &str = include_str!("../../../src/lib.rs");

/// Returns the cells of the first table after `heading`, row by row, without backticks.
fn table(markdown: &str, heading: &str) -> Vec<Vec<String>> {
    let (_, after) = markdown.split_once(heading).unwrap();
    let rows = after.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
    rows.skip(2).map(cells).collect()
}

/// Returns the lines of `source` that start with `marker`, without it.
fn documentation(source: &str, marker: &str) -> String {
    let lines = source.lines().filter_map(|line| line.trim_start().strip_prefix(marker));
    lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
}

/// Returns the link definitions of a Markdown document: the label in brackets, and the target.
fn definitions(markdown: &str) -> BTreeMap<&str, &str> {
    markdown.lines().filter(|line| line.starts_with('[')).filter_map(|line| line[1..].split_once("]: ")).collect()
}

fn manifest() -> toml::Table {
    include_str!("../../../Cargo.toml").parse().unwrap()
}

#[test]
fn features_table_matches_the_manifest() {
    let manifest = manifest();
    let features = manifest["features"].as_table().unwrap();
    let default: Vec<&str> =
        features["default"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let listed: BTreeSet<_> =
        table(README, "\n## Features\n").into_iter().map(|row| (row[0].clone(), row[1] == "yes")).collect();
    let declared = features.keys().filter(|name| *name != "default");
    assert_eq!(listed, declared.map(|name| (name.clone(), default.contains(&name.as_str()))).collect());
}

#[test]
fn rust_version_matches_the_manifest() {
    let version = manifest()["package"]["rust-version"].as_str().unwrap().to_string();
    let (_, section) = README.split_once("\n## Minimum supported Rust version and stability\n").unwrap();
    assert!(section.trim_start().starts_with(&format!("Rust {version}. ")));
}

#[test]
fn dependency_lines_match_the_manifest() {
    let manifest = manifest();
    let (_, block) = README.split_once("```toml\n").unwrap();
    let block: toml::Table = block.split_once("```").unwrap().0.parse().unwrap();
    let version = |dependency: &toml::Value| {
        let version = dependency.get("version").unwrap_or(dependency);
        version.as_str().unwrap().to_string()
    };
    for (name, dependency) in block["dependencies"].as_table().unwrap() {
        let declared = match name.as_str() {
            "toolzz-webhook" => version(&manifest["package"]["version"]),
            other => version(&manifest["dependencies"][other]),
        };
        assert!(declared.starts_with(&version(dependency)), "{name}: {declared}");
    }
}

#[test]
fn commands_name_examples() {
    let examples = Path::new(ROOT).join("examples");
    let named = |command: &str| -> Vec<&str> {
        README.split(command).skip(1).map(|rest| rest.split_whitespace().next().unwrap()).collect()
    };
    assert_eq!((named("cargo run --example "), named("cargo run -p ")), (vec!["decode"], vec!["receive", "replay"]));
    assert!(examples.join("decode.rs").is_file());
    for package in ["receive", "replay"] {
        let manifest = fs::read_to_string(examples.join(package).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        assert_eq!(manifest["package"]["name"].as_str(), Some(package));
    }
}

/// The same labels link to files in the README and to items in the documentation of the crate.
#[test]
fn links_of_the_readme_are_files_and_those_of_the_documentation_are_items() {
    let (files, documentation) = (definitions(README), documentation(CRATE, "//!"));
    let items = definitions(&documentation);
    assert_eq!(files.keys().collect::<Vec<_>>(), items.keys().collect::<Vec<_>>());
    for (name, path) in &files {
        assert!(Path::new(ROOT).join(path).is_file(), "{name}: {path}");
        assert!(!items[name].contains(".md") && !items[name].contains('/') || items[name].starts_with("https://"));
    }
    let prose = README.split_once("\n[Apache License, Version 2.0]: ").unwrap().0;
    for name in files.keys() {
        assert!(prose.contains(&format!("[{name}]")), "{name} is defined but not used");
    }
}

#[test]
fn rules_table_matches_the_rules() {
    let module = documentation(include_str!("../../../src/validate/mod.rs"), "//!");
    let code = |cell: &str| cell[1..].split_once(']').unwrap().0.to_string();
    let listed: Vec<_> = table(&module, "").iter().map(|row| (code(&row[0]), row[1].clone())).collect();
    let rules = Rule::ALL.iter().map(|rule| (rule.code().to_string(), rule.severity().to_string()));
    assert_eq!(listed, rules.collect::<Vec<_>>());
}

/// A browser cuts off wider lines.
#[test]
fn code_in_the_documentation_is_at_most_90_columns_wide() {
    let sources = sources(&Path::new(ROOT).join("src"));
    let documentation = sources.iter().flat_map(|source| ["///", "//!"].map(|marker| documentation(source, marker)));
    let mut lines = 0;
    for markdown in documentation.chain([README.to_string()]) {
        for code in markdown.split("```").skip(1).step_by(2) {
            for line in code.lines().filter(|line| !line.starts_with("# ")) {
                assert!(line.chars().count() <= 90, "{line}");
                lines += 1;
            }
        }
    }
    assert!(lines > 500, "{lines}");
}

/// Returns the contents of every file in a directory.
fn sources(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![fs::read_to_string(path).unwrap()] })
        .collect()
}

#[test]
fn payload_in_the_documentation_is_the_documented_example() {
    let item = documentation(include_str!("../../../src/model/new_enrollment.rs"), "///");
    let (_, json) = item.split_once("```json\n").unwrap();
    let payload: Value = serde_json::from_str(json.split_once("```").unwrap().0).unwrap();
    assert_eq!(payload, serde_json::from_str::<Value>(fixture::DOCUMENTED).unwrap());
}
