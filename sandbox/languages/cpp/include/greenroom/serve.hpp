// C++'s end of the judge's questions: the candidate's functions by name, and the loop that calls them.
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
#pragma once

#include "codec.hpp"

namespace greenroom {

struct Request {
  std::string id, load, call, make, on, as, drop;
  std::string_view args = "[]";
  int back = -1;
};

using Object = std::shared_ptr<void>;

// Something that can be called: its name, and how. Only methods, and constructors, do something with the object.
struct Callee {
  const char* name;
  void (*call)(const Request&, Object&, Writer&);
};

// The arguments of a question, one after the other.
class Arguments {
 public:
  Arguments(const Request& request, std::size_t wanted);
  template <class T>
  T next() {
    advance();
    return Codec<T>::read(in_);
  }
  void end();

 private:
  void advance();
  Reader in_;
  std::size_t wanted_, seen_ = 0;
};

// Reads the arguments for parameters of the types `A`, calls, and writes what comes back.
template <class R, class... A, class Call>
SHIM void answer(const Request& request, Writer& out, Call call) {
  Arguments in(request, sizeof...(A));
  std::tuple<std::decay_t<A>...> held{in.next<std::decay_t<A>>()...};
  in.end();
  const bool keep = request.back >= 0;
  auto apply = [&](auto&... value) -> R {
    auto pass = [&]<class T>(std::type_identity<T>, auto& each) -> T {
      if constexpr (std::is_reference_v<T>) return static_cast<T>(each);
      else if (keep) return each;
      else return std::move(each);
    };
    return call(pass(std::type_identity<A>{}, value)...);
  };
  if constexpr (std::is_void_v<R>) {
    std::apply(apply, held);
    if (!keep) out << "null";
  } else {
    decltype(auto) returned = std::apply(apply, held);
    if (!keep) Codec<std::decay_t<R>>::write(out, returned);
  }
  if (!keep) return;
  int at = 0;
  std::apply([&](const auto&... value) { ((at++ == request.back ? write(out, value) : void()), ...); }, held);
}

template <auto made>
struct Function;
template <class R, class... A, R (*made)(A...)>
struct Function<made> {
  SHIM static void call(const Request& request, Object&, Writer& out) { answer<R, A...>(request, out, made); }
};
template <class R, class... A, R (*made)(A...) noexcept>
struct Function<made> {
  SHIM static void call(const Request& request, Object&, Writer& out) { answer<R, A...>(request, out, made); }
};

template <class>
struct Constructor;
template <class C, class... A>
struct Constructor<C(A...)> {
  SHIM static void call(const Request& request, Object& object, Writer& out) {
    answer<void, A...>(request, out, [&](A... value) { object = Object(made(value...), destroy); });
  }
  // A candidate may take an argument by reference, which only something with a name can be bound to.
  static C* made(A&... value) {
    if constexpr (std::is_constructible_v<C, A&...>) return new C(value...);
    else return new C(std::forward<A>(value)...);
  }
  SHIM static void destroy(void* object) { delete static_cast<C*>(object); }
};

template <class C, auto made, class R, class... A>
SHIM void call_method(const Request& request, Object& object, Writer& out) {
  C& self = *static_cast<C*>(object.get());
  answer<R, A...>(request, out, [&](A... value) -> R { return (self.*made)(std::forward<A>(value)...); });
}

// `made` by its type: a plain method, or one that promises not to change the object or not to throw.
template <class C, auto made, class R, class Base, class... A>
constexpr auto by_type(R (Base::*)(A...)) { return call_method<C, made, R, A...>; }
template <class C, auto made, class R, class Base, class... A>
constexpr auto by_type(R (Base::*)(A...) const) { return call_method<C, made, R, A...>; }

template <auto made>
constexpr Callee function(const char* name) { return {name, Function<made>::call}; }

// `Made` is written as a function's type, `Stack(int)`: the class, and the constructor's parameters.
template <class Made>
constexpr Callee constructor(const char* name) { return {name, Constructor<Made>::call}; }

template <class C, auto made>
constexpr Callee method(const char* name) { return {name, by_type<C, made>(made)}; }

// Answers until there are no more questions; what `main` returns.
int serve(std::initializer_list<Callee> callees);

}  // namespace greenroom
