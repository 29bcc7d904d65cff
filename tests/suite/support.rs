//! Bodies for the tests: the documented example with other JSON in some fields.

#![allow(dead_code, reason = "every test uses its own part")]

/// Every field that is not an object, with the documented example's JSON.
pub const FIELDS: [(&str, &str); 17] = [
    ("event.name", r#""Atividades - Nova matrícula""#),
    ("event.slug", r#""activities.course.enrollment""#),
    ("event.send_at", r#""2023-07-03 12:53:41""#),
    ("data.institution.id", "12345"),
    ("data.course.id", "123456"),
    ("data.course.name", r#""Course Name""#),
    ("data.enrollment.id", "11"),
    ("data.enrollment.date_expire", "null"),
    ("data.enrollment.course_id", "123456789"),
    ("data.enrollment.actived", "1"),
    ("data.enrollment.status", "1"),
    ("data.user.id", "987654321"),
    ("data.user.name", r#""Student""#),
    ("data.user.email", r#""student@toolzz.com""#),
    ("data.user.cpf", r#""123.456.789-99""#),
    ("data.user.nickname", "null"),
    ("data.user.uuid", "null"),
];

/// Every field that is an object.
pub const OBJECTS: [&str; 6] = ["event", "data", "data.institution", "data.course", "data.enrollment", "data.user"];

/// The fields that a body may omit.
pub const OPTIONAL: [&str; 3] = ["data.enrollment.date_expire", "data.user.nickname", "data.user.uuid"];

/// Omits a field in [`body_with`].
pub const ABSENT: &str = "";

/// Returns the documented body with other JSON in some fields, each a path and its JSON.
#[track_caller]
pub fn body_with(changes: &[(&str, &str)]) -> String {
    for (path, _) in changes {
        assert!(FIELDS.iter().any(|(field, _)| field == path) || OBJECTS.contains(path), "no field {path}");
    }
    json_at("", changes)
}

fn json_at(path: &str, changes: &[(&str, &str)]) -> String {
    if let Some((_, json)) = changes.iter().chain(&FIELDS).find(|(field, _)| *field == path) {
        return (*json).to_string();
    }
    let prefix = if path.is_empty() { String::new() } else { format!("{path}.") };
    let mut names: Vec<&str> =
        FIELDS.iter().filter_map(|(field, _)| field.strip_prefix(&prefix)?.split('.').next()).collect();
    names.dedup();
    let fields = names.into_iter().filter_map(|name| {
        let json = json_at(&format!("{prefix}{name}"), changes);
        (json != ABSENT).then(|| format!("\"{name}\":{json}"))
    });
    format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
}

/// Returns whether a crate in the build enables serde_json's `arbitrary_precision`, which preserves the spelling of
/// numbers.
pub fn arbitrary_precision() -> bool {
    let number: serde_json::Value = serde_json::from_str("1.10").unwrap();
    number.to_string().len() == "1.10".len()
}
