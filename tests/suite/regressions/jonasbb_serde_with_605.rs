//! An empty string where a type that parses strings is optional.

use serde::Deserialize;
use toolzz_webhook::{Cpf, wire};

#[serde_with::serde_as]
#[derive(Deserialize)]
struct Customer {
    #[serde_as(as = "wire::Nullable<Cpf>")]
    #[serde(default)]
    cpf: Option<Cpf>,
}

#[test]
fn an_empty_string_is_no_cpf() {
    for json in [r#"{"cpf":""}"#, r#"{"cpf":null}"#, r#"{"cpf":false}"#, "{}"] {
        assert_eq!(serde_json::from_str::<Customer>(json).unwrap().cpf, None, "{json}");
    }
    let customer: Customer = serde_json::from_str(r#"{"cpf":"191"}"#).unwrap();
    assert_eq!(customer.cpf, "000.000.001-91".parse().ok());
    let error = serde_json::from_str::<Customer>(r#"{"cpf":true}"#).err().unwrap().to_string();
    let expected = "expected a CPF, ddd.ddd.ddd-dd, eleven digits or null, found a boolean at line 1 column 11";
    assert_eq!(error, expected);
}
