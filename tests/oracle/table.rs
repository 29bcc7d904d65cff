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
}

impl Field {
    /// Returns the field's name, the last part of the path.
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    /// Returns whether the field may be null. Then it may be absent, too, with the same meaning.
    pub const fn accepts_null(&self) -> bool {
        matches!(self.form, Form::Date | Form::String | Form::Cpf | Form::OptionalString)
    }
}

const fn field(path: &'static str, form: Form) -> Field {
    Field { path, form }
}

pub const SLUG: &str = "activities.course.enrollment";
pub const EVENT_NAME: &str = "Atividades - Nova matrícula";

/// The payload as a whole. Its fields are in documented order.
pub const PAYLOAD: Field = field("", Form::Object(&[EVENT, DATA]));

pub const EVENT: Field = field(
    "event",
    Form::Object(&[field("event.name", Form::String), SLUG_FIELD, field("event.send_at", Form::DateTime)]),
);

pub const SLUG_FIELD: Field = field("event.slug", Form::Slug);

pub const DATA: Field = field("data", Form::Object(&[INSTITUTION, COURSE, ENROLLMENT, USER]));

const INSTITUTION: Field = field("data.institution", Form::Object(&[field("data.institution.id", Form::Identifier)]));

const COURSE: Field = field(
    "data.course",
    Form::Object(&[field("data.course.id", Form::Identifier), field("data.course.name", Form::String)]),
);

const ENROLLMENT: Field = field(
    "data.enrollment",
    Form::Object(&[
        field("data.enrollment.id", Form::Identifier),
        field("data.enrollment.date_expire", Form::Date),
        field("data.enrollment.course_id", Form::Identifier),
        field("data.enrollment.actived", Form::Flag),
        field("data.enrollment.status", Form::Code),
    ]),
);

const USER: Field = field(
    "data.user",
    Form::Object(&[
        field("data.user.id", Form::Identifier),
        field("data.user.name", Form::String),
        field("data.user.email", Form::String),
        field("data.user.cpf", Form::Cpf),
        field("data.user.nickname", Form::OptionalString),
        field("data.user.uuid", Form::OptionalString),
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
