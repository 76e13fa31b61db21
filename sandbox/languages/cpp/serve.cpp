// What serve.hpp promises, compiled once when the image is built.
#include <bits/stdc++.h>

namespace greenroom {

COMMON_TYPES(template)

Arguments::Arguments(const Request& request, std::size_t wanted) : in_(request.args), wanted_(wanted) {
  in_.expect('[', "arguments");
}

void Arguments::advance() {
  if (in_.peek() != ']' && (!seen_++ || in_.take(','))) return;
  throw Unfit{"value", "The function has more parameters than the task gives it: " + std::to_string(wanted_) + "."};
}

void Arguments::end() {
  if (in_.take(']')) return;
  throw Unfit{"value", "The function has fewer parameters than the task gives it: " + std::to_string(wanted_) + "."};
}

namespace {

Request parsed(std::string_view line) {
  Request request;
  Reader in(line);
  const std::map<std::string_view, std::string*> texts{
      {"id", &request.id}, {"load", &request.load}, {"call", &request.call}, {"new", &request.make},
      {"on", &request.on}, {"as", &request.as}, {"drop", &request.drop}};
  in.expect('{', "a question");
  for (bool started = false; in.more(started, '}', "a question");) {
    const std::string key = in.key();
    if (auto text = texts.find(key); text != texts.end()) *text->second = in.text();
    else if (key == "args") request.args = in.skip();
    else if (key == "back") request.back = Codec<int>::read(in);
    else in.skip();
  }
  return request;
}

std::string failed(std::string_view kind, std::string_view type, std::string_view message) {
  std::string shown(message.substr(0, 2000));
  if (!is_utf8(shown)) shown = "a message that is not text";
  return "\"err\":{\"kind\":" + json_text(kind) + ",\"type\":" + json_text(type) + ",\"msg\":" + json_text(shown) + ",\"tb\":\"\"}";
}

std::string named(const std::type_info& type) {
  int status = 0;
  std::unique_ptr<char, void (*)(void*)> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
  return name ? name.get() : type.name();
}

// The candidate's program while it is asked.
class Program {
 public:
  explicit Program(std::initializer_list<Callee> callees) {
    for (const Callee& each : callees) callees_[each.name] = each;
  }

  // The rest of the line after the id: "ok" or "err".
  std::string outcome(const Request& request) {
    try {
      Writer out;
      ask(request, out);
      return "\"ok\":" + out.all();
    } catch (const Unfit& unfit) {
      return failed(unfit.kind, "Answer", unfit.sentence);
    } catch (const std::bad_alloc&) {
      return failed("memory", "std::bad_alloc", "there is no memory left");
    } catch (const std::exception& error) {
      return failed("raised", named(typeid(error)), error.what());
    } catch (const std::string& thrown) {
      return failed("raised", "std::string", thrown);
    } catch (const char* thrown) {
      return failed("raised", "const char*", thrown);
    } catch (...) {
      const std::type_info* type = abi::__cxa_current_exception_type();
      return failed("raised", type ? named(*type) : "Thrown", "something that is no std::exception was thrown");
    }
  }

 private:
  void ask(const Request& request, Writer& out) {
    Object nothing;
    if (!request.load.empty()) {
      out << "null";
    } else if (!request.drop.empty()) {
      objects_.erase(request.drop);
      out << "null";
    } else if (!request.make.empty()) {
      Object made;
      callee(request.make).call(request, made, out);
      objects_[request.as] = {request.make, std::move(made)};
    } else if (!request.on.empty()) {
      auto object = objects_.find(request.on);
      if (object == objects_.end()) throw Unfit{"missing", "There is no object called " + request.on + "."};
      auto& [of, self] = object->second;
      callee(of + "." + request.call).call(request, self, out);
    } else {
      callee(request.call).call(request, nothing, out);
    }
  }

  const Callee& callee(const std::string& name) {
    auto found = callees_.find(name);
    if (found == callees_.end()) throw Unfit{"missing", "There is no function called " + name + "."};
    return found->second;
  }

  std::unordered_map<std::string, Callee> callees_;
  std::unordered_map<std::string, std::pair<std::string, Object>> objects_;  // each with its class's name
};

}  // namespace

int serve(std::initializer_list<Callee> callees) {
  constexpr int control = 3, answers = 4;
  Program program(callees);
  const pid_t self = getpid();
  std::string held;
  std::vector<char> chunk(65536);
  for (ssize_t size; (size = ::read(control, chunk.data(), chunk.size())) > 0;) {
    held.append(chunk.data(), size);
    if (held.back() != '\n') continue;  // one question at a time: nothing follows it
    const Request request = parsed(held);
    std::string line = program.outcome(request);
    line = "{\"id\":" + json_text(request.id) + "," + line + "}\n";
    if (getpid() != self) _exit(1);  // a child that the program has forked came back here: it was not asked
    std::cout.flush();
    std::cerr.flush();
    std::fflush(nullptr);
    for (std::string_view rest = line; !rest.empty();) {
      ssize_t sent = ::write(answers, rest.data(), rest.size());
      if (sent <= 0) return 1;
      rest.remove_prefix(sent);
    }
    held.clear();
  }
  return 0;
}

}  // namespace greenroom
