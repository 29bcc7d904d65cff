//! The expected outcome of a body, decided in this order: encoding, JSON, slug, fields.

use super::{
    json::{self, JsonError, Member, Value, WHITESPACE},
    scalar,
    table::{self, DATA, EVENT, Field, Form, Leaf, Leaves, PAYLOAD, SLUG, SLUG_FIELD},
};
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use toolzz_webhook::{DecodeErrorKind, audit::DeviationKind};

/// A reason why a body is rejected.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub path: String,
    pub kind: DecodeErrorKind,
    pub message: String,
    pub line: usize,
    pub column: usize,
}

/// A deviation's path, kind and count, and the names of unknown fields.
pub type Deviation = (&'static str, DeviationKind, usize, Vec<String>);

/// The expected outcome of a body.
pub struct Expected<'a> {
    /// The body without a byte order mark, if it is UTF-8.
    pub json: Option<&'a str>,
    /// As a New Enrollment.
    pub webhook: Result<Leaves, Vec<Problem>>,
    /// As any event, unless the slug is that of a New Enrollment or the body is not JSON.
    pub other: Option<Result<Other<'a>, Problem>>,
    /// The deviations of an accepted body.
    pub deviations: Vec<Deviation>,
    /// Whether a `serde_json::Value` can represent the body.
    pub fits_value: bool,
}

/// Another event. Its problems have positions in its own body.
#[derive(Debug)]
pub struct Other<'a> {
    pub slug: String,
    pub body: &'a str,
    pub event: Result<Leaves, Vec<Problem>>,
    /// The JSON of its data.
    pub data: Result<&'a str, Problem>,
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub fn expected(body: &[u8]) -> Expected<'_> {
    let bytes = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    let text = Text { bytes: body, mark: body.len() - bytes.len() };
    let rejected = |json, problem| Expected {
        json,
        webhook: Err(vec![problem]),
        other: None,
        deviations: vec![],
        fits_value: true,
    };
    let json = match std::str::from_utf8(bytes) {
        Ok(json) => json,
        Err(error) => return rejected(None, text.not_utf8(error)),
    };
    let value = match (json::parse(json), serde_json::from_str::<IgnoredAny>(json)) {
        (Ok(value), Ok(_)) => value,
        (Err(kind), Err(error)) => return rejected(Some(json), text.not_json(kind, &error)),
        (parsed, found) => panic!("serde_json decides otherwise what is JSON: {parsed:?}, {found:?}"),
    };
    let mut walk = Walk::new(text);
    let (webhook, other) = match text.slug(&value, start(json)) {
        Ok((slug, at)) if slug != SLUG => {
            let message = mismatch(SLUG, "another event");
            let problem = text.problem(at, SLUG_FIELD.path, DecodeErrorKind::OtherEvent, message);
            (Err(vec![problem]), Some(Ok(other(slug, json.trim_matches(WHITESPACE)))))
        }
        slug => (walk.decode(&PAYLOAD, &value, start(json)), slug.err().map(Err)),
    };
    let mut deviations = Vec::new();
    if webhook.is_ok() || matches!(other, Some(Ok(_))) {
        if text.mark > 0 {
            deviations.push(("", DeviationKind::ByteOrderMark, 1, Vec::new()));
        }
        walk.list_deviations(&PAYLOAD, &mut deviations);
    }
    Expected { json: Some(json), webhook, other, deviations, fits_value: fits_value(&value) }
}

/// Returns where the value of a body begins.
fn start(json: &str) -> usize {
    json.len() - json.trim_start_matches(WHITESPACE).len()
}

fn mismatch(expected: &str, found: &str) -> String {
    format!("expected {expected}, found {found}")
}

/// Decodes another event, whose event is an object with a slug.
fn other(slug: String, body: &str) -> Other<'_> {
    let text = Text { bytes: body.as_bytes(), mark: 0 };
    let root = json::parse(body).expect("the body without whitespace around it is JSON");
    let members = text.any_members(&PAYLOAD, &root, 0).expect("the body is an object");
    let event = text.only(members, 0, &EVENT).expect("the body has one event");
    Other {
        slug,
        body,
        event: Walk::new(text).decode(&EVENT, &event.value, event.start),
        data: text.only(members, 0, &DATA).map(|data| data.json),
    }
}

/// What is decoded, in which problems have their positions.
#[derive(Clone, Copy)]
struct Text<'a> {
    bytes: &'a [u8],
    /// The length of the byte order mark, from the end of which offsets are counted.
    mark: usize,
}

