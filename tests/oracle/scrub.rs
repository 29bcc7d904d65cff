//! Checks that a scrubbed body has the structure and the outcome of the captured one, and depends on nothing but its
//! form: values are exchanged for others of the same form, and both bodies must become the same.

use super::{
    choices::Source,
    json::{self, Member, Value},
    rules, spelling,
    table::{self, EVENT_NAME, OBJECTS},
    values::Node,
};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{LazyLock, Mutex, PoisonError},
};
use toolzz_webhook::{
    NewEnrollment, audit,
    fixture::{Body, Scrubber},
};

/// Checks a body, given without its byte order mark if it is UTF-8.
pub fn check(body: &[u8], before: Option<&str>) -> Result<(), String> {
    let is_json = before.is_some_and(|json| json::parse(json).is_ok());
    match Body::scrubbed(body) {
        Ok(_) if is_json => check_log(&mut Mixed::of(body), &[body]),
        Ok(_) => Err("a body that is not JSON is scrubbed".to_owned()),
        Err(error) if is_json => Err(format!("a body is not scrubbed: {error}")),
        Err(error) if Some(&error) == NewEnrollment::from_slice(body).as_ref().err() => Ok(()),
        Err(error) => Err(format!("the error of scrubbing is {error}")),
    }
}

/// Checks the lines of a log, all of which are JSON.
fn check_log(source: &mut dyn Source, lines: &[&[u8]]) -> Result<(), String> {
    let scrub = |scrubber: &mut Scrubber, line: &[u8]| {
        scrubber
            .scrub(line)
            .map(Body::into_bytes)
            .map_err(|error| format!("{} is not JSON: {error}", line.escape_ascii()))
    };
    let [mut scrubber, mut again, mut of_exchanged] = [(); 3].map(|()| Scrubber::default());
    let mut exchange = Exchange::new(source);
    for line in lines {
        let scrubbed = scrub(&mut scrubber, line)?;
        let (captured, found) = (String::from_utf8_lossy(line), String::from_utf8_lossy(&scrubbed));
        same("the structure", &skeleton(&captured)?, &skeleton(&found)?, &found)?;
        same("the outcome", &outcome(line), &outcome(&scrubbed), &found)?;
        same("scrubbed again", &found, &String::from_utf8_lossy(&scrub(&mut again, &scrubbed)?), &found)?;
        let exchanged = exchange.body(&captured)?;
        let of_exchanged = scrub(&mut of_exchanged, exchanged.as_bytes())?;
        same("after an exchange", &found, &String::from_utf8_lossy(&of_exchanged), &exchanged)?;
    }
    Ok(())
}

fn same<T: PartialEq + std::fmt::Display>(what: &str, expected: &T, found: &T, of: &str) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    Err(format!("{what} of {of}\n  expected: {expected}\n     found: {found}"))
}

/// Returns the code of a body, and the path and code of every problem, violation and deviation.
fn outcome(body: &[u8]) -> String {
    let inspection = audit::inspect(body);
    let record = serde_json::to_value(inspection.record()).expect("a record is JSON");
    let findings = ["problems", "violations", "deviations"].map(|list| {
        let findings = record[list].as_array().expect("a list of findings").iter();
        findings
            .map(|found| format!("{} {} {} {}", found["path"], found["code"], found["kind"], found["count"]))
            .collect()
    });
    format!("{} {:?}", inspection.code(), findings.map(|list: Vec<_>| list))
}

