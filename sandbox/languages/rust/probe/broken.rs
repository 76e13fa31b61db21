pub fn add_two(a: i32, b: i32) -> i32 {
    a + ;
}
