//! Groups of benchmarks, and the table of ratios at the end.

use criterion::{Bencher, BenchmarkGroup, Criterion, measurement::WallTime};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

pub struct Suite {
    criterion: Criterion,
    /// Where criterion writes its measurements.
    folder: PathBuf,
    /// The name of each group and those of its members, in the order of the table.
    groups: Vec<(&'static str, Vec<&'static str>)>,
}

pub struct Group<'a> {
    criterion: BenchmarkGroup<'a, WallTime>,
    members: Vec<&'static str>,
}

impl Suite {
    pub fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("criterion");
        let criterion = Criterion::default()
            .output_directory(&folder)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2));
        Self { criterion: criterion.configure_from_args(), folder, groups: Vec::new() }
    }

    pub fn group(&mut self, name: &'static str, benchmarks: impl FnOnce(&mut Group<'_>)) {
        let mut group = Group { criterion: self.criterion.benchmark_group(name), members: Vec::new() };
        benchmarks(&mut group);
        let members = group.members;
        group.criterion.finish();
        self.groups.push((name, members));
    }

    /// Prints the newest measurements, without the groups that were never measured.
    pub fn finish(self) {
        self.criterion.final_summary();
        for (group, members) in self.groups {
            let time = |member: &&str| minimum(&self.folder.join(group).join(member).join("new/sample.json"));
            let Some(baseline) = members.first().and_then(time) else { continue };
            println!("\n{group}");
            for member in members {
                if let Some(time) = time(&member) {
                    println!("  {member:<24} {:>7.2}", time / baseline);
                }
            }
        }
    }
}

impl Group<'_> {
    pub fn bench(&mut self, member: &'static str, benchmark: impl FnMut(&mut Bencher<'_>)) {
        self.members.push(member);
        self.criterion.bench_function(member, benchmark);
    }

    /// For members that take milliseconds.
    pub fn take_ten_samples(&mut self) {
        self.criterion.sample_size(10);
    }
}

/// Returns the minimum of the samples, since the load of the machine can only slow a sample.
fn minimum(sample: &Path) -> Option<f64> {
    let sample: Value = serde_json::from_str(&fs::read_to_string(sample).ok()?).ok()?;
    let numbers = |key: &str| sample[key].as_array().into_iter().flatten().filter_map(Value::as_f64);
    numbers("times").zip(numbers("iters")).map(|(time, rounds)| time / rounds).min_by(f64::total_cmp)
}
