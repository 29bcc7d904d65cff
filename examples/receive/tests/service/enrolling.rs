//! Enrollments that fail, panic, take long or are interrupted.

use crate::support::{Folder, Thread, enrollment, ok, post, wait_until};
use receive::{OwnCode, Settings, commands};
use std::{
    error::Error,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

/// Three attempts in short order.
fn impatient() -> Settings {
    Settings { max_attempts: 3, retry_time: Duration::from_millis(10), ..Settings::default() }
}

fn status(folder: &Folder) -> String {
    let mut status = Vec::new();
    commands::status(&folder.database(), &mut status).unwrap();
    String::from_utf8(status).unwrap()
}

/// Enrolls nobody whose id is odd until it is told to.
fn fails(how: fn() -> Result<(), Box<dyn Error>>) -> (OwnCode, Arc<AtomicBool>) {
    let corrected = Arc::<AtomicBool>::default();
    let is_corrected = Arc::clone(&corrected);
    let own_code: OwnCode = Box::new(move |webhook| {
        if webhook.data.user.id.get() % 2 == 1 && !is_corrected.load(Ordering::Relaxed) { how() } else { Ok(()) }
    });
    (own_code, corrected)
}

#[track_caller]
fn assert_others_are_enrolled(how: fn() -> Result<(), Box<dyn Error>>, error: &str) {
    let folder = Folder::new();
    let (own_code, corrected) = fails(how);
    let service = Thread::start(&folder, &impatient(), own_code);
    for number in 1..=4 {
        assert_eq!(post(service.address, enrollment(number)).unwrap(), ok());
    }
    assert_eq!(folder.states(), ["failed", "enrolled", "failed", "enrolled"]);
    assert_eq!(folder.query("SELECT user_id FROM enrollments"), ["2", "4"]);
    assert_eq!(folder.query("SELECT attempts FROM deliveries ORDER BY id"), ["3", "1", "3", "1"]);
    let time = &folder.query("SELECT received_at FROM deliveries");
    assert_eq!(
        status(&folder),
        format!(
            "       0 pending
       2 failed
       2 enrolled
       0 duplicate
       0 other_event
       0 invalid
delivery 1 of {}, failed, attempt 3: {error}
delivery 3 of {}, failed, attempt 3: {error}
",
            time[0], time[2],
        ),
    );

    corrected.store(true, Ordering::Relaxed);
    let mut retried = Vec::new();
    commands::retry(&folder.database(), &mut retried).unwrap();
    assert_eq!(retried, b"2 to retry\n");
    assert_eq!(folder.states(), ["enrolled"; 4]);
    assert_eq!(folder.query("SELECT attempts, error FROM deliveries"), ["1 null"; 4]);
    assert_eq!(folder.query("SELECT user_id FROM enrollments ORDER BY user_id"), ["1", "2", "3", "4"]);
}

#[test]
fn a_panic_leaves_the_delivery_and_does_not_hold_up_others() {
    assert_others_are_enrolled(|| panic!("no {}", "classroom"), "panicked: no classroom");
}

#[test]
fn an_error_leaves_the_delivery_and_does_not_hold_up_others() {
    assert_others_are_enrolled(|| Err("no classroom".into()), "no classroom");
}

#[test]
fn a_later_attempt_enrolls_once() {
    let folder = Folder::new();
    let mut attempts = 0;
    let attempts = Mutex::new(move || {
        attempts += 1;
        attempts
    });
    let own_code: OwnCode =
        Box::new(move |_| if attempts.lock().unwrap()() < 3 { Err("not yet".into()) } else { Ok(()) });
    let service = Thread::start(&folder, &impatient(), own_code);
    post(service.address, enrollment(1)).unwrap();
    assert_eq!(folder.states(), ["enrolled"]);
    assert_eq!(folder.query("SELECT attempts, error FROM deliveries"), ["3 null"]);
    assert_eq!(folder.query("SELECT user_id FROM enrollments"), ["1"]);
}

#[test]
fn attempts_are_further_and_further_apart() {
    let folder = Folder::new();
    let settings = Settings { retry_time: Duration::from_secs(600), ..Settings::default() };
    let service = Thread::start(&folder, &settings, fails(|| Err("no classroom".into())).0);
    post(service.address, enrollment(1)).unwrap();
    let mut minutes = Vec::new();
    for attempts in 1..=5 {
        wait_until(|| folder.query("SELECT attempts, error FROM deliveries") == [format!("{attempts} no classroom")]);
        minutes.extend(folder.query("SELECT round((due_at - unixepoch('subsec')) / 60) FROM deliveries"));
        folder.connect().execute("UPDATE deliveries SET due_at = 0", ()).unwrap();
    }
    assert_eq!(minutes, ["10", "20", "40", "60", "60"]);
}

/// Key, enrollment and state change together.
#[test]
fn a_failed_change_of_the_database_changes_nothing() {
    for change in ["INSERT ON keys", "INSERT ON enrollments", "UPDATE ON deliveries WHEN new.state = 'enrolled'"] {
        let folder = Folder::new();
        let settings = Settings { max_attempts: 1, ..Settings::default() };
        let service = Thread::start(&folder, &settings, Box::new(|_| Ok(())));
        let trigger = format!("CREATE TRIGGER fails BEFORE {change} BEGIN SELECT RAISE(ABORT, 'no classroom'); END");
        folder.connect().execute(&trigger, ()).unwrap();
        post(service.address, enrollment(1)).unwrap();
        assert_eq!(folder.states(), ["failed"]);
        assert_eq!(folder.query("SELECT error FROM deliveries"), ["no classroom"]);
        assert_eq!(folder.query("SELECT key FROM keys UNION ALL SELECT key FROM enrollments"), [""; 0], "{change}");
        folder.connect().execute("DROP TRIGGER fails", ()).unwrap();
        folder.connect().execute("UPDATE deliveries SET due_at = due_at + 3600", ()).unwrap();
        commands::retry(&folder.database(), Vec::new()).unwrap();
        assert_eq!(folder.states(), ["enrolled"]);
        assert_eq!(folder.query("SELECT user_id FROM enrollments"), ["1"]);
    }
}

#[test]
fn deliveries_are_stored_while_an_enrollment_takes_long_and_enrolled_in_order() {
    let folder = Folder::new();
    let (go, wait) = mpsc::channel::<()>();
    let order = Arc::<Mutex<Vec<u64>>>::default();
    let (enrolled, wait) = (Arc::clone(&order), Mutex::new(wait));
    let own_code: OwnCode = Box::new(move |webhook| {
        let _ = wait.lock().unwrap().recv();
        enrolled.lock().unwrap().push(webhook.data.user.id.get());
        Ok(())
    });
    let service = Thread::start(&folder, &impatient(), own_code);
    let numbers = [5, 3, 8, 1, 9, 2];
    for number in numbers {
        assert_eq!(post(service.address, enrollment(number)).unwrap(), ok());
    }
    assert_eq!(folder.query("SELECT state FROM deliveries"), ["pending"; 6]);
    let time = &folder.query("SELECT received_at FROM deliveries")[0];
    let listed = format!("delivery 1 of {time}, pending, attempt 1: in progress, or interrupted");
    wait_until(|| status(&folder).lines().skip(6).eq([&listed]));
    drop(go);
    assert_eq!(folder.states(), ["enrolled"; 6]);
    assert_eq!(*order.lock().unwrap(), numbers);
}

/// Ends the service while its code runs, as often as attempts are allowed.
#[test]
fn interrupted_attempts_are_counted_and_others_come_first() {
    let folder = Folder::new();
    let settings = Settings { end_time: Duration::ZERO, ..impatient() };
    for attempts in 1..=3 {
        // The process of the test does not end, so the code must not return.
        let own_code: OwnCode = Box::new(|webhook| match webhook.data.user.id.get() {
            1 => loop {
                std::thread::park();
            },
            _ => Ok(()),
        });
        let service = Thread::start(&folder, &settings, own_code);
        if attempts == 1 {
            post(service.address, enrollment(1)).unwrap();
        }
        let query = "SELECT attempts, error FROM deliveries WHERE id = 1";
        wait_until(|| folder.query(query) == [format!("{attempts} in progress, or interrupted")]);
    }
    let service = Thread::start(&folder, &settings, Box::new(|_| Ok(())));
    post(service.address, enrollment(2)).unwrap();
    assert_eq!(folder.states(), ["failed", "enrolled"]);
    assert_eq!(folder.query("SELECT attempts FROM deliveries"), ["3", "1"]);
}
