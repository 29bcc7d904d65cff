//! Scanning of bodies by both readers, and the choice of the event by its slug.

use super::{DecodeError, Incoming, OtherEvent, Reason, without_byte_order_mark};
use crate::model::OwnSlug;
use crate::path::Path;
use crate::table::{self, Adapter, Explaining, Field, Observer, Quiet, Recorder, Slot, not_an_object};
use crate::wire::DateTime;
use crate::{Event, NewEnrollment, Slug};
use alloc::string::String;
use chrono::NaiveDateTime;

/// Decodes a New Enrollment with the quiet reader. Any other body is scanned again, to explain what it is.
#[allow(clippy::inline_always, reason = "inlining the whole scan saves a tenth of the time")]
#[inline(always)]
pub fn decode<'a, T: From<NewEnrollment>>(
    body: &'a str,
    explain: fn(&Scanned<'a>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let mut slot = Slot::<NewEnrollment, Quiet>::default();
    let is_scanned = table::scan::<NewEnrollment, Quiet>(&mut slot, without_byte_order_mark(body)).is_some();
    let webhook = if is_scanned { NewEnrollment::build(&slot) } else { None };
    match webhook {
        Some(webhook) => Ok(webhook.into()),
        None => scan_again(body, is_scanned, explain),
    }
}

#[cold]
fn scan_again<'a, T>(
    body: &'a str,
    is_scanned: bool,
    explain: fn(&Scanned<'a>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    if !is_scanned {
        // Most bodies at which a scan stops are not JSON.
        if let Some(error) = DecodeError::not_json(body) {
            return Err(error);
        }
    }
    match Scanned::new(body) {
        // By reference, since moving it out would copy a kilobyte.
        Ok(ref scanned) => explain(scanned),
        Err(error) => Err(error),
    }
}

/// A body that is JSON, with what the explaining reader has found in it.
pub struct Scanned<'a> {
    body: &'a str,
    slot: Slot<'a, NewEnrollment, Explaining>,
}

impl<'a> Scanned<'a> {
    pub fn new(body: &'a str) -> Result<Self, DecodeError> {
        let mut scanned = Self { body, slot: Slot::<NewEnrollment, Explaining>::default() };
        match table::scan::<NewEnrollment, Explaining>(&mut scanned.slot, without_byte_order_mark(body)) {
            Some(()) => Ok(scanned),
            // serde_json rejects what the reader rejects. If it ever did not, this error is returned, not a panic.
            None => Err(DecodeError::not_json(body).unwrap_or_else(|| {
                DecodeError::at(body, body.len(), String::new(), Reason::Syntax("expected value".into()))
            })),
        }
    }

    /// Decodes a New Enrollment. Returns every problem, or only that of the slug if the slug is that of another event.
    pub fn new_enrollment(&self) -> Result<NewEnrollment, DecodeError> {
        if self.slug::<Slug>().is_ok() {
            self.slug::<OwnSlug>()?;
        }
        self.decode(&mut ())
    }

    /// Decodes a New Enrollment, or returns every problem.
    fn decode(&self, observer: &mut dyn Observer) -> Result<NewEnrollment, DecodeError> {
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
    fn slug<A: Adapter<Value = Slug>>(&self) -> Result<Slug, DecodeError> {
        let (body, event) = (&self.slot, &self.slot.event);
        let at_event = Path::ROOT.field("event");
        self.record(&mut (), |recorder| {
            body.mark.check(&Path::ROOT, 0, not_an_object, recorder)?;
            event.mark.check(&at_event, body.mark.remaining, not_an_object, recorder)?;
            A::explain(&event.slug, &at_event.field("slug"), event.mark.remaining, recorder)
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
        let remaining = self.slot.event.mark.remaining;
        let rest = self.body.get(self.body.len() - remaining..).unwrap_or_default();
        self.record(&mut (), |recorder| {
            let mut slot = Slot::<Event, Explaining>::default();
            Event::scan(&mut slot, rest)?;
            Event::explain(&slot, &Path::ROOT.field("event"), remaining, recorder)
        })
    }

    /// Decodes the time of any event. No other field matters.
    pub fn send_at(&self) -> Option<NaiveDateTime> {
        DateTime::explain(&self.slot.event.send_at, &Path::ROOT, 0, &mut Recorder::new(&mut ()))
    }

    /// Returns the mark of `data`, whose position is that of the second one if it is a duplicate.
    pub fn data(&self) -> Explaining {
        self.slot.data.mark
    }

    /// Returns the number of bytes from the outermost object to the end of the body.
    pub fn remaining(&self) -> usize {
        self.slot.mark.remaining
    }
}
