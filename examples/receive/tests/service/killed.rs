//! The process is killed under load, again and again: `KILLS=100 cargo test -p receive killed`.

use crate::support::{Folder, Process, enrollment, post};
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    hash::{BuildHasher, RandomState},
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};
use toolzz_webhook::{NewEnrollment, Validate, fixture::Body};

const SENDERS: usize = 8;

/// A number that differs in each run.
fn random(below: u64) -> u64 {
    RandomState::new().hash_one(()) % below
}

/// How often a body was sent, and how often it was answered.
#[derive(Default)]
struct Count {
    sent: usize,
    answered: usize,
}

/// What the senders share.
struct Senders {
    address: Mutex<SocketAddr>,
    counts: Mutex<BTreeMap<String, Count>>,
    number: AtomicU64,
    end: AtomicBool,
}

impl Senders {
    /// Sends one delivery after the other, of every kind, also while nobody listens.
    fn send(&self) {
        while !self.end.load(Ordering::Relaxed) {
            let number = self.number.fetch_add(1, Ordering::Relaxed);
            let body = match number % 8 {
                0 => enrollment(1 + random(number + 1)), // perhaps a redelivery
                1 => Body::valid().with("event.slug", "members.created").with("event.name", format!("{number}")),
                2 => Body::valid().with("data.user.id", format!("invalid {number}")),
                _ => enrollment(1 + number),
            };
            let (body, expected) = (body.to_string(), if number % 8 == 2 { 422 } else { 200 });
            self.counts.lock().unwrap().entry(body.clone()).or_default().sent += 1;
            let address = *self.address.lock().unwrap();
            if let Ok((status, _)) = post(address, &body) {
                assert_eq!(status, expected);
                self.counts.lock().unwrap().get_mut(&body).unwrap().answered += 1;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Ends the senders when it is dropped, also by a panic.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn nothing_that_was_answered_is_lost_and_nothing_is_enrolled_twice() {
    let kills = env::var("KILLS").map_or(5, |kills| kills.parse().unwrap());
    let folder = Folder::new();
    let mut service = Process::start(&folder, &[]);
    let senders = Senders {
        address: Mutex::new(service.address),
        counts: Mutex::default(),
        number: AtomicU64::new(0),
        end: AtomicBool::new(false),
    };
    thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| senders.send());
        }
        let end = End(&senders.end);
        for _ in 0..kills {
            thread::sleep(Duration::from_micros(random(300_000)));
            service.kill();
            service = Process::start(&folder, &[]);
            *senders.address.lock().unwrap() = service.address;
        }
        drop(end);
    });
    // Interrupted attempts are due later.
    folder.connect().execute("UPDATE deliveries SET due_at = 0", ()).unwrap();
    folder.states(); // waits until all are finished

    let counts = senders.counts.into_inner().unwrap();
    let stored = folder.query("SELECT body FROM deliveries");
    let mut stored_counts = BTreeMap::<&str, usize>::new();
    for body in &stored {
        *stored_counts.entry(body).or_default() += 1;
    }
    for (body, Count { sent, answered }) in &counts {
        let stored = stored_counts.remove(body.as_str()).unwrap_or_default();
        assert!((*answered..=*sent).contains(&stored), "sent {sent}, answered {answered}, stored {stored}: {body}");
    }
    assert_eq!(stored_counts, BTreeMap::new(), "stored, but not sent");

    let valid = stored.iter().filter_map(|body| body.parse::<NewEnrollment>().ok());
    let keys: BTreeSet<_> = valid
        .filter(|webhook| webhook.validate().is_ok())
        .map(|webhook| webhook.idempotency_key().to_string())
        .collect();
    let keys: Vec<_> = keys.into_iter().collect();
    assert_eq!(folder.query("SELECT key FROM enrollments ORDER BY key"), keys);
    assert_eq!(folder.query("SELECT key FROM keys ORDER BY key"), keys);
    assert_eq!(folder.query("SELECT count(*) FROM deliveries WHERE state = 'enrolled'"), [keys.len().to_string()]);
    assert_eq!(folder.query("SELECT count(*) FROM deliveries WHERE state = 'failed'"), ["0"]);
    assert_eq!(folder.query("PRAGMA integrity_check"), ["ok"]);

    let (sent, answered) =
        counts.values().fold((0, 0), |(sent, answered), count| (sent + count.sent, answered + count.answered));
    println!("{kills} kills: sent {sent}, answered {answered}, stored {}, enrolled {}", stored.len(), keys.len());
    assert!(answered > 0 && answered < sent, "no delivery was interrupted");
}
