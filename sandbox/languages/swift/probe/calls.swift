func addTwo(_ a: Int, _ b: Int) -> Int { a + b }
func addLong(_ a: Int, _ b: Int) -> Int { a + b }
func halfOf(_ x: Double) -> Double { x / 2 }
func opposite(_ flag: Bool) -> Bool { !flag }
func greet(_ name: String) -> String { "Hello, \(name)!" }
func total(_ numbers: [Int]) -> Int { numbers.reduce(0, +) }
func flip(_ rows: [[Int]]) -> [[Int]] { rows.reversed() }

func lengths(_ words: [String]) -> [String: Int] {
    Dictionary(words.map { ($0, $0.count) }, uniquingKeysWith: { first, _ in first })
}

func sumScores(_ scores: [String: Int]) -> Int { scores.values.reduce(0, +) }
func firstOf(_ numbers: [Int]) -> Int? { numbers.first }
func orZero(_ n: Int?) -> Int { n ?? 0 }
func swap(_ pair: (Int, String)) -> (String, Int) { (pair.1, pair.0) }

func reverseAll(_ head: ListNode<Int>?) -> ListNode<Int>? {
    var rest = head
    var done: ListNode<Int>?
    while let node = rest {
        rest = node.next
        node.next = done
        done = node
    }
    return done
}

func mirror(_ root: TreeNode<Int>?) -> TreeNode<Int>? {
    guard let root else { return nil }
    return TreeNode(root.val, mirror(root.right), mirror(root.left))
}

func doubleAll(_ numbers: inout [Int]) {
    for at in numbers.indices { numbers[at] *= 2 }
}

struct Refusal: Error, CustomStringConvertible {
    let description: String
}

func failWith(_ n: Int) throws -> Int { throw Refusal(description: "no \(n)") }

func loopForever(_ n: Int) -> Int {
    var n = n
    while true { n &+= 1 }
}

class Counter {
    private var count: Int

    init(_ start: Int) { count = start }

    func add(_ n: Int) -> Int {
        count += n
        return count
    }

    func value() -> Int { count }
}
