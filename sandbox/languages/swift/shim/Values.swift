// Which Swift types can be parameters and answers, and how each is read and written as JSON.

protocol Carried {
  static func read(_ from: Reader) throws -> Self
  func write(_ out: Writer) throws
}

/// How a value of this type is read. Looked up once for a list, not for each of its items.
func readAny<T>(_ type: T.Type) throws -> (Reader) throws -> T {
  if type == Int.self { return { unsafeBitCast(try Int.read($0), to: T.self) } }  // the most common by far
  if let carried = type as? any Carried.Type { return { try carried.read($0) as! T } }
  if let parts = Tuple(type) { return { try parts.read($0) } }
  throw Unfit("The judge cannot carry a \(type): keep the parameters as the task wrote them.")
}

func writeAny(_ value: Any, _ out: Writer) throws {
  if let carried = value as? any Carried { return try carried.write(out) }
  let mirror = Mirror(reflecting: value)
  guard mirror.displayStyle == .tuple else {
    throw Unfit("The answer holds a \(type(of: value)), which the judge cannot carry.")
  }
  if mirror.children.isEmpty { return try out.put("null") }  // Void
  var started = false
  try out.put("[")
  for (_, item) in mirror.children {
    try out.next(&started)
    try writeAny(item, out)
  }
  try out.put("]")
}

/// The items of a tuple's type. A tuple can conform to no protocol, so they are read from where the language keeps
/// them: its binary interface is fixed.
struct Tuple<T> {
  var items: [(type: Any.Type, offset: Int)] = []

  init?(_ type: T.Type) {
    let about = unsafeBitCast(type, to: UnsafeRawPointer.self)
    guard about.load(as: UInt.self) == 0x301 else { return nil }
    for at in 0..<about.load(fromByteOffset: 8, as: Int.self) {
      let item = about + 24 + at * 16
      items.append((item.load(as: Any.Type.self), Int(item.load(fromByteOffset: 8, as: UInt32.self))))
    }
  }

  func read(_ from: Reader) throws -> T {
    var values: [Any] = []
    try from.tagged("$tuple") {
      guard values.count < items.count else { throw Unfit("The parameter takes a shorter tuple.") }
      func one<Item>(_ type: Item.Type) throws -> Any { try readAny(type)(from) }
      values.append(try _openExistential(items[values.count].type, do: one))
    }
    guard values.count == items.count else { throw Unfit("The parameter takes a longer tuple.") }
    let place = UnsafeMutablePointer<T>.allocate(capacity: 1)
    defer { place.deallocate() }
    for (item, value) in zip(items, values) {
      func put<Item>(_ type: Item.Type) {
        (UnsafeMutableRawPointer(place) + item.offset).initializeMemory(as: Item.self, to: value as! Item)
      }
      _openExistential(item.type, do: put)
    }
    return place.move()
  }
}

extension Bool: Carried {
  static func read(_ from: Reader) throws -> Bool {
    if from.word("true") { return true }
    if from.word("false") { return false }
    throw from.unlike("true or false")
  }
  func write(_ out: Writer) throws { try out.put(self ? "true" : "false") }
}

extension FixedWidthInteger {
  static func readWhole(_ from: Reader) throws -> Self {
    let digits = try from.number("a whole number")
    var value: Self = 0
    var fits = true
    let negative = digits.first == UInt8(ascii: "-")
    for byte in negative ? digits.dropFirst() : digits {
      guard (48...57).contains(byte), fits else { fits = false; break }
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let digit = Self(byte - 48)
      let (sum, more) = negative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      value = sum
      fits = !over && !more
    }
    if fits { return value }
    throw Unfit("The number \(String(decoding: digits, as: UTF8.self)) does not fit into \(Self.self).")
  }
}

extension Int: Carried {
  static func read(_ from: Reader) throws -> Int { try readWhole(from) }
  func write(_ out: Writer) throws { try out.put(String(self)) }
}

extension Int32: Carried {
  static func read(_ from: Reader) throws -> Int32 { try readWhole(from) }
  func write(_ out: Writer) throws { try out.put(String(self)) }
}

extension Int64: Carried {
  static func read(_ from: Reader) throws -> Int64 { try readWhole(from) }
  func write(_ out: Writer) throws { try out.put(String(self)) }
}

extension UInt: Carried {
  static func read(_ from: Reader) throws -> UInt { try readWhole(from) }
  func write(_ out: Writer) throws { try out.put(String(self)) }
}

extension Double: Carried {
  static func read(_ from: Reader) throws -> Double {
    Double(String(decoding: try from.number("a number"), as: UTF8.self)) ?? 0
  }
  func write(_ out: Writer) throws {
    guard isFinite else { throw Unfit("The answer holds \(self), which is no number.") }
    try out.put("\(self)")
  }
}

extension String: Carried {
  static func read(_ from: Reader) throws -> String { try from.string() }
  func write(_ out: Writer) throws { try out.put(quoted(self)) }
}

extension Character: Carried {
  static func read(_ from: Reader) throws -> Character {
    let text = try from.string()
    guard text.count == 1 else { throw Unfit("The parameter takes a single character.") }
    return text.first!
  }
  func write(_ out: Writer) throws { try out.put(quoted(String(self))) }
}

extension Optional: Carried {
  static func read(_ from: Reader) throws -> Wrapped? {
    if from.word("null") { return nil }
    if let node = Wrapped.self as? any Node.Type { return try node.readNodes(from) as! Wrapped? }
    return try readAny(Wrapped.self)(from)
  }
  func write(_ out: Writer) throws {
    if let value = self { try writeAny(value, out) } else { try out.put("null") }
  }
}

extension Array: Carried {
  static func read(_ from: Reader) throws -> [Element] {
    let item = try readAny(Element.self)
    var list: [Element] = []
    var started = false
    try from.expect("[", "a list")
    while try from.more(&started, "]") { list.append(try item(from)) }
    return list
  }
  func write(_ out: Writer) throws {
    var started = false
    try out.put("[")
    for item in self {
      try out.next(&started)
      try writeAny(item, out)
    }
    try out.put("]")
  }
}

extension Dictionary: Carried {
  static func read(_ from: Reader) throws -> [Key: Value] {
    let item = try readAny(Value.self)
    var map: [Key: Value] = [:]
    var started = false
    try from.expect("{", "an object")
    while try from.more(&started, "}") {
      guard let key = try from.key() as? Key else { throw Unfit("The judge carries only String as a key.") }
      map[key] = try item(from)
    }
    return map
  }
  func write(_ out: Writer) throws {
    var started = false
    try out.put("{")
    for (key, value) in self {
      guard let key = key as? String else { throw Unfit("The answer holds a key that is no String.") }
      try out.next(&started)
      try out.put(quoted(key) + ":")
      try writeAny(value, out)
    }
    try out.put("}")
  }
}
