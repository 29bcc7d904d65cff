//! Writes the samples of the module `fixture` as files, for teams that test in another language.
//!
//! ```sh
//! cargo run --example samples -- samples    # into the folder `samples`
//! ```
//!
//! Each body is a file, named `NAME.json`. `index.json` lists them with their outcomes: the `code` of an
//! inspection, the `violations` and `deviations` of an accepted body, the `problems` of a rejected one, the
//! `slug` of another event.

use serde_json::{Value, json};
use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use toolzz_webhook::fixture::{self, Expected, Sample};

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: samples FOLDER");
        return ExitCode::FAILURE;
    };
    match write(&folder) {
        Ok(count) => {
            println!("{count} samples in {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> Result<usize, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let samples = fixture::samples();
    for sample in &samples {
        fs::write(folder.join(file(sample)), &sample.body)?;
    }
    let index: Vec<Value> = samples.iter().map(entry).collect();
    fs::write(folder.join("index.json"), format!("{:#}\n", Value::from(index)))?;
    Ok(samples.len())
}

fn file(sample: &Sample) -> String {
    format!("{}.json", sample.name)
}

fn entry(sample: &Sample) -> Value {
    let mut entry = json!({"name": sample.name, "file": file(sample), "code": sample.expected.code()});
    let fields = match &sample.expected {
        Expected::NewEnrollment { violations, deviations } => {
            json!({
                "outcome": "new_enrollment",
                "violations": each(violations, |(path, rule)| json!({"path": path, "code": rule, "severity": rule.default_severity()})),
                "deviations": each(deviations, |(path, kind)| json!({"path": path, "kind": kind})),
            })
        }
        Expected::OtherEvent { slug } => json!({"outcome": "other_event", "slug": slug}),
        Expected::Rejected { problems } => json!({
            "outcome": "rejected",
            "problems": each(problems, |(path, kind)| json!({"path": path, "code": kind})),
        }),
        _ => json!({}),
    };
    if let (Value::Object(entry), Value::Object(fields)) = (&mut entry, fields) {
        entry.extend(fields);
    }
    entry
}

fn each<T>(items: &[T], describe: impl Fn(&T) -> Value) -> Value {
    items.iter().map(describe).collect()
}
