fun addTwo(a: Int, b: Int): Int {
    return a + b * oops
}
