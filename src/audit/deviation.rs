use crate::codes::codes;
use crate::path::Path;
use crate::wire::{Canonical, Observer, Scalar};
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::fmt::{self, Write};
use serde::Serialize;

/// A deviation of an accepted body from the canonical form.
///
/// Contains no value from the body. Serializes as an object with `path`, `kind` and `count`.
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
    /// body as a whole. For unknown fields, the path of the object that contains them, since their names are
    /// untrusted.
    pub path: String,
    /// The kind of deviation.
    pub kind: DeviationKind,
    /// Number of unknown fields; 1 for every other kind.
    pub count: usize,
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
        /// A date was received in another form: `"2023-07-03T12:53:41"`.
        DateForm = "date_form",
    }
}

impl DeviationKind {
    fn between(received: Option<Scalar<'_>>, canonical: Canonical<'_>) -> Option<Self> {
        use Canonical::{Date, DateTime, Null, String};
        match (received, canonical) {
            (None, _) => Some(Self::MissingField),
            (Some(Scalar::Null), String(_)) => Some(Self::NullForString),
            (Some(Scalar::String(_)), Null) => Some(Self::StringForNull),
            (Some(Scalar::String(string)), Date(_) | DateTime(_)) => {
                let same = string.decode().is_ok_and(|string| prints_as(&canonical, &string));
                (!same).then_some(Self::DateForm)
            }
            (Some(Scalar::Null), _) | (Some(Scalar::String(_)), String(_)) => None,
            (Some(_), String(_)) => Some(Self::NumberForString),
            (Some(Scalar::String(_)), _) => Some(Self::StringForNumber),
            (Some(Scalar::Bool(_)), _) => Some(Self::BooleanForNumber),
            (Some(Scalar::Float(_)), _) => Some(Self::NumberForm),
            (Some(Scalar::Unsigned(_) | Scalar::Negative(_)), _) => None,
        }
    }
}

/// Returns whether a date prints as a string, without allocating.
fn prints_as(date: &Canonical<'_>, string: &str) -> bool {
    struct Expected<'a>(&'a str);

    impl Write for Expected<'_> {
        fn write_str(&mut self, printed: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(printed).ok_or(fmt::Error)?;
            Ok(())
        }
    }

    let mut rest = Expected(string);
    let printed = match date {
        Canonical::Date(date) => write!(rest, "{date}"),
        Canonical::DateTime(date_time) => write!(rest, "{date_time}"),
        _ => Err(fmt::Error),
    };
    printed.is_ok() && rest.0.is_empty()
}

/// Collects deviations in payload order.
#[derive(Default)]
pub(super) struct Deviations(pub(super) Vec<Deviation>);

impl Deviations {
    pub(super) fn push(&mut self, path: &Path<'_>, kind: DeviationKind, count: usize) {
        self.0.push(Deviation { path: path.to_string(), kind, count });
    }
}

impl Observer for Deviations {
    fn scalar(&mut self, path: &Path<'_>, received: Option<Scalar<'_>>, canonical: Canonical<'_>) {
        if let Some(kind) = DeviationKind::between(received, canonical) {
            self.push(path, kind, 1);
        }
    }

    fn unknown_fields(&mut self, path: &Path<'_>, count: usize) {
        self.push(path, DeviationKind::UnknownField, count);
    }
}
