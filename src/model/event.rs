use super::user::Redacted;
use crate::{Slug, table, wire};
use alloc::string::String;
use chrono::NaiveDateTime;
use core::fmt;

/// The metadata of the event: `event`.
///
/// Whether a second click on a course sends a second event is [not documented](crate::model#what-the-platform-documents).
///
/// `Debug` redacts a name that is not the [documented one](Self::NAME), and a slug as [`Slug`] does.
/// [`revealed`](Self::revealed) shows them.
///
/// ```
/// use toolzz_webhook::{Event, Slug, fixture};
///
/// let event = fixture::documented().event;
/// assert_eq!(event.name, Event::NAME);
/// assert_eq!(event.slug, Slug::NEW_ENROLLMENT);
/// assert_eq!(event.send_at.to_string(), "2023-07-03 12:53:41");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, bon::Builder)]
#[builder(on(_, into))]
#[non_exhaustive]
pub struct Event {
    /// Name of the event; [`Event::NAME`] for a new enrollment. Null and an absent field decode as an empty string.
    pub name: String,
    /// Kind of the event, such as `activities.course.enrollment`.
    pub slug: Slug,
    /// Date and time of the event, `yyyy-MM-dd HH:mm:ss` on the wire, with a resolution of one second: the builder and
    /// the wire discard a fraction.
    ///
    /// The time is as written. The time zone is not documented; [`wire::DateTime`] shows how to attach one. A zone in the
    /// body is dropped without converting the time, and an inspection reports
    /// [`DateWithZone`](crate::audit::DeviationKind::DateWithZone).
    #[builder(with = |send_at: impl Into<NaiveDateTime>| wire::whole_seconds(send_at.into()))]
    pub send_at: NaiveDateTime,
}

impl Event {
    /// The documented name of a New Enrollment event.
    pub const NAME: &'static str = "Atividades - Nova matrícula";
}

table::table! {
    Event "The metadata of the event." {
        name: wire::Text = "Name of the event.",
        slug: Slug = "Unique identifier of the event.",
        send_at: wire::DateTime = "Date and time of the event, yyyy-MM-dd HH:mm:ss.",
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, slug, send_at } = self;
        let name: &dyn fmt::Debug = if name == Self::NAME { name } else { &Redacted };
        f.debug_struct("Event").field("name", name).field("slug", slug).field("send_at", send_at).finish()
    }
}
