//! Payloads for tests: the documented example and one that passes every rule.
//!
//! One line is a valid payload, two are one with another value in a field:
//!
//! ```
//! use toolzz_webhook::{Rule, Validate, fixture};
//!
//! let mut webhook = fixture::new_enrollment();
//! webhook.data.user.cpf = "123.456.789-99".into();
//! assert_eq!(webhook.check().iter().next().unwrap().rule, Rule::CpfCheckDigits);
//! ```
//!
//! A payload that no type can hold is made on the JSON:
//!
//! ```
//! use toolzz_webhook::{NewEnrollment, fixture};
//!
//! let mut body = fixture::json();
//! body["event"]["send_at"] = "yesterday".into();
//! assert_eq!(
//!     body.to_string().parse::<NewEnrollment>().unwrap_err().path(),
//!     "event.send_at",
//! );
//!
//! let mut body = fixture::json();
//! body["data"]["user"].as_object_mut().unwrap().remove("email");
//! assert_eq!(
//!     body.to_string().parse::<NewEnrollment>().unwrap_err().path(),
//!     "data.user.email",
//! );
//! ```
//!
//! The people are invented.

use crate::{Course, Enrollment, Institution, NewEnrollment, User};
use chrono::{NaiveDate, NaiveDateTime};

/// `2023-07-03 12:53:41`, when the documented example was sent.
#[allow(clippy::unwrap_used, reason = "evaluated by the compiler")]
const DOCUMENTED_SEND_AT: NaiveDateTime = NaiveDate::from_ymd_opt(2023, 7, 3).unwrap().and_hms_opt(12, 53, 41).unwrap();

#[allow(clippy::unwrap_used, reason = "evaluated by the compiler")]
const SEND_AT: NaiveDateTime = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap().and_hms_opt(8, 30, 0).unwrap();

#[allow(clippy::unwrap_used, reason = "evaluated by the compiler")]
const DATE_EXPIRE: NaiveDate = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();

/// The example of the platform's own page, compact.
///
/// Its CPF has wrong check digits and its `course_id` is not its course's id.
pub const DOCUMENTED: &str = r#"{"event":{"name":"Atividades - Nova matrícula","slug":"activities.course.enrollment","send_at":"2023-07-03 12:53:41"},"data":{"institution":{"id":12345},"course":{"id":123456,"name":"Course Name"},"enrollment":{"id":11,"date_expire":null,"course_id":123456789,"actived":1,"status":1},"user":{"id":987654321,"name":"Student","email":"student@toolzz.com","cpf":"123.456.789-99","nickname":null,"uuid":null}}}"#;

/// The value of [`DOCUMENTED`].
#[must_use]
pub fn documented() -> NewEnrollment {
    NewEnrollment::builder()
        .send_at(DOCUMENTED_SEND_AT)
        .institution(Institution::builder().id(12345).build())
        .course(Course::builder().id(123_456).name("Course Name").build())
        .enrollment(Enrollment::builder().id(11).course_id(123_456_789).build())
        .user(User::builder().id(987_654_321).name("Student").email("student@toolzz.com").cpf("123.456.789-99").build())
        .build_unchecked()
}

/// A payload that passes [`validate_strict`](crate::Validate::validate_strict), with every field filled.
#[must_use]
pub fn new_enrollment() -> NewEnrollment {
    NewEnrollment::builder()
        .send_at(SEND_AT)
        .institution(Institution::builder().id(12345).build())
        .course(Course::builder().id(123_456).name("Gestão de Projetos").build())
        .enrollment(Enrollment::builder().id(11).date_expire(DATE_EXPIRE).course_id(123_456).build())
        .user(
            User::builder()
                .id(987_654_321)
                .name("João da Conceição")
                .email("joao.conceicao@example.com")
                .cpf("123.456.789-09")
                .nickname("João")
                .uuid("7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57")
                .build(),
        )
        .build_unchecked()
}

/// The JSON tree of [`new_enrollment`], to be changed into what no type can hold.
#[must_use]
pub fn json() -> serde_json::Value {
    serde_json::to_value(new_enrollment()).unwrap_or_default()
}
