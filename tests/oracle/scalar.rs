//! The design's table of what each field accepts.

use super::{
    calendar::{self, NO_SUCH_DATE, OTHER_FORM},
    json::Value,
    rules,
    table::{Form, Leaf},
};
use toolzz_webhook::audit::DeviationKind;

/// 2^53, below which an integral `f64` is the nearest of no other integer.
const INEXACT: f64 = 9_007_199_254_740_992.0;

/// 10^14: PHP prints a float with 14 digits, so that a larger integer may have lost some.
const ROUNDED: f64 = 1e14;

/// The digits of a CPF.
const CPF_DIGITS: usize = 11;

pub const LONE_SURROGATE: &str = "a lone surrogate";
const OUT_OF_RANGE: &str = "a number out of range";
pub const FLOAT_TOO_LARGE: &str = "a float of 10^14 or more";
const TOO_LARGE: &str = "a number too large to be exact";
const NEGATIVE_ZERO: &str = "negative zero";
const NEGATIVE_INTEGER: &str = "a negative integer";
pub const NON_INTEGER: &str = "a non-integer number";

/// A value and its deviation, or what was found instead of what the field accepts.
type Decoded<T> = Result<(T, Option<DeviationKind>), &'static str>;

/// Returns what a field accepts, in the words of a message.
pub fn expected(form: Form) -> &'static str {
    match form {
        Form::Object(_) => "an object",
        Form::Slug => "a string",
        Form::Identifier => "an integer from 0 to 18446744073709551615",
        Form::Flag => "0 or 1",
        Form::Code => "an integer",
        Form::DateTime => "yyyy-MM-dd HH:mm:ss",
        Form::Date => "yyyy-MM-dd or null",
        Form::String | Form::Cpf => "a string",
        Form::OptionalString => "a string or null",
    }
}

/// Returns what a value is where its type is not accepted, in the words of a message.
pub fn found(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
        Value::Number(spelled) => match number(spelled) {
            Err(found) => found,
            Ok(Number::Integer(..0)) => NEGATIVE_INTEGER,
            Ok(Number::Integer(_)) => "an integer",
            Ok(Number::Float(float)) => match exact(float) {
                Err(found) => found,
                Ok(_) if float.fract() != 0.0 => NON_INTEGER,
                Ok(_) => "a number with a decimal point or an exponent",
            },
        },
    }
}

/// Decodes the value of a field that is not an object.
pub fn decode(form: Form, value: &Value<'_>) -> Decoded<Leaf> {
    match form {
        Form::Object(_) => Err(found(value)),
        Form::Slug => Ok((Leaf::String(unescaped(value)?.to_owned()), None)),
        Form::Identifier => match integer(value)? {
            (number @ 0.., kind) => Ok((Leaf::Identifier(number.try_into().map_err(|_| OUT_OF_RANGE)?), kind)),
            (_, Some(DeviationKind::StringForNumber)) => Err(OTHER_FORM),
            _ => Err(NEGATIVE_INTEGER),
        },
        Form::Flag => flag(value),
        Form::Code => {
            let (number, kind) = code(value)?;
            Ok((Leaf::Code(number.try_into().map_err(|_| OUT_OF_RANGE)?), kind))
        }
        Form::DateTime => date_time(unescaped(value)?),
        Form::Date => date(value),
        Form::String => {
            let (string, kind) = string(value)?;
            Ok((Leaf::String(string), kind))
        }
        Form::Cpf => cpf(value),
        Form::OptionalString => {
            let null = |kind| Ok((Leaf::OptionalString(None), kind));
            match value {
                Value::Null => null(None),
                Value::Bool(false) => null(Some(DeviationKind::BooleanForNull)),
                Value::String(Some(string)) if string.is_empty() => null(Some(DeviationKind::StringForNull)),
                _ => string(value).map(|(string, kind)| (Leaf::OptionalString(Some(string)), kind)),
            }
        }
    }
}

/// The content of a string.
pub fn unescaped<'v>(value: &'v Value<'_>) -> Result<&'v str, &'static str> {
    match value {
        Value::String(string) => string.as_deref().ok_or(LONE_SURROGATE),
        other => Err(found(other)),
    }
}

/// A JSON number: an integer that 64 bits hold, or the nearest `f64`.
enum Number {
    Integer(i128),
    Float(f64),
}

fn number(spelled: &str) -> Result<Number, &'static str> {
    let is_integer = spelled != "-0" && !spelled.contains(['.', 'e', 'E']);
    match spelled.parse() {
        Ok(integer) if is_integer && (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&integer) => {
            Ok(Number::Integer(integer))
        }
        _ => spelled.parse().ok().filter(|float: &f64| float.is_finite()).map(Number::Float).ok_or(OUT_OF_RANGE),
    }
}

/// Rejects a float that may stand for another number, or whose sign would be lost.
fn exact(float: f64) -> Result<f64, &'static str> {
    match float {
        _ if float.abs() >= INEXACT => Err(TOO_LARGE),
        0.0 if float.is_sign_negative() => Err(NEGATIVE_ZERO),
        _ => Ok(float),
    }
}

