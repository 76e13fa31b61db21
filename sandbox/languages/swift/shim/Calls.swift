// Functions, constructors and methods of any parameters, made callable with JSON.

/// Something that can be called, under the name that the judge says. It writes its answer, or returns a new object.
struct Callee {
  let name: String
  let call: (_ on: Any?, Arguments, Writer) throws -> Any?
}

/// What the glue has named so far. One statement for each: of a list the compiler would weigh all the types at once.
nonisolated(unsafe) var callees: [String: Callee] = [:]

private func offer(_ name: String, _ call: @escaping (_ on: Any?, Arguments, Writer) throws -> Any?) {
  callees[name] = Callee(name: name, call: call)
}

/// The arguments of a question, one after the other. `back` asks for one of them as the function leaves it.
final class Arguments {
  let raw: [ArraySlice<UInt8>]
  let back: Int?
  var at = 0

  init(_ text: ArraySlice<UInt8>, _ back: Int?) throws {
    let from = Reader(text)
    var started = false
    var raw: [ArraySlice<UInt8>] = []
    try from.expect("[", "arguments")
    while try from.more(&started, "]") { raw.append(try from.skip()) }
    self.raw = raw
    self.back = back
  }

  func fit(_ wanted: Int) throws {
    if wanted == raw.count { return }
    let more = wanted > raw.count ? "more" : "fewer"
    throw Unfit("The function has \(more) parameters than the task gives it: \(wanted).")
  }

  func next<T>() throws -> T {
    defer { at += 1 }
    return try readAny(T.self)(Reader(raw[at]))
  }
}

/// Writes what was returned, unless the argument that was given away is asked for: that is as it came.
private func write<R>(_ returned: R, _ args: Arguments, _ out: Writer) throws {
  if let back = args.back, args.raw.indices.contains(back) {
    try out.put(String(decoding: args.raw[back], as: UTF8.self))
  } else {
    try writeAny(returned, out)
  }
}

private func offer<R>(_ name: String, _ count: Int, _ made: @escaping (Arguments) throws -> R) {
  offer(name) { _, args, out in
    try args.fit(count)
    try write(try made(args), args, out)
    return nil
  }
}

/// For functions that change their first argument.
private func lend<First, R>(_ name: String, _ count: Int, _ made: @escaping (inout First, Arguments) throws -> R) {
  offer(name) { _, args, out in
    try args.fit(count)
    var first: First = try args.next()
    let returned = try made(&first, args)
    if args.back == 0 { try writeAny(first, out) } else { try write(returned, args, out) }
    return nil
  }
}

private func build<C>(_ name: String, _ count: Int, _ made: @escaping (Arguments) throws -> C) {
  offer(name) { _, args, _ in
    try args.fit(count)
    return try made(args)
  }
}

private func send<C, R>(_ name: String, _ count: Int, _ made: @escaping (C, Arguments) throws -> R) {
  offer(name) { on, args, out in
    guard let self = on as? C else { throw Unfit("There is no such object.", kind: "missing") }
    try args.fit(count)
    try write(try made(self, args), args, out)
    return nil
  }
}

// One for each number of parameters: with parameter packs the compiler cannot tell the lent ones from the others.

public func function<R>(_ name: String, _ made: @escaping () throws -> R) {
  offer(name, 0) { _ in try made() }
}
public func function<A, R>(_ name: String, _ made: @escaping (A) throws -> R) {
  offer(name, 1) { try made($0.next()) }
}
public func function<A, B, R>(_ name: String, _ made: @escaping (A, B) throws -> R) {
  offer(name, 2) { try made($0.next(), $0.next()) }
}
public func function<A, B, D, R>(_ name: String, _ made: @escaping (A, B, D) throws -> R) {
  offer(name, 3) { try made($0.next(), $0.next(), $0.next()) }
}
public func function<A, B, D, E, R>(_ name: String, _ made: @escaping (A, B, D, E) throws -> R) {
  offer(name, 4) { try made($0.next(), $0.next(), $0.next(), $0.next()) }
}
public func function<A, B, D, E, G, R>(_ name: String, _ made: @escaping (A, B, D, E, G) throws -> R) {
  offer(name, 5) { try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next()) }
}
public func function<A, B, D, E, G, H, R>(_ name: String, _ made: @escaping (A, B, D, E, G, H) throws -> R) {
  offer(name, 6) { try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next()) }
}
public func function<A, B, D, E, G, H, I, R>(_ name: String, _ made: @escaping (A, B, D, E, G, H, I) throws -> R) {
  offer(name, 7) { try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next()) }
}
public func function<A, B, D, E, G, H, I, J, R>(_ name: String, _ made: @escaping (A, B, D, E, G, H, I, J) throws -> R) {
  offer(name, 8) { try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next()) }
}
public func function<A, B, D, E, G, H, I, J, K, R>(
  _ name: String, _ made: @escaping (A, B, D, E, G, H, I, J, K) throws -> R
) {
  offer(name, 9) {
    try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next())
  }
}
public func function<A, B, D, E, G, H, I, J, K, L, R>(
  _ name: String, _ made: @escaping (A, B, D, E, G, H, I, J, K, L) throws -> R
) {
  offer(name, 10) {
    try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next())
  }
}
public func function<A, B, D, E, G, H, I, J, K, L, N, R>(
  _ name: String, _ made: @escaping (A, B, D, E, G, H, I, J, K, L, N) throws -> R
) {
  offer(name, 11) {
    try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next())
  }
}
public func function<A, B, D, E, G, H, I, J, K, L, N, O, R>(
  _ name: String, _ made: @escaping (A, B, D, E, G, H, I, J, K, L, N, O) throws -> R
) {
  offer(name, 12) {
    try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next())
  }
}

