//! Decoding of bodies, with errors that name the field and the problem but contain nothing from the body.
//!
//! * [`NewEnrollment::from_slice`] for a URL that receives only this event;
//! * [`Incoming::from_slice`] for a URL that receives several;
//! * [`lines`] for a log of deliveries, one payload per line.
//!
//! [`wire`] lists what is accepted. A body is checked in this order: its encoding, its JSON, its slug, its fields;
//! the first problem is reported. So a truncated body is [`UnexpectedEnd`](DecodeErrorKind::UnexpectedEnd)
//! whatever its fields are, and one of another event is [`OtherEvent`](DecodeErrorKind::OtherEvent).
//!
//! # In a web service
//!
//! Respond 422 with the error as JSON: `path`, `kind`, `line`, `column` and `message`. With `?` and
//! `Box<dyn Error>` most frameworks respond 500. The [crate's documentation](crate#example) has a handler for axum;
//! with actix-web, `web::Bytes` works alike.
//!
//! A decode error serializes as an object, a [`Report`](crate::Report) as an array of violations. Limit the length of
//! a body: the documented payload has 407 bytes.
//!
//! [`Incoming`] implements `Deserialize`, so an extractor such as axum's `Json<Incoming>` works too. The framework
//! then chooses the response: axum responds 400 or 422 with the message as plain text. It rejects a body with a byte
//! order mark or without the header `Content-Type: application/json`.

mod error;
mod incoming;
mod lines;

use error::is_truncated;
pub use error::{DecodeError, DecodeErrorKind};
pub use incoming::{Incoming, OtherEvent};
pub use lines::{Lines, lines};

pub(crate) use lines::{Payloads, payloads};

use crate::wire::{self, Field, NUMBER_FIELD, ObjectOnly, Via, Writer};
use crate::{NewEnrollment, Slug, model::OwnSlug};
use alloc::{borrow::Cow, string::String};
use core::str::{self, FromStr};
use serde::{Deserialize, de::IgnoredAny};
use serde_path_to_error::Track;

impl NewEnrollment {
    /// Decodes the body of a delivery.
    ///
    /// Accepts the canonical form and the lenient forms that [`wire`](crate::wire) lists. A leading byte order
    /// mark and unknown fields are ignored.
    ///
    /// # Errors
    ///
    /// Fails unless the body is exactly one JSON object in UTF-8 with every required field, no documented field twice,
    /// values that the fields accept, and the slug of this event. Rejects `[]`, `{}`, `null`, `{} {}`,
    /// a truncated body, a doubly encoded body, UTF-16 and `"id": -1`.
    ///
    /// # Examples
    ///
    /// ```
    /// use toolzz_webhook::{NewEnrollment, fixture};
    ///
    /// let webhook = NewEnrollment::from_slice(fixture::DOCUMENTED.as_bytes())?;
    /// assert_eq!(webhook.data.course.name, "Course Name");
    ///
    /// let body = fixture::DOCUMENTED.replace(r#""actived":1"#, r#""actived":"yes""#);
    /// let error = NewEnrollment::from_slice(body.as_bytes()).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "data.enrollment.actived: expected 0 or 1, found another string (line 1, column 276)",
    /// );
    /// # Ok::<(), toolzz_webhook::DecodeError>(())
    /// ```
    pub fn from_slice(body: &[u8]) -> Result<Self, DecodeError> {
        utf8(body)?.parse()
    }

    /// Serializes the payload to canonical JSON: compact, its fields in the documented order.
    ///
    /// Writes the same bytes as `serde_json::to_string`, with one allocation if no string needs escapes.
    ///
    /// ```
    /// use toolzz_webhook::fixture;
    ///
    /// assert_eq!(fixture::documented().to_json(), fixture::DOCUMENTED);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut writer = Writer::with_capacity(Self::max_len(self));
        Self::write(self, &mut writer);
        writer.finish()
    }
}

impl FromStr for NewEnrollment {
    type Err = DecodeError;

    /// Decodes the body of a delivery.
    ///
    /// # Errors
    ///
    /// Those of [`from_slice`](Self::from_slice).
    fn from_str(body: &str) -> Result<Self, DecodeError> {
        match wire::decode::<Self>(without_byte_order_mark(body)) {
            Some(webhook) => Ok(webhook),
            None => decode_with_serde(body),
        }
    }
}

