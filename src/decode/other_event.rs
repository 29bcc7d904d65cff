use super::{DecodeError, Scanned, typed};
use crate::DecodeErrorKind::{DuplicateField, MissingField};
use crate::model::REDACTED;
use crate::table::Detail;
use crate::{Event, Slug, json};
use alloc::boxed::Box;
use chrono::NaiveDateTime;
use core::fmt;
use serde::de::DeserializeOwned;

/// A delivery of another event, as received.
///
/// Equality compares the bytes of the body: a pretty-printed body differs from a minified one. `Debug` shows only the
/// slug, if it is [spelled as one](crate::audit#slugs), and the size of the body.
///
/// ```
/// use toolzz_webhook::{Incoming, fixture::Body};
///
/// let body = Body::valid().with("event.slug", "members.created").with("data", ());
/// let Incoming::Other(other) = Incoming::from_slice(body.as_ref())? else {
///     unreachable!("the slug decides");
/// };
/// assert_eq!(*other.slug(), "members.created");
/// assert_eq!(other.data(), Some("null"));
/// # Ok::<(), toolzz_webhook::DecodeError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct OtherEvent {
    slug: Slug,
    body: Box<str>,
}

impl OtherEvent {
    /// Constructs the delivery of a body that is JSON without a byte order mark.
    pub(super) fn new(slug: Slug, json: &str) -> Self {
        Self { slug, body: json.trim_ascii().into() }
    }

    /// Returns the slug of the event.
    #[must_use]
    pub const fn slug(&self) -> &Slug {
        &self.slug
    }

    /// Returns the body as received, without a byte order mark and the whitespace around it.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Returns the JSON of `data` as received, or `None` if the field is absent or a duplicate.
    #[must_use]
    pub fn data(&self) -> Option<&str> {
        let data = Scanned::with(&self.body, |scanned| Ok(scanned.slot.data.mark)).ok()?;
        if data.is_duplicate { None } else { self.value(data.remaining) }
    }

    /// Returns the value that begins `remaining` bytes before the end of the body.
    fn value(&self, remaining: usize) -> Option<&str> {
        Some(json::skip(self.body.get(self.body.len() - remaining..)?)?.0)
    }

    /// Decodes the metadata of the event. Unknown fields, such as `acao`, are in [`body`](Self::body) only.
    ///
    /// # Errors
    ///
    /// Fails if a field of `event` is missing, a duplicate or not accepted, for example a `send_at` of
    /// `03/07/2023 12:53:41`. The positions are in [`body`](Self::body).
    pub fn event(&self) -> Result<Event, DecodeError> {
        Scanned::with(&self.body, Scanned::event)
    }

    /// Returns the time of the event, if it is accepted.
    pub(crate) fn send_at(&self) -> Option<NaiveDateTime> {
        Scanned::with(&self.body, |scanned| Ok(scanned.send_at())).ok()?
    }

    /// Decodes `data` into a type of your own, or a model.
    ///
    /// # Errors
    ///
    /// Fails if `T` rejects `data`, if there are two, or if `data` is absent and `T` is not an `Option`. The error is
    /// one problem, whose path begins at `data`; its position is that of `data` in [`body`](Self::body), or that of the
    /// body if `data` is absent.
    ///
    /// The message contains nothing from the body. A custom error message of `T` is not shown: the error is `invalid
    /// value`, unless the message begins like one of serde's or is one of this crate's.
    ///
    /// The path shows names of the form `[A-Za-z_][A-Za-z0-9_]{0,39}`, and any other as `*`. A name is normally that of a
    /// field of `T`. It may come from the body in these cases:
    ///
    /// * an unknown field that `T` denies;
    /// * a map, or an enum;
    /// * a type that is flattened or buffered: an untagged or an internally tagged enum;
    /// * a custom error message that begins as serde's ``missing field `…` `` or ``duplicate field `…` `` do.
    ///
    /// A struct that derives `Deserialize` also accepts an array, by position; the models of this crate do not. If
    /// serde quotes a string of the body in its error, memory for several copies of it is allocated, although they are
    /// not shown. If a crate of the build enables serde_json's feature `arbitrary_precision`, an object with
    /// serde_json's private field is a number to `T`, as it is to plain serde.
    ///
    /// # Examples
    ///
    /// On the platform's page, the `data` of `activities.course.completed` has the fields of a New Enrollment:
    ///
    /// ```
    /// use toolzz_webhook::{EnrollmentData, Incoming, Slug, fixture::Body};
    ///
    /// let body = Body::valid().with("event.slug", "activities.course.completed");
    /// match Incoming::from_slice(body.as_ref())? {
    ///     Incoming::Other(other) if *other.slug() == Slug::COURSE_COMPLETED => {
    ///         let data: EnrollmentData = other.decode_data()?;
    ///         assert_eq!(data.course.name, "Gestão de Projetos");
    ///     }
    ///     _ => unreachable!("the slug decides"),
    /// }
    /// # Ok::<(), toolzz_webhook::DecodeError>(())
    /// ```
    pub fn decode_data<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let (data, outermost) =
            Scanned::with(&self.body, |scanned| Ok((scanned.slot.data.mark, scanned.slot.mark.remaining)))?;
        let problem = |remaining, path, detail| DecodeError::at(&self.body, remaining, path, detail);
        if data.is_duplicate {
            return Err(problem(data.remaining, "data".into(), Detail::Kind(DuplicateField)));
        }
        match self.value(data.remaining) {
            Some(json) => {
                typed::decode(json, "data").map_err(|(_, path, detail)| problem(data.remaining, path, detail))
            }
            None => typed::absent().ok_or_else(|| problem(outermost, "data".into(), Detail::Kind(MissingField))),
        }
    }
}

impl fmt::Debug for OtherEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slug = self.slug.printable().unwrap_or(REDACTED);
        f.debug_struct("OtherEvent").field("slug", &format_args!("{slug}")).field("size", &self.body.len()).finish()
    }
}
