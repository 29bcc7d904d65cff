//! What the types can do, asked of the compiler.

use std::{error::Error, fmt::Debug, fmt::Display, hash::Hash, panic::UnwindSafe, str::FromStr};
use toolzz_webhook::{
    Course, Cpf, DecodeError, DecodeErrorKind, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, IdempotencyKey,
    Incoming, Institution, NewEnrollment, OtherEvent, ParseCpfError, ParseIdError, Report, Rule, Severity, Slug, User,
    Validate, Violation, audit, decode, validate, wire,
};

fn shared<T: Debug + Send + Sync + Unpin + UnwindSafe + 'static>() {}
fn value<T: Clone + Eq + Hash + Debug + Send + Sync + 'static>() {}
fn small<T: Copy + Eq + Hash + Debug + Send + Sync + 'static>() {}
fn error<T: Error + Display + Clone + Eq + Send + Sync + 'static>() {}
fn model<T: serde::Serialize + serde::de::DeserializeOwned + Validate>() {}

#[test]
fn types_are_shared_compared_and_printed() {
    macro_rules! of_each { ($check:ident: $($type:ty),+ $(,)?) => { $($check::<$type>();)+ } }

    of_each!(value: NewEnrollment, Event, EnrollmentData, Institution, Course, Enrollment, User, Slug, Incoming,
        OtherEvent, DecodeError, Report, Violation, audit::Inspection, audit::Record, audit::Deviation);
    of_each!(shared: NewEnrollment, Incoming, DecodeError, Report, audit::Inspection, audit::Record,
        decode::Lines<'static>, validate::Violations<'static>, wire::Nullable<wire::Text>);
    of_each!(small: Id<User>, Id<std::cell::RefCell<*const u8>>, EnrollmentStatus, Cpf, ParseCpfError, DecodeErrorKind,
        IdempotencyKey, Rule, Severity, audit::DeviationKind);
    of_each!(error: DecodeError, Report, ParseCpfError, ParseIdError);
    of_each!(model: NewEnrollment, Event, EnrollmentData, Institution, Course, Enrollment, User);
}

#[test]
fn texts_parse_to_their_types() {
    fn parses<T: FromStr<Err = E>, E: Error>(text: &str) -> bool {
        text.parse::<T>().is_ok()
    }
    assert!(parses::<Id<User>, ParseIdError>("7"));
    assert!(parses::<Cpf, ParseCpfError>("52998224725"));
    assert!(!parses::<NewEnrollment, DecodeError>("7"));
    assert!(!parses::<Incoming, DecodeError>("7"));
}

/// An error is as large as is worth moving in every `Result`.
#[test]
fn sizes() {
    assert_eq!(size_of::<Id<User>>(), 8);
    assert_eq!(size_of::<Option<NewEnrollment>>(), size_of::<NewEnrollment>());
    assert!(size_of::<DecodeError>() <= 72, "{}", size_of::<DecodeError>());
}
