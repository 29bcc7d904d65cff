use super::slug::NEW_ENROLLMENT;
use crate::table::{self, Found, Mismatch};
use crate::{Course, Enrollment, EnrollmentData, Event, Institution, Slug, User};
use alloc::string::String;
use chrono::NaiveDateTime;

/// The payload of the New Enrollment webhook, `activities.course.enrollment`.
///
/// Sent when a student starts a course from the catalog, starts or enrolls from the course's details, opens a content
/// item there, is invited to a class, or is enrolled by way of the API.
///
/// Decode it with [`from_slice`](Self::from_slice) or `parse`, validate it with [`Validate`](crate::Validate),
/// serialize it with [`to_json`](Self::to_json), construct it with [`builder`](Self::builder). Decoding rejects
/// the slug of any other event.
///
/// The documented example, [`fixture::DOCUMENTED`](crate::fixture::DOCUMENTED):
///
/// ```json
/// {
///   "event": {
///     "name": "Atividades - Nova matrícula",
///     "slug": "activities.course.enrollment",
///     "send_at": "2023-07-03 12:53:41"
///   },
///   "data": {
///     "institution": { "id": 12345 },
///     "course": { "id": 123456, "name": "Course Name" },
///     "enrollment": {
///       "id": 11,
///       "date_expire": null,
///       "course_id": 123456789,
///       "actived": 1,
///       "status": 1
///     },
///     "user": {
///       "id": 987654321,
///       "name": "Student",
///       "email": "student@toolzz.com",
///       "cpf": "123.456.789-99",
///       "nickname": null,
///       "uuid": null
///     }
///   }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NewEnrollment {
    /// The metadata of the event.
    pub event: Event,
    /// The data of the event.
    pub data: EnrollmentData,
}

table::table! {
    NewEnrollment "The payload of the New Enrollment webhook: a student was enrolled in a course." {
        event: Event = "The metadata of the event.",
        data: EnrollmentData = "The data of the event.",
    } check has_own_slug
}

/// The mismatch of another slug.
pub(crate) const OTHER_EVENT: Mismatch = Mismatch::new(NEW_ENROLLMENT, Found::OtherEvent);

fn has_own_slug(webhook: &NewEnrollment) -> Result<(), Mismatch> {
    if webhook.event.slug == Slug::NEW_ENROLLMENT { Ok(()) } else { Err(OTHER_EVENT) }
}

#[bon::bon]
impl NewEnrollment {
    /// Returns a builder with the documented name and slug of the event.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use toolzz_webhook::{
    ///     Course, Enrollment, Institution, NewEnrollment, User,
    /// };
    ///
    /// let send_at = NaiveDate::from_ymd_opt(2023, 7, 3)
    ///     .and_then(|date| date.and_hms_opt(12, 53, 41))
    ///     .ok_or("no such time")?;
    /// let user = User::builder()
    ///     .id(9)
    ///     .name("Ana Souza")
    ///     .email("ana@example.com")
    ///     .cpf("123.456.789-09")
    ///     .build();
    /// let webhook = NewEnrollment::builder()
    ///     .send_at(send_at)
    ///     .institution(Institution::builder().id(12345).build())
    ///     .course(Course::builder().id(123456).name("Excel Básico").build())
    ///     .enrollment(Enrollment::builder().id(11).course_id(123456).build())
    ///     .user(user)
    ///     .build()?;
    /// assert_eq!(webhook.event.name, "Atividades - Nova matrícula");
    /// assert!(webhook.data.enrollment.actived);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Omitting a required field is a compile error:
    ///
    /// ```compile_fail,E0599
    /// # use toolzz_webhook::{Course, Institution, NewEnrollment};
    /// let webhook = NewEnrollment::builder()
    ///     .institution(Institution::builder().id(12345).build())
    ///     .course(Course::builder().id(123456).name("Excel Básico").build())
    ///     .build();
    /// ```
    #[builder(
        on(_, into),
        state_mod(vis = "pub(crate)"),
        builder_type(doc {
            /// A builder of a [`NewEnrollment`], returned by [`NewEnrollment::builder`]. Set `send_at`, `institution`,
            /// `course`, `enrollment` and `user`, then call [`build`](Self::build), which validates the payload, or
            /// [`build_unchecked`](Self::build_unchecked).
        }),
        finish_fn(
            name = build_unchecked,
            doc {
                /// Builds the payload without validating it: for an intentionally invalid fixture, or for a payload
                /// that was stored although it violates a rule.
            }
        )
    )]
    pub fn builder(
        /// Name of the event; the documented one unless set.
        #[builder(default = Event::NAME)]
        name: String,
        /// Date and time of the event. A fraction of a second is discarded.
        send_at: NaiveDateTime,
        /// The institution of the student.
        institution: Institution,
        /// The course that the student was enrolled in.
        course: Course,
        /// The enrollment.
        enrollment: Enrollment,
        /// The student.
        user: User,
    ) -> Self {
        Self {
            event: Event::builder().name(name).slug(Slug::NEW_ENROLLMENT).send_at(send_at).build(),
            data: EnrollmentData { institution, course, enrollment, user },
        }
    }
}
