//! Nothing that is printed by default shows the person.

use toolzz_webhook::{Cpf, Incoming, NewEnrollment, Validate, audit, fixture};

/// A New Enrollment in which every datum of the person can be searched for.
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

fn assert_hides(text: &str) {
    for secret in ["ecreta", "ecretinha", "529", "982", "247", "example.com"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn the_debug_form_of_a_user_word_for_word() {
    let mut user = webhook().data.user;
    assert_eq!(
        format!("{user:?}"),
        "User { id: Id(987654321), name: [REDACTED], email: [REDACTED], cpf: [REDACTED], nickname: Some([REDACTED]), uuid: Some([REDACTED]) }",
    );
    user.nickname = None;
    user.uuid = None;
    assert_eq!(
        format!("{user:#?}"),
        "User {\n    id: Id(\n        987654321,\n    ),\n    name: [REDACTED],\n    email: [REDACTED],\n    cpf: [REDACTED],\n    nickname: None,\n    uuid: None,\n}"
            .replace("Id(\n        987654321,\n    )", "Id(987654321)"),
    );
}

#[test]
fn no_debug_form_shows_the_person() {
    let webhook = webhook();
    let body = webhook.to_json();
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
    let broken = body.replace("\"actived\":1", "\"actived\":\"secreta@example.com\"");
    let error = NewEnrollment::from_slice(broken.as_bytes()).unwrap_err();
    let refused = audit::inspect(broken.as_bytes());
    let cpf: Cpf = "529.982.247-25".parse().unwrap();
    for text in [
        format!("{webhook:?} {webhook:#?}"),
        format!("{:?} {:#?}", webhook.data, webhook.data),
        format!("{incoming:?} {incoming:#?}"),
        format!("{other:?} {other:#?}"),
        format!("{inspection:?} {inspection:#?}"),
        format!("{refused:?} {refused:#?}"),
        format!("{:?} {:#?} {}", inspection.record(), inspection.record(), inspection.record()),
        format!("{:?} {:#?} {}", refused.record(), refused.record(), refused.record()),
        format!("{report:?} {report:#?} {report} {}", serde_json::to_string(&report).unwrap()),
        format!("{error:?} {error:#?} {error} {}", serde_json::to_string(&error).unwrap()),
        format!("{:?}", webhook.idempotency_key()),
        webhook.idempotency_key().to_string(),
    ] {
        assert_hides(&text);
    }
    assert_eq!(format!("{cpf:?}"), "Cpf(***.982.247-**)");
}

#[test]
fn to_json_shows_everything_on_purpose() {
    assert!(webhook().to_json().contains("Secreta Silva"));
}
