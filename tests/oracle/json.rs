//! A parser of JSON (RFC 8259) that preserves what the oracle needs: the order of members, duplicates, the spelling of
//! numbers, and the JSON of each value.

use std::borrow::Cow;

/// Why a string is not JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum JsonError {
    /// A byte that is invalid in its position.
    Syntax,
    /// The string ends before the value does.
    UnexpectedEnd,
}

/// A string, or `None` if it contains a surrogate without its other half, which no `str` can contain.
pub type Unescaped<'a> = Option<Cow<'a, str>>;

#[derive(Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Bool(bool),
    /// The number as spelled.
    Number(&'a str),
    String(Unescaped<'a>),
    Array(Vec<Value<'a>>),
    Object(Vec<Member<'a>>),
}

#[derive(Debug, PartialEq)]
pub struct Member<'a> {
    pub name: Unescaped<'a>,
    pub value: Value<'a>,
    /// The JSON of the value.
    pub json: &'a str,
    /// Where the value begins.
    pub start: usize,
}

/// The whitespace between tokens.
pub const WHITESPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Returns the JSON of a value without whitespace between its tokens.
pub fn compact(json: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    json.chars()
        .filter(|character| {
            in_string ^= *character == '"' && !escaped;
            escaped = *character == '\\' && !escaped;
            in_string || !WHITESPACE.contains(character)
        })
        .collect()
}

/// Parses a string that is exactly one value.
pub fn parse(json: &str) -> Result<Value<'_>, JsonError> {
    let mut parser = Parser { json, position: 0 };
    parser.whitespace();
    let value = parser.value()?;
    parser.whitespace();
    if parser.position == json.len() { Ok(value) } else { Err(JsonError::Syntax) }
}

struct Parser<'a> {
    json: &'a str,
    position: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Result<u8, JsonError> {
        self.json.as_bytes().get(self.position).copied().ok_or(JsonError::UnexpectedEnd)
    }

    fn next(&mut self) -> Result<u8, JsonError> {
        let byte = self.peek()?;
        self.position += 1;
        Ok(byte)
    }

    fn expect(&mut self, expected: u8) -> Result<(), JsonError> {
        if self.next()? == expected { Ok(()) } else { Err(JsonError::Syntax) }
    }

    fn whitespace(&mut self) {
        while matches!(self.peek(), Ok(b' ' | b'\t' | b'\n' | b'\r')) {
            self.position += 1;
        }
    }

    fn value(&mut self) -> Result<Value<'a>, JsonError> {
        match self.peek()? {
            b'n' => self.literal("null", Value::Null),
            b't' => self.literal("true", Value::Bool(true)),
            b'f' => self.literal("false", Value::Bool(false)),
            b'"' => self.string().map(Value::String),
            b'[' => self.array(),
            b'{' => self.object(),
            b'-' | b'0'..=b'9' => self.number(),
            _ => Err(JsonError::Syntax),
        }
    }

    fn literal(&mut self, literal: &str, value: Value<'a>) -> Result<Value<'a>, JsonError> {
        literal.bytes().try_for_each(|byte| self.expect(byte))?;
        Ok(value)
    }

    fn number(&mut self) -> Result<Value<'a>, JsonError> {
        let start = self.position;
        if self.peek() == Ok(b'-') {
            self.position += 1;
        }
        if self.peek()? == b'0' {
            self.position += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Ok(b'.') {
            self.position += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Ok(b'e' | b'E')) {
            self.position += 1;
            if matches!(self.peek(), Ok(b'+' | b'-')) {
                self.position += 1;
            }
            self.digits()?;
        }
        Ok(Value::Number(&self.json[start..self.position]))
    }

    /// Parses one or more digits.
    fn digits(&mut self) -> Result<(), JsonError> {
        if !self.peek()?.is_ascii_digit() {
            return Err(JsonError::Syntax);
        }
        while self.peek().is_ok_and(|byte| byte.is_ascii_digit()) {
            self.position += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<Unescaped<'a>, JsonError> {
        self.expect(b'"')?;
        let mut start = self.position;
        // What is before `start`, if there was an escape.
        let mut unescaped: Option<String> = None;
        let mut lone = false;
        loop {
            match self.next()? {
                b'"' => {
                    let last = &self.json[start..self.position - 1];
                    let whole = match unescaped {
                        Some(unescaped) => Cow::Owned(unescaped + last),
                        None => Cow::Borrowed(last),
                    };
                    return Ok(if lone { None } else { Some(whole) });
                }
                b'\\' => {
                    let unescaped = unescaped.get_or_insert_default();
                    unescaped.push_str(&self.json[start..self.position - 1]);
                    match self.escape()? {
                        Some(character) => unescaped.push(character),
                        None => lone = true,
                    }
                    start = self.position;
                }
                0..=0x1f => return Err(JsonError::Syntax),
                _ => {}
            }
        }
    }

    /// Parses an escape after its backslash, both of them for a pair of surrogates.
    fn escape(&mut self) -> Result<Option<char>, JsonError> {
        Ok(Some(match self.next()? {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.four_digits()?;
                if !(0xd800..0xdc00).contains(&first) || !self.json[self.position..].starts_with("\\u") {
                    return Ok(char::from_u32(first));
                }
                let after_first = self.position;
                self.position += 2;
                let second = self.four_digits()?;
                if !(0xdc00..0xe000).contains(&second) {
                    // The second escape is a character of its own, or begins another pair.
                    self.position = after_first;
                    return Ok(None);
                }
                return Ok(char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)));
            }
            _ => return Err(JsonError::Syntax),
        }))
    }

    /// Parses the digits of an escape. A string that ends before the fourth is truncated, whatever they are.
    fn four_digits(&mut self) -> Result<u32, JsonError> {
        if self.json.len() - self.position < 4 {
            return Err(JsonError::UnexpectedEnd);
        }
        let mut number = 0;
        for _ in 0..4 {
            let digit = char::from(self.next()?).to_digit(16).ok_or(JsonError::Syntax)?;
            number = number * 16 + digit;
        }
        Ok(number)
    }

    fn array(&mut self) -> Result<Value<'a>, JsonError> {
        let mut items = Vec::new();
        self.list(b'[', b']', |parser| {
            items.push(parser.value()?);
            Ok(())
        })?;
        Ok(Value::Array(items))
    }

    fn object(&mut self) -> Result<Value<'a>, JsonError> {
        let mut members = Vec::new();
        self.list(b'{', b'}', |parser| {
            let name = parser.string()?;
            parser.whitespace();
            parser.expect(b':')?;
            parser.whitespace();
            let start = parser.position;
            let value = parser.value()?;
            members.push(Member { name, value, json: &parser.json[start..parser.position], start });
            Ok(())
        })?;
        Ok(Value::Object(members))
    }

    /// Parses items that are separated by commas.
    fn list(
        &mut self,
        open: u8,
        close: u8,
        mut item: impl FnMut(&mut Self) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        self.expect(open)?;
        self.whitespace();
        if self.peek()? == close {
            self.position += 1;
            return Ok(());
        }
        loop {
            item(self)?;
            self.whitespace();
            match self.next()? {
                b',' => self.whitespace(),
                byte if byte == close => return Ok(()),
                _ => return Err(JsonError::Syntax),
            }
        }
    }
}
