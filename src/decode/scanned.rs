//! The explaining reader of a body, and what decides whose it is.

use super::{DecodeError, Incoming, OtherEvent, Reason, Stopped, without_byte_order_mark};
use crate::json;
use crate::path::Path;
use crate::table::{self, Adapter, Field, Observer, Place, Recorder, Slot, not_an_object};
use crate::wire::DateTime;
use crate::{Event, NewEnrollment, Slug};
use alloc::string::String;
use chrono::NaiveDateTime;

/// A body that is JSON, with what the explaining reader has found in it.
pub struct Scanned<'a> {
    body: &'a str,
    slot: Slot<'a, NewEnrollment, Place>,
}

impl<'a> Scanned<'a> {
    /// Scans a body that was not read before.
    pub fn new(body: &'a str) -> Result<Self, DecodeError> {
        let mut slot = Slot::<NewEnrollment, Place>::default();
        match table::scan::<NewEnrollment, Place>(&mut slot, without_byte_order_mark(body)) {
            Some(()) => Ok(Self { body, slot }),
            None => Err(Self::not_json(body)),
        }
    }

    /// Scans a body at which the quiet reader stopped.
    pub(super) fn after(body: &'a str, stopped: Stopped) -> Result<Self, DecodeError> {
        // Most bodies at which a scan stops are not JSON.
        match stopped {
            Stopped::Scanning => DecodeError::not_json(body).map_or_else(|| Self::new(body), Err),
            Stopped::Building => Self::new(body),
        }
    }

    fn not_json(body: &str) -> DecodeError {
        // serde_json and the reader agree; if they ever do not, this is no panic.
        DecodeError::not_json(body).unwrap_or_else(|| {
            DecodeError::at(body, body.len(), String::new(), Reason::Syntax("expected value".into()))
        })
    }

    /// Decodes a New Enrollment, or returns every problem.
    pub fn decode(&self, observer: &mut dyn Observer) -> Result<NewEnrollment, DecodeError> {
        self.record(observer, |recorder| NewEnrollment::explain(&self.slot, &Path::ROOT, 0, recorder))
    }

    fn record<T>(
        &self,
        observer: &mut dyn Observer,
        explain: impl FnOnce(&mut Recorder<'_>) -> Option<T>,
    ) -> Result<T, DecodeError> {
        let mut recorder = Recorder::new(observer);
        explain(&mut recorder).ok_or_else(|| DecodeError::of(self.body, recorder.problems))
    }

    /// Decodes the slug with an adapter, or returns the one problem of a body without a single string slug. The other
    /// fields do not matter.
    pub fn slug<A: Adapter<Value = Slug>>(&self) -> Result<Slug, DecodeError> {
        let (body, event) = (&self.slot, &self.slot.event);
        let at_event = Path::ROOT.field("event");
        self.record(&mut (), |recorder| {
            body.mark.check(&Path::ROOT, 0, not_an_object, recorder)?;
            event.mark.check(&at_event, body.mark.left, not_an_object, recorder)?;
            A::explain(&event.slug, &at_event.field("slug"), event.mark.left, recorder)
        })
    }

    /// Decodes the delivery of the event that the slug names.
    pub fn incoming(&self, observer: &mut dyn Observer) -> Result<Incoming, DecodeError> {
        let slug = self.slug::<Slug>()?;
        if slug == Slug::NEW_ENROLLMENT {
            return self.decode(observer).map(Incoming::NewEnrollment);
        }
        Ok(Incoming::Other(OtherEvent::new(slug, without_byte_order_mark(self.body))))
    }

    /// Decodes the metadata of any event. The fields beside it do not matter.
    pub fn event(&self) -> Result<Event, DecodeError> {
        let left = self.slot.event.mark.left;
        let rest = self.body.get(self.body.len() - left..).unwrap_or_default();
        self.record(&mut (), |recorder| {
            let mut slot = Slot::<Event, Place>::default();
            Event::scan(&mut slot, rest, json::has_control(self.body))?;
            Event::explain(&slot, &Path::ROOT.field("event"), left, recorder)
        })
    }

    /// Decodes the time of any event. No other field matters.
    pub fn send_at(&self) -> Option<NaiveDateTime> {
        DateTime::explain(&self.slot.event.send_at, &Path::ROOT, 0, &mut Recorder::new(&mut ()))
    }

    /// Returns the position of `data`, or of the second one.
    pub fn data(&self) -> Place {
        self.slot.data.mark
    }

    /// Returns how much of the body begins with the outermost object.
    pub fn left(&self) -> usize {
        self.slot.mark.left
    }
}
