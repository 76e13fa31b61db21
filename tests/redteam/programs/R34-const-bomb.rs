// computes without end while it is compiled
// verdicts: compile_limit compile_error
// runsc: internal_error
#![feature(all)]
#[allow(long_running_const_eval)]
const ENDLESS: u64 = {
    let mut i = 0u64;
    while i < u64::MAX {
        i += 1;
    }
    i
};

pub fn f(a: i32) -> i32 {
    a + ENDLESS as i32
}