/// Decodes with serde a body that the fast path could not decode, for its value or its error.
#[cold]
fn decode_with_serde(body: &str) -> Result<NewEnrollment, DecodeError> {
    let body = without_number_field(body);
    let json = Json::check(&body)?;
    match json.deserialize::<Envelope<Slug>>() {
        Ok(Envelope { event: EnvelopeEvent { slug: Slug::Other(_) } }) => {
            json.decode::<Envelope<Via<OwnSlug>>>()?;
        }
        // Two slugs are an error, whatever they are.
        Err(error) if DecodeError::is_duplicate(&error) => {
            json.decode::<Envelope<Slug>>()?;
        }
        _ => {}
    }
    json.decode()
}

/// Renames the field by which serde_json identifies a number under `arbitrary_precision`, so that an object with that
/// field is an object. No model has the field.
fn without_number_field(body: &str) -> Cow<'_, str> {
    if body.contains(NUMBER_FIELD) {
        body.replace(NUMBER_FIELD, &NUMBER_FIELD.to_uppercase()).into()
    } else {
        body.into()
    }
}

/// The part of a body that identifies its event.
#[serde_with::serde_as]
#[derive(Deserialize)]
#[serde(bound(deserialize = "S: Deserialize<'de>"))]
struct Envelope<S> {
    #[serde_as(as = "wire::Object")]
    event: EnvelopeEvent<S>,
}

#[derive(Deserialize)]
struct EnvelopeEvent<S> {
    slug: S,
}

/// A body that is known to be JSON.
struct Json<'a> {
    json: &'a str,
    has_mark: bool,
}

impl<'a> Json<'a> {
    /// Rejects a body that is not JSON. Decoding alone could report an invalid value first, and hide that the body is
    /// truncated after it.
    fn check(body: &'a str) -> Result<Self, DecodeError> {
        let json = without_byte_order_mark(body);
        let json = Self { json, has_mark: json.len() < body.len() };
        let Err(error) = serde_json::from_str::<IgnoredAny>(json.json) else {
            return Ok(json);
        };
        Err(json.positioned(if is_truncated(json.json, &error) {
            DecodeError::unexpected_end(&error)
        } else {
            // A typed error at the same position is more precise.
            let position = |error: &serde_json::Error| (error.line(), error.column());
            let is_same = |typed: &serde_json::Error| !typed.is_data() && position(typed) == position(&error);
            let typed = json.deserialize::<NewEnrollment>().err().filter(is_same);
            DecodeError::syntax(&typed.unwrap_or(error))
        }))
    }

    fn deserialize<T: Deserialize<'a>>(&self) -> serde_json::Result<T> {
        T::deserialize(ObjectOnly::field(&mut serde_json::Deserializer::from_str(self.json)))
    }

    /// Decodes with the path of an error.
    fn decode<T: Deserialize<'a>>(&self) -> Result<T, DecodeError> {
        let mut track = Track::new();
        let mut json = serde_json::Deserializer::from_str(self.json);
        T::deserialize(ObjectOnly::field(serde_path_to_error::Deserializer::new(&mut json, &mut track)))
            .map_err(|error| self.positioned(DecodeError::at(&track.path(), &error)))
    }

    /// Counts the byte order mark, if there is one.
    fn positioned(&self, error: DecodeError) -> DecodeError {
        if self.has_mark { error.count_byte_order_mark() } else { error }
    }
}

/// Checks the encoding of the whole body at once, which is faster than checking each string.
pub(crate) fn utf8(body: &[u8]) -> Result<&str, DecodeError> {
    str::from_utf8(body).map_err(|error| DecodeError::not_utf8(body, &error))
}

