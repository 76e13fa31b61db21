// calls itself without end
// verdicts: runtime_error memory_limit
func f(_ a: Int) -> Int {
    let kept = [a, a]
    return f(a &+ 1) &+ kept[a & 1]
}
