use crate::wire::{self, Adapter, COURSE_ENROLLMENT, Canonical, Expected, Found, Native, Scalar};
use alloc::{borrow::Cow, string::String};
use core::fmt;

/// The event type: `event.slug`.
///
/// Only the slug distinguishes events: the `data` of `activities.course.completed` is that of a new
/// enrollment, field for field.
///
/// ```
/// use toolzz_webhook::Slug;
///
/// assert_eq!(Slug::from("activities.course.enrollment"), Slug::CourseEnrollment);
/// assert_eq!(Slug::from("members.created").as_str(), "members.created");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Slug {
    /// `activities.course.enrollment`, the New Enrollment event.
    CourseEnrollment,
    /// The slug of another event. Construct it with `From`, which maps the documented slug to
    /// [`CourseEnrollment`](Self::CourseEnrollment).
    Other(String),
}

impl Slug {
    /// Returns the slug as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::CourseEnrollment => COURSE_ENROLLMENT,
            Self::Other(slug) => slug,
        }
    }

    /// Returns the slug if it is spelled as one: two or more words of lowercase letters and `_`, joined by
    /// dots. Anything else may be personal data.
    pub(crate) fn printable(&self) -> Option<&str> {
        let slug = self.as_str();
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
        (slug.len() <= MAX_PRINTABLE_LEN && slug.contains('.') && slug.split('.').all(is_word)).then_some(slug)
    }
}

/// The most bytes of a slug that is printed; the longest documented one has 29.
const MAX_PRINTABLE_LEN: usize = 64;

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Slug {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Slug {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl From<&str> for Slug {
    fn from(slug: &str) -> Self {
        Cow::Borrowed(slug).into()
    }
}

impl From<String> for Slug {
    fn from(slug: String) -> Self {
        Cow::<str>::Owned(slug).into()
    }
}

impl From<Cow<'_, str>> for Slug {
    fn from(slug: Cow<'_, str>) -> Self {
        if slug == COURSE_ENROLLMENT { Self::CourseEnrollment } else { Self::Other(slug.into_owned()) }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl Adapter for Slug {
    type Value = Self;
    const EXPECTED: Expected = Expected::String;
    const EXPECTED_OR_NULL: Expected = Expected::StringOrNull;
    const NATIVE: Native = Native::String;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<Self, Found> {
        match scalar {
            Scalar::String(slug) => Ok(slug.decode()?.into()),
            other => Err(other.kind()),
        }
    }

    fn to_canonical(slug: &Self) -> Canonical<'_> {
        Canonical::String(slug.as_str())
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        wire::Text::schema()
    }
}

wire::implement_serde!(Slug);

/// The adapter for the slug of a New Enrollment.
pub(crate) struct OwnSlug;

impl Adapter for OwnSlug {
    type Value = Slug;
    const EXPECTED: Expected = Expected::OwnSlug;
    const EXPECTED_OR_NULL: Expected = Expected::OwnSlug;
    const NATIVE: Native = Slug::NATIVE;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<Slug, Found> {
        match scalar {
            Scalar::String(slug) if slug.decode()? == COURSE_ENROLLMENT => Ok(Slug::CourseEnrollment),
            Scalar::String(_) => Err(Found::OtherEvent),
            other => Err(other.kind()),
        }
    }

    fn to_canonical(slug: &Slug) -> Canonical<'_> {
        Slug::to_canonical(slug)
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "const": COURSE_ENROLLMENT })
    }
}
