//! Prints the JSON Schema of the payload; its output is `examples/new-enrollment.schema.json`.
//!
//! ```sh
//! cargo run --example schema --features schemars > examples/new-enrollment.schema.json
//! ```

use schemars::schema_for;
use toolzz_webhook::NewEnrollment;

fn main() {
    println!("{:#}", schema_for!(NewEnrollment).to_value());
}
