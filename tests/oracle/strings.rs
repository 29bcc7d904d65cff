//! Generated strings: names, email addresses, CPFs, UUIDs, dates and times, valid and invalid.

use super::{choices::Source, rules, table::EVENT_NAME};

/// Returns a string of a few characters.
pub fn any(source: &mut dyn Source) -> String {
    const WORDS: &[&str] =
        &["Ana Souza", "Excel Básico", "Student", "João", "活动", "null", "1", "true", "", "[]", "{}"];
    const CHARACTERS: &[char] = &[
        'a',
        'Z',
        '0',
        ' ',
        'é',
        'í',
        'ç',
        '"',
        '\\',
        '/',
        '\'',
        '<',
        '&',
        '\0',
        '\u{8}',
        '\t',
        '\n',
        '\u{b}',
        '\u{c}',
        '\r',
        '\u{1f}',
        '\u{7f}',
        '\u{80}',
        '\u{2028}',
        '\u{d7ff}',
        '\u{e000}',
        '\u{feff}',
        '\u{fffd}',
        '\u{ffff}',
        '\u{10000}',
        '😀',
        '\u{10ffff}',
        'e',
        '\u{301}',
    ];
    match source.below(4) {
        0 | 1 => source.string(WORDS),
        2 => (0..source.below(6)).map(|_| source.pick(CHARACTERS)).collect(),
        _ => {
            // Long enough for several steps of a vectorized search.
            let mut string = source.string(WORDS).repeat(1 + source.below(9));
            string.push(source.pick(CHARACTERS));
            string + &source.string(WORDS)
        }
    }
}

/// Returns a string of whitespace, or one that resembles it.
pub fn blank(source: &mut dyn Source) -> String {
    const SPACES: &[char] = &[
        ' ', '\t', '\n', '\u{b}', '\u{c}', '\r', '\u{85}', '\u{a0}', '\u{1680}', '\u{2000}', '\u{2005}', '\u{200a}',
        '\u{2028}', '\u{2029}', '\u{202f}', '\u{205f}', '\u{3000}',
    ];
    const OTHERS: &[char] = &['\u{8}', '\u{1c}', '\u{1f}', '\u{180e}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}'];
    let mut string: String = (0..source.below(4)).map(|_| source.pick(SPACES)).collect();
    if source.one_in(4) {
        string.push(source.pick(OTHERS));
    }
    string
}

/// Returns the name of the event, mostly the documented one.
pub fn event_name(source: &mut dyn Source) -> String {
    match source.below(6) {
        0..=3 => EVENT_NAME.to_owned(),
        // The accented letter in two characters.
        4 => "Atividades - Nova matri\u{301}cula".to_owned(),
        _ => any(source),
    }
}

/// Returns a slug, mostly one of another event.
pub fn slug(source: &mut dyn Source) -> String {
    const SLUGS: &[&str] = &[
        "activities.course.completed",
        "members.created",
        "course.enrollment.created",
        "",
        "activities.course.enrollment ",
        "Activities.course.enrollment",
        "activities.course.enrollmen",
        "activities.course.enrollment\0",
    ];
    if source.one_in(4) { any(source) } else { source.string(SLUGS) }
}

/// Returns an email address, which has an invalid part in half of the cases.
pub fn email(source: &mut dyn Source) -> String {
    const LOCALS: &[&str] = &["ana", ".a..b.", "!#$%&'*+/=?^_`{|}~-", "ana.souza+1", "A9", ""];
    const ENDS: &[&str] = &["", ".", "@", " ", "\n", "-", ".c-", ".-c", "..c", "@b", "_", "é", ",b", "(b)", "\"", "\\"];
    let mut host = source.string(&["example.com", "localhost", "a.b.c.d", "1.2", "a--b.co", "B-2.C", ""]);
    if source.one_in(4) {
        host = "x".repeat(61 + source.below(5)) + &source.string(&["", ".com"]);
    }
    let mut email = format!("{}@{host}", source.pick(LOCALS));
    if source.one_in(2) {
        let index = source.below(email.len() + 1);
        email.insert_str(index, source.pick(ENDS));
    }
    email
}

