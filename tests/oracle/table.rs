//! The payload's objects and fields as the platform documents them, as data.

/// The type of a field.
#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    Object(&'static [Field]),
    Slug,
    Identifier,
    Flag,
    Code,
    DateTime,
    /// A date or null.
    Date,
    String,
    Cpf,
    /// A string or null.
    OptionalString,
}

/// A documented field.
#[derive(Clone, Copy, PartialEq)]
pub struct Field {
    /// Path from the root of the payload.
    pub path: &'static str,
    pub form: Form,
    /// Whether a body without the field is rejected.
    pub required: bool,
}

impl Field {
    /// Returns the field's name, the last part of the path.
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or_default()
    }
}

const fn required(path: &'static str, form: Form) -> Field {
    Field { path, form, required: true }
}

const fn optional(path: &'static str, form: Form) -> Field {
    Field { path, form, required: false }
}

pub const SLUG: &str = "activities.course.enrollment";
pub const EVENT_NAME: &str = "Atividades - Nova matrícula";

/// The payload as a whole. Its fields are in documented order.
pub const PAYLOAD: Field = required("", Form::Object(&[EVENT, DATA]));

pub const EVENT: Field = required(
    "event",
    Form::Object(&[required("event.name", Form::String), SLUG_FIELD, required("event.send_at", Form::DateTime)]),
);

pub const SLUG_FIELD: Field = required("event.slug", Form::Slug);

pub const DATA: Field = required("data", Form::Object(&[INSTITUTION, COURSE, ENROLLMENT, USER]));

const INSTITUTION: Field =
    required("data.institution", Form::Object(&[required("data.institution.id", Form::Identifier)]));

const COURSE: Field = required(
    "data.course",
    Form::Object(&[required("data.course.id", Form::Identifier), required("data.course.name", Form::String)]),
);

const ENROLLMENT: Field = required(
    "data.enrollment",
    Form::Object(&[
        required("data.enrollment.id", Form::Identifier),
        optional("data.enrollment.date_expire", Form::Date),
        required("data.enrollment.course_id", Form::Identifier),
        required("data.enrollment.actived", Form::Flag),
        required("data.enrollment.status", Form::Code),
    ]),
);

const USER: Field = required(
    "data.user",
    Form::Object(&[
        required("data.user.id", Form::Identifier),
        required("data.user.name", Form::String),
        required("data.user.email", Form::String),
        required("data.user.cpf", Form::Cpf),
        optional("data.user.nickname", Form::OptionalString),
        optional("data.user.uuid", Form::OptionalString),
    ]),
);

/// Every object of the payload.
pub const OBJECTS: &[Field] = &[PAYLOAD, EVENT, DATA, INSTITUTION, COURSE, ENROLLMENT, USER];

/// Returns the fields of an object; of anything else, an empty slice.
pub fn fields(object: &Field) -> &'static [Field] {
    match object.form {
        Form::Object(fields) => fields,
        _ => &[],
    }
}

/// Year, month and day.
pub type Date = (i32, u32, u32);

/// The value of a field that is not an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    Identifier(u64),
    Flag(bool),
    Code(i64),
    /// A date, then hour, minute and second.
    DateTime(Date, [u32; 3]),
    Date(Option<Date>),
    String(String),
    OptionalString(Option<String>),
}

/// The leaves of a payload with their paths, in payload order.
pub type Leaves = Vec<(&'static str, Leaf)>;

/// Returns the leaf at a path.
pub fn leaf<'a>(leaves: &'a Leaves, path: &str) -> &'a Leaf {
    &leaves.iter().find(|(other, _)| *other == path).expect("the path of a leaf").1
}