/// Returns the structure of JSON: its types, nulls and empty strings, and which names are documented.
fn skeleton(json: &str) -> Result<String, String> {
    fn of(value: &Value<'_>) -> String {
        match value {
            Value::Null => "null".to_owned(),
            Value::Bool(_) => "boolean".to_owned(),
            Value::Number(number) if is_float(number) => "float".to_owned(),
            Value::Number(_) => "integer".to_owned(),
            Value::String(Some(string)) if string.is_empty() => "\"\"".to_owned(),
            Value::String(_) => "string".to_owned(),
            Value::Array(items) => format!("[{}]", items.iter().map(of).collect::<Vec<_>>().join(",")),
            Value::Object(members) => {
                let name = |name: Option<&str>| match name {
                    Some(name) if is_documented(name) => name.to_owned(),
                    name => name.map_or("surrogate", |_| "name").to_owned(),
                };
                let field = |member: &Member<'_>| format!("{}:{}", name(member.name.as_deref()), of(&member.value));
                format!("{{{}}}", members.iter().map(field).collect::<Vec<_>>().join(","))
            }
        }
    }
    let (mark, json) = split_mark(json);
    json::parse(json).map(|value| mark.to_owned() + &of(&value)).map_err(|error| format!("{json}: {error:?}"))
}

fn split_mark(json: &str) -> (&str, &str) {
    json.split_at(if json.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 })
}

fn is_float(number: &str) -> bool {
    number.contains(['.', 'e', 'E'])
}

fn is_documented(name: &str) -> bool {
    OBJECTS.iter().flat_map(table::fields).any(|documented| documented.name() == name)
}

/// Returns whether a name is spelled like a documented one.
fn is_spelled(name: &str) -> bool {
    (1..=40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// A source of choices that the body decides.
struct Mixed(u64);

impl Mixed {
    fn of(body: &[u8]) -> Self {
        Self(body.iter().fold(0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)))
    }
}

impl Source for Mixed {
    fn below(&mut self, bound: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or_default() % bound
    }
}

/// Scalars of many forms.
const SCALARS: &str = r#""Maria Souza" | "João" | "x" | "123" | "007" | "N/A" | "yes" | "active" | "2" | "-3" | "1.5" |
"{\"id\":7,\"email\":\"maria@example.com\"}" | "2024-13-01" | "03/07/2023 12:53:41" | "2023-07-03 12:53:41 por Ana" |
"ana@@example.com" | "ana@example.com" | "m.souza+1@escola.com.br" | "a@b" | " " | "\t\u00a0" | "\u3000" |
"7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57" | "FFFFFFFF-0000-1000-8000-00805F9B34FB" | "7b0c2f4e" | "\ud83d" | "\udc00x" |
"123.456.789-09" | "529.982.247-25" | "12345678909" | "52998224725" | "1004218907" | "191" | "123.456.789-99" |
"12345678900" | "12345678909123" | "12345678909 Ana" |
0 | 1 | 2 | 7 | -1 | -7 | -0 | 191 | 1004218907 | 12345678909 | 52998224725 | 12345678900 | 52998224720 | 123 | 124 |
100000000000 | 987654321987 | 9223372036854775808 | 18446744073709551616 | 99999999999999999999 |
0.0 | 1.0 | 1e0 | 10e-1 | 2.0 | 30e-1 | -3.0 | -0.0 | -0e5 | 1.5 | 2024.1 | -7.25 | 191.0 | 1004218907.0 | 12345678909.0 |
52998224725.0 | 12345678900.0 | 123.0 | 124e0 | 1e11 | 1e400 | 1e300 | 9007199254740993.0 | true | false"#;

type Form = Vec<String>;

/// The scalars of each form.
type Pool = HashMap<Form, Vec<&'static str>>;

/// The pools by the path of a field.
static POOLS: LazyLock<Mutex<HashMap<String, Pool>>> = LazyLock::new(Mutex::default);

/// The bodies that are valid but for a placeholder at a path.
static PAYLOADS: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let paths = OBJECTS.iter().flat_map(table::fields).map(|field| field.path);
    paths.map(|path| (path, Body::valid().raw(path, "\0").to_string())).collect()
});

/// Returns the valid payload with another value at a path.
fn payload(path: &str, json: &str) -> String {
    PAYLOADS[path].replace('\0', json)
}

fn decoded(path: &str, json: &str) -> Option<NewEnrollment> {
    NewEnrollment::from_slice(payload(path, json).as_bytes()).ok()
}

