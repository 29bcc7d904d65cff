//! Tables, links and commands in the README and the documentation, which the compiler does not check.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use toolzz_webhook::{NewEnrollment, Rule, Validate, fixture};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const README: &str = include_str!("../../../README.md");
const CONTRIBUTING: &str = include_str!("../../../CONTRIBUTING.md");

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

/// Returns the content of the code blocks in a language.
fn blocks<'a>(markdown: &'a str, language: &str) -> Vec<&'a str> {
    let begin = format!("```{language}\n");
    markdown.split(begin.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

fn manifest() -> toml::Table {
    include_str!("../../../Cargo.toml").parse().unwrap()
}

#[test]
fn payload_of_the_readme_is_valid_and_a_broken_one_has_the_listed_problems() {
    let payload = blocks(README, "json")[0];
    assert_eq!(payload.parse::<NewEnrollment>().unwrap().validate_strict(), Ok(()));
    let mut broken = payload.to_owned();
    for (from, to) in [
        ("2023-07-03 12:53:41", "03/07/2023 12:53:41"),
        ("\"actived\": 1", "\"actived\": \"sim\""),
        (" \"id\": 9,", ""),
    ] {
        assert!(broken.contains(from), "{from}");
        broken = broken.replace(from, to);
    }
    assert_eq!(format!("{:#}\n", broken.parse::<NewEnrollment>().unwrap_err()), blocks(README, "text")[0]);
}

#[test]
fn features_table_matches_the_manifest() {
    let manifest = manifest();
    let features = manifest["features"].as_table().unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let rows = table(README, "\n## Features\n");
    let names: BTreeSet<_> = rows.iter().map(|row| row[0].replace(" (default)", "")).collect();
    assert_eq!(names, features.keys().filter(|name| *name != "default").cloned().collect());
    assert_eq!(features["default"].as_array().unwrap().len(), 1);
    assert_eq!(rows[0][0], "std (default)");
    for (name, text) in rows.iter().skip(1).map(|row| (&row[0], &row[1])) {
        let (_, version) = text.split_once(&format!("{name} = \"")).unwrap();
        let declared = dependencies[name]["version"].as_str().unwrap();
        assert_eq!(version.split('"').next(), declared.split('.').next(), "{name}");
    }
}

#[test]
fn rust_version_matches_the_manifest() {
    let version = manifest()["package"]["rust-version"].as_str().unwrap().to_owned();
    assert!(README.contains(&format!("The minimum supported Rust version is {version}. ")));
}

#[test]
fn files_and_packages_that_are_named_exist() {
    for markdown in [README, CONTRIBUTING] {
        let quoted = markdown.split('`').skip(1).step_by(2);
        for path in quoted.filter(|quoted| {
            ["src/", "tests/", "examples/", "benches/"].iter().any(|folder| quoted.starts_with(folder))
                || quoted.ends_with(".md")
        }) {
            let path = path.split(['{', '*']).next().unwrap();
            assert!(Path::new(ROOT).join(path).exists(), "{path}");
        }
        for package in markdown.split("cargo run -p ").skip(1) {
            let package = package.split_whitespace().next().unwrap();
            let manifest =
                fs::read_to_string(Path::new(ROOT).join("examples").join(package).join("Cargo.toml")).unwrap();
            assert!(manifest.contains(&format!("name = \"{package}\"")), "{package}");
        }
        let definitions =
            markdown.lines().filter(|line| line.starts_with('[')).filter_map(|line| line.split_once("]: "));
        for (label, target) in definitions {
            assert!(target.starts_with("https://") || Path::new(ROOT).join(target).exists(), "{label}: {target}");
            assert!(markdown.matches(&format!("{label}]")).count() > 1, "{label} is used");
        }
    }
}

#[test]
fn rules_table_matches_the_rules() {
    let module = documentation(include_str!("../../../src/validate/mod.rs"), "//!");
    let code = |cell: &str| cell[1..].split_once(']').unwrap().0.to_string();
    let listed: Vec<_> = table(&module, "").iter().map(|row| (code(&row[0]), row[1].clone())).collect();
    let rules = Rule::ALL.iter().map(|rule| (rule.code().to_string(), rule.default_severity().to_string()));
    assert_eq!(listed, rules.collect::<Vec<_>>());
}

#[test]
fn payload_in_the_documentation_is_the_documented_example() {
    let item = documentation(include_str!("../../../src/model/new_enrollment.rs"), "///");
    let payload: Value = serde_json::from_str(blocks(&item, "json")[0]).unwrap();
    assert_eq!(payload, serde_json::from_str::<Value>(fixture::DOCUMENTED).unwrap());
}
