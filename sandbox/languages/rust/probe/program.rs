use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let numbers: Vec<i64> = text.split_whitespace().map(|word| word.parse().unwrap()).collect();
    if numbers.is_empty() {
        std::process::exit(3);
    }
    let sum: i64 = numbers.iter().sum();
    while sum < 0 {}
    println!("{sum}");
}
