//! `Debug`, `Display`, errors, reports and records contain no personal data.

use toolzz_webhook::{Incoming, NewEnrollment, Validate, audit, fixture};

/// Returns a payload whose personal data can be searched for.
fn webhook() -> NewEnrollment {
    let mut webhook = fixture::new_enrollment();
    let user = &mut webhook.data.user;
    user.name = "Secreta Silva".into();
    user.email = "secreta@@example.com".into();
    user.cpf = "529.982.247-25".into();
    user.nickname = Some("Secretinha".into());
    user.uuid = Some("secreta-uuid".into());
    webhook
}

/// Parts of every personal value.
const SECRETS: [&str; 6] = ["ecreta", "ecretinha", "529", "982", "247", "example.com"];

fn assert_redacted(printed: &str) {
    for secret in SECRETS {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

#[test]
fn debug_of_a_user_shows_only_which_optional_fields_are_present() {
    let mut user = webhook().data.user;
    assert_eq!(
        format!("{user:?}"),
        "User { id: Id(987654321), name: [REDACTED], email: [REDACTED], cpf: [REDACTED], nickname: Some([REDACTED]), uuid: Some([REDACTED]) }",
    );
    user.nickname = None;
    user.uuid = None;
    assert_eq!(
        format!("{user:#?}"),
        "User {\n    id: Id(987654321),\n    name: [REDACTED],\n    email: [REDACTED],\n    cpf: [REDACTED],\n    nickname: None,\n    uuid: None,\n}",
    );
}

#[test]
fn nothing_printed_contains_personal_data() {
    let webhook = webhook();
    let body = webhook.to_json();
    assert!(SECRETS.iter().all(|secret| body.contains(secret)), "{body}");
    let incoming = Incoming::from_slice(body.as_bytes()).unwrap();
    let other = body.replace("activities.course.enrollment", "members.created");
    let other = Incoming::from_slice(other.as_bytes()).unwrap();
    assert_eq!(
        format!("{other:?}"),
        format!("Other(OtherEvent {{ slug: members.created, size: {} }})", body.len() - 13)
    );
    let inspection = audit::inspect(body.as_bytes());
    let report = webhook.check();
    assert_eq!(report.errors().len(), 2);
    let invalid = body.replace("\"actived\":1", "\"actived\":\"secreta@example.com\"");
    let error = NewEnrollment::from_slice(invalid.as_bytes()).unwrap_err();
    let rejected = audit::inspect(invalid.as_bytes());
    for printed in [
        format!("{webhook:?} {webhook:#?}"),
        format!("{:?} {:#?}", webhook.data, webhook.data),
        format!("{incoming:?} {incoming:#?}"),
        format!("{other:?} {other:#?}"),
        format!("{inspection:?} {inspection:#?}"),
        format!("{rejected:?} {rejected:#?}"),
        format!("{:?} {:#?} {}", inspection.record(), inspection.record(), inspection.record()),
        format!("{:?} {:#?} {}", rejected.record(), rejected.record(), rejected.record()),
        format!("{report:?} {report:#?} {report} {}", serde_json::to_string(&report).unwrap()),
        format!("{error:?} {error:#?} {error} {}", serde_json::to_string(&error).unwrap()),
        format!("{:?}", webhook.idempotency_key()),
        webhook.idempotency_key().to_string(),
    ] {
        assert_redacted(&printed);
    }
}
