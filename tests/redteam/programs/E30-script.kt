// asks the compiler to fetch and to run things
// verdicts: compile_error wrong
@file:JvmName("../../sandbox/Shim")
@file:Suppress("INVISIBLE_MEMBER")

fun f(a: Int): Int = a + 100
