func addTwo(_ a: Int, _ b: Int) -> Int {
    return "sum"
}
