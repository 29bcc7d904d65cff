use core::fmt;
use serde::{Serialize, Serializer};

/// How bad a [`Violation`](super::Violation) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// It should not be, but happens; [`validate`](super::Validate::validate) passes it.
    Warning,
    /// The contract rules it out.
    Error,
}

impl Severity {
    /// A stable name for logs: `warning` or `error`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])+ $rule:ident $severity:ident $code:literal $message:literal)+) => {
        /// What a payload can violate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$doc])+ $rule,)+
        }

        impl Rule {
            /// Every rule, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// A stable name for logs, metrics and callers, such as `cpf_check_digits`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$rule => $code,)+ }
            }

            /// How bad a violation of this rule is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$rule => Severity::$severity,)+ }
            }

            /// What was expected, in words; also what `Display` writes.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$rule => $message,)+ }
            }
        }
    };
}

rules! {
    /// The slug is the event's own.
    SlugMismatch Error "slug_mismatch" "expected activities.course.enrollment"
    /// Every id, `course_id` included, is above 0.
    ZeroId Error "zero_id" "expected an id above 0"
    /// `event.name`, `course.name`, `user.name`, `user.email` and `user.cpf` hold more than white space. No
    /// other rule is asked of a blank field.
    Blank Error "blank" "expected more than white space"
    /// The e-mail address is valid by the definition of the WHATWG HTML standard, the check that a browser makes
    /// (`<input type=email>`).
    ///
    /// Compared with RFC 5321 it refuses quoted local parts (`"a b"@example.com`), address literals
    /// (`a@[192.0.2.1]`) and everything that is not ASCII; it accepts dots anywhere in the local part
    /// (`.a..b.@example.com`), hosts without a dot (`root@localhost`) and any length.
    EmailSyntax Error "email_syntax" "expected an e-mail address"
    /// The CPF is `ddd.ddd.ddd-dd` or eleven ASCII digits.
    CpfSyntax Error "cpf_syntax" "expected ddd.ddd.ddd-dd or eleven digits"
    /// The UUID, if there is one, is 8-4-4-4-12 hexadecimal digits (RFC 9562, section 4).
    UuidSyntax Error "uuid_syntax" "expected 8-4-4-4-12 hexadecimal digits"
    /// The status is active or inactive.
    UnknownStatus Error "unknown_status" "expected 1 or 0"
    /// The event's name is the documented one, [`Event::NAME`](crate::Event::NAME).
    NameMismatch Warning "name_mismatch" "expected Atividades - Nova matrícula"
    /// The CPF's two check digits are right (modulo 11) and its digits are not all the same.
    CpfCheckDigits Warning "cpf_check_digits" "expected right check digits"
    /// `enrollment.course_id` equals `course.id`.
    CourseMismatch Warning "course_mismatch" "expected the id of the course"
    /// `actived` and `status` agree. Not asked of an unknown status, which says neither.
    ActivationMismatch Warning "activation_mismatch" "expected what actived says"
    /// `date_expire`, if there is one, is not before the day of `send_at`.
    ExpiredWhenSent Warning "expired_when_sent" "expected a day not before send_at"
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

/// As its stable [`code`](Severity::code).
impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// As its stable [`code`](Rule::code).
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
