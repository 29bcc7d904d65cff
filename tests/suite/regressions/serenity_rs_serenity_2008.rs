//! A value of an enum with a wildcard equals no constant.

use toolzz_webhook::{EnrollmentStatus, Slug};

#[test]
fn no_value_has_two_representations() {
    let status = EnrollmentStatus::from(1);
    assert!(status == EnrollmentStatus::ACTIVE && status.is_active());
    assert!(matches!(status, EnrollmentStatus::ACTIVE));
    assert_eq!(Slug::from(String::from("members.created")), Slug::MEMBER_CREATED);
}
