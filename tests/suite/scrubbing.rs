//! What a captured body becomes: exact results, the lines of a log, and the cost. That nothing but the form of a body
//! matters is held by the test `oracle`.

use allocation_counter::measure;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};
use toolzz_webhook::{
    Cpf, NewEnrollment, Rule, Validate, audit,
    fixture::{self, Body, Scrubber},
};

use crate::support::FIELDS;

fn scrubbed(body: &str) -> String {
    Body::scrubbed(body.as_bytes()).unwrap().to_string()
}

/// Checks rows of a value and what it becomes in a valid payload, separated by ` > `, one per line.
#[track_caller]
fn assert_becomes(path: &str, rows: &str) {
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (captured, expected) = row.split_once(" > ").unwrap();
        let body = Body::scrubbed(Body::valid().raw(path, captured).as_bytes()).unwrap();
        let expected = body.clone().raw(path, expected);
        assert_eq!(body, expected, "{path}: {row}");
    }
}

/// Checks rows of `data` of another event and what it becomes, separated by ` > `, one per line.
#[track_caller]
fn assert_data_becomes(rows: &str) {
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (captured, expected) = row.split_once(" > ").unwrap();
        let body = |data: &str| format!(r#"{{"event":{{"slug":"members.created"}},"data":{data}}}"#);
        assert_eq!(scrubbed(&body(captured)), body(expected), "{row}");
    }
}

/// Returns the code of a body, and the path and code of every problem, violation and deviation.
fn outcome(body: &[u8]) -> (&'static str, Vec<String>) {
    let inspection = audit::inspect(body);
    let record = serde_json::to_value(inspection.record()).unwrap();
    let findings =
        ["problems", "violations", "deviations"].into_iter().flat_map(|list| record[list].as_array().unwrap());
    let finding = |found: &Value| format!("{} {} {} {}", found["path"], found["code"], found["kind"], found["count"]);
    (inspection.code(), findings.map(finding).collect())
}

#[test]
fn a_delivery_becomes_a_fictitious_one() {
    let captured = r#"{
        "event": {"slug": "activities.course.enrollment", "name": "Atividades - Nova matr\u00edcula",
            "send_at": "2024-02-29T08:30:00.529", "acao": "criar"},
        "data": {"institution": {"id": "12345"}, "course": {"id": 123456, "name": "Gestão"},
            "enrollment": {"id": 1.0, "date_expire": "0000-00-00", "course_id": 1234e2, "actived": true, "status": 7},
            "user": {"name": "João", "email": "joao\u002Esilva@example.com", "cpf": "529.982.247-25", "id": 9,
                "nickname": false, "uuid": "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57"},
            "acao": [-12.50, "Jo\u00e3o 😀", {"e-mail": "a@b", "cpf": 191, "birthday": "1990-05-17"}, 1e400, "", null]}
    }"#;
    assert_eq!(
        scrubbed(captured),
        concat!(
            r#"{"event":{"slug":"activities.course.enrollment","name":"Atividades - Nova matrícula","#,
            r#""send_at":"2024-01-01T00:01:00.000000","acao":"Text"},"#,
            r#""data":{"institution":{"id":"1"},"course":{"id":2,"name":"Course 2"},"#,
            r#""enrollment":{"id":3.0,"date_expire":"0000-00-00","course_id":4.0,"actived":true,"status":2},"#,
            r#""user":{"name":"Student 5","email":"student5@example.com","cpf":"100.000.005-23","id":5,"#,
            r#""nickname":false,"uuid":"00000000-0000-4000-8000-000000000005"},"#,
            r#""acao":[1.5,"Text",{"field_1":"text@example.com","cpf":1000000109,"field_2":"Text"},1.5,"",null]}}"#,
        ),
    );
}

