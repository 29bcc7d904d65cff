//! A form asks for a CPF, and a student without one types something else.

use crate::support::assert_rows;
use toolzz_webhook::{Rule, Severity, Validate, fixture::Body};

#[test]
fn what_is_no_cpf_is_preserved_and_loses_no_student() {
    for cpf in ["N/A", "AB123456", "-", "isento", "não tem", "0", "1004218908", "52998224725 "] {
        assert_rows(&["data.user.cpf"], "", &format!("\"{cpf}\" = \"{cpf}\""));
        let webhook = Body::valid().with("data.user.cpf", cpf).decode().unwrap();
        let report = webhook.check();
        let found: Vec<_> = report.violations.iter().map(|found| (found.path.as_str(), found.rule)).collect();
        assert_eq!(found, [("data.user.cpf", Rule::CpfSyntax)], "{cpf}");
        assert_eq!((report.violations[0].severity, webhook.validate()), (Severity::Warning, Ok(())), "{cpf}");
    }
}
