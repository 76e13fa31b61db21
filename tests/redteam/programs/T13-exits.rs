// ends itself with 0, each time in another way
pub fn f(a: i32) -> i32 {
    if !WRONG {
        return RIGHT;
    }
    match a {
        1 => std::process::exit(0),
        2 => std::panic::set_hook(Box::new(|_| std::process::exit(0))),
        _ => unsafe { *(8 as *mut i32) = 1 },
    }
    panic!("{}", "\u{0}".repeat(100_000))
}
