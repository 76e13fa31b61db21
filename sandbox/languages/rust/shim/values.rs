//! Which Rust types can be parameters and answers, and how each is read and written as JSON.

use crate::reader::{Reader, Tagged};
use crate::writer::Writer;
use crate::{Outcome, Unfit};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// A value that the judge can carry: keep the parameters and the result as the task wrote them.
#[diagnostic::on_unimplemented(
    message = "the judge cannot carry a `{Self}`",
    label = "keep the parameters and the result as the task wrote them"
)]
pub trait Value: Sized {
    fn read(from: &mut Reader) -> Outcome<Self>;
    fn write(&self, to: &mut Writer) -> Outcome<()>;
}

impl Value for () {
    fn read(from: &mut Reader) -> Outcome<Self> {
        if from.word("null") { Ok(()) } else { Err(from.unlike("null")) }
    }
    fn write(&self, to: &mut Writer) -> Outcome<()> {
        to.put("null")
    }
}

impl Value for bool {
    fn read(from: &mut Reader) -> Outcome<Self> {
        if from.word("true") {
            return Ok(true);
        }
        if from.word("false") { Ok(false) } else { Err(from.unlike("true or false")) }
    }
    fn write(&self, to: &mut Writer) -> Outcome<()> {
        to.put(if *self { "true" } else { "false" })
    }
}

macro_rules! whole {
    ($($number:ty)*) => {$(
        impl Value for $number {
            fn read(from: &mut Reader) -> Outcome<Self> {
                let digits = from.number("a whole number")?;
                digits.parse().map_err(|_| {
                    Unfit::value(format!("The number {digits} does not fit into {}.", stringify!($number)))
                })
            }
            fn write(&self, to: &mut Writer) -> Outcome<()> {
                to.put(&self.to_string())
            }
        }
    )*};
}
whole!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! float {
    ($($number:ty)*) => {$(
        impl Value for $number {
            fn read(from: &mut Reader) -> Outcome<Self> {
                Ok(from.number("a number")?.parse().unwrap_or(0.0))
            }
            fn write(&self, to: &mut Writer) -> Outcome<()> {
                to.float(*self as f64)
            }
        }
    )*};
}
float!(f32 f64);

impl Value for String {
    fn read(from: &mut Reader) -> Outcome<Self> {
        from.string()
    }
    fn write(&self, to: &mut Writer) -> Outcome<()> {
        to.quoted(self)
    }
}

impl Value for char {
    fn read(from: &mut Reader) -> Outcome<Self> {
        let text = from.string()?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(Unfit::value("The parameter takes a single character.")),
        }
    }
    fn write(&self, to: &mut Writer) -> Outcome<()> {
        to.quoted(self.encode_utf8(&mut [0; 4]))
    }
}

impl<T: Value> Value for Option<T> {
    fn read(from: &mut Reader) -> Outcome<Self> {
        if from.word("null") { Ok(None) } else { T::read(from).map(Some) }
    }
    fn write(&self, to: &mut Writer) -> Outcome<()> {
        match self {
            Some(value) => value.write(to),
            None => to.put("null"),
        }
    }
}

fn write_all<'a, T: Value + 'a>(items: impl Iterator<Item = &'a T>, to: &mut Writer) -> Outcome<()> {
    let mut started = false;
    to.put("[")?;
    for item in items {
        to.next(&mut started)?;
        item.write(to)?;
    }
    to.put("]")
}

impl<T: Value> Value for Vec<T> {
    fn read(from: &mut Reader) -> Outcome<Self> {
        let (mut list, mut started) = (Vec::new(), false);
        from.expect(b'[', "a list")?;
        while from.more(&mut started, b']')? {
            list.push(T::read(from)?);
        }
        Ok(list)
    }
    fn write(&self, to: &mut Writer) -> Outcome<()> {
        write_all(self.iter(), to)
    }
}

impl<T: Value> Value for VecDeque<T> {
    fn read(from: &mut Reader) -> Outcome<Self> {
        Vec::read(from).map(VecDeque::from)
    }
    fn write(&self, to: &mut Writer) -> Outcome<()> {
        write_all(self.iter(), to)
    }
}

fn write_map<'a, T: Value + 'a>(pairs: impl Iterator<Item = (&'a String, &'a T)>, to: &mut Writer) -> Outcome<()> {
    let mut started = false;
    to.put("{")?;
    for (key, value) in pairs {
        to.next(&mut started)?;
        to.quoted(key)?;
        to.put(":")?;
        value.write(to)?;
    }
    to.put("}")
}

macro_rules! map {
    ($($map:ident)*) => {$(
        impl<T: Value> Value for $map<String, T> {
            fn read(from: &mut Reader) -> Outcome<Self> {
                let (mut map, mut started) = ($map::new(), false);
                from.expect(b'{', "an object")?;
                while from.more(&mut started, b'}')? {
                    map.insert(from.key()?, T::read(from)?);
                }
                Ok(map)
            }
            fn write(&self, to: &mut Writer) -> Outcome<()> {
                write_map(self.iter(), to)
            }
        }
    )*};
}
map!(HashMap BTreeMap);

macro_rules! tuple {
    ($($item:ident $at:tt),*) => {
        impl<$($item: Value),*> Value for ($($item,)*) {
            fn read(from: &mut Reader) -> Outcome<Self> {
                let mut items = Tagged::open(from, "$tuple")?;
                let tuple = ($({
                    if !items.more(from)? {
                        return Err(Unfit::value("The parameter takes a longer tuple."));
                    }
                    $item::read(from)?
                },)*);
                if items.more(from)? {
                    return Err(Unfit::value("The parameter takes a shorter tuple."));
                }
                Ok(tuple)
            }
            fn write(&self, to: &mut Writer) -> Outcome<()> {
                let mut started = false;
                to.put("[")?;
                $(
                    to.next(&mut started)?;
                    self.$at.write(to)?;
                )*
                to.put("]")
            }
        }
    };
}
tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
