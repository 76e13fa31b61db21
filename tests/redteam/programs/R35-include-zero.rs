// includes a file without end
// verdicts: compile_limit compile_error
// runsc: internal_error
const ZEROES: &[u8] = include_bytes!("/dev/zero");

pub fn f(a: i32) -> i32 {
    a + ZEROES.len() as i32
}
