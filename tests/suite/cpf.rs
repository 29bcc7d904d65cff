//! CPFs: which strings are valid, and how a CPF is printed.

use std::collections::BTreeSet;
use toolzz_webhook::{Cpf, ParseCpfError};

const VALID: [(&str, &str); 10] = [
    ("123.456.789-09", "the documented digits with valid check digits"),
    ("529.982.247-25", "a widely published test number"),
    ("52998224725", "the same without punctuation"),
    ("000.000.001-91", "leading zeros"),
    ("100.000.000-19", "the heaviest weight alone"),
    ("010.000.000-28", "the second weight alone"),
    ("000.000.006-04", "a first remainder of ten counts as zero"),
    ("000.000.018-30", "a second remainder of ten counts as zero"),
    ("000.000.281-00", "both remainders ten"),
    ("987.654.321-00", "both check digits zero"),
];

const INVALID_CHECK_DIGITS: [(&str, &str); 8] = [
    ("123.456.789-99", "the documented example"),
    ("123.456.789-19", "the first check digit is invalid"),
    ("123.456.789-08", "the second check digit is invalid"),
    ("123.456.789-90", "the check digits swapped"),
    ("213.456.789-09", "two digits swapped"),
    ("12345678900", "invalid without punctuation"),
    ("529.982.247-26", "one more"),
    ("529.982.247-35", "ten more"),
];

const OTHER_FORMS: [(&str, &str); 15] = [
    ("", "empty"),
    ("1", "one digit"),
    ("5299822472", "ten digits"),
    ("529982247250", "twelve digits"),
    (" 52998224725", "a leading space"),
    ("52998224725 ", "a trailing space"),
    ("529.982.247 25", "a space for the hyphen"),
    ("529.982.24725", "no hyphen"),
    ("529982247-25", "no dots"),
    ("529,982,247-25", "commas for dots"),
    ("529.982.247–25", "a dash for the hyphen"),
    ("529.982.247-2a", "a letter"),
    ("٥٢٩٩٨٢٢٤٧٢٥", "digits of another script"),
    ("５２９.９８２.２４７-２５", "full-width digits"),
    ("529.982.247-25\0", "a control character"),
];

#[test]
fn valid_cpfs_are_parsed_and_printed() {
    for (string, reason) in VALID {
        let cpf: Cpf = string.parse().unwrap_or_else(|error| panic!("{string}, {reason}: {error}"));
        let digits: String = string.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(cpf.digits(), digits, "{reason}");
        let printed = cpf.to_string();
        assert_eq!(printed, format!("{}.{}.{}-{}", &digits[..3], &digits[3..6], &digits[6..9], &digits[9..]));
        assert_eq!(printed.parse(), Ok(cpf));
        assert_eq!(cpf.digits().parse(), Ok(cpf));
        assert_eq!(cpf.masked(), format!("***.{}.{}-**", &digits[3..6], &digits[6..9]));
        assert_eq!(format!("{cpf:?} {cpf:#?}"), "Cpf([REDACTED]) Cpf([REDACTED])");
    }
}

#[test]
fn invalid_check_digits_are_rejected() {
    for (string, reason) in INVALID_CHECK_DIGITS {
        assert_eq!(string.parse::<Cpf>(), Err(ParseCpfError::CheckDigits), "{string}: {reason}");
    }
    // Valid modulo 11, and not in use.
    for same in ('0'..='9').map(|digit| digit.to_string().repeat(11)) {
        assert_eq!(same.parse::<Cpf>(), Err(ParseCpfError::CheckDigits), "{same}");
    }
}

#[test]
fn other_forms_are_rejected() {
    for (string, reason) in OTHER_FORMS {
        assert_eq!(string.parse::<Cpf>(), Err(ParseCpfError::Syntax), "{string:?}: {reason}");
    }
}

#[test]
fn nine_digits_have_exactly_one_pair_of_check_digits() {
    for nine in ["123456789", "000000028", "987654321", "100000000"] {
        let valid = (0..100).filter(|check| format!("{nine}{check:02}").parse::<Cpf>().is_ok());
        assert_eq!(valid.count(), 1, "{nine}");
    }
}

#[test]
fn errors_distinguish_form_and_check_digits_without_the_digits() {
    assert_eq!(
        ParseCpfError::Syntax.to_string(),
        "expected a CPF, ddd.ddd.ddd-dd or eleven digits, found a string in another form",
    );
    assert_eq!(
        ParseCpfError::CheckDigits.to_string(),
        "expected a CPF, ddd.ddd.ddd-dd or eleven digits, found invalid check digits"
    );
    let boxed: Box<dyn std::error::Error> = "52998224726".parse::<Cpf>().unwrap_err().into();
    assert!(!format!("{boxed} {boxed:?}").contains("529"));
}

#[test]
fn cpfs_sort_by_their_digits() {
    let cpf = |string: &str| string.parse::<Cpf>().unwrap();
    let sorted: BTreeSet<Cpf> = [cpf("529.982.247-25"), cpf("000.000.001-91"), cpf("52998224725")].into();
    assert_eq!(sorted.into_iter().map(|cpf| cpf.to_string()).collect::<Vec<_>>(), ["000.000.001-91", "529.982.247-25"]);
}

#[test]
fn cpfs_serialize_as_their_display() {
    let cpf: Cpf = "00000000191".parse().unwrap();
    assert_eq!(
        (String::from(cpf), serde_json::to_string(&cpf).unwrap()),
        ("000.000.001-91".into(), "\"000.000.001-91\"".into())
    );
    for json in ["\"000.000.001-91\"", "\"00000000191\"", "\"191\"", "191", "191.0"] {
        assert_eq!(serde_json::from_str::<Cpf>(json).unwrap(), cpf, "{json}");
    }
    assert_eq!(postcard::from_bytes::<Cpf>(&postcard::to_allocvec(&cpf).unwrap()), Ok(cpf));
    assert_eq!("191".parse::<Cpf>(), Err(ParseCpfError::Syntax), "only deserializing pads");
}
