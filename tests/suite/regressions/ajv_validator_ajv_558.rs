//! One cause is reported twice.

use toolzz_webhook::{Rule, Validate, fixture::Body};

#[test]
fn an_id_of_zero_has_one_violation() {
    let (course, course_id) = ("data.course.id", "data.enrollment.course_id");
    for zeros in [&[course][..], &[course_id], &[course, course_id]] {
        let body = zeros.iter().fold(Body::valid(), |body, path| body.with(path, 0));
        let report = body.decode().unwrap().check();
        let found: Vec<_> = report.violations.iter().map(|found| (found.path.as_str(), found.rule)).collect();
        let expected: Vec<_> = zeros.iter().map(|path| (*path, Rule::ZeroId)).collect();
        assert_eq!(found, expected);
    }
}
