//! Converts the models of the crate to the leaves of the oracle.

use super::{
    choices::Source,
    strings,
    table::{Date, Leaf, Leaves},
};
use chrono::{Datelike, NaiveDate, Timelike};
use toolzz_webhook::{Event, NewEnrollment, Slug};

pub fn webhook(webhook: &NewEnrollment) -> Leaves {
    let data = &webhook.data;
    let (enrollment, user) = (&data.enrollment, &data.user);
    let mut leaves = event(&webhook.event);
    leaves.extend([
        ("data.institution.id", Leaf::Identifier(data.institution.id.get())),
        ("data.course.id", Leaf::Identifier(data.course.id.get())),
        ("data.course.name", Leaf::String(data.course.name.clone())),
        ("data.enrollment.id", Leaf::Identifier(enrollment.id.get())),
        ("data.enrollment.date_expire", Leaf::Date(enrollment.date_expire.map(date))),
        ("data.enrollment.course_id", Leaf::Identifier(enrollment.course_id.get())),
        ("data.enrollment.actived", Leaf::Flag(enrollment.actived)),
        ("data.enrollment.status", Leaf::Code(enrollment.status.get())),
        ("data.user.id", Leaf::Identifier(user.id.get())),
        ("data.user.name", Leaf::String(user.name.clone())),
        ("data.user.email", Leaf::String(user.email.clone())),
        ("data.user.cpf", Leaf::String(user.cpf.clone())),
        ("data.user.nickname", Leaf::OptionalString(user.nickname.clone())),
        ("data.user.uuid", Leaf::OptionalString(user.uuid.clone())),
    ]);
    leaves
}

pub fn event(event: &Event) -> Leaves {
    let sent = event.send_at;
    // A fraction of a second, which decoding drops, becomes a second that does not exist.
    let second = if sent.nanosecond() == 0 { sent.second() } else { u32::MAX };
    vec![
        ("event.name", Leaf::String(event.name.clone())),
        ("event.slug", Leaf::String(event.slug.as_str().to_owned())),
        ("event.send_at", Leaf::DateTime(date(sent.date()), [sent.hour(), sent.minute(), second])),
    ]
}

fn date(date: NaiveDate) -> Date {
    (date.year(), date.month(), date.day())
}

/// Changes the payload to what no body decodes to: another slug, and years that the wire cannot represent.
pub fn alter(source: &mut dyn Source, webhook: &mut NewEnrollment) {
    const YEARS: &[i32] = &[10_000, -1, 9999, 0, 2023, 262_142, -262_143];
    if source.one_in(2) {
        webhook.event.slug = Slug::from(strings::slug(source).as_str());
    }
    if source.one_in(2) {
        let date = NaiveDate::from_yo_opt(source.pick(YEARS), 1);
        webhook.event.send_at = date.and_then(|date| date.and_hms_opt(0, 0, 0)).unwrap_or_default();
    }
    if source.one_in(2) {
        webhook.data.enrollment.date_expire = NaiveDate::from_yo_opt(source.pick(YEARS), 1);
    }
}
