/// The most bytes of a label of a host name (RFC 1034, section 3.1).
const MAX_LABEL_LEN: usize = 63;

/// Returns whether a string is a valid email address as defined by the WHATWG HTML standard, section 4.10.5.1.5.
pub fn is_email(string: &str) -> bool {
    let mut parts = string.as_bytes().splitn(2, |byte| *byte == b'@');
    let (Some(local), Some(host)) = (parts.next(), parts.next()) else {
        return false;
    };
    !local.is_empty() && local.iter().copied().all(is_local) && host.split(|byte| *byte == b'.').all(is_label)
}

/// RFC 5322's `atext`, or a dot.
fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

fn is_label(label: &[u8]) -> bool {
    (1..=MAX_LABEL_LEN).contains(&label.len())
        && label.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && label.first() != Some(&b'-')
        && label.last() != Some(&b'-')
}
