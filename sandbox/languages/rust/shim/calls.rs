//! Functions, constructors and methods of any parameters, made callable with JSON.
//!
//! A parameter may be taken by value, `&T` or `&mut T`. Rust tells these apart only by a type that names the way of each
//! parameter: `fn(Own<i32>, Mut<Vec<i32>>)`. The macros below write one implementation for each combination.

use crate::reader::Reader;
use crate::values::Value;
use crate::writer::Writer;
use crate::{Outcome, Unfit};
use std::any::Any;
use std::marker::PhantomData;

pub struct Own<T>(PhantomData<T>);
pub struct Ref<T: ?Sized>(PhantomData<T>);
pub struct Mut<T: ?Sized>(PhantomData<T>);

/// What can be lent to a function, and the value that is lent.
pub trait Held {
    type Store: Value;
    fn lend(store: &Self::Store) -> &Self;
    fn lend_mut(store: &mut Self::Store) -> &mut Self;
}

impl<T: Value> Held for T {
    type Store = T;
    fn lend(store: &T) -> &T {
        store
    }
    fn lend_mut(store: &mut T) -> &mut T {
        store
    }
}

impl Held for str {
    type Store = String;
    fn lend(store: &String) -> &str {
        store
    }
    fn lend_mut(store: &mut String) -> &mut str {
        store
    }
}

impl<T: Value> Held for [T] {
    type Store = Vec<T>;
    fn lend(store: &Vec<T>) -> &[T] {
        store
    }
    fn lend_mut(store: &mut Vec<T>) -> &mut [T] {
        store
    }
}

/// The arguments of a question, one after the other. `back` asks for one of them as the function leaves it.
pub struct Arguments<'a> {
    from: Reader<'a>,
    raw: Vec<&'a str>,
    back: Option<usize>,
    next: usize,
}

impl<'a> Arguments<'a> {
    pub fn new(text: &'a str, back: Option<usize>) -> Outcome<Self> {
        let (mut from, mut raw, mut started) = (Reader::new(text), Vec::new(), false);
        from.expect(b'[', "arguments")?;
        while from.more(&mut started, b']')? {
            raw.push(from.skip()?);
        }
        Ok(Arguments { from: Reader::new(""), raw, back, next: 0 })
    }

    fn fits(&self, wanted: usize) -> Outcome<()> {
        let more = match wanted.cmp(&self.raw.len()) {
            std::cmp::Ordering::Equal => return Ok(()),
            std::cmp::Ordering::Greater => "more",
            std::cmp::Ordering::Less => "fewer",
        };
        Err(Unfit::value(format!("The function has {more} parameters than the task gives it: {wanted}.")))
    }

    fn next<T: Value>(&mut self) -> Outcome<T> {
        self.from = Reader::new(self.raw[self.next]);
        self.next += 1;
        T::read(&mut self.from)
    }
}

type Function = dyn Fn(&mut Arguments, &mut Writer) -> Outcome<()>;
type Constructor = dyn Fn(&mut Arguments) -> Outcome<Box<dyn Any>>;
type Method = dyn Fn(&mut dyn Any, &mut Arguments, &mut Writer) -> Outcome<()>;