/// An integer, from a number or from a string of its digits. Of one that 128 bits do not hold, only the sign counts.
fn integer(value: &Value<'_>) -> Decoded<i128> {
    match value {
        Value::Number(spelled) => match number(spelled)? {
            Number::Integer(integer) => Ok((integer, None)),
            // Whatever its sign, and whether or not it is an integer.
            Number::Float(float) if float.abs() >= ROUNDED => Err(FLOAT_TOO_LARGE),
            Number::Float(float) if exact(float)?.fract() == 0.0 => {
                Ok((float as i128, Some(DeviationKind::NumberForm)))
            }
            Number::Float(_) => Err(NON_INTEGER),
        },
        _ => {
            let string = unescaped(value)?;
            let digits = string.strip_prefix('-').unwrap_or(string);
            let padded = string == "-0" || digits.len() > 1 && digits.starts_with('0');
            if padded || !are_digits(digits) {
                return Err(OTHER_FORM);
            }
            let beyond = if string.starts_with('-') { i128::MIN } else { i128::MAX };
            Ok((string.parse().unwrap_or(beyond), Some(DeviationKind::StringForNumber)))
        }
    }
}

fn are_digits(string: &str) -> bool {
    !string.is_empty() && string.bytes().all(|byte| byte.is_ascii_digit())
}

/// An integer, or a boolean as 0 or 1.
fn code(value: &Value<'_>) -> Decoded<i128> {
    match value {
        Value::Bool(flag) => Ok((i128::from(*flag), Some(DeviationKind::BooleanForNumber))),
        Value::String(Some(string)) if string == "true" => Ok((1, Some(DeviationKind::StringForNumber))),
        Value::String(Some(string)) if string == "false" => Ok((0, Some(DeviationKind::StringForNumber))),
        _ => integer(value),
    }
}

fn flag(value: &Value<'_>) -> Decoded<Leaf> {
    match (code(value), value) {
        (Ok((number @ (0 | 1), kind)), _) => Ok((Leaf::Flag(number == 1), kind)),
        (Err(OUT_OF_RANGE), _) => Err(OUT_OF_RANGE),
        (_, Value::Number(_)) => Err("another number"),
        (_, Value::String(Some(_))) => Err("another string"),
        (Err(found), _) => Err(found),
        (Ok(_), _) => unreachable!("a boolean is 0 or 1"),
    }
}

/// A string, a number as serde_json writes it, or null as an empty string.
fn string(value: &Value<'_>) -> Decoded<String> {
    match value {
        Value::Null => Ok((String::new(), Some(DeviationKind::NullForString))),
        Value::Number(spelled) => {
            let string = match number(spelled)? {
                Number::Integer(integer) => integer.to_string(),
                Number::Float(float) => serde_json::to_string(&exact(float)?).expect("the JSON of a number"),
            };
            Ok((string, Some(DeviationKind::NumberForString)))
        }
        _ => Ok((unescaped(value)?.to_owned(), None)),
    }
}

/// A string, or up to eleven digits with the zeros before them that a number has lost.
fn cpf(value: &Value<'_>) -> Decoded<Leaf> {
    let (mut string, mut kind) = string(value)?;
    let is_number = matches!(value, Value::Number(_));
    let digits = if is_number { string.strip_suffix(".0").unwrap_or(&string) } else { &string };
    if are_digits(digits) && digits.len() <= CPF_DIGITS {
        let padded = format!("{digits:0>CPF_DIGITS$}");
        // The digits of a string may be mistyped.
        if is_number || rules::has_valid_check_digits(&padded) {
            if digits.len() < CPF_DIGITS {
                kind = Some(DeviationKind::Padded);
            }
            string = padded;
        }
    }
    Ok((Leaf::String(string), kind))
}

fn date_time(string: &str) -> Decoded<Leaf> {
    let (date, rest) = calendar::date(string)?;
    let date = date.ok_or(NO_SUCH_DATE)?;
    let (time, rest) = calendar::time(rest)?;
    let is_canonical = string.len() == "yyyy-MM-dd HH:mm:ss".len() && string.contains(' ');
    let has_zone = calendar::has_zone(rest)?;
    let kind = if has_zone { DeviationKind::DateWithZone } else { DeviationKind::DateForm };
    Ok((Leaf::DateTime(date, time), (!is_canonical || has_zone).then_some(kind)))
}

fn date(value: &Value<'_>) -> Decoded<Leaf> {
    if *value == Value::Null {
        return Ok((Leaf::Date(None), None));
    }
    let string = unescaped(value)?;
    if string.is_empty() {
        return Ok((Leaf::Date(None), Some(DeviationKind::StringForNull)));
    }
    let (date, rest) = calendar::date(string)?;
    let mut kind = None;
    if !rest.is_empty() {
        let zone = calendar::has_zone(calendar::time(rest)?.1)?;
        kind = Some(if zone { DeviationKind::DateWithZone } else { DeviationKind::DateForm });
    }
    if date.is_none() {
        kind = Some(DeviationKind::StringForNull);
    }
    Ok((Leaf::Date(date), kind))
}
