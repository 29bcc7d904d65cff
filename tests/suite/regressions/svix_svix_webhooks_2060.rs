//! A sender encodes an empty object as an empty array.

use serde::Deserialize;
use toolzz_webhook::wire;

#[derive(Debug, PartialEq, Deserialize)]
struct Address {
    city: String,
}

#[serde_with::serde_as]
#[derive(Debug, Deserialize)]
struct Member {
    #[serde_as(as = "wire::NullableObject")]
    address: Option<Address>,
}

#[test]
fn an_empty_array_is_no_object() {
    let member: Member = serde_json::from_str(r#"{"address":[]}"#).unwrap();
    assert_eq!(member.address, None);
    let error = serde_json::from_str::<Member>(r#"{"address":[7]}"#).unwrap_err().to_string();
    assert_eq!(error.split(" at line ").next(), Some("expected an object or null, found an array"));
}
