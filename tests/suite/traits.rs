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
    Incoming, Institution, Line, NewEnrollment, OtherEvent, ParseCodeError, ParseCpfError, ParseIdError,
    ParseIdempotencyKeyError, Problem, Report, Revealed, Rule, Severity, Slug, User, Validate, Violation, audit,
    decode, fixture, wire,
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
        OtherEvent, DecodeError, Problem, Report, Violation, audit::Inspection, audit::Record, audit::Deviation);
    each!(shared: NewEnrollment, Incoming, DecodeError, Report, audit::Inspection, audit::Record,
        decode::Lines<'static>, wire::Nullable<wire::Text>);
    each!(small: Id<User>, Id<RefCell<*const u8>>, EnrollmentStatus, Cpf, ParseCodeError, ParseCpfError,
        ParseIdempotencyKeyError, DecodeErrorKind, IdempotencyKey, Line<'static>, Rule, Severity, audit::DeviationKind);
    each!(ordered: Slug, EnrollmentStatus, Id<RefCell<*const u8>>, Cpf, IdempotencyKey, DecodeErrorKind, Rule,
        audit::DeviationKind);
    each!(string: Slug);
    each!(error: DecodeError, Report, ParseCodeError, ParseCpfError, ParseIdError, ParseIdempotencyKeyError);
    each!(model: NewEnrollment, Event, EnrollmentData, Institution, Course, Enrollment, User);
    each!(serializable: Id<User>, Slug, EnrollmentStatus, Cpf, IdempotencyKey, DecodeError, Problem, DecodeErrorKind,
        Report, Violation, Rule, Severity, audit::Record, audit::Deviation, audit::DeviationKind);
    each!(parses: NewEnrollment, Incoming, Id<User>, Cpf, IdempotencyKey);
    each!(small: Revealed<&User>);
    each!(value: Revealed<NewEnrollment>);
}

/// Every `Result` of decoding is at least as large as its error.
#[test]
fn types_are_small() {
    assert_eq!((size_of::<Id<User>>(), size_of::<EnrollmentStatus>(), size_of::<Slug>()), (8, 8, 24));
    assert_eq!(size_of::<Option<NewEnrollment>>(), size_of::<NewEnrollment>());
    assert_eq!(size_of::<DecodeError>(), size_of::<Vec<Problem>>());
}

#[test]
fn codes_are_stable() {
    macro_rules! each { ($($type:ident: $codes:expr),+ $(,)?) => { $({
        let codes: &[&str] = &$codes;
        assert_eq!($type::ALL.iter().map(|value| value.code()).collect::<Vec<_>>(), codes);
        assert_eq!($type::ALL.iter().map(<$type>::to_string).collect::<Vec<_>>(), codes);
        assert_eq!(serde_json::to_value($type::ALL).unwrap(), serde_json::json!(codes));
        assert_eq!(serde_json::from_value::<Vec<$type>>(serde_json::json!(codes)).unwrap(), $type::ALL);
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        for (value, code) in $type::ALL.iter().zip(codes) {
            assert_eq!(snake_case(&format!("{value:?}")), *code);
            assert_eq!(code.parse(), Ok(*value));
        }
        let message = format!("expected one of {}", codes.join(", "));
        for other in ["", "ana@example.com", &codes[0].to_uppercase(), &format!("{} ", codes[0])] {
            let error: ParseCodeError = other.parse::<$type>().unwrap_err();
            assert_eq!(error.to_string(), message, "{other}");
            assert_eq!(serde_json::from_value::<$type>(other.into()).unwrap_err().to_string(), message, "{other}");
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
            "number_form", "number_for_string", "null_for_string", "string_for_null", "boolean_for_null", "padded",
            "date_form", "date_with_zone",
        ],
        Severity: ["warning", "error"],
        Rule: [
            "slug_mismatch", "year_range", "zero_id", "email_syntax", "cpf_syntax", "uuid_syntax",
            "unknown_status", "name_mismatch", "blank", "missing_cpf", "cpf_check_digits", "course_mismatch",
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

/// Every documented slug, with its text.
const SLUGS: [(Slug, &str); 10] = [
    (Slug::NEW_ENROLLMENT, "activities.course.enrollment"),
    (Slug::COURSE_COMPLETED, "activities.course.completed"),
    (Slug::TRAIL_COMPLETED, "activities.trail.completed"),
    (Slug::CONTENT_COMPLETED, "activities.content.completed"),
    (Slug::ACTIVITY_ANSWERED, "activities.answered.activity"),
    (Slug::CERTIFICATE_ISSUED, "activities.certificate.issued"),
    (Slug::MEMBER_CREATED, "members.created"),
    (Slug::MEMBER_UPDATED, "members.updated"),
    (Slug::NEWSLETTER_CREATED, "newslatter.created"),
    (Slug::PRODUCT_REDEMPTION, "shop.product.redemption"),
];

#[test]
fn slugs_compare_hash_and_sort_as_their_text() {
    let undocumented = "members.disabled";
    let slugs = SLUGS.iter().cloned().chain([(Slug::from(undocumented), undocumented)]);
    let strings: Vec<_> = slugs.clone().map(|(_, string)| string).collect();
    for (slug, text) in slugs {
        assert_eq!((slug.as_str(), slug.as_ref(), slug.to_string()), (text, text, text.to_string()));
        assert!(slug == text && slug == *text && slug != "members" && slug != *"members");
        assert!(text == slug && *text == slug && "members" != slug && *"members" != slug);
        let same = [Slug::from(text), String::from(text).into(), serde_json::from_value(text.into()).unwrap()];
        assert!(same.iter().all(|same| *same == slug && hash(same) == hash(&slug)), "{text}");
        assert_eq!(hash(&slug), hash(&text));
        for other in &strings {
            assert_eq!(slug.cmp(&Slug::from(*other)), text.cmp(other), "{text} {other}");
        }
        assert_eq!(format!("{slug:?}"), format!("{text:?}"));
    }
}

#[test]
fn revealed_holds_a_model_or_a_reference_and_prints_it_in_full() {
    let user = fixture::documented().data.user;
    let text = r#"{"id":987654321,"name":"Student","email":"student@toolzz.com","cpf":"123.456.789-99","nickname":null,"uuid":null}"#;
    assert_eq!((format!("{:?}", user.revealed()), format!("{:?}", Revealed(user.clone()))), (text.into(), text.into()));
    assert_eq!((user.revealed().email.as_str(), Revealed(&user).id), ("student@toolzz.com", Id::new(987_654_321)));
    let mut event = fixture::new_enrollment().event;
    event.slug = "ana".into();
    assert_eq!(
        format!("{:?}\n{:?}", event, event.revealed()),
        "Event { name: \"Atividades - Nova matrícula\", slug: [REDACTED], send_at: 2024-02-29T08:30:00 }\n\
         {\"name\":\"Atividades - Nova matrícula\",\"slug\":\"ana\",\"send_at\":\"2024-02-29 08:30:00\"}",
    );
    assert!(format!("{:#?}", event.revealed()).starts_with("{\n  \"name\": \"Atividades - Nova matrícula\",\n"));
    event.name = "Ana".into();
    assert_eq!(format!("{event:?}"), "Event { name: [REDACTED], slug: [REDACTED], send_at: 2024-02-29T08:30:00 }");
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn ids_convert_from_and_to_integers_and_strings() {
    const OUT_OF_RANGE: &str = "out of range integral type conversion attempted";
    let id: Id<Course> = "7".parse().unwrap();
    assert_eq!((id.get(), u64::from(id), i64::try_from(id)), (7, 7, Ok(7)));
    assert_eq!(id, Id::from(7));
    assert_eq!(id, 7);
    assert_eq!(7, id);
    assert_ne!(id, 8);
    assert_ne!(8, id);
    assert!(id < Id::new(8));
    assert_eq!(id.cmp(&Id::new(7)), std::cmp::Ordering::Equal);
    assert_eq!((id.to_string(), format!("{id:?}")), ("7".into(), "Id(7)".into()));

    assert_eq!(Id::<Course>::try_from(i64::MAX).map(Id::get), Ok(9_223_372_036_854_775_807));
    assert_eq!(Id::<Course>::try_from(-1_i64).unwrap_err().to_string(), OUT_OF_RANGE);
    let beyond = Id::<Course>::new(9_223_372_036_854_775_808);
    assert_eq!(i64::try_from(beyond).unwrap_err().to_string(), OUT_OF_RANGE);

    assert_eq!((hash(&id), hash(&id) == hash(&8_u64)), (hash(&7_u64), false));
    for string in ["", "-1", "+1", "007", " 1", "1 ", "1.0", "18446744073709551616"] {
        let error = string.parse::<Id<Course>>().unwrap_err();
        assert_eq!(error.to_string(), "expected an integer from 0 to 18446744073709551615", "{string:?}");
    }
    assert_eq!("18446744073709551615".parse(), Ok(Id::<Course>::new(u64::MAX)));
}

#[test]
fn statuses_compare_hash_and_sort_as_their_number() {
    assert_eq!((EnrollmentStatus::INACTIVE.get(), EnrollmentStatus::ACTIVE.get()), (0, 1));
    for code in [0, 1, 2, -1, i64::MIN, i64::MAX] {
        let status = EnrollmentStatus::from(code);
        assert_eq!((status.get(), i64::from(status), status.to_string()), (code, code, code.to_string()));
        assert_eq!(status.is_active(), code == 1);
        assert_eq!(matches!(status, EnrollmentStatus::ACTIVE | EnrollmentStatus::INACTIVE), [0, 1].contains(&code));
        assert_eq!(hash(&status), hash(&code));
        assert_eq!(status.cmp(&EnrollmentStatus::ACTIVE), code.cmp(&1));
        assert_eq!(serde_json::from_value::<EnrollmentStatus>(code.into()).unwrap(), status);
    }
    assert_eq!(format!("{:?}", EnrollmentStatus::ACTIVE), "EnrollmentStatus(1)");
}
