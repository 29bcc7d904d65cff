//! A reader of JSON (RFC 8259) that preserves what the oracle needs: the order of members, duplicates, the spelling of
//! numbers, and where a member's value stands.

use std::borrow::Cow;

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum JsonError {
    /// A byte that cannot stand where it stands.
    Syntax,
    /// The text ends before the value does.
    UnexpectedEnd,
}

/// A string, or `None` if it contains a surrogate without its other half, which no string can hold.
pub type Text<'a> = Option<Cow<'a, str>>;

#[derive(Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Bool(bool),
    /// The number as it is spelled.
    Number(&'a str),
    String(Text<'a>),
    Array(Vec<Value<'a>>),
    Object(Vec<Member<'a>>),
}

#[derive(Debug, PartialEq)]
pub struct Member<'a> {
    pub name: Text<'a>,
    pub value: Value<'a>,
    /// The text of the value.
    pub text: &'a str,
}

/// Reads a text that is exactly one value.
pub fn read(text: &str) -> Result<Value<'_>, JsonError> {
    let mut reader = Reader { text, position: 0 };
    reader.whitespace();
    let value = reader.value()?;
    reader.whitespace();
    if reader.position == text.len() { Ok(value) } else { Err(JsonError::Syntax) }
}

struct Reader<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Result<u8, JsonError> {
        self.text.as_bytes().get(self.position).copied().ok_or(JsonError::UnexpectedEnd)
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
        Ok(Value::Number(&self.text[start..self.position]))
    }

    /// Reads one or more digits.
    fn digits(&mut self) -> Result<(), JsonError> {
        if !self.peek()?.is_ascii_digit() {
            return Err(JsonError::Syntax);
        }
        while self.peek().is_ok_and(|byte| byte.is_ascii_digit()) {
            self.position += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<Text<'a>, JsonError> {
        self.expect(b'"')?;
        let mut start = self.position;
        // What stands before `start`, if it had an escape.
        let mut read: Option<String> = None;
        let mut lone = false;
        loop {
            match self.next()? {
                b'"' => {
                    let last = &self.text[start..self.position - 1];
                    let whole = match read {
                        Some(read) => Cow::Owned(read + last),
                        None => Cow::Borrowed(last),
                    };
                    return Ok(if lone { None } else { Some(whole) });
                }
                b'\\' => {
                    let read = read.get_or_insert_default();
                    read.push_str(&self.text[start..self.position - 1]);
                    match self.escape()? {
                        Some(character) => read.push(character),
                        None => lone = true,
                    }
                    start = self.position;
                }
                0..=0x1f => return Err(JsonError::Syntax),
                _ => {}
            }
        }
    }

    /// Reads an escape after its backslash, both of them for a pair of surrogates.
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
                if !(0xd800..0xdc00).contains(&first) || !self.text[self.position..].starts_with("\\u") {
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

    /// Reads the digits of an escape. A text that ends before the fourth of them is truncated, whatever they are.
    fn four_digits(&mut self) -> Result<u32, JsonError> {
        if self.text.len() - self.position < 4 {
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
        self.list(b'[', b']', |reader| {
            items.push(reader.value()?);
            Ok(())
        })?;
        Ok(Value::Array(items))
    }

    fn object(&mut self) -> Result<Value<'a>, JsonError> {
        let mut members = Vec::new();
        self.list(b'{', b'}', |reader| {
            let name = reader.string()?;
            reader.whitespace();
            reader.expect(b':')?;
            reader.whitespace();
            let start = reader.position;
            let value = reader.value()?;
            members.push(Member { name, value, text: &reader.text[start..reader.position] });
            Ok(())
        })?;
        Ok(Value::Object(members))
    }

    /// Reads items that are separated by commas.
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
