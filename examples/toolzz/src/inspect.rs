use crate::{
    diagnosis::Printer,
    input::{Files, Input, Log},
    summary::Summary,
};
use std::io::{self, Write};
use toolzz_webhook::audit::{self, Inspection};

/// Prints what is invalid in deliveries, or a summary of a log
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Arguments {
    #[command(flatten)]
    files: Files,
    /// Prints the record of each delivery, as one line of JSON
    #[arg(long)]
    records: bool,
}

const HELP: &str = "\
Of a delivery, prints each problem with its line of the body and a mark below
the value, each violation of a rule, and each deviation from the canonical form.
Columns are counted in bytes. This shows values of the delivery, which may be
personal data. Summaries and records contain no value of a name, email, CPF,
nickname or UUID.

The exit status is 1 if a delivery is rejected, or violates a rule whose
severity is error. `toolzz --help` says what a FILE is.

Examples:
  toolzz inspect body.json
  toolzz inspect deliveries.ndjson
  toolzz inspect --records deliveries.ndjson | jq -r .event | sort | uniq -c";

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<bool> {
    let printer = Printer::new();
    let has_several = arguments.files.files.len() > 1;
    let mut accepted = true;
    for input in arguments.files.open() {
        match input? {
            Input::Delivery { name, body } => {
                let inspection = audit::inspect(&body);
                accepted &= is_accepted(&inspection);
                if arguments.records {
                    writeln!(out, "{}", inspection.record())?;
                } else {
                    printer.print(&name, &body, &inspection, out)?;
                }
            }
            Input::Log(log) if arguments.records => {
                accepted &= each(&mut log.streamed(), |inspection| writeln!(out, "{}", inspection.record()))?;
            }
            Input::Log(mut log) => {
                let mut summary = Summary::default();
                let ended = each(&mut log, |inspection| {
                    summary.add(inspection);
                    Ok(())
                });
                if has_several {
                    writeln!(out, "{}", log.name)?;
                }
                write!(out, "{summary}")?;
                accepted &= ended?;
            }
        }
    }
    Ok(accepted)
}

/// Inspects each line, and returns whether all are accepted.
fn each(log: &mut Log, mut show: impl FnMut(Inspection) -> io::Result<()>) -> io::Result<bool> {
    let mut accepted = true;
    while let Some(line) = log.next_line()? {
        let inspection = line.inspect();
        accepted &= is_accepted(&inspection);
        show(inspection)?;
    }
    Ok(accepted)
}

fn is_accepted(inspection: &Inspection) -> bool {
    inspection.decoded.is_ok() && !inspection.report.has_errors()
}
