//! Rust's end of the judge's questions: the candidate's functions by name, and the loop that calls them.
//!
//! One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4:
//!
//! ```text
//! {"id": "..", "call": "f", "args": [1]}               call a function; with "back": 0 the answer is its argument 0
//! {"id": "..", "new": "Stack", "args": [], "as": "o1"} make an object, {"on": "o1", "call": ..} calls its methods
//! {"id": "..", "ok": 3}                                what it returned
//! {"id": "..", "err": {"kind", "type", "msg", "tb"}}   or how it ended
//! ```
//!
//! The types come from the functions themselves. The judge believes none of it but the shape, so code that meddles
//! here only changes its own answers.

mod calls;
pub mod nodes;
mod program;
mod reader;
mod values;
mod writer;

pub use calls::{constructor, function, method, Callee};
pub use program::serve;
pub use values::Value;

/// Why a question has no answer: the error's kind and one sentence.
#[derive(Debug)]
pub struct Unfit {
    pub kind: &'static str,
    pub sentence: String,
}

impl Unfit {
    pub fn value(sentence: impl Into<String>) -> Unfit {
        Unfit { kind: "value", sentence: sentence.into() }
    }
}

pub type Outcome<T> = Result<T, Unfit>;
