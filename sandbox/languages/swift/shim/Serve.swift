// Swift's end of the judge's questions: the candidate's functions by name, and the loop that calls them.
//
// One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4:
//
//     {"id": "..", "call": "f", "args": [1]}               call a function; with "back": 0 the answer is its argument 0
//     {"id": "..", "new": "Stack", "args": [], "as": "o1"} make an object, {"on": "o1", "call": ..} calls its methods
//     {"id": "..", "ok": 3}                                what it returned
//     {"id": "..", "err": {"kind", "type", "msg", "tb"}}   or how it ended
//
// The types come from the functions themselves. The judge believes none of it but the shape, so code that meddles
// here only changes its own answers.
import Glibc

let control: Int32 = 3
let answers: Int32 = 4

/// Why a question has no answer: the error's kind and one sentence.
struct Unfit: Error {
  let kind: String
  let sentence: String

  init(_ sentence: String, kind: String = "value") {
    self.kind = kind
    self.sentence = sentence
  }
}

struct Question {
  var id = ""
  var texts: [String: String] = [:]
  var args = ArraySlice("[]".utf8)
  var back: Int?

  init(_ line: [UInt8]) throws {
    let from = Reader(line[...])
    var started = false
    try from.expect("{", "a question")
    while try from.more(&started, "}") {
      let key = try from.key()
      switch key {
      case "id": id = try from.string()
      case "args": args = try from.skip()
      case "back": back = try Int.read(from)
      case "load", "call", "new", "on", "as", "drop": texts[key] = try from.string()
      default: _ = try from.skip()
      }
    }
  }
}

final class Program {
  var objects: [String: (of: String, object: Any)] = [:]

  /// The rest of the answer's line after the id: "ok" or "err".
  func outcome(_ question: Question) -> String {
    do {
      return "\"ok\":" + (try answer(question))
    } catch let unfit as Unfit {
      return failed(unfit.kind, "Answer", unfit.sentence)
    } catch {
      return failed("raised", "\(type(of: error))", "\(error)")
    }
  }

  private func answer(_ question: Question) throws -> String {
    let out = Writer()
    let args = try Arguments(question.args, question.back)
    let texts = question.texts
    if texts["load"] != nil { return "null" }
    if let handle = texts["drop"] {
      objects[handle] = nil
      return "null"
    }
    if let of = texts["new"] {
      objects[texts["as"] ?? ""] = (of, try callee(of).call(nil, args, out) as Any)
      return "null"
    }
    if let handle = texts["on"] {
      guard let (of, object) = objects[handle] else {
        throw Unfit("There is no object called \(handle).", kind: "missing")
      }
      _ = try callee(of + "." + (texts["call"] ?? "")).call(object, args, out)
    } else {
      _ = try callee(texts["call"] ?? "").call(nil, args, out)
    }
    return out.text
  }

  private func callee(_ name: String) throws -> Callee {
    guard let found = callees[name] else { throw Unfit("There is no function called \(name).", kind: "missing") }
    return found
  }
}

func failed(_ kind: String, _ type: String, _ message: String) -> String {
  "\"err\":{\"kind\":\(quoted(kind)),\"type\":\(quoted(type)),\"msg\":\(quoted(String(message.prefix(2000)))),\"tb\":\"\"}"
}

/// Answers until there are no more questions.
public func serve() {
  let program = Program()
  let own = getpid()
  var held: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let size = read(control, &chunk, chunk.count)
    if size <= 0 { return }
    held += chunk[..<size]
    if held.last != UInt8(ascii: "\n") { continue }  // one question at a time: nothing follows its line
    guard let question = try? Question(held) else { exit(1) }
    held = []
    let outcome = program.outcome(question)
    let line = Array("{\"id\":\(quoted(question.id)),\(outcome)}\n".utf8)
    if getpid() != own { exit(1) }  // a child that the program has forked came back here: it was not asked
    fflush(nil)
    var sent = 0
    while sent < line.count {
      let more = line[sent...].withUnsafeBytes { write(answers, $0.baseAddress, $0.count) }
      if more <= 0 { exit(1) }
      sent += more
    }
  }
}
