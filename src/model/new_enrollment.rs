use super::event::OwnEvent;
use crate::{Course, Enrollment, EnrollmentData, Event, Institution, Slug, User, wire};
use alloc::string::String;
use chrono::NaiveDateTime;

/// The payload of the New Enrollment webhook, `activities.course.enrollment`.
///
/// Decode it with [`from_slice`](Self::from_slice) or `parse`, check it with
/// [`Validate`](crate::Validate), write it with [`to_json`](Self::to_json), make one with
/// [`builder`](Self::builder). Reading one refuses the slug of any other event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NewEnrollment {
    /// What happened and when.
    pub event: Event,
    /// Who was enrolled where, and in what.
    pub data: EnrollmentData,
}

wire::table! {
    NewEnrollment "The payload of the New Enrollment webhook: a student was enrolled in a course." {
        event: OwnEvent = "The metadata of the event.",
        data: EnrollmentData = "The data of the event.",
    }
}

#[bon::bon]
impl NewEnrollment {
    /// Starts a payload. The event's name and slug are filled in.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use toolzz_webhook::{Course, Enrollment, Institution, NewEnrollment, User};
    ///
    /// let webhook = NewEnrollment::builder()
    ///     .send_at(NaiveDate::from_ymd_opt(2023, 7, 3).unwrap().and_hms_opt(12, 53, 41).unwrap())
    ///     .institution(Institution::builder().id(12345).build())
    ///     .course(Course::builder().id(123456).name("Excel Básico").build())
    ///     .enrollment(Enrollment::builder().id(11).course_id(123456).build())
    ///     .user(User::builder().id(9).name("Ana Souza").email("ana@example.com").cpf("123.456.789-09").build())
    ///     .build()?;
    /// assert_eq!(webhook.event.name, "Atividades - Nova matrícula");
    /// assert!(webhook.data.enrollment.actived);
    /// # Ok::<(), toolzz_webhook::Report>(())
    /// ```
    ///
    /// A forgotten field does not compile:
    ///
    /// ```compile_fail,E0599
    /// # use toolzz_webhook::{Course, Institution, NewEnrollment};
    /// let webhook = NewEnrollment::builder()
    ///     .institution(Institution::builder().id(12345).build())
    ///     .course(Course::builder().id(123456).name("Excel Básico").build())
    ///     .build();
    /// ```
    #[builder(
        state_mod(vis = "pub(crate)"),
        finish_fn(
            name = build_unchecked,
            doc {
                /// Makes the payload without validating it, for fixtures that are wrong on purpose.
            }
        )
    )]
    pub fn builder(
        /// Name of the event; the documented one unless set.
        #[builder(into, default = Event::NAME)]
        name: String,
        /// Date and time of the event. A fraction of a second is dropped.
        #[builder(into)]
        send_at: NaiveDateTime,
        /// The institution whose student was enrolled.
        #[builder(into)]
        institution: Institution,
        /// The course that the student was enrolled in.
        #[builder(into)]
        course: Course,
        /// The enrollment itself.
        #[builder(into)]
        enrollment: Enrollment,
        /// The student.
        #[builder(into)]
        user: User,
    ) -> Self {
        Self {
            event: Event::builder().name(name).slug(Slug::CourseEnrollment).send_at(send_at).build(),
            data: EnrollmentData { institution, course, enrollment, user },
        }
    }
}
