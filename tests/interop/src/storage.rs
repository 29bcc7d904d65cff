//! Payloads in a database.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Connection, Row, params};
use std::error::Error;
use toolzz_webhook::{Course, Enrollment, EnrollmentStatus, Institution, NewEnrollment, User, fixture};

const SCHEMA: &str = "CREATE TABLE enrollments (
    key TEXT PRIMARY KEY, event_name TEXT, send_at TEXT, institution_id INTEGER, course_id INTEGER, course_name TEXT,
    enrollment_id INTEGER, date_expire TEXT, enrollment_course_id INTEGER, actived INTEGER, status INTEGER,
    user_id INTEGER, user_name TEXT, email TEXT, cpf TEXT, nickname TEXT, uuid TEXT
)";

/// Inserts a payload unless it is a retry. Returns whether it was inserted.
fn insert(db: &Connection, webhook: &NewEnrollment) -> Result<bool, Box<dyn Error>> {
    let NewEnrollment { event, data, .. } = webhook;
    let (enrollment, user) = (&data.enrollment, &data.user);
    let inserted = db.execute(
        "INSERT INTO enrollments VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
         ON CONFLICT DO NOTHING",
        params![
            webhook.idempotency_key().to_string(),
            event.name,
            event.send_at.to_string(),
            i64::try_from(data.institution.id)?,
            i64::try_from(data.course.id)?,
            data.course.name,
            i64::try_from(enrollment.id)?,
            enrollment.date_expire.map(|date| date.to_string()),
            i64::try_from(enrollment.course_id)?,
            enrollment.actived,
            i64::from(enrollment.status),
            i64::try_from(user.id)?,
            user.name,
            user.email,
            user.cpf,
            user.nickname,
            user.uuid,
        ],
    )?;
    Ok(inserted == 1)
}

/// Builds the payload of a row.
fn select(row: &Row<'_>) -> Result<NewEnrollment, Box<dyn Error>> {
    let date: Option<String> = row.get("date_expire")?;
    let date: Option<NaiveDate> = date.map(|date| date.parse()).transpose()?;
    let send_at = NaiveDateTime::parse_from_str(&row.get::<_, String>("send_at")?, "%Y-%m-%d %H:%M:%S")?;
    let id = |column: &str| row.get::<_, i64>(column).map(u64::try_from);
    Ok(NewEnrollment::builder()
        .name(row.get::<_, String>("event_name")?)
        .send_at(send_at)
        .institution(Institution::builder().id(id("institution_id")??).build())
        .course(Course::builder().id(id("course_id")??).name(row.get::<_, String>("course_name")?).build())
        .enrollment(
            Enrollment::builder()
                .id(id("enrollment_id")??)
                .maybe_date_expire(date)
                .course_id(id("enrollment_course_id")??)
                .actived(row.get("actived")?)
                .status(EnrollmentStatus::from(row.get::<_, i64>("status")?))
                .build(),
        )
        .user(
            User::builder()
                .id(id("user_id")??)
                .name(row.get::<_, String>("user_name")?)
                .email(row.get::<_, String>("email")?)
                .cpf(row.get::<_, String>("cpf")?)
                .maybe_nickname(row.get::<_, Option<String>>("nickname")?)
                .maybe_uuid(row.get::<_, Option<String>>("uuid")?)
                .build(),
        )
        .build_unchecked())
}

#[test]
fn a_payload_is_stored_once_and_rebuilt_from_its_row() -> Result<(), Box<dyn Error>> {
    let db = Connection::open_in_memory()?;
    db.execute(SCHEMA, ())?;
    let mut renamed = fixture::new_enrollment();
    renamed.event.name = "Nova matrícula".into();
    renamed.data.enrollment.id = 12.into();
    renamed.data.enrollment.status = 7.into();
    let payloads = [fixture::documented(), fixture::new_enrollment(), renamed];
    for webhook in &payloads {
        assert!(insert(&db, webhook)?);
        assert!(!insert(&db, webhook)?, "a retry");
    }
    let mut statement = db.prepare("SELECT * FROM enrollments ORDER BY rowid")?;
    let mut rows = statement.query(())?;
    for webhook in payloads {
        assert_eq!(select(rows.next()?.unwrap())?.revealed(), webhook.revealed());
    }
    assert!(rows.next()?.is_none());
    Ok(())
}
