use super::{Canonical, Detail, Deviation, DeviationKind, Explaining, Found, Mismatch, Problem, Unknown};
use crate::DecodeErrorKind::{DuplicateField, MissingField};
use crate::json::{Scalar, position};
use crate::path::Path;
use alloc::vec::Vec;

/// What the explaining reader finds in a body, in the order of the table.
pub struct Recorder<'a> {
    body: &'a str,
    pub problems: Vec<Problem>,
    pub deviations: Vec<Deviation>,
}

impl<'a> Recorder<'a> {
    pub const fn new(body: &'a str) -> Self {
        Self { body, problems: Vec::new(), deviations: Vec::new() }
    }

    /// Records a problem at a value that begins `remaining` bytes before the end of the body.
    #[cold]
    pub fn problem(&mut self, path: &Path<'_>, remaining: usize, detail: Detail) {
        let position = position(self.body.as_bytes(), self.body.len() - remaining);
        self.problems.push(Problem::new(path.join(), detail, position));
    }

    /// Records why a field has no value of its type, if it has none. `object` is the [`Explaining::remaining`] of the
    /// object that contains the field.
    pub fn check(
        &mut self,
        mark: Explaining,
        path: &Path<'_>,
        object: usize,
        mismatch: fn(Found) -> Mismatch,
    ) -> Option<()> {
        let (remaining, detail) = match mark {
            Explaining { remaining: 0, .. } => (object, Detail::Kind(MissingField)),
            Explaining { remaining, is_duplicate: true, .. } => (remaining, Detail::Kind(DuplicateField)),
            Explaining { remaining, other_type: Some(found), .. } => (remaining, Detail::Mismatch(mismatch(found))),
            _ => return Some(()),
        };
        self.problem(path, remaining, detail);
        None
    }

    /// Records how an accepted value, `None` for an absent one, deviates from its canonical form.
    pub fn accepted(&mut self, path: &Path<'_>, received: Option<&Scalar<'_>>, canonical: Canonical<'_>) {
        if let Some(kind) = DeviationKind::between(received, canonical) {
            self.deviations.push(Deviation::new(path.join(), kind));
        }
    }

    /// Records the unknown fields of an object, after its documented ones.
    pub fn unknown(&mut self, path: &Path<'_>, unknown: &Unknown) {
        if unknown.count > 0 {
            let deviation = Deviation::new(path.join(), DeviationKind::UnknownField);
            self.deviations.push(Deviation { count: unknown.count, names: unknown.names.clone(), ..deviation });
        }
    }
}
