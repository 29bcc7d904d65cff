//! Sizes, times, and what happens at the end.

use crate::support::{Folder, Process, Thread, connect, enrollment, head, ok, post, response, wait_until};
use receive::Settings;
use std::{
    fs,
    io::{ErrorKind, Read, Write},
    time::{Duration, Instant},
};
use toolzz_webhook::fixture::Body;

fn quick(read_time: u64) -> Settings {
    Settings { read_time: Duration::from_millis(read_time), ..Settings::default() }
}

fn start(folder: &Folder, settings: &Settings) -> Thread {
    Thread::start(folder, settings, Box::new(|_| Ok(())))
}

#[test]
fn a_full_database_is_answered_with_503_until_there_is_space() {
    let folder = Folder::new();
    let service = Process::start(&folder, &["--max-size", "1"]);
    let large = |number| enrollment(number).with_unknown("data.notes", "x".repeat(60_000));
    let stored = (1..100).take_while(|number| post(service.address, large(*number)).unwrap() == ok()).count();
    assert_eq!(stored, 16);
    assert_eq!(post(service.address, large(100)).unwrap(), (503, String::new()));
    assert_eq!(folder.states(), ["enrolled"; 16]);
    let log = service.log.lock().unwrap().clone();
    assert!(log.contains("not stored error=database or disk is full deliveries=1\n"), "{log}");

    folder.connect().execute("DELETE FROM deliveries WHERE id = 1", ()).unwrap();
    assert_eq!(post(service.address, large(100)).unwrap(), ok());
    assert_eq!(folder.states(), ["enrolled"; 16]);
    assert_eq!(post(service.address, large(101)).unwrap(), (503, String::new()));
}

#[test]
fn a_slow_body_is_cut_off_and_holds_up_nobody() {
    let folder = Folder::new();
    let service = start(&folder, &quick(1000));
    let mut slow: Vec<_> = (0..20).map(|_| connect(service.address).unwrap()).collect();
    let start = Instant::now();
    for stream in &mut slow {
        write!(stream, "{}{{", head(400).replace("Connection: close\r\n", "")).unwrap();
    }
    assert_eq!(post(service.address, enrollment(1)).unwrap(), ok());
    assert!(start.elapsed() < Duration::from_secs(1));
    for stream in &mut slow {
        assert_eq!(response(stream).unwrap(), (408, String::new()));
    }
    assert!((1000..10_000).contains(&start.elapsed().as_millis()));
    assert_eq!(folder.states(), ["enrolled"]);
}