/// Returns a CPF, which is valid in half of the cases.
pub fn cpf(source: &mut dyn Source) -> String {
    let mut digits: Vec<u32> = source.digits(9).bytes().map(|byte| u32::from(byte - b'0')).collect();
    if source.one_in(8) {
        digits = vec![digits[0]; 9];
    }
    if source.one_in(4) {
        digits[0] = 0;
    }
    for _ in 0..2 {
        digits.push(rules::check_digit(&digits));
    }
    if source.one_in(6) {
        digits[9 + source.below(2)] = u32::try_from(source.below(10)).unwrap_or_default();
    }
    let plain: String = digits.iter().map(u32::to_string).collect();
    let mut cpf = if source.one_in(2) {
        format!("{}.{}.{}-{}", &plain[..3], &plain[3..6], &plain[6..9], &plain[9..])
    } else {
        plain
    };
    if source.one_in(4) {
        let index = source.below(cpf.len());
        match source.below(5) {
            0 => cpf.truncate(index),
            1 => cpf.insert(index, source.pick(&['0', ' ', '.', '-'])),
            2 => cpf.replace_range(index..=index, source.pick(&["x", "-", ".", " ", "/", "\u{663}"])),
            3 => cpf = cpf.replacen(['.', '-'], "", 1),
            _ => cpf.push(source.pick(&[' ', '\n', '\0', '0'])),
        }
    }
    cpf
}

/// Returns a UUID, which is valid in half of the cases.
pub fn uuid(source: &mut dyn Source) -> String {
    const UUIDS: &[&str] = &[
        "123e4567-e89b-12d3-a456-426614174000",
        "123E4567-E89B-12d3-A456-426614174000",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ];
    const OTHERS: &[&str] = &[
        "123e4567e89b12d3a456426614174000",
        "{123e4567-e89b-12d3-a456-426614174000}",
        "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400",
        "123e4567-e89b-12d3-a456-4266141740000",
        "123e456-7e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a4564-26614174000",
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567-e89b-12d3-a456-426614174-00",
        "123e4567-e89b-12d3-a456-4266141740\u{e9}",
        " ",
        "-",
        "----",
    ];
    let uuids = if source.one_in(2) { OTHERS } else { UUIDS };
    source.string(uuids)
}

/// Returns `yyyy-MM-dd`, of a day that exists.
pub fn date(source: &mut dyn Source) -> String {
    const YEARS: &[u32] = &[2023, 2024, 2000, 1900, 1970, 0, 4, 9999, 1582, 2400];
    let year = source.pick(YEARS);
    if source.one_in(4) {
        return format!("{year:04}-{}", source.pick(&["02-28", "12-31", "01-31", "04-30", "11-30", "01-01"]));
    }
    format!("{year:04}-{:02}-{:02}", 1 + source.below(12), 1 + source.below(28))
}

/// Returns `HH:mm:ss`, of a time that exists.
pub fn time(source: &mut dyn Source) -> String {
    if source.one_in(3) {
        return source.string(&["00:00:00", "23:59:59"]);
    }
    format!("{:02}:{:02}:{:02}", source.below(24), source.below(60), source.below(60))
}

/// Returns a time in each accepted form: `HH:mm:ss`, `HH:mm`, and with a fraction of a second.
pub fn lenient_time(source: &mut dyn Source) -> String {
    let mut time = time(source);
    match source.below(3) {
        0 => {}
        1 => time.truncate("HH:mm".len()),
        _ => {
            let count = source.pick(&[3, 1, 6, 9, 10, 25]);
            time = format!("{time}.{}", source.digits(count));
        }
    }
    time
}

/// Returns MySQL's zero date, or what PHP makes of it.
pub fn zero_date(source: &mut dyn Source) -> String {
    source.string(&["0000-00-00", "0000-00-00", "-0001-11-30", "-000001-11-30"])
}

/// Returns a zone that is accepted after a time.
pub fn zone(source: &mut dyn Source) -> String {
    const ZONES: &[&str] =
        &["Z", "UTC", "GMT", "Z", "UTC", "-03:00", "-0300", "-03", "+00:00", "+23:59", "-2359", "+23", "-00", "+0530"];
    source.string(&["", " "]) + &source.string(ZONES)
}

/// Returns a string that resembles a zone.
fn invalid_zone(source: &mut dyn Source) -> String {
    const ZONES: &[&str] = &[
        "z",
        "utc",
        "gmt",
        "Utc",
        "UT",
        "UTCZ",
        "UTC+3",
        "GMT-03:00",
        "Z-03:00",
        "-03:00Z",
        "-03 UTC",
        "Z ",
        "UTC ",
        "GMT\n",
        "-03:00 ",
        "BRT",
        "PM",
        "AM",
        "[America/Sao_Paulo]",
        "-03:00[America/Sao_Paulo]",
        "Z[UTC]",
        "+24:00",
        "+2400",
        "+24",
        "-03:60",
        "+0360",
        "-3",
        "-3:00",
        "-030",
        "-03:0",
        "-03:000",
        "-03:00:00",
        "-03 00",
        "-03é0",
        "--03:00",
        "+-3:00",
        "+1 :00",
        "\u{2212}03:00",
        "03:00",
        "+",
        "_",
        "",
    ];
    if source.one_in(3) {
        return source.string(&["  ", "\t", "\u{a0}", "T", ",", ".", "   "]) + &zone(source);
    }
    source.string(&["", " "]) + &source.string(ZONES)
}

