//! The design's table of validation rules.

use super::table::{EVENT_NAME, Leaf, Leaves, SLUG, leaf};
use toolzz_webhook::{Rule, Severity};

/// A violated rule and the field's path.
pub type Violation = (&'static str, Rule);

/// Returns the violations of a payload, in payload order.
pub fn violations(leaves: &Leaves) -> Vec<Violation> {
    let sent = match leaf(leaves, "event.send_at") {
        Leaf::DateTime(date, _) => *date,
        _ => unreachable!("send_at is a date and time"),
    };
    let mut violations = Vec::new();
    for (path, value) in leaves {
        let mut check = |passes: bool, rule: Rule| {
            if !passes {
                violations.push((*path, rule));
            }
            passes
        };
        match value {
            Leaf::Identifier(id) => {
                check(*id > 0, Rule::ZeroId);
                if *path == "data.enrollment.course_id" {
                    let course = leaf(leaves, "data.course.id");
                    let has_zero = [value, course].contains(&&Leaf::Identifier(0));
                    check(has_zero || value == course, Rule::CourseMismatch);
                }
            }
            Leaf::DateTime((year, ..), _) => {
                check(fits_wire(*year), Rule::YearRange);
            }
            Leaf::Date(date) => {
                check(date.is_none_or(|(year, ..)| fits_wire(year)), Rule::YearRange);
                check(date.is_none_or(|date| date >= sent), Rule::ExpiredWhenSent);
            }
            Leaf::Code(status) => {
                let known = check(matches!(status, 0 | 1), Rule::UnknownStatus);
                let agrees = *leaf(leaves, "data.enrollment.actived") == Leaf::Flag(*status == 1);
                check(!known || agrees, Rule::ActivationMismatch);
            }
            Leaf::String(string) => match *path {
                "event.slug" => {
                    check(string == SLUG, Rule::SlugMismatch);
                }
                "data.user.cpf" => {
                    let _ = check(!is_blank(string), Rule::MissingCpf)
                        && check(cpf_digits(string).is_some(), Rule::CpfSyntax)
                        && check(has_valid_check_digits(string), Rule::CpfCheckDigits);
                }
                "event.name" => {
                    check(string == EVENT_NAME, Rule::NameMismatch);
                }
                "data.user.email" => {
                    check(is_email(string), Rule::EmailSyntax);
                }
                _ => {
                    check(!is_blank(string), Rule::Blank);
                }
            },
            Leaf::OptionalString(Some(string)) if *path == "data.user.uuid" => {
                check(is_uuid(string), Rule::UuidSyntax);
            }
            Leaf::OptionalString(_) | Leaf::Flag(_) => {}
        }
    }
    violations
}

pub fn severity(rule: Rule) -> Severity {
    match rule {
        Rule::SlugMismatch | Rule::YearRange | Rule::ZeroId | Rule::EmailSyntax => Severity::Error,
        _ => Severity::Warning,
    }
}

fn fits_wire(year: i32) -> bool {
    (0..=9999).contains(&year)
}

/// Returns whether a string has only characters of Unicode's property `White_Space`.
fn is_blank(string: &str) -> bool {
    string.chars().all(|character| {
        matches!(
            u32::from(character),
            0x09..=0x0d | 0x20 | 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000
        )
    })
}

/// The WHATWG's definition: a local part of `atext` and dots, an `@`, and labels of 1 to 63 letters, digits and inner
/// hyphens, separated by dots.
fn is_email(string: &str) -> bool {
    let is_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    match string.split_once('@') {
        Some((local, host)) => !local.is_empty() && local.bytes().all(is_local) && host.split('.').all(is_label),
        None => false,
    }
}

/// Returns whether the groups have 8, 4, 4, 4 and 12 hexadecimal digits.
fn is_uuid(string: &str) -> bool {
    let groups: Vec<_> = string.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the digits of a CPF that is `ddd.ddd.ddd-dd` or eleven digits.
fn cpf_digits(string: &str) -> Option<Vec<u32>> {
    let pattern = if string.len() == 14 { "ddd.ddd.ddd-dd" } else { "ddddddddddd" };
    let fits = |(byte, pattern): (u8, u8)| if pattern == b'd' { byte.is_ascii_digit() } else { byte == pattern };
    if string.len() != pattern.len() || !string.bytes().zip(pattern.bytes()).all(fits) {
        return None;
    }
    Some(string.chars().filter_map(|character| character.to_digit(10)).collect())
}

/// Returns whether a string is a CPF whose two check digits are valid and whose digits are not all the same.
pub fn has_valid_check_digits(string: &str) -> bool {
    cpf_digits(string).is_some_and(|digits| {
        let has_two_digits = digits.iter().any(|digit| *digit != digits[0]);
        has_two_digits && digits[9] == check_digit(&digits[..9]) && digits[10] == check_digit(&digits[..10])
    })
}

/// Computes the check digit after the digits, modulo 11: the weights decrease to 2 at the last digit.
pub fn check_digit(digits: &[u32]) -> u32 {
    let sum: u32 = digits.iter().rev().zip(2..).map(|(digit, weight)| digit * weight).sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}
