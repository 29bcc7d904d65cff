use super::Canonical;
use crate::codes::codes;
use crate::json::{Scalar, Str};
use alloc::{string::String, vec::Vec};
use serde::Serialize;

/// A deviation of an accepted body from the canonical form.
///
/// Contains no value from the body. Serializes as an object with `path`, `code`, `count` and `names`.
///
/// ```
/// use toolzz_webhook::audit::{self, DeviationKind};
/// use toolzz_webhook::fixture::Body;
///
/// let body = Body::valid().with("data.enrollment.id", "11");
/// let inspection = audit::inspect(&body);
/// assert_eq!(inspection.deviations[0].path, "data.enrollment.id");
/// assert_eq!(inspection.deviations[0].kind, DeviationKind::StringForNumber);
/// assert_eq!(inspection.deviations[0].code(), "string_for_number");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Deviation {
    /// Path of the field, such as `data.enrollment.actived`; empty for the body as a whole. For unknown fields, the path
    /// of the object that contains them.
    pub path: String,
    /// The kind of deviation.
    #[serde(rename = "code")]
    pub kind: DeviationKind,
    /// Number of unknown fields; 1 for every other kind.
    pub count: usize,
    /// The names of unknown fields that are spelled like documented ones, with at most 40 lowercase letters and `_`:
    /// the first 16 distinct ones, in order of appearance. Any other name may be personal data.
    pub names: Vec<String>,
}

impl Deviation {
    pub(crate) const fn new(path: String, kind: DeviationKind) -> Self {
        Self { path, kind, count: 1, names: Vec::new() }
    }

    /// Returns the stable [code](DeviationKind::code) of the kind.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind.code()
    }
}

codes! {
    /// The kind of a [`Deviation`].
    ///
    /// ```
    /// use toolzz_webhook::audit::DeviationKind;
    ///
    /// assert_eq!(DeviationKind::UnknownField.code(), "unknown_field");
    /// assert_eq!(DeviationKind::UnknownField.to_string(), "unknown_field");
    /// ```
    #[derive(PartialOrd, Ord)]
    pub enum DeviationKind {
        /// The body began with a byte order mark.
        ByteOrderMark = "byte_order_mark",
        /// An object had fields that are not documented.
        UnknownField = "unknown_field",
        /// A field that may be null was absent.
        MissingField = "missing_field",
        /// A string was received for a number: `"123"`.
        StringForNumber = "string_for_number",
        /// A boolean was received for a number: `true`.
        BooleanForNumber = "boolean_for_number",
        /// An integer was received as a float: `123.0`.
        NumberForm = "number_form",
        /// A number was received for a string: `12345678909`.
        NumberForString = "number_for_string",
        /// Null was received for a string.
        NullForString = "null_for_string",
        /// A string was received for null: `""`, `"0000-00-00"`.
        StringForNull = "string_for_null",
        /// A boolean was received for null: `false`.
        BooleanForNull = "boolean_for_null",
        /// A CPF was received without its leading zeros: `1004218907`.
        Padded = "padded",
        /// A date was received in another form: `"2023-07-03T12:53:41"`.
        DateForm = "date_form",
        /// A date was received with a time zone or an offset: `"2024-12-31T03:00:00.000000Z"`.
        DateWithZone = "date_with_zone",
    }
}

impl DeviationKind {
    /// Returns how an accepted value deviates from its canonical form.
    pub(super) fn between(received: Option<&Scalar<'_>>, canonical: Canonical<'_>) -> Option<Self> {
        use Canonical::{Date, DateTime, Null, String};
        let Some(received) = received else { return Some(Self::MissingField) };
        match (received, canonical) {
            (Scalar::Null, Null) => None,
            (Scalar::Null, _) => Some(Self::NullForString),
            (Scalar::Bool(_), Null) => Some(Self::BooleanForNull),
            (Scalar::String(_), Null) => Some(Self::StringForNull),
            (Scalar::String(string), Date(_)) => Self::of_date(&string.decode().ok()?, "yyyy-MM-dd"),
            (Scalar::String(string), DateTime(_)) => Self::of_date(&string.decode().ok()?, "yyyy-MM-dd HH:mm:ss"),
            (Scalar::String(string), String(canonical)) => (string.decode().ok()? != canonical).then_some(Self::Padded),
            (Scalar::String(_), _) => Some(Self::StringForNumber),
            (_, String(digits)) if is_padded(digits) => Some(Self::Padded),
            (_, String(_)) => Some(Self::NumberForString),
            (Scalar::Bool(_), _) => Some(Self::BooleanForNumber),
            (Scalar::Float(_), _) => Some(Self::NumberForm),
            (Scalar::Unsigned(_) | Scalar::Negative(_), _) => None,
        }
    }

    fn of_date(received: &str, canonical: &str) -> Option<Self> {
        // After the date, only a zone has one of these.
        match received.get("yyyy-MM-dd".len()..) {
            Some(time) if time.contains(['Z', 'U', 'G', '+', '-']) => Some(Self::DateWithZone),
            _ if received.len() == canonical.len() && !received.contains('T') => None,
            _ => Some(Self::DateForm),
        }
    }
}

/// Returns whether digits have leading zeros, which no number has.
fn is_padded(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The unknown fields of an object.
#[derive(Default)]
pub struct Unknown {
    pub count: usize,
    /// The first distinct names that may be shown.
    pub names: Vec<String>,
    /// Whether a name is not valid Unicode.
    pub has_lone_surrogate: bool,
}

impl Unknown {
    /// The most names of an object that are preserved, so that memory does not grow with the number of fields.
    const MAX_NAMES: usize = 16;

    pub fn push(&mut self, name: Str<'_>) {
        self.count += 1;
        let Ok(name) = name.decode() else {
            self.has_lone_surrogate = true;
            return;
        };
        let is_new = || self.names.len() < Self::MAX_NAMES && !self.names.iter().any(|known| *known == name);
        if is_field_name(&name) && is_new() {
            self.names.push(name.into_owned());
        }
    }
}

/// The longest documented name has 11 bytes; a much longer one is content.
pub const MAX_NAME_LEN: usize = 40;

/// Returns whether a name is spelled as Toolzz spells its fields: lowercase letters and `_`. Any other may be personal
/// data.
pub fn is_field_name(name: &str) -> bool {
    (1..=MAX_NAME_LEN).contains(&name.len()) && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'))
}
