//! Rules: what violates them, where, and how a report is printed.

use chrono::NaiveDate;
use std::collections::BTreeSet;
use toolzz_webhook::{
    Id, NewEnrollment, Report, Rule, Severity, Slug, Validate,
    fixture::{self, Body},
};

fn found(report: &Report) -> Vec<(&str, Rule)> {
    report.violations.iter().map(|violation| (violation.path.as_str(), violation.rule)).collect()
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

/// Violates most rules.
fn invalid() -> NewEnrollment {
    let mut webhook = fixture::new_enrollment();
    webhook.event.name = "Atividades - Curso concluído".into();
    webhook.event.slug = Slug::from("activities.course.completed");
    webhook.data.institution.id = Id::new(0);
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
    assert_eq!((report.errors().count(), report.warnings().count(), report.violations.is_empty()), (0, 2, false));
    assert_eq!(report.code(), None);
    assert_eq!(webhook.validate(), Ok(()));
    assert_eq!(webhook.validate_strict(), Err(report));
}

#[test]
fn validate_fails_on_errors_and_reports_warnings_too() {
    let webhook = invalid();
    let report = webhook.validate().unwrap_err();
    assert_eq!(report, webhook.check());
    assert_eq!((report.errors().count(), report.warnings().count()), (5, 8));
    assert_eq!((report.code(), Report::default().code()), (Some("slug_mismatch"), None));
    assert!(report.errors().all(|violation| violation.severity == Severity::Error));
    assert!(report.warnings().all(|violation| violation.severity == Severity::Warning));
}

#[test]
fn paths_are_relative_to_the_model() {
    let webhook = invalid();
    assert_eq!(found(&webhook.event.check()), []);
    assert_eq!(found(&webhook.data.institution.check()), [("id", Rule::ZeroId)]);
    assert_eq!(found(&webhook.data.course.check()), [("name", Rule::Blank)]);
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
    assert_eq!(data.violations[0].path, "institution.id");
    assert!(data.violations.iter().any(|violation| violation.path == "enrollment.course_id"));
    assert!(data.violations.iter().all(|violation| violation.rule != Rule::ExpiredWhenSent));
}

/// The payload does not say who was enrolled in what, leaves no address, or cannot be written. The docs promise that no
/// minor version adds a rule to these.
#[test]
fn four_rules_are_errors() {
    let errors = Rule::ALL.iter().filter(|rule| rule.default_severity() == Severity::Error);
    assert!(errors.eq(&[Rule::SlugMismatch, Rule::YearRange, Rule::ZeroId, Rule::EmailSyntax]));
}

/// A change to the valid body, and where it violates what.
type Row = (&'static [(&'static str, &'static str)], &'static [(&'static str, Rule)]);

const ROWS: &[Row] = &[
    (&[("event.name", r#"" ""#)], &[("event.name", Rule::NameMismatch)]),
    (&[("data.course.name", r#""""#)], &[("data.course.name", Rule::Blank)]),
    (&[("data.user.name", r#""\t\r\n\u00a0\u2003\u3000""#)], &[("data.user.name", Rule::Blank)]),
    (&[("data.user.name", r#"" a ""#)], &[]),
    (&[("data.user.email", r#"" ""#)], &[("data.user.email", Rule::EmailSyntax)]),
    (&[("data.user.nickname", r#"" ""#)], &[]),
    (&[("data.user.uuid", r#""FFFFFFFF-ffff-FFFF-ffff-000000000000""#)], &[]),
    (&[("data.user.uuid", r#""7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0eé""#)], &[("data.user.uuid", Rule::UuidSyntax)]),
    (&[("data.user.cpf", r#"" ""#)], &[("data.user.cpf", Rule::MissingCpf)]),
    (&[("data.user.cpf", r#""\u3000""#)], &[("data.user.cpf", Rule::MissingCpf)]),
    (&[("data.user.cpf", r#""12345678909""#)], &[]),
    (&[("data.user.cpf", r#""123456789-09""#)], &[("data.user.cpf", Rule::CpfSyntax)]),
    (&[("data.user.cpf", r#""123.456.789-09 ""#)], &[("data.user.cpf", Rule::CpfSyntax)]),
    (&[("data.user.cpf", r#""123.456.789-90""#)], &[("data.user.cpf", Rule::CpfCheckDigits)]),
    (&[("data.user.cpf", r#""00000000000""#)], &[("data.user.cpf", Rule::CpfCheckDigits)]),
    (&[("data.institution.id", "0")], &[("data.institution.id", Rule::ZeroId)]),
    (&[("data.enrollment.id", "0")], &[("data.enrollment.id", Rule::ZeroId)]),
    (&[("data.user.id", "0")], &[("data.user.id", Rule::ZeroId)]),
    (&[("data.user.id", "18446744073709551615")], &[]),
    (&[("data.course.id", "1"), ("data.enrollment.course_id", "1")], &[]),
    (&[("data.enrollment.course_id", "7")], &[("data.enrollment.course_id", Rule::CourseMismatch)]),
    (&[("data.enrollment.status", "0")], &[("data.enrollment.status", Rule::ActivationMismatch)]),
    (&[("data.enrollment.actived", "0")], &[("data.enrollment.status", Rule::ActivationMismatch)]),
    (&[("data.enrollment.actived", "0"), ("data.enrollment.status", "0")], &[]),
    (&[("data.enrollment.status", "2")], &[("data.enrollment.status", Rule::UnknownStatus)]),
    (
        &[("data.enrollment.actived", "0"), ("data.enrollment.status", "-1")],
        &[("data.enrollment.status", Rule::UnknownStatus)],
    ),
    (&[("data.enrollment.date_expire", "null")], &[]),
    (&[("data.enrollment.date_expire", r#""2024-02-29""#)], &[]),
    (&[("data.enrollment.date_expire", r#""2024-02-28""#)], &[("data.enrollment.date_expire", Rule::ExpiredWhenSent)]),
    (&[("event.send_at", r#""2024-12-31 23:59:59""#)], &[]),
    (&[("event.send_at", r#""2025-01-01 00:00:00""#)], &[("data.enrollment.date_expire", Rule::ExpiredWhenSent)]),
    (&[("data.enrollment.date_expire", r#""9999-12-31""#)], &[]),
    (&[("event.send_at", r#""0000-01-01 00:00:00""#)], &[]),
    (&[("data.user.uuid", r#""7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e5""#)], &[("data.user.uuid", Rule::UuidSyntax)]),
    (&[("data.user.uuid", r#""{7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57}""#)], &[("data.user.uuid", Rule::UuidSyntax)]),
    (&[("data.user.uuid", r#""7b0c2f4e58a14c9d9f3e2d6a1b8c0e57""#)], &[("data.user.uuid", Rule::UuidSyntax)]),
    (&[("data.user.uuid", r#""FFFFFFFF-ffff-FFFF-ffff-00000000000g""#)], &[("data.user.uuid", Rule::UuidSyntax)]),
];

#[test]
fn each_rule_has_its_boundary() {
    // No body violates them: its slug is this event's, and its years have four digits.
    let mut violated: BTreeSet<Rule> = [Rule::SlugMismatch, Rule::YearRange].into();
    for (changes, violations) in ROWS {
        let body = changes.iter().fold(Body::valid(), |body, (path, json)| body.raw(path, json));
        assert_eq!(found(&body.decode().unwrap().check()), *violations, "{changes:?}");
        violated.extend(violations.iter().map(|(_, rule)| rule));
    }
    assert!(violated.iter().eq(Rule::ALL), "{violated:?}");
}

/// No body has such a year.
#[test]
fn a_year_that_the_wire_format_cannot_represent_is_reported() {
    let paths = ["event.send_at", "data.enrollment.date_expire"];
    for date in [day(-1, 12, 31), day(10_000, 1, 1), NaiveDate::MIN, NaiveDate::MAX] {
        let found = found_after(|webhook| {
            webhook.event.send_at = date.and_hms_opt(0, 0, 0).unwrap();
            webhook.data.enrollment.date_expire = Some(date);
        });
        assert_eq!(found, paths.map(|path| (path.to_string(), Rule::YearRange)), "{date}");
    }
}

#[test]
fn name_and_slug_are_checked_only_in_a_new_enrollment() {
    let mut webhook = fixture::new_enrollment();
    webhook.event.name = " ".into();
    assert_eq!(webhook.event.check(), Report::default());
    webhook.event.name = "Membro criado".into();
    webhook.event.slug = "members.created".into();
    assert_eq!(webhook.event.check(), Report::default());
    assert_eq!(found(&webhook.check()), [("event.name", Rule::NameMismatch), ("event.slug", Rule::SlugMismatch)],);
}

#[test]
fn a_report_can_be_searched_adjusted_and_converted_to_a_result() {
    let mut report = invalid().check();
    assert!(report.contains(Rule::UuidSyntax) && !report.contains(Rule::UnknownStatus));
    assert_eq!((report.has_errors(), report.clone().into_result()), (true, Err(report.clone())));
    for rule in [Rule::SlugMismatch, Rule::ZeroId, Rule::EmailSyntax, Rule::MissingCpf, Rule::UuidSyntax] {
        report.tolerate(rule);
    }
    assert_eq!((report.has_errors(), report.code(), report.warnings().count()), (false, None, 13));
    assert_eq!(report.clone().into_result(), Ok(()));
    report.escalate(Rule::MissingCpf);
    assert!(!report.has_errors(), "no field violates the rule");
    report.escalate(Rule::Blank);
    let errors: Report = report.errors().cloned().collect();
    assert_eq!(found(&errors), [("data.course.name", Rule::Blank), ("data.user.name", Rule::Blank)]);
    assert_eq!((report.code(), report.errors().count(), report.warnings().count()), (Some("blank"), 2, 11));
    assert_eq!(report.clone().into_result(), Err(report.clone()));
    report.violations.retain(|violation| violation.severity == Severity::Warning);
    assert_eq!(report.clone().into_result(), Ok(()));
    assert_eq!(Rule::Blank.default_severity(), Severity::Warning);
    assert!(!Report::default().has_errors());
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
fn a_report_is_printed_as_one_line_as_lines_as_json_and_as_an_error() {
    let mut webhook = fixture::new_enrollment();
    webhook.data.user.email = "maria".into();
    webhook.data.enrollment.actived = false;
    let report = webhook.check();
    let email = "data.user.email: expected an email address (error email_syntax)";
    let status = "data.enrollment.status: expected the same state as actived (warning activation_mismatch)";
    assert_eq!(report.to_string(), format!("{email} and 1 more violation"));
    assert_eq!(format!("{report:#}"), format!("{status}\n{email}"));
    assert_eq!(
        (format!("{report:?}"), format!("{report:#?}")),
        (format!("{status}; {email}"), format!("{status}\n{email}"))
    );
    let mut warnings: Report = report.warnings().cloned().collect();
    assert_eq!((warnings.to_string(), format!("{warnings:#}")), (status.to_string(), status.to_string()));
    warnings.violations = vec![warnings.violations[0].clone(); 3];
    assert_eq!(warnings.to_string(), format!("{status} and 2 more violations"));
    assert_eq!(
        serde_json::to_string(&report).unwrap(),
        r#"[{"path":"data.enrollment.status","code":"activation_mismatch","message":"expected the same state as actived","severity":"warning"},{"path":"data.user.email","code":"email_syntax","message":"expected an email address","severity":"error"}]"#,
    );
    let boxed: Box<dyn std::error::Error + Send + Sync> = webhook.validate().unwrap_err().into();
    assert_eq!(boxed.to_string(), report.to_string());
    assert!(boxed.source().is_none());
    assert_eq!(
        (Report::default().to_string(), format!("{:#}", Report::default())),
        ("no violations".into(), "no violations".into())
    );
    assert_eq!(format!("{:?}", Report::default()), "no violations");
    assert_eq!(serde_json::to_string(&Report::default()).unwrap(), "[]");
    let violation = (&report).into_iter().nth(1).unwrap();
    assert_eq!((violation.code(), violation.message()), ("email_syntax", "expected an email address"));
    assert_eq!((violation.to_string(), format!("{violation:?}")), (email.into(), email.into()));
}
