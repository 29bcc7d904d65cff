//! Rules: what violates them, where, and how a report is printed.

use chrono::NaiveDate;
use toolzz_webhook::{EnrollmentStatus, Id, NewEnrollment, Report, Rule, Severity, Slug, Validate, fixture};

fn found(report: &Report) -> Vec<(&str, Rule)> {
    report.iter().map(|violation| (violation.path.as_str(), violation.rule)).collect()
}

/// Returns the violations of the valid fixture after a change.
fn found_after(change: impl FnOnce(&mut NewEnrollment)) -> Vec<(String, Rule)> {
    let mut webhook = fixture::new_enrollment();
    change(&mut webhook);
    webhook.check().into_iter().map(|violation| (violation.path, violation.rule)).collect()
}

fn one(path: &str, rule: Rule) -> Vec<(String, Rule)> {
    vec![(path.to_string(), rule)]
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Violates as many rules as one payload can.
fn invalid() -> NewEnrollment {
    let mut webhook = fixture::new_enrollment();
    webhook.event.name = "Atividades - Curso concluído".into();
    webhook.event.slug = Slug::from("activities.course.completed");
    webhook.data.institution.id = Id::new(0);
    webhook.data.course.id = Id::new(0);
    webhook.data.course.name = "\u{a0}\t".into();
    webhook.data.enrollment.id = Id::new(0);
    webhook.data.enrollment.date_expire = Some(day(2024, 2, 28));
    webhook.data.enrollment.course_id = Id::new(7);
    webhook.data.enrollment.actived = false;
    webhook.data.user.id = Id::new(0);
    webhook.data.user.name = String::new();
    webhook.data.user.email = "ana@@example.com".into();
    webhook.data.user.cpf = "123.456.789-99".into();
    webhook.data.user.uuid = Some("7b0c2f4e".into());
    webhook
}

#[test]
fn violations_are_in_payload_order() {
    assert_eq!(
        found(&invalid().check()),
        [
            ("event.name", Rule::NameMismatch),
            ("event.slug", Rule::SlugMismatch),
            ("data.institution.id", Rule::ZeroId),
            ("data.course.id", Rule::ZeroId),
            ("data.course.name", Rule::Blank),
            ("data.enrollment.id", Rule::ZeroId),
            ("data.enrollment.date_expire", Rule::ExpiredWhenSent),
            ("data.enrollment.course_id", Rule::CourseMismatch),
            ("data.enrollment.status", Rule::ActivationMismatch),
            ("data.user.id", Rule::ZeroId),
            ("data.user.name", Rule::Blank),
            ("data.user.email", Rule::EmailSyntax),
            ("data.user.cpf", Rule::CpfCheckDigits),
            ("data.user.uuid", Rule::UuidSyntax),
        ],
    );
}

#[test]
fn the_documented_example_has_two_warnings_and_no_error() {
    let webhook = fixture::documented();
    let report = webhook.check();
    assert_eq!(
        found(&report),
        [("data.enrollment.course_id", Rule::CourseMismatch), ("data.user.cpf", Rule::CpfCheckDigits)],
    );
    assert_eq!((report.errors().len(), report.warnings().len(), report.is_empty()), (0, 2, false));
    assert_eq!(webhook.validate(), Ok(()));
    assert_eq!(webhook.validate_strict(), Err(report));
}

#[test]
fn the_valid_fixture_passes_validate_strict() {
    let report = fixture::new_enrollment().check();
    assert_eq!(report, Report::default());
    assert!(report.is_empty());
    assert_eq!(fixture::new_enrollment().validate_strict(), Ok(()));
}

#[test]
fn validate_fails_on_errors_and_reports_warnings_too() {
    let webhook = invalid();
    let report = webhook.validate().unwrap_err();
    assert_eq!(report, webhook.check());
    assert_eq!((report.errors().len(), report.warnings().len()), (9, 5));
    assert!(!report.errors().is_empty() && !report.warnings().is_empty());
    assert!(Report::default().errors().is_empty() && fixture::documented().check().errors().is_empty());
    let mut errors = report.errors();
    assert_eq!(errors.next().unwrap().rule, Rule::SlugMismatch);
    assert_eq!(errors.len(), 8);
    assert!(report.errors().all(|violation| violation.severity == Severity::Error));
    assert!(report.warnings().all(|violation| violation.severity == Severity::Warning));
}

#[test]
fn paths_are_relative_to_the_model() {
    let webhook = invalid();
    assert_eq!(found(&webhook.event.check()), []);
    assert_eq!(found(&webhook.data.institution.check()), [("id", Rule::ZeroId)]);
    assert_eq!(found(&webhook.data.course.check()), [("id", Rule::ZeroId), ("name", Rule::Blank)]);
    assert_eq!(found(&webhook.data.enrollment.check()), [("id", Rule::ZeroId), ("status", Rule::ActivationMismatch)]);
    assert_eq!(
        found(&webhook.data.user.check()),
        [
            ("id", Rule::ZeroId),
            ("name", Rule::Blank),
            ("email", Rule::EmailSyntax),
            ("cpf", Rule::CpfCheckDigits),
            ("uuid", Rule::UuidSyntax),
        ],
    );
    let data = webhook.data.check();
    assert_eq!(data.iter().next().unwrap().path, "institution.id");
    assert!(data.iter().any(|violation| violation.path == "enrollment.course_id"));
    assert!(data.iter().all(|violation| violation.rule != Rule::ExpiredWhenSent));
}

#[test]
fn every_rule_can_be_violated_alone() {
    let violated = [
        found_after(|webhook| webhook.event.slug = Slug::from("members.created")),
        found_after(|webhook| webhook.data.enrollment.date_expire = Some(day(10_000, 1, 1))),
        found_after(|webhook| webhook.data.user.id = Id::new(0)),
        found_after(|webhook| webhook.data.user.name = " ".into()),
        found_after(|webhook| webhook.data.user.email = "ana".into()),
        found_after(|webhook| webhook.data.user.cpf = "1".into()),
        found_after(|webhook| webhook.data.user.uuid = Some("1".into())),
        found_after(|webhook| webhook.data.enrollment.status = EnrollmentStatus::from(7)),
        found_after(|webhook| webhook.event.name = "x".into()),
        found_after(|webhook| webhook.data.user.cpf = " ".into()),
        found_after(|webhook| webhook.data.user.cpf = "11111111111".into()),
        found_after(|webhook| webhook.data.enrollment.course_id = Id::new(1)),
        found_after(|webhook| webhook.data.enrollment.actived = false),
        found_after(|webhook| webhook.data.enrollment.date_expire = Some(day(2000, 1, 1))),
    ];
    let violated: Vec<Rule> = violated
        .into_iter()
        .map(|found| {
            assert_eq!(found.len(), 1, "{found:?}");
            found[0].1
        })
        .collect();
    assert_eq!(violated, Rule::ALL);
}

#[test]
fn every_rule_has_its_severity_and_message() {
    let rules: Vec<_> = Rule::ALL.iter().map(|rule| (rule.code(), rule.severity(), rule.message())).collect();
    assert_eq!(
        rules,
        [
            ("slug_mismatch", Severity::Error, "expected activities.course.enrollment"),
            ("year_range", Severity::Error, "expected a year from 0000 to 9999"),
            ("zero_id", Severity::Error, "expected a positive id"),
            ("blank", Severity::Error, "expected more than whitespace"),
            ("email_syntax", Severity::Error, "expected an email address"),
            ("cpf_syntax", Severity::Error, "expected ddd.ddd.ddd-dd or eleven digits"),
            ("uuid_syntax", Severity::Error, "expected 8-4-4-4-12 hexadecimal digits"),
            ("unknown_status", Severity::Error, "expected 1 or 0"),
            ("name_mismatch", Severity::Warning, "expected the documented name of the event"),
            ("missing_cpf", Severity::Warning, "expected a CPF"),
            ("cpf_check_digits", Severity::Warning, "expected valid check digits"),
            ("course_mismatch", Severity::Warning, "expected the same id as course.id"),
            ("activation_mismatch", Severity::Warning, "expected the same state as actived"),
            ("expired_when_sent", Severity::Warning, "expected a date not before that of send_at"),
        ],
    );
    assert!(Severity::Error > Severity::Warning);
}

#[test]
fn blank_fields_are_reported_as_blank_alone() {
    for blank in ["", " ", "\t\r\n", "\u{a0}\u{2003}\u{3000}"] {
        assert_eq!(found_after(|webhook| webhook.event.name = blank.into()), one("event.name", Rule::Blank));
        assert_eq!(
            found_after(|webhook| webhook.data.course.name = blank.into()),
            one("data.course.name", Rule::Blank)
        );
        assert_eq!(found_after(|webhook| webhook.data.user.name = blank.into()), one("data.user.name", Rule::Blank));
        assert_eq!(found_after(|webhook| webhook.data.user.email = blank.into()), one("data.user.email", Rule::Blank));
        assert_eq!(found_after(|webhook| webhook.data.user.cpf = blank.into()), one("data.user.cpf", Rule::MissingCpf));
    }
    assert_eq!(found_after(|webhook| webhook.data.user.name = " a ".into()), []);
    assert_eq!(found_after(|webhook| webhook.data.user.nickname = Some(" ".into())), []);
}

#[test]
fn a_zero_id_is_reported() {
    assert_eq!(
        found_after(|webhook| webhook.data.institution.id = Id::new(0)),
        one("data.institution.id", Rule::ZeroId)
    );
    assert_eq!(found_after(|webhook| webhook.data.enrollment.id = Id::new(0)), one("data.enrollment.id", Rule::ZeroId));
    assert_eq!(found_after(|webhook| webhook.data.user.id = Id::new(0)), one("data.user.id", Rule::ZeroId));
    let course = |id| {
        found_after(|webhook| {
            webhook.data.course.id = Id::new(id);
            webhook.data.enrollment.course_id = Id::new(id);
        })
    };
    assert_eq!(
        course(0),
        [("data.course.id".to_string(), Rule::ZeroId), ("data.enrollment.course_id".to_string(), Rule::ZeroId)],
    );
    assert_eq!(course(1), []);
    assert_eq!(course(u64::MAX), []);
    assert_eq!(
        found_after(|webhook| webhook.data.enrollment.course_id = Id::new(0)),
        [
            ("data.enrollment.course_id".to_string(), Rule::ZeroId),
            ("data.enrollment.course_id".to_string(), Rule::CourseMismatch),
        ],
    );
}

#[test]
fn a_status_that_disagrees_with_actived_is_reported() {
    for (actived, code, rule) in [
        (true, 1, None),
        (false, 0, None),
        (true, 0, Some(Rule::ActivationMismatch)),
        (false, 1, Some(Rule::ActivationMismatch)),
        (true, 2, Some(Rule::UnknownStatus)),
        (false, -1, Some(Rule::UnknownStatus)),
    ] {
        let found = found_after(|webhook| {
            webhook.data.enrollment.actived = actived;
            webhook.data.enrollment.status = code.into();
        });
        assert_eq!(
            found,
            rule.map(|rule| ("data.enrollment.status".to_string(), rule)).into_iter().collect::<Vec<_>>()
        );
    }
}

#[test]
fn an_expiry_before_the_day_of_sending_is_reported() {
    let expires = |date| found_after(|webhook| webhook.data.enrollment.date_expire = date);
    assert_eq!(fixture::new_enrollment().event.send_at.date(), day(2024, 2, 29));
    assert_eq!(expires(Some(day(2024, 2, 28))), one("data.enrollment.date_expire", Rule::ExpiredWhenSent));
    assert_eq!(expires(Some(day(2024, 2, 29))), []);
    assert_eq!(expires(Some(day(2024, 3, 1))), []);
    assert_eq!(expires(None), []);
}

#[test]
fn a_year_that_the_wire_format_cannot_represent_is_reported() {
    for (date, passes) in [
        (day(0, 1, 1), true),
        (day(9999, 12, 31), true),
        (day(-1, 12, 31), false),
        (day(10_000, 1, 1), false),
        (NaiveDate::MIN, false),
        (NaiveDate::MAX, false),
    ] {
        let found = found_after(|webhook| {
            webhook.event.send_at = date.and_hms_opt(0, 0, 0).unwrap();
            webhook.data.enrollment.date_expire = Some(date);
        });
        let expected = ["event.send_at", "data.enrollment.date_expire"].map(|path| (path.to_string(), Rule::YearRange));
        assert_eq!(found, if passes { vec![] } else { expected.to_vec() }, "{date}");
    }
}

#[test]
fn name_and_slug_are_checked_only_in_a_new_enrollment() {
    let mut webhook = fixture::new_enrollment();
    webhook.event.name = "Membro criado".into();
    webhook.event.slug = "members.created".into();
    assert_eq!(webhook.event.check(), Report::default());
    assert_eq!(found(&webhook.check()), [("event.name", Rule::NameMismatch), ("event.slug", Rule::SlugMismatch)],);
}

#[test]
fn a_report_can_be_searched_filtered_and_converted_to_a_result() {
    let mut report = invalid().check();
    assert_eq!((report.len(), report.is_empty()), (14, false));
    assert!(report.contains(Rule::UuidSyntax) && !report.contains(Rule::UnknownStatus));
    assert_eq!(report.clone().into_result(), Err(report.clone()));
    report.retain(|violation| violation.severity == Severity::Warning);
    assert_eq!(report.len(), 5);
    assert_eq!(report.clone().into_result(), Ok(()));
    report.retain(|_| false);
    assert_eq!(report, Report::default());
}

#[test]
fn a_uuid_has_8_4_4_4_12_hexadecimal_digits() {
    let uuid = |uuid: &str| found_after(|webhook| webhook.data.user.uuid = Some(uuid.into()));
    for string in [
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF",
        "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57",
    ] {
        assert_eq!(uuid(string), [], "{string}");
    }
    for string in [
        "",
        " ",
        "7b0c2f4e58a14c9d9f3e2d6a1b8c0e57",
        "{7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57}",
        "urn:uuid:7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57",
        "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e5",
        "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e577",
        "7b0c2f4-e58a1-4c9d-9f3e-2d6a1b8c0e57",
        "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e5g",
        "7b0c2f4e-58a1-4c9d-9f3e_2d6a1b8c0e57",
        "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0eé",
    ] {
        assert_eq!(uuid(string), one("data.user.uuid", Rule::UuidSyntax), "{string}");
    }
}

#[test]
fn an_email_address_is_valid_by_the_definition_of_html() {
    let label = |length| "a".repeat(length);
    let accepted = [
        ("ana@example.com", "the usual form"),
        ("a@b", "a host without a dot"),
        ("root@localhost", "a host without a dot"),
        ("ana.souza+curso@mail.example.com.br", "plus and dots"),
        (".ana.@example.com", "dots anywhere in the local part"),
        ("a..b@example.com", "dots in a row in the local part"),
        ("!#$%&'*+/=?^_`{|}~-@example.com", "every special character of atext"),
        ("ANA@EXAMPLE.COM", "uppercase letters"),
        ("1@2.3", "only digits"),
        ("ana@a-b.example", "a hyphen inside a label"),
        ("ana@a--b.example", "hyphens inside a label"),
        ("ana@xn--exmple-cua.com", "an internationalized host, encoded"),
        ("ana@123.456", "labels of digits"),
    ];
    let rejected = [
        ("ana", "no at sign"),
        ("@", "only an at sign"),
        ("@example.com", "no local part"),
        ("ana@", "no host"),
        ("ana@@example.com", "two at signs"),
        ("ana@b@example.com", "two at signs"),
        ("ana souza@example.com", "a space in the local part"),
        ("ana@exam ple.com", "a space in the host"),
        (" ana@example.com", "a leading space"),
        ("ana@example.com ", "a trailing space"),
        ("ana@example.com\n", "a trailing line break"),
        ("ana@.example.com", "an empty label at the start"),
        ("ana@example..com", "an empty label inside"),
        ("ana@example.com.", "an empty label at the end"),
        ("ana@-example.com", "a hyphen at the start of a label"),
        ("ana@example-.com", "a hyphen at the end of a label"),
        ("ana@example.-", "a label that is a hyphen"),
        ("ana@exam_ple.com", "an underscore in the host"),
        ("ana@[192.0.2.1]", "an address literal"),
        ("\"ana souza\"@example.com", "a quoted local part"),
        ("ana(x)@example.com", "a comment"),
        ("ana,bia@example.com", "a comma"),
        ("Ana <ana@example.com>", "a display name"),
        ("joão@example.com", "a non-ASCII letter in the local part"),
        ("ana@exâmple.com", "a non-ASCII letter in the host"),
        ("ana@example.com;bia@example.com", "two addresses"),
        ("ana\\@example.com", "a backslash"),
        ("ana\u{7f}@example.com", "a control character"),
    ];
    let email = |email: &str| found_after(|webhook| webhook.data.user.email = email.into());
    for (address, reason) in accepted {
        assert_eq!(email(address), [], "{address}: {reason}");
    }
    for (address, reason) in rejected {
        assert_eq!(email(address), one("data.user.email", Rule::EmailSyntax), "{address}: {reason}");
    }
    assert_eq!(email(&format!("a@{}.{}", label(63), label(63))), []);
    for host in [label(64), format!("{}.com", label(64)), format!("a.{}", label(64))] {
        assert_eq!(email(&format!("a@{host}")), one("data.user.email", Rule::EmailSyntax), "{host}");
    }
    assert_eq!(email(&format!("{}@example.com", label(1000))), []);
}

#[test]
fn a_report_is_printed_as_lines_as_json_and_as_an_error() {
    let mut webhook = fixture::new_enrollment();
    webhook.data.user.cpf = "maria".into();
    webhook.data.enrollment.actived = false;
    let report = webhook.check();
    assert_eq!(
        report.to_string(),
        "data.enrollment.status: expected the same state as actived (warning activation_mismatch)\n\
         data.user.cpf: expected ddd.ddd.ddd-dd or eleven digits (error cpf_syntax)",
    );
    assert_eq!(
        serde_json::to_string(&report).unwrap(),
        r#"[{"path":"data.enrollment.status","rule":"activation_mismatch","severity":"warning","message":"expected the same state as actived"},{"path":"data.user.cpf","rule":"cpf_syntax","severity":"error","message":"expected ddd.ddd.ddd-dd or eleven digits"}]"#,
    );
    let boxed: Box<dyn std::error::Error + Send + Sync> = webhook.validate().unwrap_err().into();
    assert_eq!(boxed.to_string(), report.to_string());
    assert!(boxed.source().is_none());
    assert_eq!(Report::default().to_string(), "");
    assert_eq!(serde_json::to_string(&Report::default()).unwrap(), "[]");
    assert_eq!((&report).into_iter().count(), 2);
    assert!(!format!("{report:?}").contains("maria"));
}
