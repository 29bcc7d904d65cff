//! `JSON_PRETTY_PRINT` writes an empty object and an empty array on one line.

use serde_json::json;
use toolzz_webhook::fixture::Body;

#[test]
fn pretty_is_as_php_prints_it() {
    let pretty = Body::valid().raw("", "{}").with_unknown("data", json!({})).with_unknown("list", json!([])).pretty();
    assert_eq!(pretty.to_string(), "{\n    \"data\": {},\n    \"list\": []\n}");
    let nested = Body::valid().raw("", "{}").with_unknown("data", json!([[], [1, {}], {"id": []}])).pretty();
    assert_eq!(
        nested.to_string(),
        "{\n    \"data\": [\n        [],\n        [\n            1,\n            {}\n        ],\n        {\n            \"id\": []\n        }\n    ]\n}",
    );
}
