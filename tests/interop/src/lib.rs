//! Tests of `toolzz-webhook` together with other crates: formats, frameworks, validators of JSON Schema,
//! generators of values. In a package of their own, so that nobody else has to build those crates.

#![cfg(any(test, doctest))]

#[path = "../../suite/support.rs"]
mod support;

mod arbitrary;
mod fake;
mod formats;
mod frameworks;
mod properties;
mod proptest;
mod python_jsonschema_jsonschema_576;
mod readme;
mod schema;

/// Compiles the README's code, which uses axum.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