/// Returns the form of a scalar in a field: its type, what an inspection says of it, and what is kept of it.
fn form(path: &str, json: &str) -> Form {
    let kind = match json.as_bytes()[0] {
        b'"' => "string",
        b't' | b'f' => "boolean",
        _ if is_float(json) => "float",
        _ => "integer",
    };
    let inspection = audit::inspect(payload(path, json).as_bytes());
    let violations = (&inspection.report).into_iter().map(|violation| violation.code());
    let deviations = inspection.deviations.iter().map(|deviation| deviation.kind.code());
    let inspected = violations.chain(deviations).fold(inspection.code().to_owned(), |all, code| all + " " + code);
    let string = serde_json::from_str::<String>(json).ok();
    let kept = match path {
        "data.user.cpf" if string.as_deref().is_some_and(rules::has_valid_check_digits) => {
            string.map(|cpf| cpf.len().to_string())
        }
        "data.enrollment.actived" | "data.enrollment.status"
            if matches!(json, "true" | "false" | "\"true\"" | "\"false\"" | "0" | "1" | "\"0\"" | "\"1\"") =>
        {
            Some(json.to_owned())
        }
        "event.slug" => string.filter(|slug| slug.len() <= 40 && slug.contains('.') && slug.split('.').all(is_spelled)),
        "event.name" => string.filter(|name| name == EVENT_NAME),
        _ => None,
    };
    [kind.to_owned(), inspected].into_iter().chain(kept).collect()
}

/// Exchanges the values of bodies for others of the same form.
struct Exchange<'s> {
    source: &'s mut dyn Source,
    shift: u64,
    ids: BTreeMap<u64, u64>,
    times: BTreeMap<NaiveDateTime, NaiveDateTime>,
    names: BTreeMap<String, String>,
    /// The time of the body and the one that it is exchanged for.
    sent: Option<(NaiveDateTime, NaiveDateTime)>,
}

impl<'s> Exchange<'s> {
    fn new(source: &'s mut dyn Source) -> Self {
        let shift = 1 + source.below(1_000) as u64;
        Self { source, shift, ids: BTreeMap::new(), times: BTreeMap::new(), names: BTreeMap::new(), sent: None }
    }

    /// Returns a body of the same form, spelled otherwise.
    fn body(&mut self, captured: &str) -> Result<String, String> {
        let (mark, json) = split_mark(captured);
        let value = json::parse(json).map_err(|error| format!("{json}: {error:?}"))?;
        self.sent = sent(&value).map(|sent| (sent, self.time(sent)));
        let exchanged = self.value(&value, Some(""), None);
        Ok(mark.to_owned() + split_mark(&spelling::spell(self.source, &exchanged)).1)
    }

