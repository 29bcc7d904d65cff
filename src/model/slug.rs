use crate::Event;
use crate::wire::{self, Expected, Found, Refusal, Scalar};
use alloc::string::String;
use core::fmt;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_with::{DeserializeAs, SerializeAs};

/// Which event a call is about: `event.slug`.
///
/// It alone decides that: `activities.course.completed` has the very same data as a new enrollment.
///
/// ```
/// use toolzz_webhook::Slug;
///
/// assert_eq!(Slug::from("activities.course.enrollment"), Slug::CourseEnrollment);
/// assert_eq!(Slug::from("members.created").as_str(), "members.created");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Slug {
    /// `activities.course.enrollment`, the New Enrollment event.
    CourseEnrollment,
    /// The slug of another event. Make it with `From`, which never puts the documented slug here.
    Other(String),
}

impl Slug {
    /// The slug as it is on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::CourseEnrollment => Expected::OwnSlug.phrase(),
            Self::Other(slug) => slug,
        }
    }

    fn documented(text: &str) -> Option<Self> {
        (text == Self::CourseEnrollment.as_str()).then_some(Self::CourseEnrollment)
    }
}

impl From<&str> for Slug {
    fn from(text: &str) -> Self {
        Self::documented(text).unwrap_or_else(|| Self::Other(text.into()))
    }
}

impl From<String> for Slug {
    fn from(text: String) -> Self {
        Self::documented(&text).unwrap_or(Self::Other(text))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl wire::Reader for Slug {
    type Value = Self;
    const EXPECTED: Expected = Expected::Text;

    fn read(scalar: Scalar<'_>) -> Result<Self, Found> {
        match scalar {
            Scalar::Text(text) => Ok(text.into()),
            _ => Err(scalar.kind()),
        }
    }

    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        deserializer.deserialize_str(visitor)
    }
}

impl Serialize for Slug {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::read::<Self, D>(deserializer)
    }
}

/// Only the slug of a New Enrollment, or the event that bears it.
pub(crate) struct OwnSlug;

impl OwnSlug {
    fn check<E: Error>(slug: &Slug) -> Result<(), E> {
        match slug {
            Slug::CourseEnrollment => Ok(()),
            Slug::Other(_) => Err(E::custom(Refusal::new(Expected::OwnSlug, Found::AnotherEvent))),
        }
    }
}

impl<'de> DeserializeAs<'de, Slug> for OwnSlug {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        let slug = Slug::deserialize(deserializer)?;
        Self::check(&slug)?;
        Ok(slug)
    }
}

impl<'de> DeserializeAs<'de, Event> for OwnSlug {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Event, D::Error> {
        let event = Event::deserialize(deserializer)?;
        Self::check(&event.slug)?;
        Ok(event)
    }
}

impl SerializeAs<Event> for OwnSlug {
    fn serialize_as<S: Serializer>(event: &Event, serializer: S) -> Result<S::Ok, S::Error> {
        event.serialize(serializer)
    }
}