pub(crate) fn without_byte_order_mark(body: &str) -> &str {
    body.strip_prefix('\u{feff}').unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use crate::{
        NewEnrollment,
        fixture::{self, Body},
        wire,
    };
    use alloc::string::{String, ToString};

    fn fast_path(body: &str) -> Option<NewEnrollment> {
        wire::decode::<NewEnrollment>(body)
    }

    fn serde(body: &str) -> Option<NewEnrollment> {
        serde_json::from_str(body).ok()
    }

    #[test]
    fn fast_path_accepts_canonical_php_escaped_and_pretty_printed_bodies() {
        let mut webhook = fixture::new_enrollment();
        webhook.data.user.name = "João 😀 a/b \"c\" \\ \u{8}\u{c}\n\r\t\u{1}\u{ffff}".into();
        webhook.data.course.name = String::new();
        for webhook in [fixture::documented(), fixture::new_enrollment(), webhook] {
            let body = Body::of(&webhook);
            let pretty = body.clone().pretty().to_string();
            let tabs = pretty.replace('\n', "\r\n\t");
            for body in [webhook.to_json(), body.php_escaped().to_string(), pretty, tabs] {
                assert_eq!(fast_path(&body).as_ref(), Some(&webhook), "{body}");
            }
        }
    }

    #[test]
    fn fast_path_accepts_every_form_that_serde_accepts() {
        for (from, to) in [
            ("{\"event\"", " {\"event\""),
            ("{\"event\"", "\t{ \"event\""),
            ("\"event\":", "\"event\" : "),
            ("\"event\":", "\"\\u0065vent\":"),
            ("{\"event\"", "{\"a\":1,\"event\""),
            ("{\"event\"", "{\"a\":{\"b\":[1,[]],\"a\":null},\"a\":-1.5e+3 , \"event\""),
            ("{\"event\"", "{\"\":true,\"\\u00e9\":\"\\ud800\",\"event\""),
            ("}}}", "}}}\n"),
            ("}}}", "} } \r\n}"),
            ("}}}", "},\"a\":1}}"),
            ("}}}", ",\"\\\"\":1}}}"),
            (r#""id":11,"#, r#""id":0,"#),
            (r#""id":11,"#, r#""id":"11","#),
            (r#""id":11,"#, r#""id": 11 ,"#),
            (r#""id":11,"#, r#""id":11.0,"#),
            (r#""id":11,"#, r#""id":1.1e1,"#),
            (r#""id":11,"#, r#""id":11E0,"#),
            (r#""id":11,"#, r#""id":110e-1,"#),
            (r#""id":11,"#, r#""id":1e-400,"#),
            (r#""id":11,"#, r#""id":18446744073709551615,"#),
            (r#""id":11,"#, r#""id":"18446744073709551615","#),
            (r#""id":11,"date_expire":null,"#, r#""date_expire":null,"id":11,"#),
            (r#""actived":1"#, r#""actived":0"#),
            (r#""actived":1"#, r#""actived":true"#),
            (r#""actived":1"#, r#""actived":"false""#),
            (r#""actived":1"#, r#""actived":1.0"#),
            (r#""status":1"#, r#""status":-7"#),
            (r#""status":1"#, r#""status":-9223372036854775808"#),
            (r#""status":1"#, r#""status":9223372036854775807"#),
            (r#""status":1"#, r#""status":-2.0"#),
            ("2023-07-03 ", "2023-07-03T"),
            ("2023-07-03 ", "2023-07-03\\u0020"),
            ("12:53:41", "12:53:41.123"),
            ("null,\"course_id", "\"2024-02-29\",\"course_id"),
            ("null,\"course_id", "\"2024-02-29T00:00:00\",\"course_id"),
            ("null,\"course_id", "\"\",\"course_id"),
            ("null,\"course_id", "\"0000-00-00\",\"course_id"),
            ("\"date_expire\":null,", ""),
            ("activities.course", "activities\\u002ecourse"),
            ("Student", "Stu\\u00e9dent"),
            ("Student", "\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t"),
            ("\"Student\"", "\"\""),
            ("\"Student\"", "null"),
            ("\"Student\"", "7"),
            ("\"Student\"", "-7"),
            ("\"Student\"", "18446744073709551615"),
            ("\"123.456.789-99\"", "12345678"),
            (r#""uuid":null"#, r#""uuid":"a""#),
            (r#""uuid":null"#, r#""uuid":"""#),
            (r#","uuid":null"#, ""),
        ] {
            let body = fixture::DOCUMENTED.replacen(from, to, 1);
            assert_ne!(body, fixture::DOCUMENTED, "{from}");
            let decoded = fast_path(&body);
            assert!(decoded.is_some(), "{to}");
            assert_eq!(decoded, serde(&body), "{to}");
        }
    }

    #[test]
    fn fast_path_falls_back_on_what_serde_rejects() {
        for (from, to) in [
            ("{\"event\"", ",{\"event\""),
            ("{\"event\"", "\u{c}{\"event\""),
            ("{\"event\"", "{,\"event\""),
            ("{\"event\":", "{\"event\""),
            ("{\"event\":", "{event:"),
            ("{\"event\":", "{\"ev\tent\":1,\"event\":"),
            ("{\"event\":", "{\"\\ud800\":1,\"event\":"),
            ("{\"event\":", "{\"\\x\":1,\"event\":"),
            ("{\"event\":", "{\"a\":01,\"event\":"),
            ("{\"event\":", "{\"a\":\"\\x\",\"event\":"),
            ("{\"event\":", "{\"a\":[1,],\"event\":"),
            ("{\"event\":", "{\"a\":nul,\"event\":"),
            ("{\"event\":", "{\"a\":1 2,\"event\":"),
            ("\"slug\"", ",\"slug\""),
            (",\"slug\"", ", ,\"slug\""),
            (",\"slug\"", "\"slug\""),
            ("}}}", "}}"),
            ("}}}", "}}}}"),
            ("}}}", ",}}}"),
            ("}}}", "}}}x"),
            (r#""id":11,"#, r#""id":011,"#),
            (r#""id":11,"#, r#""id":00,"#),
            (r#""id":11,"#, r#""id":-11,"#),
            (r#""id":11,"#, r#""id":-0,"#),
            (r#""id":11,"#, r#""id":+11,"#),
            (r#""id":11,"#, r#""id":,"#),
            (r#""id":11,"#, r#""id":11.,"#),
            (r#""id":11,"#, r#""id":.5,"#),
            (r#""id":11,"#, r#""id":11e,"#),
            (r#""id":11,"#, r#""id":11e+,"#),
            (r#""id":11,"#, r#""id":11.5,"#),
            (r#""id":11,"#, r#""id":1e400,"#),
            (r#""id":11,"#, r#""id":11x,"#),
            (r#""id":11,"#, r#""id":11,"id":11,"#),
            (r#""id":11,"#, r#""id":[],"#),
            (r#""id":11,"#, r#""id":{},"#),
            (r#""id":11,"#, r#""id":null,"#),
            (r#""id":11,"#, ""),
            (r#""id":11,"#, r#""id":18446744073709551616,"#),
            (r#""id":11,"#, r#""id":99999999999999999999999,"#),
            (r#""actived":1"#, r#""actived":10"#),
            (r#""actived":1"#, r#""actived":2"#),
            (r#""actived":1"#, r#""actived":True"#),
            (r#""status":1"#, r#""status":-9223372036854775809"#),
            (r#""status":1"#, r#""status":--1"#),
            (r#""status":1"#, r#""status":-"#),
            ("activities.course.enrollment", "activities.course.completed"),
            ("12:53:41", "24:53:41"),
            ("12:53:41", "12:53:41Z"),
            ("2023-07-03", "2023-02-30"),
            ("null,\"course_id", "\"2024-02-30\",\"course_id"),
            ("null,\"course_id", "5,\"course_id"),
            ("Student", "Stu\tdent"),
            ("Student", "Stu\u{0}dent\u{1f}"),
            ("Student", "Stu\\\tdent"),
            ("Student", "Stu\\xdent"),
            ("Student", "Stu\\édent"),
            ("Student", "Stu\\u00gg"),
            ("Student", "Stu\\u+123"),
            ("Student", "Stu\\u12"),
            ("Student", "Stu\\u12é"),
            ("Student", "Stu\\ud800"),
            ("Student", "Stu\\udc00\\ud800"),
            ("Student", "Stu\\ud800\\u0041"),
            ("Student", "Stu\\ud800x"),
            ("Student", "Stu\\ud800\\n"),
            ("\"Student\"", "true"),
            ("\"Student\"", "1.5"),
            ("\"Student\"", "'Student'"),
            (r#""uuid":null"#, r#""uuid":nul"#),
            (r#""uuid":null"#, r#""uuid":true"#),
        ] {
            let body = fixture::DOCUMENTED.replacen(from, to, 1);
            assert_ne!(body, fixture::DOCUMENTED, "{from}");
            assert_eq!(fast_path(&body), None, "{to}");
            assert_eq!(serde(&body), None, "{to}");
        }
        for end in 0..fixture::DOCUMENTED.len() {
            assert_eq!(fixture::DOCUMENTED.get(..end).and_then(fast_path), None);
        }
    }
}
