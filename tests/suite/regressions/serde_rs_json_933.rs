//! A message that has a position gets the position of the format, too.

use crate::support::body_with;
use toolzz_webhook::{Incoming, fixture};

#[test]
fn the_error_of_one_of_several_deliveries_has_one_position() {
    let body = body_with(&[("data.user.id", "-1")]);
    let problem = "data.user.id: expected an integer from 0 to 18446744073709551615, found a negative integer";
    let log = format!("[{},\n{body}]", fixture::DOCUMENTED);
    let error = serde_json::from_str::<Vec<Incoming>>(&log).unwrap_err();
    assert_eq!(error.to_string(), format!("{problem} at line 2 column {}", body.len() + 1));
    let two = body_with(&[("data.user.id", "-1"), ("data.user.uuid", "true")]);
    let map = format!(r#"{{"first":{two}}}"#);
    let error = serde_json::from_str::<std::collections::BTreeMap<String, Incoming>>(&map).unwrap_err();
    assert_eq!(error.to_string(), format!("{problem} and 1 more problem at line 1 column {}", map.len()));
    // serde_json adds none to the error of the outermost value.
    assert_eq!(serde_json::from_str::<Incoming>(&body).unwrap_err().to_string(), problem);
}
