//! The traits that the types implement, and their values.

use serde::{Serialize, de::DeserializeOwned};
use std::{
    cell::RefCell,
    collections::BTreeSet,
    error::Error,
    fmt::{Debug, Display},
    hash::{DefaultHasher, Hash, Hasher},
    panic::UnwindSafe,
    str::FromStr,
};
use toolzz_webhook::{
    Course, Cpf, DecodeError, DecodeErrorKind, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, IdempotencyKey,
    Incoming, Institution, NewEnrollment, OtherEvent, ParseCpfError, ParseIdError, Report, Rule, Severity, Slug, User,
    Validate, Violation, audit, decode, validate, wire,
};

/// Checked by the compiler.
#[test]
fn types_implement_the_documented_traits() {
    fn shared<T: Debug + Send + Sync + Unpin + UnwindSafe + 'static>() {}
    fn value<T: Clone + Eq + Hash + Debug + Send + Sync + 'static>() {}
    fn small<T: Copy + Eq + Hash + Debug + Send + Sync + 'static>() {}
    fn ordered<T: Ord>() {}
    fn string<T: AsRef<str> + PartialEq<str> + for<'a> PartialEq<&'a str> + for<'a> From<&'a str> + From<String>>() {}
    fn error<T: Error + Display + Clone + Eq + Send + Sync + 'static>() {}
    fn model<T: Serialize + DeserializeOwned + Validate>() {}
    fn serializable<T: Serialize>() {}
    fn parses<T: FromStr<Err: Error>>() {}

    macro_rules! each { ($check:ident: $($type:ty),+ $(,)?) => { $($check::<$type>();)+ } }

    each!(value: NewEnrollment, Event, EnrollmentData, Institution, Course, Enrollment, User, Slug, Incoming,
        OtherEvent, DecodeError, Report, Violation, audit::Inspection, audit::Record, audit::Deviation);
    each!(shared: NewEnrollment, Incoming, DecodeError, Report, audit::Inspection, audit::Record,
        decode::Lines<'static>, audit::InspectLines<'static>, validate::Violations<'static>,
        wire::Nullable<wire::Text>);
    each!(small: Id<User>, Id<RefCell<*const u8>>, EnrollmentStatus, Cpf, ParseCpfError, DecodeErrorKind,
        IdempotencyKey, Rule, Severity, audit::DeviationKind);
    each!(ordered: Slug, Id<RefCell<*const u8>>, Cpf, IdempotencyKey, DecodeErrorKind, Rule, Severity,
        audit::DeviationKind);
    each!(string: Slug);
    each!(error: DecodeError, Report, ParseCpfError, ParseIdError);
    each!(model: NewEnrollment, Event, EnrollmentData, Institution, Course, Enrollment, User);
    each!(serializable: Id<User>, Slug, EnrollmentStatus, Cpf, IdempotencyKey, Incoming, DecodeError, DecodeErrorKind,
        Report, Violation, Rule, Severity, audit::Record, audit::Deviation, audit::DeviationKind);
    each!(parses: NewEnrollment, Incoming, Id<User>, Cpf);
}

/// Every `Result` of decoding is at least as large as its error.
#[test]
fn types_are_small() {
    assert_eq!(size_of::<Id<User>>(), 8);
    assert_eq!(size_of::<Option<NewEnrollment>>(), size_of::<NewEnrollment>());
    assert!(size_of::<DecodeError>() <= 72, "{}", size_of::<DecodeError>());
}

#[test]
fn codes_are_stable() {
    macro_rules! each { ($($type:ident: $codes:expr),+ $(,)?) => { $({
        let codes: &[&str] = &$codes;
        assert_eq!($type::ALL.iter().map(|value| value.code()).collect::<Vec<_>>(), codes);
        assert_eq!($type::ALL.iter().map(<$type>::to_string).collect::<Vec<_>>(), codes);
        assert_eq!(serde_json::to_value($type::ALL).unwrap(), serde_json::json!(codes));
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        for (value, code) in $type::ALL.iter().zip(codes) {
            assert_eq!(snake_case(&format!("{value:?}")), *code);
            assert_eq!(format!("{value:>30}"), format!("{code:>30}"));
        }
    })+ } }
    use audit::DeviationKind;

    each!(
        DecodeErrorKind: [
            "invalid_utf8", "syntax", "unexpected_end", "missing_field", "duplicate_field", "invalid_value",
            "other_event",
        ],
        DeviationKind: [
            "byte_order_mark", "unknown_field", "missing_field", "string_for_number", "boolean_for_number",
            "number_form", "number_for_string", "null_for_string", "string_for_null", "date_form",
        ],
        Severity: ["warning", "error"],
        Rule: [
            "slug_mismatch", "year_range", "zero_id", "blank", "email_syntax", "cpf_syntax", "uuid_syntax",
            "unknown_status", "name_mismatch", "missing_cpf", "cpf_check_digits", "course_mismatch",
            "activation_mismatch", "expired_when_sent",
        ],
    );
}

