// takes memory without end, and swallows what is said of it
// verdicts: memory_limit runtime_error time_limit
// runsc: internal_error
fun f(a: Int): Int {
    val held = ArrayList<ByteArray>()
    while (true) runCatching { held.add(ByteArray(8 shl 20)) }
}
