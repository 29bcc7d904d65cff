use crate::codes::codes;
use crate::json::Scalar;
use crate::path::Path;
use crate::table::{Canonical, Observer, Unknown};
use alloc::{string::String, vec::Vec};
use serde::Serialize;

/// A deviation of an accepted body from the canonical form.
///
/// Contains no value from the body. Serializes as an object with `path`, `kind`, `count` and `names`.
///
/// ```
/// use toolzz_webhook::audit::{self, DeviationKind};
/// use toolzz_webhook::fixture::Body;
///
/// let body = Body::valid().with("data.enrollment.id", "11");
/// let inspection = audit::inspect(body.as_ref());
/// assert_eq!(inspection.deviations[0].path, "data.enrollment.id");
/// assert_eq!(inspection.deviations[0].kind, DeviationKind::StringForNumber);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Deviation {
    /// Path of the field, in the notation of [`DecodeError::path`](crate::DecodeError::path); empty for the
    /// body as a whole. For unknown fields, the path of the object that contains them.
    pub path: String,
    /// The kind of deviation.
    pub kind: DeviationKind,
    /// Number of unknown fields; 1 for every other kind.
    pub count: usize,
    /// The names of unknown fields that are spelled like documented ones, with at most 40 lowercase letters and `_`:
    /// the first 16 distinct ones, in order of appearance. Any other name may be personal data.
    pub names: Vec<String>,
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
        /// An optional field was absent.
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
    fn between(received: Option<&Scalar<'_>>, canonical: Canonical<'_>) -> Option<Self> {
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
        let has_zone = |end: &str| !end.bytes().all(|byte| matches!(byte, b'.' | b'0'..=b'9'));
        match received.get("yyyy-MM-dd HH:mm:ss".len()..) {
            Some(end) if has_zone(end) => Some(Self::DateWithZone),
            _ if received.len() == canonical.len() && !received.contains('T') => None,
            _ => Some(Self::DateForm),
        }
    }
}

/// Returns whether digits have leading zeros, which no number has.
fn is_padded(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Collects deviations in payload order.
#[derive(Default)]
pub(super) struct Deviations(pub(super) Vec<Deviation>);

impl Deviations {
    pub(super) fn push(&mut self, path: String, kind: DeviationKind) {
        self.0.push(Deviation { path, kind, count: 1, names: Vec::new() });
    }
}

impl Observer for Deviations {
    fn value(&mut self, path: &Path<'_>, received: Option<&Scalar<'_>>, canonical: Canonical<'_>) {
        if let Some(kind) = DeviationKind::between(received, canonical) {
            self.push(path.join(), kind);
        }
    }

    fn unknown(&mut self, path: &Path<'_>, unknown: &Unknown) {
        self.0.push(Deviation {
            path: path.join(),
            kind: DeviationKind::UnknownField,
            count: unknown.count,
            names: unknown.names.clone(),
        });
    }
}
