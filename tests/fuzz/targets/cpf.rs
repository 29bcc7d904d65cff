//! A text is a CPF or not; what is one keeps its digits.

#![no_main]

use libfuzzer_sys::fuzz_target;
use toolzz_webhook::Cpf;

fuzz_target!(|text: &str| {
    if let Ok(cpf) = text.parse::<Cpf>() {
        assert_eq!(cpf.to_string().parse(), Ok(cpf));
        assert_eq!(cpf.digits().parse(), Ok(cpf));
        assert!(text == cpf.to_string() || text == cpf.digits());
        assert!(!format!("{cpf:?}").contains(cpf.digits()));
    }
});
