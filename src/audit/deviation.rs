use crate::Incoming;
use crate::decode::{utf8, without_byte_order_mark};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value, value::RawValue};

/// One place of a body that was read but was not in the documented form.
///
/// It holds no value from the body. It serialises as `path`, `kind` and `count`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Deviation {
    /// Where, as a decode error would say it; empty for the body as a whole. Unknown keys are content,
    /// so the path is that of the object that holds them.
    pub path: String,
    /// In what way.
    pub kind: DeviationKind,
    /// How many unknown keys; 1 for every other kind.
    pub count: usize,
}

/// In what way a body was not in the documented form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviationKind {
    /// The body began with a byte order mark.
    ByteOrderMark,
    /// An object had keys that are not documented.
    UnknownKey,
    /// A nullable key was not there.
    AbsentKey,
    /// A text came where a number is documented: `"123"`.
    TextForNumber,
    /// A boolean came where a number is documented: `true`.
    BooleanForNumber,
    /// A number came in another form: `123.0`.
    NumberForm,
    /// A number came where a text is documented: `12345678909`.
    NumberForText,
    /// Null came where a text is documented.
    NullForText,
    /// A text came for what is documented as null: `""`, `"0000-00-00"`.
    TextForNull,
    /// A date came in another form: `"2023-07-03T12:53:41"`.
    DateForm,
}

impl DeviationKind {
    /// A stable name for logs and metrics, such as `text_for_number`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte_order_mark",
            Self::UnknownKey => "unknown_key",
            Self::AbsentKey => "absent_key",
            Self::TextForNumber => "text_for_number",
            Self::BooleanForNumber => "boolean_for_number",
            Self::NumberForm => "number_form",
            Self::NumberForText => "number_for_text",
            Self::NullForText => "null_for_text",
            Self::TextForNull => "text_for_null",
            Self::DateForm => "date_form",
        }
    }

    fn between(received: &Value, documented: &Value) -> Option<Self> {
        match (received, documented) {
            _ if received == documented => None,
            (Value::String(_), Value::Number(_)) => Some(Self::TextForNumber),
            (Value::Bool(_), Value::Number(_)) => Some(Self::BooleanForNumber),
            (Value::Number(_), Value::String(_)) => Some(Self::NumberForText),
            (Value::Null, Value::String(_)) => Some(Self::NullForText),
            (Value::String(_), Value::Null) => Some(Self::TextForNull),
            (Value::String(_), _) => Some(Self::DateForm),
            _ => Some(Self::NumberForm),
        }
    }
}

/// Compares a body with the documented form of what it was decoded to.
pub(super) fn find(body: &[u8], incoming: &Incoming) -> Vec<Deviation> {
    let mut deviations = Deviations(Vec::new());
    let body = utf8(body).unwrap_or_default();
    let text = without_byte_order_mark(body);
    if text.len() < body.len() {
        deviations.push("", DeviationKind::ByteOrderMark, 1);
    }
    if let Incoming::NewEnrollment(webhook) = incoming {
        let documented = webhook.to_json();
        if text == documented {
            return deviations.0;
        }
        // Both are JSON: one was decoded, the other just written.
        if let (Ok(received), Ok(documented)) = (serde_json::from_str(text), serde_json::from_str(&documented)) {
            deviations.compare("", received, documented);
        }
    }
    deviations.0
}

/// The members of an object in their order, each value still text, so that depth and number of what is
/// unknown do not matter.
#[serde_with::serde_as]
#[derive(Deserialize)]
struct Members<'a>(
    #[serde_as(as = "serde_with::Map<_, _>")]
    #[serde(borrow)]
    Vec<(String, &'a RawValue)>,
);

impl<'a> Members<'a> {
    fn of(object: &'a RawValue) -> serde_json::Result<Self> {
        serde_json::from_str(object.get())
    }

    fn get(&self, wanted: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value)
    }
}

struct Deviations(Vec<Deviation>);

impl Deviations {
    fn push(&mut self, path: &str, kind: DeviationKind, count: usize) {
        self.0.push(Deviation { path: path.to_string(), kind, count });
    }

    fn compare(&mut self, path: &str, received: &RawValue, documented: &RawValue) {
        if documented.get().starts_with('{') {
            if let (Ok(received), Ok(documented)) = (Members::of(received), Members::of(documented)) {
                self.compare_members(path, &received, &documented);
            }
        } else {
            self.compare_scalars(path, received, documented);
        }
    }

    fn compare_members(&mut self, path: &str, received: &Members<'_>, documented: &Members<'_>) {
        for (key, documented) in &documented.0 {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match received.get(key) {
                Some(received) => self.compare(&path, received, documented),
                None => self.push(&path, DeviationKind::AbsentKey, 1),
            }
        }
        let unknown = received.0.iter().filter(|(key, _)| documented.get(key).is_none()).count();
        if unknown > 0 {
            self.push(path, DeviationKind::UnknownKey, unknown);
        }
    }

    fn compare_scalars(&mut self, path: &str, received: &RawValue, documented: &RawValue) {
        let value = |raw: &RawValue| serde_json::from_str(raw.get()).unwrap_or_default();
        if let Some(kind) = DeviationKind::between(&value(received), &value(documented)) {
            self.push(path, kind, 1);
        }
    }
}

impl fmt::Display for DeviationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// As its stable [`code`](DeviationKind::code).
impl Serialize for DeviationKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