fn snake_case(name: &str) -> String {
    let mut snake_case = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !snake_case.is_empty() {
            snake_case.push('_');
        }
        snake_case.extend(character.to_lowercase());
    }
    snake_case
}

#[test]
fn slugs_compare_with_strings_and_sort() {
    let slug = Slug::from("members.created");
    let as_ref: &str = slug.as_ref();
    assert_eq!(as_ref, "members.created");
    assert!(slug == "members.created" && slug == *"members.created");
    assert!(slug != "members.updated" && slug != *"members.updated");
    assert_eq!(Slug::from(String::from("activities.course.enrollment")), Slug::CourseEnrollment);
    assert_eq!(Slug::CourseEnrollment.as_ref(), "activities.course.enrollment");
    assert!(Slug::CourseEnrollment == "activities.course.enrollment");
    assert_eq!(format!("{slug:>16}|{:.10}", Slug::CourseEnrollment), " members.created|activities");
    let mut slugs = [slug, Slug::from("courses.created"), Slug::CourseEnrollment];
    slugs.sort();
    assert_eq!(slugs, [Slug::CourseEnrollment, Slug::from("courses.created"), Slug::from("members.created")]);
}

#[test]
fn ids_convert_from_and_to_integers_and_strings() {
    const OUT_OF_RANGE: &str = "out of range integral type conversion attempted";
    let id: Id<Course> = "7".parse().unwrap();
    assert_eq!((id.get(), u64::from(id), i64::try_from(id)), (7, 7, Ok(7)));
    assert!(id == 7 && id == Id::from(7) && id < Id::new(8));
    assert_eq!(id.cmp(&Id::new(7)), std::cmp::Ordering::Equal);
    assert_eq!((id.to_string(), format!("{id:>3}"), format!("{id:?}")), ("7".into(), "  7".into(), "Id(7)".into()));

    assert_eq!(Id::<Course>::try_from(i64::MAX).map(Id::get), Ok(9_223_372_036_854_775_807));
    assert_eq!(Id::<Course>::try_from(-1_i64).unwrap_err().to_string(), OUT_OF_RANGE);
    let beyond = Id::<Course>::new(9_223_372_036_854_775_808);
    assert_eq!(i64::try_from(beyond).unwrap_err().to_string(), OUT_OF_RANGE);

    let hash = |value: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = DefaultHasher::new();
        value(&mut hasher);
        hasher.finish()
    };
    assert_eq!(hash(&|hasher| id.hash(hasher)), hash(&|hasher| 7_u64.hash(hasher)));
    assert_ne!(hash(&|hasher| id.hash(hasher)), hash(&|hasher| 8_u64.hash(hasher)));
    for string in ["", "-1", "+1", "007", " 1", "1 ", "1.0", "18446744073709551616"] {
        let error = string.parse::<Id<Course>>().unwrap_err();
        assert_eq!(error.to_string(), "expected an integer from 0 to 18446744073709551615", "{string:?}");
    }
    assert_eq!("18446744073709551615".parse(), Ok(Id::<Course>::new(u64::MAX)));
}

#[test]
fn statuses_convert_from_and_to_codes() {
    for (code, status, is_active) in [
        (0, EnrollmentStatus::Inactive, false),
        (1, EnrollmentStatus::Active, true),
        (2, EnrollmentStatus::Other(2), false),
        (-1, EnrollmentStatus::Other(-1), false),
    ] {
        assert_eq!((EnrollmentStatus::from(code), i64::from(status)), (status, code));
        assert_eq!(status.is_active(), is_active, "{status:?}");
    }
}

#[test]
fn cpfs_serialize_as_their_display_and_deserialize_leniently() {
    let cpf: Cpf = "00000000191".parse().unwrap();
    assert_eq!(String::from(cpf), "000.000.001-91");
    assert_eq!(serde_json::to_string(&cpf).unwrap(), "\"000.000.001-91\"");
    for json in ["\"000.000.001-91\"", "\"00000000191\"", "191"] {
        assert_eq!(serde_json::from_str::<Cpf>(json).unwrap(), cpf, "{json}");
    }
    assert_eq!(postcard::from_bytes::<Cpf>(&postcard::to_allocvec(&cpf).unwrap()), Ok(cpf));
    for (json, message) in [
        ("\"529.982.247-26\"", "expected a CPF, ddd.ddd.ddd-dd or eleven digits, found invalid check digits"),
        ("52998224726", "expected a CPF, ddd.ddd.ddd-dd or eleven digits, found invalid check digits"),
        ("\"529982247-25\"", "expected a CPF, ddd.ddd.ddd-dd or eleven digits, found a string in another form"),
        ("true", "expected a string, found a boolean at line 1 column 4"),
        ("1.5", "expected a string, found a non-integer number at line 1 column 3"),
        ("[\"52998224725\"]", "expected a string, found an array at line 1 column 1"),
    ] {
        assert_eq!(serde_json::from_str::<Cpf>(json).unwrap_err().to_string(), message, "{json}");
    }
    assert!(serde_json::from_str::<Cpf>("null").is_err());
}
