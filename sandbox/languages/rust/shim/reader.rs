//! Reads the judge's JSON, straight into what the caller wants. The judge is trusted; only values may not fit.

use crate::{Outcome, Unfit};

/// A place in a piece of JSON text.
pub struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        Reader { text: text.as_bytes(), at: 0 }
    }

    pub fn peek(&mut self) -> u8 {
        while matches!(self.text.get(self.at), Some(b' ' | b'\n')) {
            self.at += 1;
        }
        self.text.get(self.at).copied().unwrap_or(0)
    }

    pub fn take(&mut self, wanted: u8) -> bool {
        let taken = self.peek() == wanted;
        self.at += taken as usize;
        taken
    }

    pub fn word(&mut self, wanted: &str) -> bool {
        self.peek();
        let taken = self.text[self.at..].starts_with(wanted.as_bytes());
        self.at += if taken { wanted.len() } else { 0 };
        taken
    }

    pub fn expect(&mut self, wanted: u8, kind: &str) -> Outcome<()> {
        if self.take(wanted) { Ok(()) } else { Err(self.unlike(kind)) }
    }

    /// Whether another item follows in what `close` ends; goes past the comma or the end.
    pub fn more(&mut self, started: &mut bool, close: u8) -> Outcome<bool> {
        if self.take(close) {
            return Ok(false);
        }
        if std::mem::replace(started, true) {
            self.expect(b',', "a list")?;
        }
        Ok(true)
    }

    pub fn key(&mut self) -> Outcome<String> {
        let key = self.string()?;
        self.expect(b':', "an object")?;
        Ok(key)
    }

    pub fn unlike(&mut self, kind: &str) -> Unfit {
        let from = self.at;
        let shown = match self.skip() {
            Ok(value) => value,
            Err(_) => std::str::from_utf8(&self.text[from..]).unwrap_or(""),
        };
        let cut: String = shown.chars().take(60).collect();
        Unfit::value(format!("The parameter takes {kind}, which {cut}{} is not.", if cut.len() < shown.len() { "..." } else { "" }))
    }

    pub fn string(&mut self) -> Outcome<String> {
        self.expect(b'"', "text")?;
        let mut read = Vec::new();
        loop {
            match self.text.get(self.at).copied() {
                None | Some(b'"') => break,
                Some(b'\\') => {
                    self.at += 1;
                    self.escape(&mut read);
                }
                Some(byte) => {
                    self.at += 1;
                    read.push(byte);
                }
            }
        }
        self.expect(b'"', "text")?;
        String::from_utf8(read).map_err(|_| Unfit::value("The parameter takes text, which is not valid UTF-8."))
    }

    fn escape(&mut self, read: &mut Vec<u8>) {
        let sign = self.text.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        match sign {
            b'n' => read.push(b'\n'),
            b't' => read.push(b'\t'),
            b'r' => read.push(b'\r'),
            b'b' => read.push(8),
            b'f' => read.push(12),
            b'u' => {
                let mut code = self.hexadecimal();
                if (0xd800..0xdc00).contains(&code) && self.text[self.at..].starts_with(b"\\u") {
                    self.at += 2;
                    code = 0x10000 + ((code - 0xd800) << 10) + self.hexadecimal().wrapping_sub(0xdc00);
                }
                let character = char::from_u32(code).unwrap_or('\u{fffd}');
                read.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            other => read.push(other),
        }
    }

    fn hexadecimal(&mut self) -> u32 {
        let end = (self.at + 4).min(self.text.len());
        let digits = std::str::from_utf8(&self.text[self.at..end]).unwrap_or("0");
        self.at = end;
        u32::from_str_radix(digits, 16).unwrap_or(0xfffd)
    }

    /// The digits of a number, as they stand.
    pub fn number(&mut self, kind: &str) -> Outcome<&'a str> {
        if !matches!(self.peek(), b'-' | b'0'..=b'9') {
            return Err(self.unlike(kind));
        }
        let from = self.at;
        while matches!(self.text.get(self.at), Some(b'+' | b'-' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(std::str::from_utf8(&self.text[from..self.at]).unwrap_or(""))
    }

    /// The text of the next value, whatever it is.
    pub fn skip(&mut self) -> Outcome<&'a str> {
        let first = self.peek();
        let from = self.at;
        let mut started = false;
        match first {
            b'"' => drop(self.string()?),
            b'[' | b'{' => {
                self.at += 1;
                let close = if first == b'[' { b']' } else { b'}' };
                while self.more(&mut started, close)? {
                    if first == b'{' {
                        self.key()?;
                    }
                    self.skip()?;
                }
            }
            b'-' | b'0'..=b'9' => drop(self.number("")?),
            _ => {
                if !self.word("null") && !self.word("true") && !self.word("false") {
                    return Err(Unfit::value("The question is not JSON."));
                }
            }
        }
        Ok(std::str::from_utf8(&self.text[from..self.at]).unwrap_or(""))
    }
}

/// The items of `{"$tuple": [..]}` and its like, or of the same list without its tag.
pub struct Tagged {
    wrapped: bool,
    started: bool,
}

impl Tagged {
    pub fn open(from: &mut Reader, tag: &str) -> Outcome<Tagged> {
        let wrapped = from.take(b'{');
        if wrapped && from.key()? != tag {
            return Err(from.unlike("a list"));
        }
        from.expect(b'[', "a list")?;
        Ok(Tagged { wrapped, started: false })
    }

    pub fn more(&mut self, from: &mut Reader) -> Outcome<bool> {
        let more = from.more(&mut self.started, b']')?;
        if !more && self.wrapped {
            from.expect(b'}', "a list")?;
        }
        Ok(more)
    }
}
