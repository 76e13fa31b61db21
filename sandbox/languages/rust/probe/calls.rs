use std::collections::*;

pub fn add_two(a: i32, b: i32) -> i32 {
    a.wrapping_add(b)
}

pub fn add_long(a: i64, b: i64) -> i64 {
    a + b
}

pub fn half_of(x: f64) -> f64 {
    x / 2.0
}

pub fn opposite(flag: bool) -> bool {
    !flag
}

pub fn greet(name: String) -> String {
    format!("Hello, {name}!")
}

pub fn total(numbers: Vec<i32>) -> i32 {
    numbers.iter().sum()
}

pub fn flip(mut rows: Vec<Vec<i32>>) -> Vec<Vec<i32>> {
    rows.reverse();
    rows
}

pub fn lengths(words: Vec<String>) -> HashMap<String, i32> {
    words.into_iter().map(|word| (word.clone(), word.len() as i32)).collect()
}

pub fn sum_scores(scores: HashMap<String, i32>) -> i32 {
    scores.values().sum()
}

pub fn first_of(numbers: Vec<i32>) -> Option<i32> {
    numbers.first().copied()
}

pub fn or_zero(n: Option<i32>) -> i32 {
    n.unwrap_or(0)
}

pub fn swap(pair: (i32, String)) -> (String, i32) {
    (pair.1, pair.0)
}

pub fn reverse_all(mut head: Option<Box<ListNode<i32>>>) -> Option<Box<ListNode<i32>>> {
    let mut done = None;
    while let Some(mut node) = head {
        head = node.next;
        node.next = done;
        done = Some(node);
    }
    done
}

pub fn mirror(root: Option<Box<TreeNode<i32>>>) -> Option<Box<TreeNode<i32>>> {
    let mut node = root?;
    (node.left, node.right) = (mirror(node.right.take()), mirror(node.left.take()));
    Some(node)
}

pub fn double_all(numbers: &mut Vec<i32>) {
    for number in numbers {
        *number *= 2;
    }
}

pub fn fail_with(n: i32) -> i32 {
    panic!("no {n}")
}

pub fn loop_forever(mut n: i32) -> i32 {
    loop {
        n = n.wrapping_add(1);
    }
}

pub struct Counter {
    count: i32,
}

impl Counter {
    pub fn new(start: i32) -> Self {
        Counter { count: start }
    }

    pub fn add(&mut self, n: i32) -> i32 {
        self.count += n;
        self.count
    }

    pub fn value(&self) -> i32 {
        self.count
    }
}
