//! The candidate's program while it is asked.

use crate::calls::{Arguments, Callee};
use crate::reader::Reader;
use crate::writer::{quoted, Writer};
use crate::{Outcome, Unfit};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{FromRawFd, RawFd};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

const CONTROL: RawFd = 3;
const ANSWER: RawFd = 4;
const MESSAGE_CHARACTERS: usize = 2000;

thread_local! {
    /// Where the last panic of this thread was, while a question is answered.
    static PANICKED: RefCell<Option<String>> = const { RefCell::new(None) };
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

#[derive(Default)]
struct Question {
    id: String,
    texts: HashMap<String, String>,
    args: String,
    back: Option<usize>,
}

fn asked(line: &str) -> Outcome<Question> {
    let mut question = Question { args: "[]".into(), ..Question::default() };
    let (mut from, mut started) = (Reader::new(line), false);
    from.expect(b'{', "a question")?;
    while from.more(&mut started, b'}')? {
        let key = from.key()?;
        match key.as_str() {
            "id" => question.id = from.string()?,
            "args" => question.args = from.skip()?.into(),
            "back" => question.back = from.number("a place")?.parse().ok(),
            "load" | "call" | "new" | "on" | "as" | "drop" => drop(question.texts.insert(key, from.string()?)),
            _ => drop(from.skip()?),
        }
    }
    Ok(question)
}

struct Program {
    callees: HashMap<&'static str, Callee>,
    objects: HashMap<String, (String, Box<dyn Any>)>,
}

impl Program {
    fn answer(&mut self, question: &Question) -> Outcome<String> {
        let text = |key: &str| question.texts.get(key).map(String::as_str);
        let mut to = Writer::default();
        let mut args = Arguments::new(&question.args, question.back)?;
        if text("load").is_some() {
            to.put("null")?;
        } else if let Some(handle) = text("drop") {
            self.objects.remove(handle);
            to.put("null")?;
        } else if let Some(class) = text("new") {
            let Some(Callee::Constructor(_, make)) = self.callees.get(class) else { return Err(missing(class)) };
            self.objects.insert(text("as").unwrap_or("").into(), (class.into(), make(&mut args)?));
            to.put("null")?;
        } else if let Some(handle) = text("on") {
            let Some((of, object)) = self.objects.get_mut(handle) else {
                return Err(Unfit { kind: "missing", sentence: format!("There is no object called {handle}.") });
            };
            let name = format!("{of}.{}", text("call").unwrap_or(""));
            let Some(Callee::Method(_, call)) = self.callees.get(name.as_str()) else { return Err(missing(&name)) };
            call(object.as_mut(), &mut args, &mut to)?;
        } else {
            let name = text("call").unwrap_or("");
            let Some(Callee::Function(_, call)) = self.callees.get(name) else { return Err(missing(name)) };
            call(&mut args, &mut to)?;
        }
        Ok(to.text)
    }

    /// The rest of the answer's line after the id: "ok" or "err".
    fn outcome(&mut self, question: &Question) -> String {
        ASKED.set(true);
        let answered = panic::catch_unwind(AssertUnwindSafe(|| self.answer(question)));
        ASKED.set(false);
        match answered {
            Ok(Ok(text)) => format!("\"ok\":{text}"),
            Ok(Err(unfit)) => failed(unfit.kind, "Answer", &unfit.sentence, ""),
            Err(thrown) => {
                let message = said(thrown.as_ref());
                let place = PANICKED.take().unwrap_or_default();
                failed("raised", "panic", message, &format!("panicked at {place}:\n{message}"))
            }
        }
    }
}

fn missing(name: &str) -> Unfit {
    Unfit { kind: "missing", sentence: format!("There is no function called {name}.") }
}

fn said(thrown: &dyn Any) -> &str {
    match (thrown.downcast_ref::<&str>(), thrown.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text,
        _ => "a panic without a message",
    }
}

fn failed(kind: &str, of: &str, message: &str, trace: &str) -> String {
    let cut = |text: &str| quoted(&text.chars().take(MESSAGE_CHARACTERS).collect::<String>());
    format!("\"err\":{{\"kind\":{},\"type\":{},\"msg\":{},\"tb\":{}}}", quoted(kind), quoted(of), cut(message), cut(trace))
}

/// The place of a panic goes into the answer; only of the program's own threads it is printed.
fn remember_panics() {
    let printed = panic::take_hook();
    panic::set_hook(Box::new(move |told: &PanicHookInfo| {
        if ASKED.get() {
            PANICKED.set(told.location().map(|place| place.to_string()));
        } else {
            printed(told);
        }
    }));
}

fn open(descriptor: RawFd) -> ManuallyDrop<File> {
    // SAFETY: the judge opened both before it started this process; they are never closed here.
    ManuallyDrop::new(unsafe { File::from_raw_fd(descriptor) })
}

/// Answers until there are no more questions; what `main` returns.
pub fn serve(callees: Vec<Callee>) -> i32 {
    let named = callees.into_iter().map(|each| match each {
        Callee::Function(name, _) | Callee::Constructor(name, _) | Callee::Method(name, _) => (name, each),
    });
    let mut program = Program { callees: named.collect(), objects: HashMap::new() };
    let (mut control, mut answers) = (open(CONTROL), open(ANSWER));
    remember_panics();
    let own = std::process::id();
    let mut held = Vec::new();
    let mut chunk = vec![0; 65536];
    while let Ok(size @ 1..) = control.read(&mut chunk) {
        held.extend_from_slice(&chunk[..size]);
        if !held.ends_with(b"\n") {
            continue; // one question at a time: nothing follows its line
        }
        let Ok(question) = asked(&String::from_utf8_lossy(&held)) else { return 1 };
        let line = format!("{{\"id\":{},{}}}\n", quoted(&question.id), program.outcome(&question));
        if std::process::id() != own {
            std::process::exit(1); // a child that the program has forked came back here: it was not asked
        }
        let _ = (io::stdout().flush(), io::stderr().flush());
        if answers.write_all(line.as_bytes()).is_err() {
            return 1;
        }
        held.clear();
    }
    0
}