/// Something that can be called, under the name that the judge says.
pub enum Callee {
    Function(&'static str, Box<Function>),
    Constructor(&'static str, Box<Constructor>),
    Method(&'static str, Box<Method>),
}

pub fn function<M>(name: &'static str, made: impl CallFunction<M> + 'static) -> Callee {
    Callee::Function(name, Box::new(move |args, to| made.call(args, to)))
}

pub fn constructor<M>(name: &'static str, made: impl CallConstructor<M> + 'static) -> Callee {
    Callee::Constructor(name, Box::new(move |args| made.make(args)))
}

pub fn method<M>(name: &'static str, made: impl CallMethod<M> + 'static) -> Callee {
    Callee::Method(name, Box::new(move |on, args, to| made.call_on(on, args, to)))
}

#[diagnostic::on_unimplemented(message = "the judge cannot call this function", label = "keep its parameters and its result as the task wrote them")]
pub trait CallFunction<M> {
    fn call(&self, args: &mut Arguments, to: &mut Writer) -> Outcome<()>;
}

#[diagnostic::on_unimplemented(message = "the judge cannot call this constructor", label = "keep its parameters as the task wrote them")]
pub trait CallConstructor<M> {
    fn make(&self, args: &mut Arguments) -> Outcome<Box<dyn Any>>;
}

#[diagnostic::on_unimplemented(message = "the judge cannot call this method", label = "keep its parameters and its result as the task wrote them")]
pub trait CallMethod<M> {
    fn call_on(&self, on: &mut dyn Any, args: &mut Arguments, to: &mut Writer) -> Outcome<()>;
}

/// Takes the parameters one by one, `Own A a 0`, and gathers what each needs: generics, types, marks, the reading of
/// the argument, what is passed, and what it was afterwards. An owned one is given away: that is answered as it came.
macro_rules! calls {
    ([Own $A:ident $a:ident $at:tt $($rest:tt)*] [$($g:tt)*] [$($t:tt)*] [$($m:tt)*] [$($r:tt)*] [$($p:tt)*] $own:tt [$($b:tt)*]) => {
        calls!([$($rest)*] [$($g)* $A: Value,] [$($t)* $A,] [$($m)* Own<$A>,] [$($r)* { $a $A }] [$($p)* $a,] $own
            [$($b)* { $at (|args: &Arguments, to: &mut Writer| to.put(args.raw[$at])) }]);
    };
    ([Ref $A:ident $a:ident $at:tt $($rest:tt)*] [$($g:tt)*] [$($t:tt)*] [$($m:tt)*] [$($r:tt)*] [$($p:tt)*] $own:tt [$($b:tt)*]) => {
        calls!([$($rest)*] [$($g)* $A: Held + ?Sized,] [$($t)* &$A,] [$($m)* Ref<$A>,] [$($r)* { $a <$A as Held>::Store }] [$($p)* $A::lend(&$a),] $own
            [$($b)* { $at (|_: &Arguments, to: &mut Writer| $a.write(to)) }]);
    };
    ([Mut $A:ident $a:ident $at:tt $($rest:tt)*] [$($g:tt)*] [$($t:tt)*] [$($m:tt)*] [$($r:tt)*] [$($p:tt)*] $own:tt [$($b:tt)*]) => {
        calls!([$($rest)*] [$($g)* $A: Held + ?Sized,] [$($t)* &mut $A,] [$($m)* Mut<$A>,] [$($r)* { $a <$A as Held>::Store }] [$($p)* $A::lend_mut(&mut $a),] $own
            [$($b)* { $at (|_: &Arguments, to: &mut Writer| $a.write(to)) }]);
    };
    ([] [$($g:tt)*] [$($t:tt)*] [$($m:tt)*] [$({ $a:ident $store:ty })*] [$($p:tt)*] [$count:tt] [$({ $at:tt $back:tt })*]) => {
        #[allow(unused_mut, unused_variables)]
        impl<F, R: Value, $($g)*> CallFunction<fn($($m)*) -> R> for F
        where
            F: Fn($($t)*) -> R,
        {
            fn call(&self, args: &mut Arguments, to: &mut Writer) -> Outcome<()> {
                args.fits($count)?;
                $(let mut $a: $store = args.next()?;)*
                let returned = self($($p)*);
                match args.back {
                    None => returned.write(to),
                    $(Some($at) => $back(args, to),)*
                    Some(_) => to.put("null"),
                }
            }
        }

        #[allow(unused_mut)]
        impl<F, C: Any, $($g)*> CallConstructor<fn($($m)*) -> C> for F
        where
            F: Fn($($t)*) -> C,
        {
            fn make(&self, args: &mut Arguments) -> Outcome<Box<dyn Any>> {
                args.fits($count)?;
                $(let mut $a: $store = args.next()?;)*
                Ok(Box::new(self($($p)*)))
            }
        }

        #[allow(unused_mut)]
        impl<F, C: Any, R: Value, $($g)*> CallMethod<fn(Mut<C>, $($m)*) -> R> for F
        where
            F: Fn(&mut C, $($t)*) -> R,
        {
            fn call_on(&self, on: &mut dyn Any, args: &mut Arguments, to: &mut Writer) -> Outcome<()> {
                args.fits($count)?;
                $(let mut $a: $store = args.next()?;)*
                self(on.downcast_mut().expect("an object of the class"), $($p)*).write(to)
            }
        }

        #[allow(unused_mut)]
        impl<F, C: Any, R: Value, $($g)*> CallMethod<fn(Ref<C>, $($m)*) -> R> for F
        where
            F: Fn(&C, $($t)*) -> R,
        {
            fn call_on(&self, on: &mut dyn Any, args: &mut Arguments, to: &mut Writer) -> Outcome<()> {
                args.fits($count)?;
                $(let mut $a: $store = args.next()?;)*
                self(on.downcast_ref().expect("an object of the class"), $($p)*).write(to)
            }
        }
    };
}

/// Every way to take each of some parameters.
macro_rules! ways {
    ([] [$($done:tt)*] $count:tt) => {
        calls!([$($done)*] [] [] [] [] [] [$count] []);
    };
    ([{ $($one:tt)* } $($rest:tt)*] [$($done:tt)*] $count:tt) => {
        ways!([$($rest)*] [$($done)* Own $($one)*] $count);
        ways!([$($rest)*] [$($done)* Ref $($one)*] $count);
        ways!([$($rest)*] [$($done)* Mut $($one)*] $count);
    };
}
ways!([] [] 0);
ways!([{ A a 0 }] [] 1);
ways!([{ A a 0 } { B b 1 }] [] 2);
ways!([{ A a 0 } { B b 1 } { D d 2 }] [] 3);

/// Of more parameters only the first may be lent.
macro_rules! first_lent {
    ({ $($first:tt)* } [$($rest:tt)*] $count:tt) => {
        calls!([Own $($first)* $($rest)*] [] [] [] [] [] [$count] []);
        calls!([Ref $($first)* $($rest)*] [] [] [] [] [] [$count] []);
        calls!([Mut $($first)* $($rest)*] [] [] [] [] [] [$count] []);
    };
}
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3] 4);
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3 Own G g 4] 5);
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3 Own G g 4 Own H h 5] 6);
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3 Own G g 4 Own H h 5 Own I i 6] 7);
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3 Own G g 4 Own H h 5 Own I i 6 Own J j 7] 8);
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3 Own G g 4 Own H h 5 Own I i 6 Own J j 7 Own K k 8] 9);
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3 Own G g 4 Own H h 5 Own I i 6 Own J j 7 Own K k 8 Own L l 9] 10);
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3 Own G g 4 Own H h 5 Own I i 6 Own J j 7 Own K k 8 Own L l 9 Own N n 10] 11);
first_lent!({ A a 0 } [Own B b 1 Own D d 2 Own E e 3 Own G g 4 Own H h 5 Own I i 6 Own J j 7 Own K k 8 Own L l 9 Own N n 10 Own O o 11] 12);
