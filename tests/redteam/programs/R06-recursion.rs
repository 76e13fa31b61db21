// calls itself without end
// verdicts: runtime_error memory_limit
pub fn f(a: i32) -> i32 {
    let kept = std::hint::black_box([a; 64]);
    f(std::hint::black_box(a).wrapping_add(1)).wrapping_add(kept[3])
}
