//! The expected outcome of a body, decided in this order: encoding, JSON, slug, fields from left to right.

use super::{
    json::{self, JsonError, Member, Value},
    scalar,
    table::{self, EVENT, Field, Form, Leaf, Leaves, PAYLOAD, SLUG},
};
use std::collections::BTreeMap;
use toolzz_webhook::{DecodeErrorKind, audit::DeviationKind};

/// Why a body is rejected, and the path of the field.
pub type Problem = (DecodeErrorKind, &'static str);

/// A deviation's path, kind and count.
pub type Deviation = (&'static str, DeviationKind, usize);

/// The expected outcome of a body.
pub struct Expected<'a> {
    /// The body without a byte order mark, if it is UTF-8.
    pub json: Option<&'a str>,
    /// As a New Enrollment.
    pub webhook: Result<Leaves, Problem>,
    /// The event and the JSON of its data, if the slug is another event's.
    pub other: Option<Result<(Leaves, Option<&'a str>), Problem>>,
    /// The deviations of an accepted body.
    pub deviations: Vec<Deviation>,
    /// Whether any of several problems may be reported: see `is_ambiguous`.
    pub ambiguous: bool,
    /// Whether a `serde_json::Value` can represent the body.
    pub fits_value: bool,
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub fn expected(body: &[u8]) -> Expected<'_> {
    let (marked, bytes) = match body.strip_prefix(BYTE_ORDER_MARK) {
        Some(bytes) => (true, bytes),
        None => (false, body),
    };
    let rejected = |json, kind| Expected {
        json,
        webhook: Err((kind, "")),
        other: None,
        deviations: Vec::new(),
        ambiguous: false,
        fits_value: true,
    };
    let json = match std::str::from_utf8(bytes) {
        Ok(json) => json,
        Err(error) => return rejected(None, not_utf8(bytes, error)),
    };
    let value = match json::parse(json) {
        Ok(value) => value,
        Err(error) => return rejected(Some(json), not_json(error)),
    };
    let mut walk = Walk::default();
    let mut expected = Expected {
        json: Some(json),
        webhook: Ok(Vec::new()),
        other: None,
        deviations: Vec::new(),
        ambiguous: false,
        fits_value: fits_value(&value),
    };
    let another = names_another_event(&value);
    expected.ambiguous = another != Ok(false) && is_ambiguous(&value);
    expected.webhook = match another {
        Ok(true) => {
            expected.other = Some(walk.other(&value));
            Err((DecodeErrorKind::OtherEvent, "event.slug"))
        }
        Ok(false) => walk.object(&PAYLOAD, &value).map(|()| walk.leaves(&PAYLOAD)),
        Err(problem) => Err(problem),
    };
    if matches!((&expected.webhook, &expected.other), (Ok(_), _) | (_, Some(Ok(_)))) {
        if marked {
            expected.deviations.push(("", DeviationKind::ByteOrderMark, 1));
        }
        if expected.webhook.is_ok() {
            walk.list_deviations(&PAYLOAD, &mut expected.deviations);
        }
    }
    expected
}

/// A body that ends inside a character was truncated if what is before it is the start of JSON.
fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> DecodeErrorKind {
    let before = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
    match (error.error_len(), json::parse(before)) {
        (None, Err(JsonError::UnexpectedEnd)) => DecodeErrorKind::UnexpectedEnd,
        _ => DecodeErrorKind::InvalidUtf8,
    }
}

fn not_json(error: JsonError) -> DecodeErrorKind {
    match error {
        JsonError::Syntax => DecodeErrorKind::Syntax,
        JsonError::UnexpectedEnd => DecodeErrorKind::UnexpectedEnd,
    }
}

/// Returns whether the slug is a string other than the documented one. Neither of two slugs or two events is
/// preferred. An invalid event or slug, or an event without a slug, ends the search: the fields are decoded up to their
/// first problem.
fn names_another_event(value: &Value<'_>) -> Result<bool, Problem> {
    let mut found = None;
    let mut events = 0;
    for event in named(value, "event") {
        events += 1;
        if events > 1 {
            return Err((DecodeErrorKind::DuplicateField, "event"));
        }
        if !matches!(event.value, Value::Object(_)) {
            return Ok(false);
        }
        for slug in named(&event.value, "slug") {
            if found.is_some() {
                return Err((DecodeErrorKind::DuplicateField, "event.slug"));
            }
            let Value::String(Some(slug)) = &slug.value else { return Ok(false) };
            found = Some(slug);
        }
        if found.is_none() {
            return Ok(false);
        }
    }
    Ok(found.is_some_and(|slug| slug != SLUG))
}

/// Returns whether a name in the payload or in its event has a lone surrogate, in a body with another slug, two
/// slugs or two events. Such a body must be rejected, but either problem may be reported.
fn is_ambiguous(value: &Value<'_>) -> bool {
    let is_ambiguous = |value: &Value<'_>| match value {
        Value::Object(members) => members.iter().any(|member| member.name.is_none()),
        _ => false,
    };
    is_ambiguous(value) || named(value, "event").any(|event| is_ambiguous(&event.value))
}

/// Returns the members of an object that have the name.
fn named<'a, 'v>(value: &'v Value<'a>, name: &str) -> impl Iterator<Item = &'v Member<'a>> {
    let members = match value {
        Value::Object(members) => members.as_slice(),
        _ => &[],
    };
    members.iter().filter(move |member| member.name.as_deref() == Some(name))
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

/// One pass over a payload, from left to right.
#[derive(Default)]
struct Walk {
    found: BTreeMap<&'static str, Leaf>,
    deviations: BTreeMap<&'static str, (DeviationKind, usize)>,
}

impl Walk {
    /// Decodes an object of the payload up to the first problem.
    fn object(&mut self, object: &Field, value: &Value<'_>) -> Result<(), Problem> {
        self.members(object, value, |walk, field, member| walk.field(field, &member.value))
    }

    /// Decodes an object, with a function for each documented field.
    fn members<'a, 'v>(
        &mut self,
        object: &Field,
        value: &'v Value<'a>,
        mut decode: impl FnMut(&mut Self, &Field, &'v Member<'a>) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let Value::Object(members) = value else { return Err((DecodeErrorKind::InvalidValue, object.path)) };
        let fields = table::fields(object);
        let mut seen = Vec::new();
        let mut unknown = 0;
        for member in members {
            let Some(name) = &member.name else { return Err((DecodeErrorKind::InvalidValue, object.path)) };
            match fields.iter().find(|field| field.name() == name) {
                Some(field) if seen.contains(&field.path) => {
                    return Err((DecodeErrorKind::DuplicateField, field.path));
                }
                Some(field) => {
                    seen.push(field.path);
                    decode(self, field, member)?;
                }
                None => unknown += 1,
            }
        }
        if unknown > 0 {
            self.deviations.insert(object.path, (DeviationKind::UnknownField, unknown));
        }
        for field in fields.iter().filter(|field| !seen.contains(&field.path)) {
            self.absent(field)?;
        }
        Ok(())
    }

    fn field(&mut self, field: &Field, value: &Value<'_>) -> Result<(), Problem> {
        if matches!(field.form, Form::Object(_)) {
            return self.object(field, value);
        }
        let (leaf, kind) = scalar::decode(field.form, value).ok_or((DecodeErrorKind::InvalidValue, field.path))?;
        self.found.insert(field.path, leaf);
        if let Some(kind) = kind {
            self.deviations.insert(field.path, (kind, 1));
        }
        Ok(())
    }

    fn absent(&mut self, field: &Field) -> Result<(), Problem> {
        if field.required {
            return Err((DecodeErrorKind::MissingField, field.path));
        }
        let leaf = if field.form == Form::Date { Leaf::Date(None) } else { Leaf::OptionalString(None) };
        self.found.insert(field.path, leaf);
        self.deviations.insert(field.path, (DeviationKind::MissingField, 1));
        Ok(())
    }

    /// Decodes the delivery of another event, of which only the event is decoded.
    fn other<'a>(&mut self, value: &Value<'a>) -> Result<(Leaves, Option<&'a str>), Problem> {
        let mut data = None;
        let result = self.members(&PAYLOAD, value, |walk, field, member| {
            if *field == EVENT {
                return walk.object(field, &member.value);
            }
            data = Some(member.json);
            Ok(())
        });
        match result {
            // Another event may be without data, and its event was decoded before the end of the body.
            Ok(()) | Err((DecodeErrorKind::MissingField, "data")) => Ok((self.leaves(&EVENT), data)),
            Err(problem) => Err(problem),
        }
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
        if let Some((kind, count)) = self.deviations.get(object.path) {
            list.push((object.path, *kind, *count));
        }
    }
}
