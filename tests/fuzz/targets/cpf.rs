//! A string is parsed as a CPF only if it is the CPF's digits or its `Display`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use toolzz_webhook::Cpf;

fuzz_target!(|string: &str| {
    if let Ok(cpf) = string.parse::<Cpf>() {
        assert_eq!(cpf.to_string().parse(), Ok(cpf));
        assert_eq!(cpf.digits().parse(), Ok(cpf));
        assert!(string == cpf.to_string() || string == cpf.digits());
        assert!(!format!("{cpf:?}").contains(cpf.digits()));
    }
});