impl Text<'_> {
    fn problem(self, offset: usize, path: &str, kind: DecodeErrorKind, message: impl Into<String>) -> Problem {
        let before = &self.bytes[..self.mark + offset];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
        Problem { path: path.to_owned(), kind, message: message.into(), line, column }
    }

    fn invalid(self, offset: usize, path: &str, expected: &str, found: &str) -> Problem {
        self.problem(offset, path, DecodeErrorKind::InvalidValue, mismatch(expected, found))
    }

    /// A body that ends inside a character was truncated if what is before it is the start of JSON.
    fn not_utf8(self, error: std::str::Utf8Error) -> Problem {
        let bytes = &self.bytes[self.mark..];
        let before = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        match (error.error_len(), json::parse(before)) {
            (None, Err(JsonError::UnexpectedEnd)) => {
                self.problem(bytes.len() - 1, "", DecodeErrorKind::UnexpectedEnd, "unexpected end of input")
            }
            _ => self.problem(error.valid_up_to(), "", DecodeErrorKind::InvalidUtf8, "invalid UTF-8"),
        }
    }

    /// serde_json says what is wrong, and where.
    fn not_json(self, kind: JsonError, error: &serde_json::Error) -> Problem {
        // UTF-16 and UTF-32 as RFC 4627, section 3, recognizes them: by where the NULs of an ASCII body are.
        let nuls: Vec<_> = self.bytes.iter().take(4).map(|byte| *byte == 0).collect();
        let utf_16 = [[true, false, true, false], [false, true, false, true]];
        let utf_32 = [[true, true, true, false], [false, true, true, true]];
        if utf_16.iter().chain(&utf_32).any(|encoding| *encoding == nuls[..]) {
            return self.problem(0, "", DecodeErrorKind::InvalidUtf8, "invalid UTF-8");
        }
        let (line, column) = (error.line(), error.column());
        let message = error.to_string().replace(&format!(" at line {line} column {column}"), "");
        let (kind, message) = match kind {
            JsonError::Syntax => (DecodeErrorKind::Syntax, format!("invalid JSON: {message}")),
            JsonError::UnexpectedEnd => (DecodeErrorKind::UnexpectedEnd, "unexpected end of input".to_owned()),
        };
        let column = if line == 1 { self.mark + column } else { column };
        Problem { path: String::new(), kind, message, line, column }
    }

    /// Returns the members of an object whose names are all valid.
    fn members<'v, 'j>(self, object: &Field, value: &'v Value<'j>, start: usize) -> Result<&'v [Member<'j>], Problem> {
        let members = self.any_members(object, value, start)?;
        if members.iter().all(|member| member.name.is_some()) {
            return Ok(members);
        }
        Err(self.invalid(start, object.path, "valid Unicode", scalar::LONE_SURROGATE))
    }

    /// Returns the members of an object, whatever their names are.
    fn any_members<'v, 'j>(
        self,
        object: &Field,
        value: &'v Value<'j>,
        start: usize,
    ) -> Result<&'v [Member<'j>], Problem> {
        match value {
            Value::Object(members) => Ok(members),
            _ => Err(self.invalid(start, object.path, scalar::expected(object.form), scalar::found(value))),
        }
    }

    /// Returns the only member with the name of a field, of an object that begins at `start`.
    fn only<'v, 'j>(self, members: &'v [Member<'j>], start: usize, field: &Field) -> Result<&'v Member<'j>, Problem> {
        let mut named = members.iter().filter(|member| member.name.as_deref() == Some(field.name()));
        match (named.next(), named.next()) {
            (Some(member), None) => Ok(member),
            (Some(_), Some(second)) => {
                Err(self.problem(second.start, field.path, DecodeErrorKind::DuplicateField, "duplicate field"))
            }
            (None, _) => Err(self.problem(start, field.path, DecodeErrorKind::MissingField, "missing field")),
        }
    }

    /// Returns the slug and where it is, in a payload that begins at `start`. Whatever else is wrong does not matter.
    fn slug(self, payload: &Value<'_>, start: usize) -> Result<(String, usize), Problem> {
        let event = self.only(self.any_members(&PAYLOAD, payload, start)?, start, &EVENT)?;
        let slug = self.only(self.any_members(&EVENT, &event.value, event.start)?, event.start, &SLUG_FIELD)?;
        match scalar::unescaped(&slug.value) {
            Ok(string) => Ok((string.to_owned(), slug.start)),
            Err(found) => Err(self.invalid(slug.start, SLUG_FIELD.path, "a string", found)),
        }
    }
}

