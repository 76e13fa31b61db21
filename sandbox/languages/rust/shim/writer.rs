//! The text of an answer.

use crate::{Outcome, Unfit};

const ANSWER_BYTES: usize = 1024 * 1024;

/// It ends when it becomes too large: an answer without end is told, not followed.
#[derive(Default)]
pub struct Writer {
    pub text: String,
}

impl Writer {
    pub fn put(&mut self, text: &str) -> Outcome<()> {
        if self.text.len() + text.len() > ANSWER_BYTES {
            return Err(Unfit { kind: "size", sentence: "The answer is larger than 1 MB.".into() });
        }
        self.text.push_str(text);
        Ok(())
    }

    /// The comma before every item but the first.
    pub fn next(&mut self, started: &mut bool) -> Outcome<()> {
        if std::mem::replace(started, true) { self.put(",") } else { Ok(()) }
    }

    pub fn quoted(&mut self, text: &str) -> Outcome<()> {
        self.put(&quoted(text))
    }

    pub fn float(&mut self, value: f64) -> Outcome<()> {
        if !value.is_finite() {
            return Err(Unfit::value(format!("The answer holds {value}, which is no number.")));
        }
        self.put(&format!("{value:?}"))
    }
}

pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for each in text.chars() {
        match each {
            '"' | '\\' => out.extend(['\\', each]),
            '\0'..='\x1f' => out.push_str(&format!("\\u{:04x}", each as u32)),
            _ => out.push(each),
        }
    }
    out.push('"');
    out
}
