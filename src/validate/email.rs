/// RFC 1034, section 3.1: a label of a host name has at most 63 octets.
const LONGEST_LABEL: usize = 63;

/// Whether a text is a valid e-mail address by the WHATWG HTML standard, section 4.10.5.1.5.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    !local.is_empty() && local.bytes().all(is_local) && host.split('.').all(is_label)
}

/// RFC 5322's `atext`, or a dot.
fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

fn is_label(label: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}
