use super::slug::OwnSlug;
use crate::{Slug, table, wire};
use alloc::string::String;
use chrono::NaiveDateTime;

/// The metadata of the event: `event`.
///
/// `Debug` shows the name as received, and redacts a slug as [`Slug`] does. [`revealed`](Self::revealed) shows it.
///
/// ```
/// use toolzz_webhook::{Event, Slug, fixture};
///
/// let event = fixture::documented().event;
/// assert_eq!(event.name, Event::NAME);
/// assert_eq!(event.slug, Slug::NEW_ENROLLMENT);
/// assert_eq!(event.send_at.to_string(), "2023-07-03 12:53:41");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[builder(on(_, into))]
#[non_exhaustive]
pub struct Event {
    /// Name of the event; [`Event::NAME`] for a new enrollment.
    pub name: String,
    /// Kind of the event, such as `activities.course.enrollment`.
    pub slug: Slug,
    /// Date and time of the event, `yyyy-MM-dd HH:mm:ss` on the wire, with a resolution of one second: the builder and
    /// the wire discard a fraction. The time zone is not documented; [`wire::DateTime`] shows how to attach one.
    #[builder(with = |send_at: impl Into<NaiveDateTime>| wire::whole_seconds(send_at.into()))]
    pub send_at: NaiveDateTime,
}

impl Event {
    /// The documented name of a New Enrollment event.
    pub const NAME: &'static str = "Atividades - Nova matrícula";
}

/// The table of an [`Event`] with `$slug` as the adapter of its slug.
macro_rules! event_table {
    ($slug:ty, $($name:tt)+) => {
        table::table! {
            $($name)+ "The metadata of the event." {
                name: wire::Text = "Name of the event.",
                slug: $slug = "Unique identifier of the event.",
                send_at: wire::DateTime = "Date and time of the event, yyyy-MM-dd HH:mm:ss.",
            }
        }
    };
}

event_table!(Slug, Event);

/// The adapter for the [`Event`] of a New Enrollment.
pub(crate) struct NewEnrollmentEvent;

event_table!(OwnSlug, NewEnrollmentEvent for Event);