/// Returns the digits of a valid CPF without the zeros that they begin with, or digits that look alike.
pub fn short_cpf(source: &mut dyn Source) -> String {
    let count = 1 + source.below(8);
    let mut digits: Vec<u32> = source.digits(count).bytes().map(|byte| u32::from(byte - b'0')).collect();
    for _ in 0..2 {
        digits.push(rules::check_digit(&digits));
    }
    if source.one_in(4) {
        digits[count] = u32::try_from(source.below(10)).unwrap_or_default();
    }
    let digits: String = digits.iter().map(u32::to_string).collect();
    match digits.trim_start_matches('0') {
        "" => "0".to_owned(),
        digits => digits.to_owned(),
    }
}

/// Returns a string that resembles a date, with or without a time.
pub fn invalid_date(source: &mut dyn Source) -> String {
    const IMPOSSIBLE_DATES: &[&str] = &[
        "2023-02-29",
        "1900-02-29",
        "2100-02-29",
        "2024-02-30",
        "2023-04-31",
        "2023-06-31",
        "2023-13-01",
        "2023-00-01",
        "2023-01-00",
        "2023-01-32",
        "0000-00-01",
        "0001-00-00",
    ];
    const DATES: &[&str] = &[
        "2023-1-01",
        "2023-01-1",
        "23-01-01",
        "02023-01-01",
        "+2023-01-01",
        "-0001-01-01",
        "-0001-11-30",
        "-0001-11-29",
        "-000001-11-30",
        "-00001-11-30",
        "+0001-11-30",
        "2023/01/01",
        "01/02/2023",
        "20230101",
        "2023-001",
        "2023-W01-1",
        "0000-00-00",
        "0000-02-29",
        "2000-02-29",
        "2024-02-29",
        "２０２３-01-01",
        " 2023-01-01",
        "2023-01-01 ",
        "2023-01-01\n",
        "2023-01",
        "",
        "yesterday",
    ];
    const IMPOSSIBLE_TIMES: &[&str] =
        &["24:00:00", "24:00", "23:60:00", "23:60", "23:59:60", "24:00:0", "24:00.5", "24:00:00."];
    const TIMES: &[&str] = &[
        "1:02:03",
        "1:02",
        "01:2:03",
        "01:2",
        "01:02:3",
        "01:02:",
        "01",
        "010203",
        "01:02:03.",
        "01:02.",
        "01:02.5",
        "01:02.50",
        "01:02,5",
        "01:02:03,5",
        "01:02:03.x",
        "01:02:03.1.2",
        "01:02:03 .5",
        "01:02:03:04",
        "",
        "01h02",
        "01:02:0３",
    ];
    const SEPARATORS: &[&str] = &["t", "  ", "_", "T ", " T", "", "\t", "\u{a0}", "TT", "-", ","];
    let separator = source.string(&[" ", "T"]);
    let date = if source.one_in(6) { zero_date(source) } else { date(source) };
    match source.below(11) {
        0 if source.one_in(2) => source.string(DATES),
        0 => source.string(DATES) + &separator + &lenient_time(source) + &any_zone(source),
        1 => source.string(IMPOSSIBLE_DATES) + &separator + &lenient_time(source) + &any_zone(source),
        2 | 3 => date + &separator + &source.string(TIMES) + &any_zone(source),
        4 => date + &separator + &source.string(IMPOSSIBLE_TIMES) + &any_zone(source),
        5 => source.string(&["2024-12-31", "0000-00-00", "2023-02-30", "2023-11-31"]) + &any_zone(source),
        6 => date + &source.string(SEPARATORS) + &lenient_time(source) + &any_zone(source),
        _ => date + &separator + &lenient_time(source) + &invalid_zone(source),
    }
}

/// Returns nothing, a zone, or what resembles one.
fn any_zone(source: &mut dyn Source) -> String {
    match source.below(3) {
        0 => String::new(),
        1 => zone(source),
        _ => invalid_zone(source),
    }
}
