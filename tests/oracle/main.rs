//! An independent oracle: it decides what each of many generated bodies decodes to, without calling the crate, and
//! compares every way to decode, validate, inspect and serialize it.
//!
//! `ORACLE_BODIES` sets the number of bodies and `ORACLE_SEED` the seed:
//!
//! ```sh
//! ORACLE_BODIES=5000000 ORACLE_SEED=1 cargo test --release --test oracle -- --nocapture
//! ```

#[path = "all.rs"]
mod all;
mod self_test;

use all::{bodies, choices::Source, compare, tally::Tally};
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::{
    env,
    panic::{self, AssertUnwindSafe},
    thread,
};

const THREADS: u64 = 2;

/// The number of bodies in a log.
const LOG: usize = 8;

struct Random(StdRng);

impl Source for Random {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.next_u32()).unwrap_or_default() % bound
    }
}

fn variable(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |value| value.parse().expect("a number"))
}

#[test]
fn generated_bodies_decode_as_designed() {
    let (bodies, seed) = (variable("ORACLE_BODIES", 20_000), variable("ORACLE_SEED", 0));
    let tallies: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|first| scope.spawn(move || check(seed, first, bodies))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a body is decoded as designed")).collect()
    });
    let mut tally = Tally::default();
    tallies.iter().for_each(|other| tally.add(other));
    println!("{tally}");
    if bodies >= 10_000 {
        tally.assert_complete();
    }
}

/// Checks every body of one thread.
fn check(seed: u64, first: u64, bodies: u64) -> Tally {
    let mut tally = Tally::default();
    let mut log = Vec::new();
    for number in (first..bodies).step_by(THREADS as usize) {
        let mut source = Random(StdRng::seed_from_u64(seed << 32 | number));
        let body = bodies::body(&mut source);
        // The other ways double the time, so only a quarter of the bodies is checked with them.
        let every_way = number % 8 < THREADS;
        let checked =
            panic::catch_unwind(AssertUnwindSafe(|| compare::check(&mut source, &body, every_way, &mut tally)));
        let incoming = checked.unwrap_or_else(|_| Err("a panic".to_owned())).unwrap_or_else(|difference| {
            panic!("body {number} of seed {seed}: {}\n{difference}", body.escape_ascii());
        });
        if every_way && compare::is_log_line(&body) {
            log.push((body, incoming));
        }
        if log.len() == LOG {
            compare::check_log(&mut source, &log).unwrap_or_else(|difference| {
                let bodies: Vec<_> = log.iter().map(|(body, _)| body.escape_ascii().to_string()).collect();
                panic!("a log that ends in body {number} of seed {seed}: {bodies:#?}\n{difference}");
            });
            log.clear();
        }
    }
    tally
}
