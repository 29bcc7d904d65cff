use crate::excerpt::escaped;
use indicatif::ProgressBar;
use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Read, Write},
    net::IpAddr,
    time::Duration,
};
use ureq::{Agent, http::Uri};

/// The most time that a response may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The most bytes that are read of the body of a response.
const MAX_ANSWER_LEN: u64 = 64 * 1024;

/// The expected status of a response.
#[derive(Clone, Copy)]
pub enum Expected {
    Status(u16),
    Success,
}

/// What is printed of a delivery.
#[derive(Clone, Copy, PartialEq)]
pub enum Show {
    /// The statuses, and the body of the last response.
    Answer,
    /// The statuses.
    Status,
    /// The statuses if one differs from the expected one.
    Differing,
}

/// Posts deliveries, and counts those with another status than expected.
pub struct Sender<'a> {
    url: &'a Uri,
    times: u32,
    out: &'a mut dyn Write,
    agent: Agent,
    pub progress: ProgressBar,
    pub differing: usize,
    deliveries: usize,
}

impl<'a> Sender<'a> {
    pub fn new(url: &'a Uri, times: u32, out: &'a mut dyn Write) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(TIMEOUT)).max_redirects(0);
        let config = if is_loopback(url) { config.proxy(None) } else { config };
        let agent = config.build().into();
        Self { url, times, out, agent, progress: ProgressBar::hidden(), differing: 0, deliveries: 0 }
    }

    /// Posts a delivery as often as requested. Fails if there is no response.
    pub fn send(&mut self, name: &str, body: &[u8], expected: Expected, show: Show) -> io::Result<()> {
        let mut received = BTreeMap::new();
        let mut answer = Vec::new();
        for _ in 0..self.times {
            let request = self.agent.post(self.url).content_type("application/json");
            let response = request.send(body).map_err(|error| self.unavailable(name, &error))?;
            *received.entry(response.status().as_u16()).or_insert(0) += 1;
            answer.clear();
            // The status is what counts, even if the rest of the response is lost.
            let _ = response.into_body().into_reader().take(MAX_ANSWER_LEN).read_to_end(&mut answer);
            if show != Show::Differing {
                self.progress.inc(1);
            }
        }
        let differs = received.keys().any(|status| !expected.includes(*status));
        self.deliveries += 1;
        self.differing += usize::from(differs);
        if show == Show::Differing && !differs {
            return Ok(());
        }
        let suffix = if differs { "  differs" } else { "" };
        self.progress.suspend(|| {
            writeln!(self.out, "{name:<32} expected {expected}  received {}{suffix}", listed(&received))?;
            if show == Show::Answer && !answer.is_empty() {
                for line in answer.trim_ascii_end().split(|byte| *byte == b'\n') {
                    writeln!(self.out, "{}", escaped(line))?;
                }
            }
            Ok(())
        })
    }

    pub fn print_total(&mut self) -> io::Result<()> {
        self.progress.finish_and_clear();
        let deliveries = if self.deliveries == 1 { "delivery" } else { "deliveries" };
        writeln!(self.out, "{} {deliveries}, {} with another status than expected", self.deliveries, self.differing)
    }

    /// Names the delivery, so that the rest of a log can be sent later.
    fn unavailable(&self, name: &str, error: &ureq::Error) -> io::Error {
        let reason = match error {
            ureq::Error::Io(error) => error.to_string(),
            ureq::Error::TlsRequired => "https requires the feature `rustls` of ureq".into(),
            error => error.to_string(),
        };
        io::Error::other(format!("{}: no response to {name}: {reason}", self.url))
    }
}

impl Expected {
    fn includes(self, status: u16) -> bool {
        match self {
            Self::Status(expected) => status == expected,
            Self::Success => (200..300).contains(&status),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => status.fmt(f),
            Self::Success => f.write_str("2xx"),
        }
    }
}

/// Lists statuses with their counts, such as `200 (2), 503`.
fn listed(statuses: &BTreeMap<u16, u32>) -> String {
    let statuses = statuses.iter().map(|(status, count)| match count {
        1 => status.to_string(),
        _ => format!("{status} ({count})"),
    });
    statuses.collect::<Vec<_>>().join(", ")
}

fn is_loopback(url: &Uri) -> bool {
    let host = url.host().unwrap_or_default().to_ascii_lowercase();
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.to_canonical().is_loopback())
}
