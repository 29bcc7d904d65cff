//! Bodies for the tests: the documented example with other JSON in some places.

#![allow(dead_code, reason = "every test file uses its own part")]

/// The places of the payload and the documented example's JSON in each.
pub const PLACES: [(&str, &str); 16] = [
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
];

/// Where a key is left out.
pub const ABSENT: &str = "";

/// The documented body with other JSON at these paths, objects included.
pub fn body_with(changes: &[(&str, &str)]) -> String {
    let given = |path: &str| changes.iter().find(|(place, _)| *place == path).map(|(_, json)| (*json).to_string());
    let leaf = |path: &str| {
        let documented = PLACES.iter().find(|(place, _)| *place == path).map_or("null", |(_, json)| json);
        given(path).unwrap_or_else(|| documented.to_string())
    };
    let object = |path: &str, keys: &[&str]| {
        given(path).unwrap_or_else(|| members(keys.iter().map(|key| (*key, leaf(&format!("{path}.{key}"))))))
    };
    let data = || {
        members([
            ("institution", object("data.institution", &["id"])),
            ("course", object("data.course", &["id", "name"])),
            ("enrollment", object("data.enrollment", &["id", "date_expire", "course_id", "actived", "status"])),
            ("user", object("data.user", &["id", "name", "email", "cpf", "nickname", "uuid"])),
        ])
    };
    members([("event", object("event", &["name", "slug", "send_at"])), ("data", given("data").unwrap_or_else(data))])
}

fn members<'a>(members: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let present = members.into_iter().filter(|(_, json)| json != ABSENT);
    let members: Vec<_> = present.map(|(key, json)| format!("\"{key}\":{json}")).collect();
    format!("{{{}}}", members.join(","))
}

/// Whether some crate of the build has switched on serde_json's feature of that name, under which it
/// makes a text of every number.
pub fn arbitrary_precision() -> bool {
    let number: serde_json::Value = serde_json::from_str("1.10").unwrap();
    number.to_string().len() == "1.10".len()
}
