// calls itself without end
// verdicts: runtime_error
fun f(a: Int): Int = f(a + 1) + 1
