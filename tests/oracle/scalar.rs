//! The design's table of what each field accepts.

use super::{
    calendar,
    json::Value,
    table::{Form, Leaf},
};
use toolzz_webhook::audit::DeviationKind;

/// 2^53, up to which every integer is an `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The eleven digits of a CPF.
const CPF_DIGITS: usize = 11;

type Accepted = Option<(Leaf, Option<DeviationKind>)>;

/// Decodes the value of a field. Returns `None` if the field rejects it.
pub fn decode(form: Form, value: &Value<'_>) -> Accepted {
    match form {
        Form::Object(_) => None,
        Form::Identifier => {
            let (number, kind) = integer(value)?;
            Some((Leaf::Identifier(u64::try_from(number).ok()?), kind))
        }
        Form::Flag => {
            let (number, kind) = code(value)?;
            matches!(number, 0 | 1).then_some((Leaf::Flag(number == 1), kind))
        }
        Form::Code => {
            let (number, kind) = code(value)?;
            Some((Leaf::Code(i64::try_from(number).ok()?), kind))
        }
        Form::Slug => match value {
            Value::String(string) => Some((Leaf::String(string.as_deref()?.to_owned()), None)),
            _ => None,
        },
        Form::DateTime => date_time(value),
        Form::Date => date(value),
        Form::String => {
            let (string, kind) = string(value, 0)?;
            Some((Leaf::String(string.unwrap_or_default()), kind))
        }
        Form::Cpf => {
            let (string, kind) = string(value, CPF_DIGITS)?;
            Some((Leaf::String(string.unwrap_or_default()), kind))
        }
        Form::OptionalString => Some(match string(value, 0)? {
            (None, _) => (Leaf::OptionalString(None), None),
            (Some(string), _) if string.is_empty() => (Leaf::OptionalString(None), Some(DeviationKind::StringForNull)),
            (string, kind) => (Leaf::OptionalString(string), kind),
        }),
    }
}

/// A JSON number: an integer that 64 bits hold, or the nearest `f64`.
enum Number {
    Integer(i128),
    Float(f64),
}

fn number(spelled: &str) -> Option<Number> {
    let is_integer = spelled != "-0" && !spelled.contains(['.', 'e', 'E']);
    match spelled.parse() {
        Ok(integer) if is_integer && (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&integer) => {
            Some(Number::Integer(integer))
        }
        _ => Some(Number::Float(spelled.parse().ok()?)),
    }
}

/// An integer, from a number or from a string of its digits.
fn integer(value: &Value<'_>) -> Option<(i128, Option<DeviationKind>)> {
    match value {
        Value::Number(spelled) => match number(spelled)? {
            Number::Integer(integer) => Some((integer, None)),
            // Exact, since the number has no fraction and is small enough.
            Number::Float(float) if float.fract() == 0.0 && float.abs() <= EXACT && !is_negative_zero(float) => {
                Some((float as i128, Some(DeviationKind::NumberForm)))
            }
            Number::Float(_) => None,
        },
        Value::String(string) => {
            let string = string.as_deref()?;
            let digits = string.strip_prefix('-').unwrap_or(string);
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let padded = string == "-0" || digits.len() > 1 && digits.starts_with('0');
            if !plain || padded {
                return None;
            }
            Some((string.parse().ok()?, Some(DeviationKind::StringForNumber)))
        }
        _ => None,
    }
}

fn is_negative_zero(float: f64) -> bool {
    float == 0.0 && float.is_sign_negative()
}

/// An integer, or a boolean as 0 or 1.
fn code(value: &Value<'_>) -> Option<(i128, Option<DeviationKind>)> {
    match value {
        Value::Bool(flag) => Some((i128::from(*flag), Some(DeviationKind::BooleanForNumber))),
        Value::String(Some(string)) if string == "true" => Some((1, Some(DeviationKind::StringForNumber))),
        Value::String(Some(string)) if string == "false" => Some((0, Some(DeviationKind::StringForNumber))),
        _ => integer(value),
    }
}

/// A string, or an integer padded to so many digits, or null as `None`.
fn string(value: &Value<'_>, digits: usize) -> Option<(Option<String>, Option<DeviationKind>)> {
    match value {
        Value::Null => Some((None, Some(DeviationKind::NullForString))),
        Value::String(string) => Some((Some(string.as_deref()?.to_owned()), None)),
        Value::Number(spelled) => match number(spelled)? {
            Number::Integer(integer) => {
                // A negative number is not padded.
                let string = if integer < 0 { integer.to_string() } else { format!("{integer:0digits$}") };
                Some((Some(string), Some(DeviationKind::NumberForString)))
            }
            Number::Float(_) => None,
        },
        _ => None,
    }
}

fn date_time(value: &Value<'_>) -> Accepted {
    let Value::String(string) = value else { return None };
    let string = string.as_deref()?;
    let (date, time) = calendar::split(string);
    let canonical = string.len() == "yyyy-MM-dd HH:mm:ss".len() && string.contains(' ');
    let leaf = Leaf::DateTime(calendar::date(date)?, calendar::time(time?)?);
    Some((leaf, (!canonical).then_some(DeviationKind::DateForm)))
}

fn date(value: &Value<'_>) -> Accepted {
    let string = match value {
        Value::Null => return Some((Leaf::Date(None), None)),
        Value::String(string) => string.as_deref()?,
        _ => return None,
    };
    if string.is_empty() {
        return Some((Leaf::Date(None), Some(DeviationKind::StringForNull)));
    }
    let (date, time) = calendar::split(string);
    if time.is_some_and(|time| calendar::time(time).is_none()) {
        return None;
    }
    if date == "0000-00-00" {
        return Some((Leaf::Date(None), Some(DeviationKind::StringForNull)));
    }
    Some((Leaf::Date(Some(calendar::date(date)?)), time.map(|_| DeviationKind::DateForm)))
}
