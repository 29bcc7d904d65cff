use alloc::string::String;

/// Removes the whitespace between the tokens of JSON.
pub fn minified(json: &str) -> String {
    let (mut in_string, mut after_backslash) = (false, false);
    let is_token = |char: &char| {
        let is_token = in_string || !matches!(char, ' ' | '\t' | '\n' | '\r');
        in_string ^= *char == '"' && !after_backslash;
        after_backslash = *char == '\\' && !after_backslash;
        is_token
    };
    json.chars().filter(is_token).collect()
}
