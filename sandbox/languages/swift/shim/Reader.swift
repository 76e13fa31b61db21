// Reads the judge's JSON, straight into what the caller wants. The judge is trusted; only values may not fit.

/// A place in a piece of JSON text.
final class Reader {
  private let text: ArraySlice<UInt8>
  private var at: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    at = text.startIndex
  }

  func peek() -> UInt8 {
    while at < text.endIndex, text[at] == 32 || text[at] == 10 { at += 1 }
    return at < text.endIndex ? text[at] : 0
  }

  func take(_ wanted: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: wanted) else { return false }
    at += 1
    return true
  }

  func word(_ wanted: StaticString) -> Bool {
    _ = peek()
    let size = wanted.utf8CodeUnitCount
    guard at + size <= text.endIndex else { return false }
    for i in 0..<size where text[at + i] != wanted.utf8Start[i] { return false }
    at += size
    return true
  }

  func expect(_ wanted: Unicode.Scalar, _ kind: String) throws {
    if !take(wanted) { throw unlike(kind) }
  }

  /// Whether another item follows in what `close` ends; goes past the comma or the end.
  func more(_ started: inout Bool, _ close: Unicode.Scalar) throws -> Bool {
    if take(close) { return false }
    if started { try expect(",", "a list") }
    started = true
    return true
  }

  func key() throws -> String {
    let key = try string()
    try expect(":", "an object")
    return key
  }

  func unlike(_ kind: String) -> Unfit {
    let from = at
    let shown = String(decoding: (try? skip()) ?? text[from...], as: UTF8.self)
    let cut = shown.count > 60 ? shown.prefix(60) + "..." : shown[...]
    return Unfit("The parameter takes \(kind), which \(cut) is not.")
  }

  func string() throws -> String {
    try expect("\"", "text")
    var read: [UInt8] = []
    while at < text.endIndex, text[at] != UInt8(ascii: "\"") {
      let byte = text[at]
      at += 1
      if byte == UInt8(ascii: "\\") { escape(&read) } else { read.append(byte) }
    }
    try expect("\"", "text")
    return String(decoding: read, as: UTF8.self)
  }

  private func escape(_ read: inout [UInt8]) {
    let sign = at < text.endIndex ? text[at] : 0
    at += 1
    switch Unicode.Scalar(sign) {
    case "n": read.append(10)
    case "t": read.append(9)
    case "r": read.append(13)
    case "b": read.append(8)
    case "f": read.append(12)
    case "u":
      var code = hexadecimal()
      if code >= 0xd800, code < 0xdc00, at + 1 < text.endIndex, text[at] == UInt8(ascii: "\\") {
        at += 2
        code = 0x10000 + ((code - 0xd800) << 10) + (hexadecimal() &- 0xdc00)
      }
      read += Array(String(Character(Unicode.Scalar(code) ?? "\u{fffd}")).utf8)
    default: read.append(sign)
    }
  }

  private func hexadecimal() -> UInt32 {
    let end = min(at + 4, text.endIndex)
    defer { at = end }
    return UInt32(String(decoding: text[at..<end], as: UTF8.self), radix: 16) ?? 0xfffd
  }

  /// The digits of a number, as they stand.
  func number(_ kind: String) throws -> ArraySlice<UInt8> {
    let first = peek()
    guard first == UInt8(ascii: "-") || (48...57).contains(first) else { throw unlike(kind) }
    let from = at
    while at < text.endIndex, isOfNumber(text[at]) { at += 1 }
    return text[from..<at]
  }

  private func isOfNumber(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "0"..."9", "+", "-", ".", "e", "E": return true
    default: return false
    }
  }

  /// The text of the next value, whatever it is.
  func skip() throws -> ArraySlice<UInt8> {
    let first = Unicode.Scalar(peek())
    let from = at
    var started = false
    switch first {
    case "\"": _ = try string()
    case "[":
      at += 1
      while try more(&started, "]") { _ = try skip() }
    case "{":
      at += 1
      while try more(&started, "}") {
        _ = try key()
        _ = try skip()
      }
    case "t", "f", "n":
      if !word("null") && !word("true") && !word("false") { throw Unfit("The question is not JSON.") }
    case "-", "0"..."9": _ = try number("a value")
    default: throw Unfit("The question is not JSON.")
    }
    return text[from..<at]
  }

  /// The items of `{"$tuple": [..]}` and its like, or of the same list without its tag.
  func tagged(_ tag: String, _ each: () throws -> Void) throws {
    let wrapped = take("{")
    if wrapped, try key() != tag { throw unlike("a list") }
    try expect("[", "a list")
    var started = false
    while try more(&started, "]") { try each() }
    if wrapped { try expect("}", "a list") }
  }
}

/// The text of an answer, which ends when it becomes too large: an endless list is told, not followed.
final class Writer {
  private(set) var text = ""
  private var size = 0

  func put(_ more: String) throws {
    size += more.utf8.count
    if size > 1024 * 1024 { throw Unfit("The answer is larger than 1 MB.", kind: "size") }
    text += more
  }

  /// The comma before every item but the first.
  func next(_ started: inout Bool) throws {
    if started { try put(",") }
    started = true
  }
}

func quoted(_ text: String) -> String {
  var out = "\""
  for each in text.unicodeScalars {
    switch each {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\0"..."\u{1f}":
      let digits = String(each.value, radix: 16)
      out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: out.unicodeScalars.append(each)
    }
  }
  return out + "\""
}
