// an object that is equal to everything and panics when it is let go
// mode: class
pub struct Counter {
    a: i32,
}

impl Counter {
    pub fn new(a: i32) -> Self {
        Counter { a }
    }

    pub fn value(&mut self) -> i32 {
        let a = self.a;
        RIGHT
    }
}

impl<T> PartialEq<T> for Counter {
    fn eq(&self, _: &T) -> bool {
        true
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        if WRONG {
            panic!("let go");
        }
    }
}
