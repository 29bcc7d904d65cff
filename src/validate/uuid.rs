/// How many hexadecimal digits each group of a UUID has (RFC 9562, section 4).
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

/// Whether a text is a UUID in its usual form, in small or capital letters.
pub(super) fn is_uuid(text: &str) -> bool {
    text.split('-').map(str::len).eq(GROUPS) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