#[test]
fn slow_headers_are_cut_off_and_connections_are_limited() {
    let folder = Folder::new();
    let service = start(&folder, &Settings { max_connections: 3, ..quick(300) });
    let start = Instant::now();
    let mut slow: Vec<_> = (0..3).map(|_| connect(service.address).unwrap()).collect();
    for stream in &mut slow {
        stream.write_all(b"POST /webhooks/toolzz HTTP/1.1\r\nHost: ").unwrap();
    }
    // Waits for a place.
    assert_eq!(post(service.address, enrollment(1)).unwrap(), ok());
    assert!((300..10_000).contains(&start.elapsed().as_millis()));
    for stream in &mut slow {
        assert_eq!(response(stream).unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }
}

/// The worker has space beyond the limit: what was accepted before is finished.
#[test]
fn stored_deliveries_are_enrolled_though_the_database_is_full() {
    let folder = Folder::new();
    drop(start(&folder, &Settings::default()));
    let mut connection = folder.connect();
    let transaction = connection.transaction().unwrap();
    for number in 1..=100 {
        let body = enrollment(number).with_unknown("data.notes", "x".repeat(12_000)).into_bytes();
        transaction.execute("INSERT INTO deliveries (body) VALUES (?1)", [body]).unwrap();
    }
    transaction.commit().unwrap();
    let service = start(&folder, &Settings { max_size: 1, ..Settings::default() });
    let large = enrollment(101).with_unknown("data.notes", "x".repeat(60_000));
    assert_eq!(post(service.address, large).unwrap(), (503, String::new()));
    assert_eq!(folder.states(), ["enrolled"; 100]);
}

/// Whoever sends a byte at a time is as slow.
#[test]
fn the_time_is_that_of_the_whole_body() {
    let folder = Folder::new();
    let service = start(&folder, &quick(300));
    let mut stream = connect(service.address).unwrap();
    write!(stream, "{}", head(400)).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let start = Instant::now();
    let mut response = [0; 12];
    while stream.read_exact(&mut response).is_err() {
        assert!(start.elapsed() < Duration::from_secs(5));
        stream.write_all(b" ").unwrap();
    }
    assert_eq!(&response, b"HTTP/1.1 408");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    post(service.address, enrollment(1)).unwrap();
    for name in ["deliveries.db", "deliveries.db-wal", "deliveries.db-shm"] {
        let mode = folder.file(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn old_finished_deliveries_are_deleted_and_their_keys_kept() {
    let folder = Folder::new();
    let other = Body::valid().with("event.slug", "members.created");
    let service = Process::start(&folder, &[]);
    for body in [enrollment(1), enrollment(2), enrollment(1), other, Body::valid().without("data"), enrollment(3)] {
        post(service.address, body).unwrap();
    }
    assert_eq!(folder.states(), ["enrolled", "enrolled", "duplicate", "other_event", "invalid", "enrolled"]);
    drop(service);
    // All but the last are of a week ago; the second could not be enrolled.
    let connection = folder.connect();
    let week_ago = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-7 days', '-1 seconds')";
    connection.execute(&format!("UPDATE deliveries SET received_at = {week_ago} WHERE id < 6"), ()).unwrap();
    connection.execute("UPDATE deliveries SET state = 'failed' WHERE id = 2", ()).unwrap();

    let service = Process::start(&folder, &["--keep-days", "8"]);
    post(service.address, enrollment(4)).unwrap();
    folder.states();
    assert_eq!(folder.query("SELECT id FROM deliveries"), ["1", "2", "3", "4", "5", "6", "7"]);
    drop(service);

    let service = Process::start(&folder, &["--keep-days", "7"]);
    wait_until(|| folder.query("SELECT id FROM deliveries") == ["2", "6", "7"]);
    assert_eq!(folder.query("SELECT delivery FROM keys"), ["1", "2", "6", "7"]);
    post(service.address, enrollment(1)).unwrap();
    assert_eq!(folder.states(), ["failed", "enrolled", "enrolled", "duplicate"]);
    assert_eq!(folder.query("SELECT count(*) FROM enrollments"), ["4"]);
}

/// More than are deleted at once.
#[test]
fn many_old_deliveries_are_deleted_and_overwritten() {
    let folder = Folder::new();
    drop(start(&folder, &Settings::default()));
    let many = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1234)
                INSERT INTO deliveries (received_at, state, body)
                SELECT '2020-01-01T00:00:00.000Z', 'enrolled', CAST(n || '@example.com' AS BLOB) FROM numbers";
    folder.connect().execute(many, ()).unwrap();
    let service = start(&folder, &Settings::default());
    wait_until(|| folder.query("SELECT count(*) FROM deliveries") == ["0"]);
    drop(service);
    let file = fs::read(folder.database()).unwrap();
    assert!(!file.windows(8).any(|window| window == b"@example"));
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_service_after_open_requests() {
    for signal in ["TERM", "INT"] {
        let folder = Folder::new();
        let mut service = Process::start(&folder, &[]);
        let idle = connect(service.address).unwrap();
        let mut open = connect(service.address).unwrap();
        let body = enrollment(1).into_bytes();
        write!(open, "{}", head(body.len())).unwrap();
        open.write_all(&body[..100]).unwrap();
        post(service.address, enrollment(2)).unwrap(); // the two connections are accepted
        service.signal(signal);
        wait_until(|| connect(service.address).is_err());
        open.write_all(&body[100..]).unwrap();
        assert_eq!(response(&mut open).unwrap(), ok());
        assert_eq!(service.status(), 0);
        assert!(!folder.file("deliveries.db-wal").exists());
        assert_eq!(folder.query("SELECT count(*) FROM deliveries"), ["2"]);
        drop(idle);
    }
}
