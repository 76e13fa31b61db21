// The nodes of linked lists and trees; nil is the empty one.

public final class ListNode<T> {
  public var val: T
  public var next: ListNode<T>?

  public init(_ val: T, _ next: ListNode<T>? = nil) {
    self.val = val
    self.next = next
  }
}

public final class TreeNode<T> {
  public var val: T
  public var left: TreeNode<T>?
  public var right: TreeNode<T>?

  public init(_ val: T, _ left: TreeNode<T>? = nil, _ right: TreeNode<T>? = nil) {
    self.val = val
    self.left = left
    self.right = right
  }
}

protocol Node: Carried {
  static func readNodes(_ from: Reader) throws -> Self?
}

extension Node {
  static func read(_ from: Reader) throws -> Self {
    guard let node = try readNodes(from) else { throw Unfit("The parameter takes a node, which an empty list has not.") }
    return node
  }
}

extension ListNode: Node {
  static func readNodes(_ from: Reader) throws -> Self? {
    let item = try readAny(T.self)
    var head: ListNode<T>?
    var end: ListNode<T>?
    try from.tagged("$linked") {
      let node = ListNode(try item(from))
      if let end { end.next = node } else { head = node }
      end = node
    }
    return head.map { unsafeDowncast($0, to: Self.self) }
  }

  func write(_ out: Writer) throws {
    var started = false
    var at: ListNode<T>? = self
    try out.put("[")
    while let node = at {
      try out.next(&started)
      try writeAny(node.val, out)
      at = node.next
    }
    try out.put("]")
  }
}

extension TreeNode: Node {
  static func readNodes(_ from: Reader) throws -> Self? {
    let item = try readAny(T.self)
    var root: TreeNode<T>?
    var open: [(TreeNode<T>?) -> Void] = [{ root = $0 }]
    var next = 0
    try from.tagged("$tree") {
      guard next < open.count else { throw Unfit("The parameter takes a tree in level order, which this is not.") }
      next += 1
      if from.word("null") { return }
      let node = TreeNode(try item(from))
      open[next - 1](node)
      open.append { node.left = $0 }
      open.append { node.right = $0 }
    }
    return root.map { unsafeDowncast($0, to: Self.self) }
  }

  func write(_ out: Writer) throws {
    var level: [TreeNode<T>?] = [self]
    var next = 0
    var nulls = 0
    var started = false
    try out.put("[")
    while next < level.count {
      defer { next += 1 }
      guard let node = level[next] else {
        nulls += 1
        continue
      }
      for _ in 0..<nulls { try out.put(",null") }
      nulls = 0
      try out.next(&started)
      try writeAny(node.val, out)
      level += [node.left, node.right]
    }
    try out.put("]")
  }
}
