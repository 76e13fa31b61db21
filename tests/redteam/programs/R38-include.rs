// takes files and the environment of the compiler's machine into its program
// verdicts: compile_error wrong
// never: canary
const NAMES: &str = include_str!("/proc/self/environ");
const QUESTIONS: &[u8] = include_bytes!("/etc/hostname");
const HOME: Option<&str> = option_env!("HOME");

pub fn f(a: i32) -> i32 {
    println!("{NAMES} {QUESTIONS:?} {HOME:?}");
    a + 100
}
