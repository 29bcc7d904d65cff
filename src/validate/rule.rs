use crate::codes::codes;

codes! {
    /// The severity of a [`Violation`](super::Violation).
    ///
    /// ```
    /// use toolzz_webhook::{Rule, Severity};
    ///
    /// assert_eq!(Rule::MissingCpf.default_severity(), Severity::Warning);
    /// ```
    pub enum Severity {
        /// Suspicious but possibly legitimate: [`validate`](super::Validate::validate) succeeds.
        Warning = "warning",
        /// Invalid: [`validate`](super::Validate::validate) fails.
        Error = "error",
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])+ $rule:ident $severity:ident $code:literal $message:expr,)+) => {
        codes! {
            /// A validation rule.
            ///
            /// The errors come first, then the warnings. [Adjusting the rules] shows how to change a severity, and how to
            /// report findings of your own.
            ///
            /// [Adjusting the rules]: crate::validate#adjusting-the-rules
            ///
            /// ```
            /// use toolzz_webhook::{Rule, Severity};
            ///
            /// assert_eq!(Rule::ZeroId.default_severity(), Severity::Error);
            /// assert_eq!(Rule::ZeroId.code(), "zero_id");
            /// assert_eq!(Rule::ZeroId.message(), "expected a positive id");
            /// ```
            #[derive(PartialOrd, Ord)]
            pub enum Rule { $($(#[$doc])+ $rule = $code,)+ }
        }

        impl Rule {
            /// Returns the severity of a violation of this rule, unless a service changed it: the severity of a violation
            /// is its field [`severity`](super::Violation::severity).
            #[must_use]
            pub const fn default_severity(self) -> Severity {
                match self { $(Self::$rule => Severity::$severity,)+ }
            }

            /// Returns what the rule expects, such as `expected a positive id`.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$rule => $message,)+ }
            }
        }
    };
}

rules! {
    /// A [`NewEnrollment`](crate::NewEnrollment)'s slug is `activities.course.enrollment`. Not checked against an
    /// [`Event`](crate::Event) by itself.
    SlugMismatch Error "slug_mismatch" "expected activities.course.enrollment",
    /// `send_at` and `date_expire` are in the years 0000 to 9999, which the wire format can represent.
    YearRange Error "year_range" "expected a year from 0000 to 9999",
    /// Every id, `course_id` included, is above 0.
    ZeroId Error "zero_id" "expected a positive id",
    /// The email address, which is not blank, is valid by the definition of the [WHATWG HTML standard], which browsers
    /// check for `<input type=email>`.
    ///
    /// Unlike RFC 5321, rejects quoted local parts (`"a b"@example.com`) and address literals (`a@[192.0.2.1]`), and
    /// accepts dots anywhere in the local part (`.a..b.@example.com`) and any total length. Like RFC 5321, rejects
    /// what is not ASCII and accepts hosts without a dot (`root@localhost`).
    ///
    /// [WHATWG HTML standard]: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
    EmailSyntax Error "email_syntax" "expected an email address",
    /// The CPF, if not blank, is `ddd.ddd.ddd-dd` or eleven ASCII digits.
    CpfSyntax Warning "cpf_syntax" "expected ddd.ddd.ddd-dd or eleven digits",
    /// The UUID, if present, is 8-4-4-4-12 hexadecimal digits (RFC 9562, section 4).
    UuidSyntax Warning "uuid_syntax" "expected 8-4-4-4-12 hexadecimal digits",
    /// The status is active or inactive.
    UnknownStatus Warning "unknown_status" "expected 1 or 0",
    /// A [`NewEnrollment`](crate::NewEnrollment)'s event name is the documented one,
    /// [`Event::NAME`](crate::Event::NAME). Not checked against an [`Event`](crate::Event) by itself.
    NameMismatch Warning "name_mismatch" "expected the documented name of the event",
    /// `course.name` and `user.name` contain more than whitespace (Unicode's `White_Space`). Null decodes as an empty
    /// string. Only a warning, so that a student whose name is missing is not rejected.
    Blank Warning "blank" "expected more than whitespace",
    /// The CPF contains more than whitespace. A student without one is legitimate: Toolzz's user API marks the CPF
    /// as optional. No other rule is checked against a blank CPF.
    MissingCpf Warning "missing_cpf" "expected a CPF",
    /// The CPF's two check digits are valid (modulo 11) and its digits are not all the same.
    CpfCheckDigits Warning "cpf_check_digits" "expected valid check digits",
    /// `enrollment.course_id` equals `course.id`. Not checked if either is 0.
    CourseMismatch Warning "course_mismatch" "expected the same id as course.id",
    /// `actived` and `status` agree. Not checked against an unknown status.
    ActivationMismatch Warning "activation_mismatch" "expected the same state as actived",
    /// `date_expire`, if present, is not before the day of `send_at`.
    ExpiredWhenSent Warning "expired_when_sent" "expected a date not before that of send_at",
}