#[test]
fn ids_are_numbered_by_value_and_keep_their_form() {
    assert_data_becomes(
        r#"
        {"user":{"id":7731},"owner_id":7731,"other":{"id":9}} > {"user":{"id":1},"owner_id":1,"other":{"id":2}}
        [{"id":8},{"id":"8"},{"id":8.0},{"id":80e-1},{"id":"\u0038"},{"id":9}] > [{"id":1},{"id":"1"},{"id":1.0},{"id":1.0},{"id":"1"},{"id":2}]
        {"a":{"a_id":5},"id":6,"\u0069d":5,"id":7} > {"a":{"a_id":1},"id":2,"id":1,"id":3}
        {"id":0,"_id":"0","x_id":0.0,"y_id":0e9,"z_id":3} > {"id":0,"_id":"0","x_id":0.0,"y_id":0.0,"z_id":1}
        {"id":-1,"id":-99,"id":-0,"id":18446744073709551616,"id":18446744073709551615} > {"id":-1,"id":-1,"id":-1,"id":-1,"id":1}
        {"id":1.5,"id":-2.5,"id":1e400,"id":-0.0,"x_id":7.25} > {"id":1.5,"id":1.5,"id":1.5,"id":1.5,"x_id":1.5}
        {"id":"007","id":" ","id":"a@b.co","id":"","id":null,"id":true,"id":false} > {"id":"Text","id":" ","id":"text@example.com","id":"","id":null,"id":true,"id":true}
        {"id":[7,"7"],"ids":[7],"Id":7,"id":{"id":7}} > {"id":[1,"Text"],"field_1":[1],"field_2":1,"id":{"id":1}}
        "#,
    );
    assert_becomes(
        "data.user.id",
        r#"
        -7 > -1
        99999999999999999999 > -1
        -0 > -1
        7.5 > 1.5
        "+7" > "Text"
        " " > "Text"
        false > true
        "\udc00" > "Text"
        null > null
        "" > ""
        "#,
    );
}

#[test]
fn strings_have_the_number_of_the_id_beside_them() {
    assert_data_becomes(
        r#"
        {"name":"Ana","x":{"id":3},"id":4} > {"name":"Name 2","x":{"id":1},"id":2}
        [{"id":3},{"email":"a@b","id":3}] > [{"id":1},{"email":"student1@example.com","id":1}]
        {"x":{"id":3},"name":"Ana","nickname":"A","uuid":"7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57"} > {"x":{"id":1},"name":"Name 1","nickname":"Nickname 1","uuid":"00000000-0000-4000-8000-000000000001"}
        {"id":"x","id":8,"id":9,"name":"Ana","user_id":9} > {"id":"Text","id":1,"id":2,"name":"Name 1","user_id":2}
        {"x":{"id":3},"user_id":4,"name":"Ana"} > {"x":{"id":1},"user_id":2,"name":"Name 1"}
        {"id":0,"name":"Ana","cpf":1004218907} > {"id":0,"name":"Name 0","cpf":1000000028}
        {"course":{"id":7,"name":"A","names":["A"]},"user":[{"id":8,"name":"B"}]} > {"course":{"id":1,"name":"Course 1","names":["Text"]},"user":[{"id":2,"name":"Name 2"}]}
        {"name":["Ana"],"email":{"name":"x"}} > {"name":["Text"],"email":{"name":"Name 1"}}
        {"name":" ","email":"ana@@b","cpf":"N/A","uuid":"x","nickname":" "} > {"name":" ","email":"Text","cpf":"Text","uuid":"Text","nickname":"Nickname 1"}
        {"name":7,"email":7.5,"cpf":-7,"uuid":8,"nickname":-0} > {"name":1,"email":1.5,"cpf":-1,"uuid":1,"nickname":-0}
        {"name":true,"nickname":false,"uuid":true,"email":"","cpf":null} > {"name":true,"nickname":false,"uuid":true,"email":"","cpf":null}
        {"name":"\ud800","phone":"\ud800"} > {"name":"\ud800","phone":"Text"}
        "#,
    );
    let course =
        "{\"event\":{\"slug\":\"Ana\",\"name\":\"Ana\",\"id\":5},\"data\":{\"course\":{\"id\":6,\"name\":\"A\"}}}";
    let expected = "{\"event\":{\"slug\":\"Text\",\"name\":\"Name 1\",\"id\":1},\"data\":{\"course\":{\"id\":2,\"name\":\"Course 2\"}}}";
    assert_eq!(scrubbed(course), expected);
}

