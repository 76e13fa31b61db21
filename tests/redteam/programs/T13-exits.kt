// ends itself with 0, each time in another way
fun f(a: Int): Int {
    if (!WRONG) return RIGHT
    if (a == 1) kotlin.system.exitProcess(0)
    Runtime.getRuntime().halt(0)
    return a
}
