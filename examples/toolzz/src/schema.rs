use schemars::schema_for;
use std::io::{self, Write};
use toolzz_webhook::NewEnrollment;

/// Prints the schema; the output is `examples/new-enrollment.schema.json`.
pub fn run(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{:#}", schema_for!(NewEnrollment).to_value())
}
