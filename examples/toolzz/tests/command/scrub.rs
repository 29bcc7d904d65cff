use crate::{toolzz, toolzz_with_input, write};
use toolzz_webhook::fixture::{self, Body, DOCUMENTED, Scrubber};

fn scrubbed(body: impl AsRef<[u8]>) -> Body {
    Body::scrubbed(body.as_ref()).unwrap()
}

#[test]
fn a_student_is_the_same_one_in_every_file() {
    write("ids.ndjson", "{\"user_id\":7}\n{\"user_id\":8}\n{\"user_id\":\"7\"}");
    let ended = toolzz_with_input(&["scrub", "ids.ndjson", "-"], b"{\"id\":8}\n{\"id\":9}");
    let out = "{\"user_id\":1}\n{\"user_id\":2}\n{\"user_id\":\"1\"}\n{\"id\":2}\n{\"id\":3}\n";
    assert_eq!(ended, (Some(0), out.into(), String::new()));
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
    let mut scrubber = Scrubber::default();
    let lines = [DOCUMENTED.as_bytes(), other.as_bytes()].map(|body| scrubber.scrub(body).unwrap());
    let out = format!("{}\n{}\n", lines[0], lines[1]);
    let err = "scrubbed.ndjson: invalid JSON: expected value (line 3, column 1)\n\
               scrubbed.html: invalid JSON: expected value (line 2, column 1)\n";
    assert_eq!(ended, (Some(1), out, err.into()));
}