    /// Exchanges a value, given the path of a documented one, and the name of its field if that stays.
    fn value(&mut self, value: &Value<'_>, path: Option<&str>, name: Option<&str>) -> Node {
        match value {
            Value::Null => Node::Raw("null".to_owned()),
            Value::Array(items) => Node::Array(items.iter().map(|item| self.value(item, None, None)).collect()),
            Value::Object(members) => self.object(members, path),
            Value::Bool(flag) => self.scalar(flag.to_string(), None, path, name),
            Value::Number(number) => self.scalar((*number).to_owned(), None, path, name),
            Value::String(Some(string)) => {
                let json = serde_json::Value::from(&**string).to_string();
                self.scalar(json, Some(string), path, name)
            }
            Value::String(None) => self.scalar(r#""\ud800""#.to_owned(), None, path, name),
        }
    }

    fn object(&mut self, members: &[Member<'_>], path: Option<&str>) -> Node {
        let stays = |name: Option<&str>| name.is_some_and(|name| is_documented(name) || is_spelled(name));
        let replaces = !members.iter().all(|member| stays(member.name.as_deref()));
        let mut fields = Vec::new();
        for member in members {
            let name = member.name.as_deref();
            let kept = name.filter(|name| !replaces || is_documented(name));
            let path = path
                .zip(kept)
                .filter(|(_, name)| is_documented(name))
                .map(|(path, name)| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") });
            let value = self.value(&member.value, path.as_deref(), kept);
            let name = match (name, kept) {
                (None, _) => Node::Raw(self.source.string(&[r#""\udfff""#, r#""\ud800x""#])),
                (_, Some(name)) => Node::String(name.to_owned()),
                (Some(name), None) => Node::String(self.name(name)),
            };
            fields.push((name, value));
        }
        Node::Object(fields)
    }

    /// Exchanges a name that is replaced, equal ones for equal ones.
    fn name(&mut self, name: &str) -> String {
        if !self.names.contains_key(name) {
            let start =
                self.source.string(&["Possui?", "event.name", "maria@example.com", "Ana_", "é", "courseId", " ", "\""]);
            let number = self.names.len();
            self.names.insert(name.to_owned(), format!("{start}{number}"));
        }
        self.names[name].clone()
    }

    fn scalar(&mut self, json: String, string: Option<&str>, path: Option<&str>, name: Option<&str>) -> Node {
        let is_leaf = |path: &&str| PAYLOADS.contains_key(path) && !OBJECTS.iter().any(|object| object.path == *path);
        let path = path.filter(is_leaf);
        let is_id = name.is_some_and(|name| name == "id" || name.ends_with("_id"));
        if let (true, Some(webhook)) = (is_id, decoded("data.institution.id", &json)) {
            return self.id(&json, webhook.data.institution.id.get());
        }
        if let Some(time) = string.and_then(|string| self.date_and_time(path?, &json, string)) {
            return Node::String(time);
        }
        if string == Some("") {
            return Node::String(String::new());
        }
        let alike = match name {
            Some("name") => Some("data.user.name"),
            Some("email") => Some("data.user.email"),
            Some("cpf") => Some("data.user.cpf"),
            Some("nickname") => Some("data.user.nickname"),
            Some("uuid") => Some("data.user.uuid"),
            _ => None,
        };
        if let Some(path) = path.or(alike) {
            return self.among(&json, path, form);
        }
        let key = if is_id { "an id" } else { "any" };
        self.among(&json, key, undocumented)
    }

    /// Returns a scalar of the same form.
    fn among(&mut self, json: &str, key: &str, of: fn(&str, &str) -> Form) -> Node {
        let form = of(key, json);
        let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
        let pool = pools.entry(key.to_owned()).or_insert_with(|| {
            let mut pool = Pool::new();
            SCALARS.split('|').for_each(|json| pool.entry(of(key, json.trim())).or_default().push(json.trim()));
            pool
        });
        raw(pool.get(&form).map_or(json, |alternatives| self.source.pick(alternatives)))
    }

    fn id(&mut self, json: &str, id: u64) -> Node {
        let next = self.shift + 3 * self.ids.len() as u64;
        let id = if id == 0 { 0 } else { *self.ids.entry(id).or_insert(next) };
        match json {
            _ if json.starts_with('"') => Node::String(id.to_string()),
            _ if is_float(json) => Node::Raw(format!("{id}{}", self.source.pick(&[".0", ".000", "e0", "E+0"]))),
            _ => Node::Raw(id.to_string()),
        }
    }

    fn time(&mut self, time: NaiveDateTime) -> NaiveDateTime {
        let minutes = 1 + 1_000 * self.times.len() as i64 + self.source.below(900) as i64;
        let second = if time.second() == 0 { 0 } else { 1 + self.source.below(59) as u32 };
        let start =
            NaiveDate::from_ymd_opt(2019, 3, 1).and_then(|date| date.and_hms_opt(0, 0, second)).expect("a date");
        *self.times.entry(time).or_insert(start + TimeDelta::minutes(minutes))
    }

    /// Exchanges an accepted time for another in the same form.
    fn date_and_time(&mut self, path: &str, json: &str, string: &str) -> Option<String> {
        let (date, rest) = string.split_at(string.find([' ', 'T']).unwrap_or(string.len()));
        let any = NaiveTime::from_hms_opt(
            self.source.below(24) as u32,
            self.source.below(60) as u32,
            self.source.below(60) as u32,
        )?;
        let (date, time) = match path {
            "event.send_at" => {
                let time = decoded(path, json)?.event.send_at;
                let time = self.time(time);
                (time.date().to_string(), time.time())
            }
            "data.enrollment.date_expire" if !string.is_empty() => {
                match decoded(path, json)?.data.enrollment.date_expire {
                    None => (date.to_owned(), any),
                    Some(expires) => {
                        let days = Days::new(self.source.below(3_000) as u64);
                        let expires = match self.sent {
                            Some((captured, sent)) if expires < captured.date() => sent.date() - Days::new(1) - days,
                            Some((_, sent)) => sent.date() + days,
                            None => NaiveDate::from_ymd_opt(1999, 9, 9)? + days,
                        };
                        (expires.to_string(), any)
                    }
                }
            }
            _ => return None,
        };
        Some(date + &self.time_of_day(rest, time))
    }

    /// Spells a time of day as another one.
    fn time_of_day(&mut self, as_spelled: &str, time: NaiveTime) -> String {
        if as_spelled.is_empty() {
            return String::new();
        }
        let (minute, rest) = as_spelled.split_at(" 00:00".len());
        let mut spelled = minute[..1].to_owned() + &time.format("%H:%M").to_string();
        let rest = match rest.strip_prefix(':') {
            Some(rest) => {
                spelled += &time.format(":%S").to_string();
                &rest[2..]
            }
            None => rest,
        };
        let zone = match rest.strip_prefix('.') {
            Some(fraction) => {
                let count = 1 + self.source.below(12);
                spelled = spelled + "." + &self.source.digits(count);
                fraction.trim_start_matches(|digit: char| digit.is_ascii_digit())
            }
            None => rest,
        };
        // 00 to 19 hours, 00 to 59 minutes.
        let mut below = [2, 10, 6, 10].into_iter();
        for character in zone.chars() {
            match character {
                '+' | '-' => spelled.push(self.source.pick(&['+', '-'])),
                '0'..='9' => spelled += &self.source.below(below.next().unwrap_or(1)).to_string(),
                _ => spelled.push(character),
            }
        }
        spelled
    }
}

/// Returns the form of a value that is not documented, perhaps in the field of an id.
fn undocumented(key: &str, json: &str) -> Form {
    let is_address = |json| form("data.user.email", json)[1] == "new_enrollment";
    let kind = match serde_json::from_str::<serde_json::Value>(json) {
        _ if key == "an id" && decoded("data.institution.id", json).is_some() => "an accepted id",
        Ok(serde_json::Value::String(string)) if string.chars().all(char::is_whitespace) => "blank",
        Ok(serde_json::Value::String(string)) if string.contains('@') && is_address(json) => "address",
        _ => return form("data.user.name", json)[..1].to_vec(),
    };
    vec![kind.to_owned()]
}

/// Returns the node of a scalar, whose escapes the spelling chooses.
fn raw(json: &str) -> Node {
    serde_json::from_str(json).map_or_else(|_| Node::Raw(json.to_owned()), Node::String)
}

/// Returns the time of a body, if its first `event` has one that is accepted.
fn sent(body: &Value<'_>) -> Option<NaiveDateTime> {
    fn find<'v, 'j>(value: &'v Value<'j>, name: &str) -> Option<Vec<&'v Member<'j>>> {
        let Value::Object(members) = value else { return None };
        Some(members.iter().filter(|member| member.name.as_deref() == Some(name)).collect())
    }
    let event = &find(body, "event")?.first()?.value;
    match find(event, "send_at")?[..] {
        [Member { json, .. }] => Some(decoded("event.send_at", json)?.event.send_at),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::all::{bodies, values};
    use toolzz_webhook::fixture;

    #[test]
    fn scrubbed_samples_depend_on_their_form_alone() {
        for sample in fixture::samples() {
            let body = sample.body.as_ref();
            let json = std::str::from_utf8(body).ok().map(|json| split_mark(json).1);
            for seed in 0..4 {
                match json.filter(|json| json::parse(json).is_ok()) {
                    Some(_) => check_log(&mut Mixed(seed), &[body]),
                    None => check(body, json),
                }
                .unwrap_or_else(|difference| panic!("{}, seed {seed}: {difference}", sample.name));
            }
        }
    }

    #[test]
    fn scrubbed_logs_of_other_events_depend_on_their_form_alone() {
        for seed in 0..if cfg!(debug_assertions) { 100 } else { 5_000 } {
            let source = &mut Mixed(seed);
            let lines: Vec<_> = (0..4)
                .map(|_| match source.below(4) {
                    0 => bodies::body(source),
                    _ => {
                        let event = event(source);
                        spelling::spell(source, &event).into_bytes()
                    }
                })
                .filter(|body| std::str::from_utf8(body).is_ok_and(|body| json::parse(split_mark(body).1).is_ok()))
                .collect();
            let lines: Vec<_> = lines.iter().map(Vec::as_slice).collect();
            check_log(source, &lines).unwrap_or_else(|difference| panic!("seed {seed}: {difference}"));
        }
    }

    /// Returns another event.
    fn event(source: &mut dyn Source) -> Node {
        let field = |name: &str, value| (Node::String(name.to_owned()), value);
        let slug = source.string(&[
            "members.created",
            "members.updated",
            "maria.silva",
            "activities.course.enrollment",
            "Ana",
        ]);
        let time = source.string(&["2024-05-06 07:08:09", "2024-05-06T07:08:09.123", "06/05/2024 07:08:09"]);
        let mut event = vec![field("slug", Node::String(slug)), field("send_at", Node::String(time))];
        if source.one_in(2) {
            event.push(field("acao", Node::String("cadastro".to_owned())));
            event.push(field("name", person(source).pop().expect("a field").1));
        }
        Node::Object(vec![field("event", Node::Object(event)), field("data", tree(source, 4))])
    }

    fn tree(source: &mut dyn Source, depth: usize) -> Node {
        let count = source.below(5);
        match source.below(if depth == 0 { 2 } else { 6 }) {
            0 | 1 => values::anything(source, depth.min(2)),
            2 => Node::Array((0..count).map(|_| tree(source, depth - 1)).collect()),
            3 => Node::Object(person(source)),
            _ => Node::Object((0..count).map(|_| (name(source), tree(source, depth - 1))).collect()),
        }
    }

    fn name(source: &mut dyn Source) -> Node {
        const NAMES: &[&str] = &[
            "user",
            "course",
            "data",
            "enrollment",
            "institution",
            "owner_id",
            "_id",
            "ids",
            "id",
            "status",
            "slug",
            "event.name",
            "data.user.id",
            "Possui?",
            "7731",
            "maria@example.com",
            "",
            "phone",
            "address",
            "user",
        ];
        if source.one_in(4) { values::name(source) } else { Node::String(source.string(NAMES)) }
    }

    /// Returns fields of a person, in any order.
    fn person(source: &mut dyn Source) -> Vec<(Node, Node)> {
        const NAMES: &[&str] = &["id", "id", "user_id", "name", "email", "cpf", "nickname", "uuid", "matricula", "É"];
        let count = 1 + source.below(8);
        let value = |source: &mut dyn Source| match source.below(8) {
            0 => values::anything(source, 1),
            1 => Node::Raw(source.string(&["7", "8", "\"8\"", "8.0", "0", "-1", "1.5", "1e400", "null"])),
            _ => raw(source.pick(&SCALARS.split('|').map(str::trim).collect::<Vec<_>>())),
        };
        (0..count).map(|_| (Node::String(source.string(NAMES)), value(source))).collect()
    }
}
