use crate::{toolzz, toolzz_with_input, write};
use toolzz_webhook::fixture::{self, Body, DOCUMENTED};

fn scrubbed(body: impl AsRef<[u8]>) -> Body {
    Body::scrubbed(body.as_ref()).unwrap()
}

#[test]
fn a_delivery_is_printed_pretty() {
    let expected = format!("{}\n", scrubbed(DOCUMENTED).pretty());
    let ended = toolzz_with_input(&["scrub", "-"], DOCUMENTED.as_bytes());
    assert_eq!(ended, (Some(0), expected, String::new()));
}

#[test]
fn a_log_is_printed_line_by_line_without_what_is_not_json() {
    let other = fixture::sample("member_created").body;
    write("scrubbed.ndjson", format!("{DOCUMENTED}\r\n\n<html>\n{other}"));
    write("scrubbed.html", "\n<html>");
    let ended = toolzz(&["scrub", "scrubbed.ndjson", "scrubbed.html"]);
    let out = format!("{}\n{}\n", scrubbed(DOCUMENTED), scrubbed(other));
    let err = "scrubbed.ndjson: invalid JSON: expected value (line 3, column 1)\n\
               scrubbed.html: invalid JSON: expected value (line 2, column 1)\n";
    assert_eq!(ended, (Some(1), out, err.into()));
}
