//! The service as a process and in a thread, a client, and queries of the database.

use receive::{OwnCode, Settings};
use rusqlite::{Connection, types::ValueRef};
use std::{
    env, fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{self, Child, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use tokio::sync::oneshot;
use toolzz_webhook::fixture::Body;

/// The most time that a test waits for something.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder of a test, with a database.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("receive-{}-{}", process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn database(&self) -> PathBuf {
        self.file("deliveries.db")
    }

    pub fn connect(&self) -> Connection {
        let connection = Connection::open(self.database()).unwrap();
        connection.busy_timeout(PATIENCE).unwrap();
        connection.pragma_update(None, "secure_delete", true).unwrap();
        connection
    }

    /// Returns the rows of a query, their columns separated by spaces.
    pub fn query(&self, query: &str) -> Vec<String> {
        let connection = self.connect();
        let mut query = connection.prepare(query).unwrap();
        let columns = query.column_count();
        let text = |value: ValueRef<'_>| match value {
            ValueRef::Null => "null".to_string(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        };
        let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| Ok(text(row.get_ref(column)?))).collect();
        let rows = query.query_map((), row).unwrap();
        rows.map(|row: rusqlite::Result<Vec<_>>| row.unwrap().join(" ")).collect()
    }

    /// Returns the states of the deliveries, once none is pending.
    pub fn states(&self) -> Vec<String> {
        let pending =
            || self.query("SELECT count(*) FROM deliveries WHERE state = 'pending'")[0].parse::<u64>().unwrap();
        let mut last = pending();
        while last > 0 {
            wait_until(|| pending() < last);
            last = pending();
        }
        self.query("SELECT state FROM deliveries ORDER BY id")
    }

    /// Runs a command with this database, and returns its exit status, its output and its errors.
    pub fn command(&self, arguments: &[&str]) -> (i32, Vec<u8>, String) {
        let output = receive().args(arguments).arg("--database").arg(self.database()).output().unwrap();
        (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn receive() -> process::Command {
    process::Command::new(env!("CARGO_BIN_EXE_receive"))
}

/// The service as a process, which is killed at the end.
pub struct Process {
    pub address: SocketAddr,
    pub log: Arc<Mutex<String>>,
    child: Child,
}

impl Process {
    pub fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut command = receive();
        command.args(["--listen", "127.0.0.1:0", "--database"]).arg(folder.database()).args(arguments);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        // The worker may log something before.
        let address = lines.find_map(|line| {
            let line = line.unwrap();
            line.split_once("listening address=")?.1.split(' ').next()?.parse().ok()
        });
        let log = Arc::<Mutex<String>>::default();
        let written = Arc::clone(&log);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut log = written.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        Self { address: address.unwrap(), log, child }
    }

    /// Kills the process, which cannot do anything about it.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        let kill = format!("kill -{signal} {}", self.child.id());
        assert!(process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Waits until the process ends, and returns its exit status.
    #[cfg(unix)]
    pub fn status(&mut self) -> i32 {
        wait_until(|| self.child.try_wait().unwrap().is_some());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The service in a thread, with code of the test.
pub struct Thread {
    pub address: SocketAddr,
    end: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
}

impl Thread {
    pub fn start(folder: &Folder, settings: &Settings, own_code: OwnCode) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        let settings = Settings { database: folder.database(), ..settings.clone() };
        let (end, ended) = oneshot::channel();
        let running = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                receive::run(listener, &settings, own_code, async { drop(ended.await) }).await.unwrap();
            });
        });
        // It listens before the database is open.
        let mut stream = connect(address).unwrap();
        stream.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
        assert_eq!(response(&mut stream).unwrap().0, 404);
        Self { address, end: Some(end), running: Some(running) }
    }
}

/// Ends the service, and waits for it.
impl Drop for Thread {
    fn drop(&mut self) {
        drop(self.end.take());
        self.running.take().unwrap().join().unwrap();
    }
}

/// Sends a delivery, and returns the status and the body of the response.
pub fn post(address: SocketAddr, body: impl AsRef<[u8]>) -> io::Result<(u16, String)> {
    let body = body.as_ref();
    let mut stream = connect(address)?;
    stream.write_all(&[head(body.len()).as_bytes(), body].concat())?;
    response(&mut stream)
}

pub fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    Ok(stream)
}

/// Returns the beginning of a delivery, up to the body.
pub fn head(size: usize) -> String {
    format!("POST /webhooks/toolzz HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: {size}\r\n\r\n")
}

/// Reads until the connection is closed. Fails if that is without a response.
pub fn response(stream: &mut TcpStream) -> io::Result<(u16, String)> {
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    let (head, body) = response.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok((head.split(' ').nth(1).unwrap().parse().unwrap(), body.into()))
}

pub fn ok() -> (u16, String) {
    (200, String::new())
}

/// Returns a valid delivery, with a key of its own for each number.
pub fn enrollment(number: u64) -> Body {
    Body::valid().with("data.enrollment.id", number).with("data.user.id", number)
}

#[track_caller]
pub fn wait_until(mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < PATIENCE, "waited in vain");
        thread::sleep(Duration::from_millis(10));
    }
}
