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

    /// Refuses the slug of another event.
    pub(crate) fn check_own<E: Error>(&self) -> Result<(), E> {
        match self {
            Self::CourseEnrollment => Ok(()),
            Self::Other(_) => Err(E::custom(Refusal::new(Expected::OwnSlug, Found::AnotherEvent))),
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

/// Only the event that bears the slug of a New Enrollment.
pub(super) struct OwnEvent;

impl<'de> DeserializeAs<'de, Event> for OwnEvent {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Event, D::Error> {
        let event = Event::deserialize(deserializer)?;
        event.slug.check_own()?;
        Ok(event)
    }
}

impl SerializeAs<Event> for OwnEvent {
    fn serialize_as<S: Serializer>(event: &Event, serializer: S) -> Result<S::Ok, S::Error> {
        event.serialize(serializer)
    }
}
