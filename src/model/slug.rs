use super::REDACTED;
use crate::json::Scalar;
use crate::table::{self, Adapter, Canonical, Found};
use crate::wire::Text;
use alloc::{borrow::Cow, string::String};
use core::fmt;

/// The event type: `event.slug`.
///
/// Only the slug distinguishes events: on the platform's page, the `data` of
/// [`COURSE_COMPLETED`](Self::COURSE_COMPLETED) has the same fields as that of a new enrollment. The constants are the documented slugs; any other string is preserved.
///
/// `Debug` prints `[REDACTED]` for a slug that is not [spelled as one](crate::audit#slugs), since it may be personal
/// data. [`as_str`](Self::as_str) and `Display` return it.
///
/// ```
/// use toolzz_webhook::Slug;
///
/// let slug = Slug::from("members.created");
/// assert_eq!(slug, Slug::MEMBER_CREATED);
/// assert_eq!(slug, "members.created");
/// assert_eq!("members.created", slug);
/// match slug.as_str() {
///     "members.created" | "members.updated" => println!("a member"),
///     _ => println!("another event"),
/// }
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Cow<'static, str>);

macro_rules! documented {
    ($($name:ident = $slug:literal $event:literal,)+) => {
        impl Slug {
            $(#[doc = concat!("`", $slug, "`: ", $event, ".")] pub const $name: Self = Self(Cow::Borrowed($slug));)+
        }

        /// Returns a documented slug, without an allocation.
        fn documented(slug: &str) -> Option<Slug> {
            match slug {
                $($slug => Some(Slug::$name),)+
                _ => None,
            }
        }
    };
}

documented! {
    NEW_ENROLLMENT = "activities.course.enrollment" "a student was enrolled in a course",
    COURSE_COMPLETED = "activities.course.completed" "a student completed a course",
    TRAIL_COMPLETED = "activities.trail.completed" "a student completed a trail",
    CONTENT_COMPLETED = "activities.content.completed" "a student completed a content item",
    ACTIVITY_ANSWERED = "activities.answered.activity" "a student answered an activity",
    CERTIFICATE_ISSUED = "activities.certificate.issued" "a certificate was issued",
    MEMBER_CREATED = "members.created" "an account was created",
    MEMBER_UPDATED = "members.updated" "a user's data or status was updated",
    NEWSLETTER_CREATED = "newslatter.created" "(sic) a user accepted the newsletter",
    PRODUCT_REDEMPTION = "shop.product.redemption" "a user redeemed a product",
}

impl Slug {
    /// Returns the slug as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
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

macro_rules! equal_to {
    ($($string:ty)+) => {$(
        impl PartialEq<$string> for Slug {
            fn eq(&self, other: &$string) -> bool {
                self.as_str() == AsRef::<str>::as_ref(other)
            }
        }

        impl PartialEq<Slug> for $string {
            fn eq(&self, other: &Slug) -> bool {
                other == self
            }
        }
    )+};
}

equal_to! { str &str }

impl From<&str> for Slug {
    fn from(slug: &str) -> Self {
        documented(slug).unwrap_or_else(|| Self(Cow::Owned(slug.into())))
    }
}

impl From<String> for Slug {
    fn from(slug: String) -> Self {
        documented(&slug).unwrap_or(Self(Cow::Owned(slug)))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.printable() {
            Some(slug) => fmt::Debug::fmt(slug, f),
            None => f.write_str(REDACTED),
        }
    }
}

impl Adapter for Slug {
    type Value = Self;
    const EXPECTED: &'static str = Text::EXPECTED;
    const EXPECTED_OR_NULL: &'static str = Text::EXPECTED_OR_NULL;
    const SCHEMA: &'static str = Text::SCHEMA;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<Self, Found> {
        match scalar {
            Scalar::String(slug) => Ok(match slug.decode()? {
                Cow::Borrowed(slug) => slug.into(),
                Cow::Owned(slug) => slug.into(),
            }),
            other => Err(Found::kind_of(other)),
        }
    }

    fn to_canonical(slug: &Self) -> Canonical<'_> {
        Canonical::String(slug.as_str())
    }
}

table::implement_serde!(Slug);

/// The text of [`Slug::NEW_ENROLLMENT`].
pub(crate) const NEW_ENROLLMENT: &str = "activities.course.enrollment";