public func function<A, R>(_ name: String, _ made: @escaping (inout A) throws -> R) {
  lend(name, 1) { first, _ in try made(&first) }
}
public func function<A, B, R>(_ name: String, _ made: @escaping (inout A, B) throws -> R) {
  lend(name, 2) { try made(&$0, $1.next()) }
}
public func function<A, B, D, R>(_ name: String, _ made: @escaping (inout A, B, D) throws -> R) {
  lend(name, 3) { try made(&$0, $1.next(), $1.next()) }
}
public func function<A, B, D, E, R>(_ name: String, _ made: @escaping (inout A, B, D, E) throws -> R) {
  lend(name, 4) { try made(&$0, $1.next(), $1.next(), $1.next()) }
}
public func function<A, B, D, E, G, R>(_ name: String, _ made: @escaping (inout A, B, D, E, G) throws -> R) {
  lend(name, 5) { try made(&$0, $1.next(), $1.next(), $1.next(), $1.next()) }
}

public func constructor<C>(_ name: String, _ made: @escaping () throws -> C) {
  build(name, 0) { _ in try made() }
}
public func constructor<A, C>(_ name: String, _ made: @escaping (A) throws -> C) {
  build(name, 1) { try made($0.next()) }
}
public func constructor<A, B, C>(_ name: String, _ made: @escaping (A, B) throws -> C) {
  build(name, 2) { try made($0.next(), $0.next()) }
}
public func constructor<A, B, D, C>(_ name: String, _ made: @escaping (A, B, D) throws -> C) {
  build(name, 3) { try made($0.next(), $0.next(), $0.next()) }
}
public func constructor<A, B, D, E, C>(_ name: String, _ made: @escaping (A, B, D, E) throws -> C) {
  build(name, 4) { try made($0.next(), $0.next(), $0.next(), $0.next()) }
}
public func constructor<A, B, D, E, G, C>(_ name: String, _ made: @escaping (A, B, D, E, G) throws -> C) {
  build(name, 5) { try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next()) }
}
public func constructor<A, B, D, E, G, H, C>(_ name: String, _ made: @escaping (A, B, D, E, G, H) throws -> C) {
  build(name, 6) { try made($0.next(), $0.next(), $0.next(), $0.next(), $0.next(), $0.next()) }
}

public func method<C, R>(_ name: String, _ made: @escaping (C) -> () throws -> R) {
  send(name, 0) { on, _ in try made(on)() }
}
public func method<C, A, R>(_ name: String, _ made: @escaping (C) -> (A) throws -> R) {
  send(name, 1) { try made($0)($1.next()) }
}
public func method<C, A, B, R>(_ name: String, _ made: @escaping (C) -> (A, B) throws -> R) {
  send(name, 2) { try made($0)($1.next(), $1.next()) }
}
public func method<C, A, B, D, R>(_ name: String, _ made: @escaping (C) -> (A, B, D) throws -> R) {
  send(name, 3) { try made($0)($1.next(), $1.next(), $1.next()) }
}
public func method<C, A, B, D, E, R>(_ name: String, _ made: @escaping (C) -> (A, B, D, E) throws -> R) {
  send(name, 4) { try made($0)($1.next(), $1.next(), $1.next(), $1.next()) }
}
public func method<C, A, B, D, E, G, R>(_ name: String, _ made: @escaping (C) -> (A, B, D, E, G) throws -> R) {
  send(name, 5) { try made($0)($1.next(), $1.next(), $1.next(), $1.next(), $1.next()) }
}
