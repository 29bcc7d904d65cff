//! Hand-written models of the same payload.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The baseline: a plain derive with strings and integers, without any check.
#[derive(Deserialize, Serialize)]
pub struct Webhook {
    event: Event,
    data: Data,
}

#[derive(Deserialize, Serialize)]
struct Event {
    name: String,
    slug: String,
    send_at: String,
}

#[derive(Deserialize, Serialize)]
struct Data {
    institution: Institution,
    course: Course,
    enrollment: Enrollment,
    user: User,
}

#[derive(Deserialize, Serialize)]
struct Institution {
    id: u64,
}

#[derive(Deserialize, Serialize)]
struct Course {
    id: u64,
    name: String,
}

#[derive(Deserialize, Serialize)]
struct Enrollment {
    id: u64,
    date_expire: Option<String>,
    course_id: u64,
    actived: u8,
    status: u8,
}

#[derive(Deserialize, Serialize)]
pub struct User {
    id: u64,
    name: String,
    email: String,
    cpf: String,
    nickname: Option<String>,
    uuid: Option<String>,
}

/// Parses a `Value` and gets the fields one by one.
pub fn from_value(body: &[u8]) -> Option<Webhook> {
    let tree: Value = serde_json::from_slice(body).ok()?;
    let (event, data) = (tree.get("event")?, tree.get("data")?);
    let enrollment = data.get("enrollment")?;
    let user = data.get("user")?;
    let id = |object: &Value, key: &str| object.get(key)?.as_u64();
    let string = |object: &Value, key: &str| object.get(key)?.as_str().map(str::to_string);
    let flag = |object: &Value, key: &str| u8::try_from(id(object, key)?).ok();
    Some(Webhook {
        event: Event { name: string(event, "name")?, slug: string(event, "slug")?, send_at: string(event, "send_at")? },
        data: Data {
            institution: Institution { id: id(data.get("institution")?, "id")? },
            course: Course { id: id(data.get("course")?, "id")?, name: string(data.get("course")?, "name")? },
            enrollment: Enrollment {
                id: id(enrollment, "id")?,
                date_expire: string(enrollment, "date_expire"),
                course_id: id(enrollment, "course_id")?,
                actived: flag(enrollment, "actived")?,
                status: flag(enrollment, "status")?,
            },
            user: User {
                id: id(user, "id")?,
                name: string(user, "name")?,
                email: string(user, "email")?,
                cpf: string(user, "cpf")?,
                nickname: string(user, "nickname"),
                uuid: string(user, "uuid"),
            },
        },
    })
}

/// A derive with typed flags and dates, which accepts the canonical form only.
#[allow(dead_code, reason = "decoded, never used")]
pub mod typed {
    use chrono::{NaiveDate, NaiveDateTime};
    use serde::{Deserialize, Deserializer, de::Error};
    use serde_with::BoolFromInt;

    #[derive(Deserialize)]
    pub struct Webhook {
        event: Event,
        data: Data,
    }

    #[derive(Deserialize)]
    struct Event {
        name: String,
        slug: String,
        #[serde(deserialize_with = "date_time")]
        send_at: NaiveDateTime,
    }

    #[derive(Deserialize)]
    struct Data {
        institution: super::Institution,
        course: super::Course,
        enrollment: Enrollment,
        user: super::User,
    }

    #[serde_with::serde_as]
    #[derive(Deserialize)]
    struct Enrollment {
        id: u64,
        #[serde(deserialize_with = "date")]
        date_expire: Option<NaiveDate>,
        course_id: u64,
        #[serde_as(as = "BoolFromInt")]
        actived: bool,
        #[serde_as(as = "BoolFromInt")]
        status: bool,
    }

    fn date_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDateTime, D::Error> {
        let string = String::deserialize(deserializer)?;
        NaiveDateTime::parse_from_str(&string, "%Y-%m-%d %H:%M:%S").map_err(D::Error::custom)
    }

    fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        let string = Option::<String>::deserialize(deserializer)?;
        string.map(|string| NaiveDate::parse_from_str(&string, "%Y-%m-%d").map_err(D::Error::custom)).transpose()
    }
}
