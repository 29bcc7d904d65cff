use std::{
    io::{self, Write},
    panic::{self, UnwindSafe},
};
use toolzz_webhook::fixture::{self, Sample};

/// Lists the samples, or prints the body of one
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Arguments {
    /// Name of a sample
    #[arg(value_parser = sample)]
    name: Option<Sample>,
}

const HELP: &str = "\
The list has the name of each sample and the code that is expected. A body is
printed byte by byte, without a line break at its end, for teams that test in
another language.

Examples:
  toolzz samples
  toolzz samples cpf_null > cpf_null.json
  toolzz samples cpf_null | toolzz inspect --records -";

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    if let Some(sample) = &arguments.name {
        return out.write_all(sample.body.as_ref());
    }
    for sample in fixture::samples() {
        writeln!(out, "{:<28} {}", sample.name, sample.expected.code())?;
    }
    Ok(())
}

/// Returns the sample with a name.
pub fn sample(name: &str) -> Result<Sample, String> {
    or_message(|| fixture::sample(name))
}

/// Returns the message instead of a panic: the fixtures are for tests, so a misspelled name or path panics.
pub fn or_message<T>(build: impl FnOnce() -> T + UnwindSafe) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(build);
    panic::set_hook(hook);
    result.map_err(|message| *message.downcast().unwrap_or_default())
}
