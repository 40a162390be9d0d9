//! A parser for RFC 8259 that keeps all digits of integers.

use super::{JsonError, Map, Number, Value};

/// Deeper nesting is refused: it would exhaust the stack of whoever walks the value.
const DEEPEST: usize = 128;

/// Reads a JSON text. Of members with one name, the last counts.
///
/// # Errors
///
/// The text is no JSON in UTF-8, or it is nested deeper than 128 levels.
pub fn parse(content: &[u8]) -> Result<Value, JsonError> {
    let text = std::str::from_utf8(content).map_err(|error| JsonError(error.to_string()))?;
    let mut parser = Parser {
        text: text.trim_start_matches('\u{feff}'),
        at: 0,
    };
    let value = parser.value(0)?;
    parser.skip_space();
    match parser.peek() {
        None => Ok(value),
        Some(_) => Err(parser.fault("more text after the value")),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    fn value(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.skip_space();
        match self.peek() {
            Some(b'{' | b'[') if depth >= DEEPEST => Err(self.fault("nested too deeply")),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Value::String),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.fault("no value")),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, JsonError> {
        let mut members = Map::new();
        self.at += 1;
        self.skip_space();
        if self.taken(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.skip_space();
            let name = self.string()?;
            self.skip_space();
            self.expect(b':')?;
            let value = self.value(depth + 1)?;
            members.insert(name, value);
            self.skip_space();
            if self.taken(b'}') {
                return Ok(Value::Object(members));
            }
            self.expect(b',')?;
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, JsonError> {
        let mut items = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.taken(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.skip_space();
            if self.taken(b']') {
                return Ok(Value::Array(items));
            }
            self.expect(b',')?;
        }
    }

    /// A string. Its end is found here; what its escapes mean is left to `serde_json`.
    fn string(&mut self) -> Result<String, JsonError> {
        let start = self.at;
        self.expect(b'"')?;
        loop {
            match self.peek() {
                None => return Err(self.fault("a text without its end")),
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        let literal = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(literal).map_err(|_| self.fault("no valid text"))
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.at;
        self.taken(b'-');
        if !self.taken(b'0') {
            self.digits()?;
        }
        if self.taken(b'.') {
            self.digits()?;
        }
        if self.taken(b'e') || self.taken(b'E') {
            let _ = self.taken(b'+') || self.taken(b'-');
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        Number::read(text).map(Value::Number)
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            Err(self.fault("a number without digits"))
        } else {
            Ok(())
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, JsonError> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(value);
        }
        Err(self.fault("no value"))
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn taken(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.taken(byte) {
            return Ok(());
        }
        Err(self.fault(&format!("no {:?}", char::from(byte))))
    }

    fn fault(&self, what: &str) -> JsonError {
        JsonError(format!("no JSON: {what} at octet {}", self.at))
    }
}
