//! Scanning of bodies by both readers, and the choice of the event by its slug.

use super::{DecodeError, Incoming, OtherEvent, not_json, without_byte_order_mark};
use crate::json::Scalar;
use crate::model::{NEW_ENROLLMENT, OTHER_EVENT};
use crate::path::Path;
use crate::table::{self, Detail, Deviation, Explaining, Field, Quiet, Recorder, Slot, not_an_object};
use crate::wire::DateTime;
use crate::{Event, NewEnrollment, Slug};
use alloc::{string::String, vec::Vec};
use chrono::NaiveDateTime;

/// Decodes a New Enrollment with the quiet reader. Any other body is scanned again, to explain what it is.
#[allow(clippy::inline_always, reason = "inlining the whole scan saves a fiftieth of the instructions")]
#[inline(always)]
pub fn decode<'a, T: From<NewEnrollment>>(
    body: &'a str,
    explain: fn(&Scanned<'a>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let mut slot = Slot::<NewEnrollment, Quiet>::default();
    let is_scanned = table::scan::<NewEnrollment, Quiet>(&mut slot, without_byte_order_mark(body)).is_some();
    let is_own = matches!(slot.event.slug.scalar, Some(Scalar::String(slug)) if slug.is(NEW_ENROLLMENT));
    let webhook = if is_scanned && is_own { NewEnrollment::build(&slot) } else { None };
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
    // Most bodies at which a scan stops are not JSON.
    match if is_scanned { None } else { not_json::error(body) } {
        Some(error) => Err(error),
        None => Scanned::with(body, explain),
    }
}

/// A body that is JSON, with what the explaining reader has found in it.
pub struct Scanned<'a> {
    body: &'a str,
    pub slot: Slot<'a, NewEnrollment, Explaining>,
}

impl<'a> Scanned<'a> {
    /// Scans a body and passes on what was found: by reference, since it is more than a kilobyte.
    pub fn with<T>(body: &'a str, explain: impl FnOnce(&Self) -> Result<T, DecodeError>) -> Result<T, DecodeError> {
        let mut scanned = Self { body, slot: Slot::<NewEnrollment, Explaining>::default() };
        match table::scan::<NewEnrollment, Explaining>(&mut scanned.slot, without_byte_order_mark(body)) {
            Some(()) => explain(&scanned),
            // serde_json rejects what the reader rejects. If it ever did not, this error is returned, not a panic.
            None => Err(not_json::error(body).unwrap_or_else(|| {
                DecodeError::at(body, body.len(), String::new(), Detail::Syntax("expected value".into()))
            })),
        }
    }

    /// Decodes a New Enrollment. Returns every problem, or only that of the slug if the slug is that of another event.
    pub fn new_enrollment(&self) -> Result<NewEnrollment, DecodeError> {
        let mut recorder = Recorder::new(self.body);
        if self.slug(&mut recorder).is_some_and(|slug| slug != Slug::NEW_ENROLLMENT) {
            let remaining = self.slot.event.slug.mark.remaining;
            return Err(DecodeError::at(self.body, remaining, "event.slug".into(), Detail::Mismatch(OTHER_EVENT)));
        }
        recorder.problems.clear();
        NewEnrollment::explain(&self.slot, &Path::ROOT, 0, &mut recorder)
            .ok_or_else(|| DecodeError::of(recorder.problems))
    }

    /// Decodes the delivery of the event that the slug names.
    pub fn incoming(&self, deviations: &mut Vec<Deviation>) -> Result<Incoming, DecodeError> {
        let mut recorder = Recorder::new(self.body);
        let decoded = match self.slug(&mut recorder) {
            Some(slug) if slug != Slug::NEW_ENROLLMENT => {
                Some(Incoming::Other(OtherEvent::new(slug, without_byte_order_mark(self.body))))
            }
            Some(_) => NewEnrollment::explain(&self.slot, &Path::ROOT, 0, &mut recorder).map(Incoming::NewEnrollment),
            None => None,
        };
        deviations.append(&mut recorder.deviations);
        decoded.ok_or_else(|| DecodeError::of(recorder.problems))
    }

    /// Decodes the slug, or records the one problem of a body without a single string slug. The other fields do not
    /// matter.
    fn slug(&self, recorder: &mut Recorder<'_>) -> Option<Slug> {
        let (body, event) = (&self.slot, &self.slot.event);
        let at_event = Path::ROOT.field("event");
        recorder.check(body.mark, &Path::ROOT, 0, not_an_object)?;
        recorder.check(event.mark, &at_event, body.mark.remaining, not_an_object)?;
        Slug::explain(&event.slug, &at_event.field("slug"), event.mark.remaining, recorder)
    }

    /// Decodes the metadata of any event. The fields beside it do not matter.
    pub fn event(&self) -> Result<Event, DecodeError> {
        let mut recorder = Recorder::new(self.body);
        let event =
            Event::explain(&self.slot.event, &Path::ROOT.field("event"), self.slot.mark.remaining, &mut recorder);
        event.ok_or_else(|| DecodeError::of(recorder.problems))
    }

    /// Decodes the time of any event. No other field matters.
    pub fn send_at(&self) -> Option<NaiveDateTime> {
        DateTime::explain(&self.slot.event.send_at, &Path::ROOT, 0, &mut Recorder::new(self.body))
    }
}