/// Returns whether a `Value` can represent the same: there are no duplicate fields and no negative zero.
fn fits_value(value: &Value<'_>) -> bool {
    match value {
        Value::Number(spelled) => *spelled != "-0",
        Value::Array(items) => items.iter().all(fits_value),
        Value::Object(members) => {
            let mut names: Vec<_> = members.iter().map(|member| member.name.as_deref()).collect();
            names.sort_unstable();
            names.windows(2).all(|pair| pair[0] != pair[1]) && members.iter().all(|member| fits_value(&member.value))
        }
        _ => true,
    }
}

/// One pass over a payload, in documented order.
struct Walk<'a> {
    text: Text<'a>,
    problems: Vec<Problem>,
    found: BTreeMap<&'static str, Leaf>,
    deviations: BTreeMap<&'static str, (DeviationKind, usize, Vec<String>)>,
}

impl<'a> Walk<'a> {
    const fn new(text: Text<'a>) -> Self {
        Self { text, problems: Vec::new(), found: BTreeMap::new(), deviations: BTreeMap::new() }
    }

    /// Decodes an object that begins at `start`. Returns its leaves in payload order, or all problems in the order of
    /// their positions.
    fn decode(&mut self, object: &Field, value: &Value<'_>, start: usize) -> Result<Leaves, Vec<Problem>> {
        self.object(object, value, start);
        if self.problems.is_empty() {
            return Ok(self.leaves(object));
        }
        // The sort is stable: problems at the same position stay in documented order.
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        Err(std::mem::take(&mut self.problems))
    }

    fn object(&mut self, object: &Field, value: &Value<'_>, start: usize) {
        let members = match self.text.members(object, value, start) {
            Ok(members) => members,
            Err(problem) => return self.problems.push(problem),
        };
        let fields = table::fields(object);
        for field in fields {
            match self.text.only(members, start, field) {
                Ok(member) => self.field(field, member),
                Err(problem) if !field.accepts_null() || problem.kind != DecodeErrorKind::MissingField => {
                    self.problems.push(problem);
                }
                Err(_) => self.absent(field),
            }
        }
        let names = members.iter().filter_map(|member| member.name.as_deref());
        let unknown: Vec<_> = names.filter(|name| fields.iter().all(|field| field.name() != *name)).collect();
        if !unknown.is_empty() {
            self.deviations.insert(object.path, (DeviationKind::UnknownField, unknown.len(), printable(&unknown)));
        }
    }

    fn field(&mut self, field: &Field, member: &Member<'_>) {
        if matches!(field.form, Form::Object(_)) {
            return self.object(field, &member.value, member.start);
        }
        match scalar::decode(field.form, &member.value) {
            Ok((leaf, kind)) => {
                self.found.insert(field.path, leaf);
                self.deviate(field, kind);
            }
            Err(found) => {
                let problem = self.text.invalid(member.start, field.path, scalar::expected(field.form), found);
                self.problems.push(problem);
            }
        }
    }

    fn absent(&mut self, field: &Field) {
        let leaf = match field.form {
            Form::Date => Leaf::Date(None),
            Form::OptionalString => Leaf::OptionalString(None),
            _ => Leaf::String(String::new()),
        };
        self.found.insert(field.path, leaf);
        self.deviate(field, Some(DeviationKind::MissingField));
    }

    fn deviate(&mut self, field: &Field, kind: Option<DeviationKind>) {
        self.deviations.extend(kind.map(|kind| (field.path, (kind, 1, Vec::new()))));
    }

    /// Returns the leaves of an object that was decoded, in payload order.
    fn leaves(&mut self, object: &Field) -> Leaves {
        let mut leaves = Vec::new();
        for field in table::fields(object) {
            match self.found.remove(field.path) {
                Some(leaf) => leaves.push((field.path, leaf)),
                None => leaves.extend(self.leaves(field)),
            }
        }
        leaves
    }

    /// Lists the deviations of an object in payload order, that of unknown fields last.
    fn list_deviations(&self, object: &Field, list: &mut Vec<Deviation>) {
        for field in table::fields(object) {
            self.list_deviations(field, list);
        }
        if let Some((kind, count, names)) = self.deviations.get(object.path) {
            list.push((object.path, *kind, *count, names.clone()));
        }
    }
}

/// Returns the first 16 names that are spelled like documented ones, each once.
fn printable(names: &[&str]) -> Vec<String> {
    let mut printable: Vec<String> = Vec::new();
    for name in names {
        let is_word = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if is_word
            && (1..=40).contains(&name.len())
            && printable.len() < 16
            && !printable.iter().any(|other| other == name)
        {
            printable.push((*name).to_owned());
        }
    }
    printable
}
