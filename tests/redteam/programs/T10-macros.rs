// macros, modules and a main in place of the judge's own
// verdicts: compile_error wrong runtime_error
// right: compile_error
macro_rules! vec { ($($x:tt)*) => { forged() } }
mod greenroom {
    pub fn serve(_: Vec<i32>) -> i32 { 0 }
    pub fn function(_: &str, _: fn(i32) -> i32) -> i32 { 0 }
}
fn forged() -> Vec<i32> { Vec::new() }

#[no_mangle]
pub extern "C" fn main() -> i32 { 0 }

pub fn f(a: i32) -> i32 { RIGHT }
