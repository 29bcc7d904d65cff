//! What the README says that no compiler reads.

use serde_json::Value;
use std::collections::BTreeSet;
use toolzz_webhook::{Rule, fixture};

const README: &str = include_str!("../README.md");

/// The cells of the table under a heading, row by row, without their backquotes.
fn table(heading: &str) -> Vec<Vec<String>> {
    let (_, section) = README.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect()).collect()
}

fn manifest() -> toml::Table {
    include_str!("../Cargo.toml").parse().unwrap()
}

#[test]
fn the_payload_is_the_documented_example() {
    let (_, json) = README.split_once("```json\n").unwrap();
    let payload: Value = serde_json::from_str(json.split_once("```").unwrap().0).unwrap();
    assert_eq!(payload, serde_json::from_str::<Value>(fixture::DOCUMENTED).unwrap());
}

#[test]
fn the_rules_are_all_there_with_their_severities() {
    let listed: Vec<_> = table("What is checked").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let rules = Rule::ALL.iter().map(|rule| (rule.code().to_string(), rule.severity().to_string()));
    assert_eq!(listed, rules.collect::<Vec<_>>());
}

#[test]
fn the_features_are_those_of_the_manifest() {
    let manifest = manifest();
    let features = manifest["features"].as_table().unwrap();
    let default: Vec<&str> =
        features["default"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let listed: BTreeSet<_> = table("Features").into_iter().map(|row| (row[0].clone(), row[1] == "yes")).collect();
    let declared = features.keys().filter(|name| *name != "default");
    assert_eq!(listed, declared.map(|name| (name.clone(), default.contains(&name.as_str()))).collect());
}

#[test]
fn the_dependencies_are_those_of_the_manifest() {
    let manifest = manifest();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let optional = |name: &str| dependencies[name].get("optional").is_some();
    let declared: BTreeSet<_> = dependencies.keys().filter(|name| !optional(name)).cloned().collect();
    let listed: BTreeSet<_> = table("Dependencies")
        .iter()
        .flat_map(|row| row[0].split(", ").map(str::to_string).collect::<Vec<_>>())
        .collect();
    assert_eq!(listed, declared);
    for (name, dependency) in dependencies {
        assert_eq!(dependency.get("default-features").and_then(toml::Value::as_bool), Some(false), "{name}");
    }
}

#[test]
fn the_minimum_is_that_of_the_manifest() {
    let minimum = manifest()["package"]["rust-version"].as_str().unwrap().to_string();
    assert!(README.contains(&format!("Rust {minimum} or newer")));
}
