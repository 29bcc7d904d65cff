/// Bytes of a UUID: groups of 8, 4, 4, 4 and 12 digits with a hyphen between them (RFC 9562, section 4).
const LENGTH: usize = 36;

/// Whether a text is a UUID in its usual form, in small or capital letters.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == LENGTH
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