#[test]
fn a_cpf_keeps_its_form() {
    // The user's id is the fourth: institution, course, enrollment, user.
    assert_becomes(
        "data.user.cpf",
        r#"
        "529.982.247-25" > "100.000.004-42"
        "\u003529.982.247-25" > "100.000.004-42"
        "52998224725" > "10000000442"
        52998224725 > 10000000442
        52998224725.0 > 10000000442.0
        "1004218907" > "1000000451"
        "191" > "1000000451"
        1004218907 > 1000000451
        191.0 > 1000000451.0
        "529.982.247-20" > "111.111.111-11"
        "52998224720" > "111.111.111-11"
        52998224720 > 11111111111
        52998224720e0 > 11111111111.0
        123 > 1
        0 > 1
        123.0 > 1.0
        100000000000 > -1
        1.25 > 1.5
        -0 > -0
        1e30 > -0.0
        "529982247-25" > "Text"
        " " > " "
        true > true
        "#,
    );
}

#[test]
fn times_are_minutes_apart_and_keep_their_form() {
    assert_becomes(
        "event.send_at",
        r#"
        "2023-07-03 12:53:41" > "2024-01-01 00:01:00"
        "2023-07-03T12:53:41" > "2024-01-01T00:01:00"
        "2023-07-03T12:53:41.52998224725" > "2024-01-01T00:01:00.000000"
        "2023-07-03 12:53:41 por Ana Souza" > "Text"
        "2023-02-30 12:53:41" > "Text"
        "0000-00-00 12:53:41" > "Text"
        "2023-07-03" > "Text"
        1688388821 > 1
        "#,
    );
    assert_becomes(
        "data.enrollment.date_expire",
        r#"
        "2024-12-31" > "2100-01-01"
        "2024-02-29" > "2100-01-01"
        "2024-02-28" > "1900-01-01"
        "2024-02-28T23:59:59.9" > "1900-01-01T00:00:00.000000"
        "2024-12-31 23:59:59" > "2100-01-01 00:00:00"
        "2024-12-31T03:00:00.000000Z" > "2100-01-01T00:00:00.000000Z"
        "2024-12-31 00:00:00 -03:00" > "2100-01-01 00:00:00 +00:00"
        "2024-12-31 00:00:00+0530" > "2100-01-01 00:00:00+0000"
        "2024-12-31 00:00:00 -03" > "2100-01-01 00:00:00 +00"
        "0000-00-00" > "0000-00-00"
        "0000-00-00 12:53:41.5" > "0000-00-00 00:00:00.000000"
        "-0001-11-30T03:00:00.000000Z" > "-0001-11-30T00:00:00.000000Z"
        "-000001-11-30 12:53:41 -03:00" > "-000001-11-30 00:00:00 +00:00"
        "2024-12-31 CPF 123.456.789-09" > "Text"
        "2024-12-31Z" > "Text"
        null > null
        "" > ""
        false > true
        "#,
    );
    let times = |times: &str| format!(r#"{{"event":{{"send_at":{times}}}}}"#);
    assert_eq!(
        scrubbed(&times(
            r#""2024-05-06 07:08:09","send_at":"2019-01-01T00:00:00","send_at":"2024-05-06T07:08:09.1","send_at":7"#
        )),
        times(
            r#""2024-01-01 00:01:00","send_at":"2024-01-01T00:02:00","send_at":"2024-01-01T00:01:00.000000","send_at":1"#
        ),
    );
    assert_data_becomes(
        r#"{"send_at":"2024-05-06 07:08:09","date_expire":"2024-05-06"} > {"send_at":"Text","date_expire":"Text"}"#,
    );
}

/// Forms that are accepted since the sender may be upgraded.
#[test]
fn times_keep_a_zone_and_what_they_lack() {
    assert_becomes(
        "event.send_at",
        r#"
        "2023-07-03T12:53" > "2024-01-01T00:01"
        "2023-07-03 12:53" > "2024-01-01 00:01"
        "2023-07-03T12:53Z" > "2024-01-01T00:01Z"
        "2023-07-03T15:53:41.000000Z" > "2024-01-01T00:01:00.000000Z"
        "2023-07-03 12:53:41 UTC" > "2024-01-01 00:01:00 UTC"
        "2023-07-03 12:53:41GMT" > "2024-01-01 00:01:00GMT"
        "2023-07-03 12:53:41-03:00" > "2024-01-01 00:01:00+00:00"
        "2023-07-03 12:53:41 BRT" > "Text"
        "#,
    );
    assert_becomes(
        "data.enrollment.date_expire",
        r#"
        "2024-12-31T23:59" > "2100-01-01T00:00"
        "2024-12-31 23:59 -0300" > "2100-01-01 00:00 +0000"
        "2024-12-31 23:59:59 UTC" > "2100-01-01 00:00:00 UTC"
        "0000-00-00T23:59Z" > "0000-00-00T00:00Z"
        "2024-12-31T00:00:00-03:00[America/Sao_Paulo]" > "Text"
        "#,
    );
}

#[test]
fn flags_slugs_and_the_name_of_the_event_stay() {
    assert_becomes(
        "data.enrollment.actived",
        r#"
        1 > 1
        0 > 0
        true > true
        false > false
        "\u0031" > "1"
        "0" > "0"
        "true" > "true"
        "f\u0061lse" > "false"
        1e0 > 1.0
        0.000 > 0.0
        7 > 2
        -0 > 2
        0.5 > 1.5
        "sim" > "Text"
        "#,
    );
    assert_becomes(
        "data.enrollment.status",
        r#"
        0 > 0
        "true" > "true"
        10e-1 > 1.0
        12345678909 > 2
        "-3" > "2"
        -3.0 > 2.0
        9223372036854775808 > -0
        1.25 > 1.5
        "active" > "Text"
        "#,
    );
    assert_becomes(
        "event.slug",
        r#"
        "members.created" > "members.created"
        "maria.sil\u0076a" > "maria.silva"
        "a.b_c_a_slug_of_forty_bytes_is_a_kept_on" > "a.b_c_a_slug_of_forty_bytes_is_a_kept_on"
        "a.b_c_a_slug_of_forty_one_bytes_is_no_one" > "Text"
        "maria" > "Text"
        "Maria.silva" > "Text"
        "members..created" > "Text"
        "\ud800" > "\ud800"
        7 > 1
        "#,
    );
    assert_becomes(
        "event.name",
        r#"
        "Atividades - Nova matr\u00edcula" > "Atividades - Nova matrícula"
        "Atividades - Nova Matrícula" > "Name 1"
        " " > "Name 1"
        7 > 1
        "#,
    );
    assert_data_becomes(r#"{"status":0,"actived":"0","slug":"a.b"} > {"status":1,"actived":"Text","slug":"Text"}"#);
}

#[test]
fn names_stay_if_all_of_their_object_are_spelled_like_documented_ones() {
    assert_data_becomes(
        r#"
        {"formulario_respostas":{"Possui deficiencia?":"Sim","Aceita?":"Nao"},"Maria":1} > {"field_1":{"field_2":"Text","field_3":"Text"},"field_4":1}
        {"phone":"x","a":{"b_":{"c":1}}} > {"phone":"Text","a":{"b_":{"c":1}}}
        {"phone":"x","Phone":{"phone":1,"x.y":2},"email":"a@b"} > {"field_1":"Text","field_2":{"field_1":1,"field_3":1},"email":"student1@example.com"}
        {"a":1,"a":2,"\u0061":3} > {"a":1,"a":1,"a":1}
        {"A":1,"A":2,"\u0041":3,"B":4} > {"field_1":1,"field_1":1,"field_1":1,"field_2":1}
        {"":{"id":7},"owner_id":7,"course_id":8} > {"field_1":{"id":1},"field_2":1,"course_id":2}
        {"\ud800":{"id":7},"owner_id":7,"\udc00x":1} > {"\ud800":{"id":1},"field_1":1,"\ud800":1}
        {"event.name":"x","data.user.id":7} > {"field_1":"Text","field_2":1}
        {"field_7":1,"field_3":{"field_7":1}} > {"field_1":1,"field_2":{"field_1":1}}
        {"a_name_of_forty_bytes_is_a_documented_on":1} > {"a_name_of_forty_bytes_is_a_documented_on":1}
        {"a_name_of_forty_one_bytes_is_no_such_name":1} > {"field_1":1}
        {"maria@example.com":{"name":"Maria","id":7},"user":{"id":8}} > {"field_1":{"name":"Name 1","id":1},"user":{"id":2}}
        "#,
    );
}

#[test]
fn values_that_are_not_documented_are_constants() {
    assert_data_becomes(
        r#"
        ["Ana","","\u0000"," \t","a@b.co","a\u0040b","a@b c",7,-7,0,7.5,1e2,1E400,-0.0,true,false,null] > ["Text","","Text"," ","text@example.com","text@example.com","Text",1,1,1,1.5,1.5,1.5,1.5,true,true,null]
        {"a":"{\"id\":7,\"email\":\"a@b\"}","b":[[],{},[{}]]} > {"a":"Text","b":[[],{},[{}]]}
        "#,
    );
    for (captured, expected) in
        [("\"Ana\"", "\"Text\""), (" 7 ", "1"), ("true", "true"), ("null\n", "null"), ("\"\"", "\"\"")]
    {
        assert_eq!(scrubbed(captured), expected);
    }
    assert_eq!(scrubbed("\u{feff} [ 7 ,\r\n\t\"a\" ] "), "\u{feff}[1,\"Text\"]");
    let body = Body::scrubbed(Body::documented().pretty().php_escaped().with_byte_order_mark().as_bytes()).unwrap();
    assert_eq!(body.to_string(), format!("\u{feff}{}", scrubbed(fixture::DOCUMENTED)));
    assert_eq!(body.with("data.user.id", 77).decode().unwrap().data.user.id, 77);
}

#[test]
fn what_is_nested_too_deep_is_null() {
    let nested = |open: &str, depth: usize, inner: &str, close: &str| open.repeat(depth) + inner + &close.repeat(depth);
    for (open, close) in [("[", "]"), ("{\"id\":", "}")] {
        assert_eq!(scrubbed(&nested(open, 128, "7", close)), nested(open, 128, "1", close));
        for inner in ["[]", "{}", "[[7]]", "{\"A\":{\"id\":7}}"] {
            assert_eq!(scrubbed(&nested(open, 128, inner, close)), nested(open, 128, "null", close));
        }
        assert_eq!(scrubbed(&nested(open, 20_000, "7", close)), nested(open, 128, "null", close));
    }
}

#[test]
fn a_body_that_is_not_json_is_an_error_and_counts_nothing() {
    let mut scrubber = Scrubber::default();
    for sample in fixture::samples() {
        let body = sample.body.as_bytes();
        let before = format!("{scrubber:?}");
        match scrubber.scrub(body) {
            Ok(scrubbed) => assert_eq!(outcome(scrubbed.as_bytes()), outcome(body), "{}", sample.name),
            Err(error) => {
                assert_eq!(Some(&error), NewEnrollment::from_slice(body).err().as_ref(), "{}", sample.name);
                assert!(["invalid_utf8", "syntax", "unexpected_end"].contains(&error.code()), "{}", sample.name);
                assert_eq!(format!("{scrubber:?}"), before);
            }
        }
    }
    for body in
        [&b"{\"id\":7,\"A\":1}x"[..], b"{\"id\":7,\"A\":\"\xff\"}", b"{\"event\":{\"send_at\":\"2024-05-06 07:08:09\"}"]
    {
        assert!(Scrubber::default().scrub(body).is_err());
        let mut scrubber = Scrubber::default();
        drop(scrubber.scrub(body));
        assert_eq!(format!("{scrubber:?}"), "Scrubber { ids: 0, times: 0, names: 0 }");
    }
}

#[test]
fn a_scrubber_continues_to_count_in_the_lines_of_a_log() {
    fn assert_send<T: Send>() {}
    assert_send::<Scrubber>();
    let mut scrubber = Scrubber::default();
    for (line, expected) in [
        (r#"{"id":7,"A":1}"#, r#"{"id":1,"field_1":1}"#),
        (r#"{"id":8,"B":1}"#, r#"{"id":2,"field_2":1}"#),
        (r#"{"id":"8","A":1}"#, r#"{"id":"2","field_1":1}"#),
        (r#"{"id":9,"name":"x"}"#, r#"{"id":3,"name":"Name 3"}"#),
        (r#"{"event":{"send_at":"2024-05-06 07:08:09"}}"#, r#"{"event":{"send_at":"2024-01-01 00:01:00"}}"#),
        (r#"{"event":{"send_at":"2024-05-06 07:08:10"}}"#, r#"{"event":{"send_at":"2024-01-01 00:02:00"}}"#),
        (r#"{"event":{"send_at":"2024-05-06T07:08:09"}}"#, r#"{"event":{"send_at":"2024-01-01T00:01:00"}}"#),
    ] {
        assert_eq!(scrubber.scrub(line.as_bytes()).unwrap().to_string(), expected);
    }
    assert_eq!(
        format!("{scrubber:?} {:?}", scrubber.clone()),
        "Scrubber { ids: 3, times: 2, names: 2 } ".repeat(2).trim()
    );
    assert_eq!(scrubber.scrub(b"{\"id\":10}").unwrap().to_string(), "{\"id\":4}");
}

#[test]
fn equal_idempotency_keys_of_a_log_stay_equal_and_different_ones_different() {
    let body = |user: u64, enrollment: u64, minute: u64| {
        Body::valid()
            .with("data.user.id", user)
            .with("data.enrollment.id", enrollment)
            .with("event.send_at", format!("2024-05-06 07:{minute:02}:09"))
    };
    let log =
        [body(7, 1, 0), body(8, 2, 0), body(7, 1, 0).ids_as_strings(), body(7, 1, 1), body(8, 2, 0), body(7, 3, 0)];
    let mut scrubber = Scrubber::default();
    let keys = |bodies: &[Body]| -> Vec<_> {
        bodies.iter().map(|body| body.decode().unwrap().idempotency_key().to_string()).collect()
    };
    let scrubbed: Vec<_> = log.iter().map(|body| scrubber.scrub(body.as_bytes()).unwrap()).collect();
    let (captured, keys) = (keys(&log), keys(&scrubbed));
    for (index, key) in keys.iter().enumerate() {
        let first = |keys: &[String], key| keys.iter().position(|other| other == key);
        assert_eq!(first(&keys, key), first(&captured, &captured[index]), "{keys:?}");
        assert!(!captured.contains(key), "{key}");
    }
    let users: Vec<_> = scrubbed.iter().map(|body| body.decode().unwrap().data.user).collect();
    assert_eq!((users[0].revealed(), users[1].revealed()), (users[2].revealed(), users[4].revealed()));
    assert_ne!(users[0].cpf, users[1].cpf);
    assert!(users.iter().all(|user| user.validate_strict().is_ok()));
}

#[test]
fn ten_thousand_students_stay_different() {
    const COUNT: usize = 10_000;
    let person = |id: usize| format!(r#"{{"id":{},"email":"a@b","cpf":"123.456.789-09"}}"#, id * 7);
    let captured: Vec<_> = (1..=COUNT).map(person).collect();
    let scrubbed = scrubbed(&format!("[{}]", captured.join(",")));
    let people: Vec<BTreeMap<String, Value>> = serde_json::from_str(&scrubbed).unwrap();
    for (number, person) in (1..).zip(&people) {
        assert_eq!((&person["id"], &person["email"]), (&json!(number), &json!(format!("student{number}@example.com"))));
    }
    let cpfs: BTreeSet<Cpf> = people.iter().map(|person| person["cpf"].as_str().unwrap().parse().unwrap()).collect();
    assert_eq!(cpfs.len(), COUNT);
}

#[test]
fn a_cpf_is_the_same_in_every_form_but_a_padded_one() {
    let forms = r#"{"id":7,"cpf":"123.456.789-09","cpf":"12345678909","cpf":12345678909,"cpf":12345678909.0}"#;
    let padded = r#"{"id":7,"cpf":"1004218907","cpf":1004218907,"cpf":1004218907.0}"#;
    let digits = |captured: &str| -> BTreeSet<_> {
        let scrubbed = scrubbed(captured).replace(['.', '-'], "");
        let values = scrubbed.split(r#""cpf":"#).skip(1);
        values.map(|value| value.chars().filter(char::is_ascii_digit).take(11).collect::<String>()).collect()
    };
    assert_eq!(digits(forms), BTreeSet::from(["10000000108".to_owned()]));
    assert_eq!(digits(padded), BTreeSet::from(["1000000109".to_owned(), "10000001090".to_owned()]));
}

/// Fails if a new rule, deviation or form has no candidate, or no value here.
#[test]
fn every_documented_value_keeps_its_outcome() {
    const VALUES: &str = r#"
        null | "" | " " | "x" | "João" | "123" | "007" | "0" | "1" | "2" | "-3" | "true" | "false" | "a@b" | "a@@b" |
        "123.456.789-09" | "12345678909" | "123.456.789-99" | "12345678900" | "1004218907" | "191" | "N/A" |
        "7B0C2F4E-58a1-4c9d-9f3e-2d6a1b8c0e57" | "Atividades - Nova matrícula" | "members.created" |
        "activities.course.enrollment" | "2023-07-03 12:53:41" | "2023-07-03T12:53:41.5" | "2023-07-03T12:53:41Z" |
        "2023-07-03 12:53" | "2023-07-03 12:53:41 UTC" | "2030-01-01" | "1990-01-01" | "1990-01-01 00:00:00 -03:00" |
        "0000-00-00" | "-0001-11-30" | "0000-00-00 00:00:00Z" | "2023-02-30" | "\ud800" | true | false | 0 | 1 | 2 | -1 |
        -0 | 7 | 123456 | 191 | 1004218907 | 12345678909 | 12345678900 | 99999999999 | 100000000000 | 9223372036854775807 |
        9223372036854775808 | 18446744073709551615 | 18446744073709551616 | -9223372036854775809 | 0.0 | 1.0 | 2.0 | -1.0 |
        -0.0 | 1.5 | -1.5 | 0e0 | 1e2 | 191.0 | 12345678909.0 | 12345678900.0 | 1e11 | 99999999999999.0 | 1e14 | 1e15 |
        9007199254740991.0 | 9007199254740992.0 | 1e25 | 1e400 | 1e-400 | [] | {} | [7] | {"id":7}"#;
    let mut scrubber = Scrubber::default();
    let mut codes = BTreeSet::new();
    for (path, json) in FIELDS.iter().flat_map(|path| VALUES.split('|').map(move |json| (path, json.trim()))) {
        let body = Body::valid().raw(path, json);
        let (expected, scrubbed) = (outcome(body.as_bytes()), scrubber.scrub(body.as_bytes()).unwrap());
        assert_eq!(outcome(scrubbed.as_bytes()), expected, "{path}: {json} becomes {scrubbed}");
        let inspection = audit::inspect(body.as_bytes());
        codes.extend(inspection.report.into_iter().map(|violation| violation.rule.code()));
        codes.extend(inspection.deviations.into_iter().map(|deviation| deviation.kind.code()));
    }
    // No body violates the first two, and the others are not about a value.
    for code in ["slug_mismatch", "year_range", "byte_order_mark", "unknown_field", "missing_field"] {
        assert!(codes.insert(code), "{code}");
    }
    let all = Rule::ALL.iter().map(|rule| rule.code()).chain(audit::DeviationKind::ALL.iter().map(|kind| kind.code()));
    assert_eq!(codes, all.collect());
}

#[test]
fn scrubbing_takes_time_and_memory_in_proportion_to_the_body() {
    const SIZE: usize = 1 << 16;
    let repeated = |open: &str, item: &str, close: &str| {
        let items = vec![item; (SIZE - open.len() - close.len()) / (item.len() + 1)];
        open.to_owned() + &items.join(",") + close
    };
    let numbered = |open: &str, item: fn(usize) -> String, close: &str| {
        let items: Vec<_> = (0..SIZE / item(10_000).len()).map(item).collect();
        open.to_owned() + &items.join(",") + close
    };
    let nested = |open: &str, close: &str| {
        // Each of 128 levels is skipped in turn.
        let depth = SIZE / 8 / (open.len() + close.len());
        format!("{}1{}", open.repeat(depth), close.repeat(depth))
    };
    for body in [
        repeated("[", r#"{"status":1}"#, "]"),
        repeated(r#"{"data":{"enrollment":{"#, r#""status":7"#, "}}}"),
        repeated(r#"{"data":{"user":{"#, r#""cpf":-0"#, "}}}"),
        repeated("[", r#"{"cpf":1}"#, "]"),
        repeated("[", r#""a@b""#, "]"),
        repeated("[", "1", "]"),
        repeated("[", "[]", "]"),
        repeated("[", "{\"A\":[]}", "]"),
        nested("[", "]"),
        nested(r#"{"a":"#, "}"),
        nested(r#"{"A":["#, "]}"),
        format!("{}[{}1]{}", r#"{"a":"#.repeat(127), "1,".repeat(SIZE / 16), "}".repeat(127)),
        numbered("[", |number| format!(r#"{{"id":{number}}}"#), "]"),
        numbered("{", |number| format!(r#""{number}":1"#), "}"),
        numbered("[", |number| format!(r#""{:09}""#, number), "]"),
        numbered(
            r#"{"event":{"#,
            |number| format!(r#""send_at":"2024-05-06 07:{:02}:{:02}""#, number / 60 % 60, number % 60),
            "}}",
        ),
        format!(r#"{{"data":{{"user":{{"name":"{}"}}}}}}"#, "a".repeat(SIZE)),
        format!(r#"{{"event":{{"name":"{}"}}}}"#, "\\u0041".repeat(SIZE / 6)),
        format!(r#"{{"{}":1}}"#, "TTTTTT".repeat(SIZE / 6)),
    ] {
        let start = Instant::now();
        let memory = measure(|| drop(Body::scrubbed(body.as_bytes())));
        assert!(start.elapsed() < Duration::from_secs(10), "{:?} for {body:.80}", start.elapsed());
        let most = 12 * body.len() as u64;
        assert!(memory.bytes_max < most, "{} bytes for {} of {body:.80}", memory.bytes_max, body.len());
    }
    assert_eq!(scrubbed(&json!({"2024-01-01TTTTTT": "TTTTTT"}).to_string()), r#"{"field_1":"Text"}"#);
}
