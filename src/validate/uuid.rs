/// Returns whether a string is a hyphenated UUID, in lowercase or uppercase (RFC 9562, section 4).
pub(super) fn is_uuid(string: &str) -> bool {
    let Ok(bytes) = <&[u8; 36]>::try_from(string.as_bytes()) else {
        return false;
    };
    // A sum over all bytes vectorizes, unlike a search that ends at the first mismatch.
    let digits: u8 = bytes.iter().map(|byte| u8::from(byte.is_ascii_hexdigit())).sum();
    digits == 32 && [bytes[8], bytes[13], bytes[18], bytes[23]] == [b'-'; 4]
}
