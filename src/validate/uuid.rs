/// The length of 8, 4, 4, 4 and 12 digits, joined by hyphens (RFC 9562, section 4).
const UUID_LEN: usize = 36;

/// Returns whether a string is a hyphenated UUID, in lowercase or uppercase.
pub(super) fn is_uuid(string: &str) -> bool {
    string.len() == UUID_LEN
        && string.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
