// Which C++ types can be parameters and answers, and how each is read and written as JSON.
//
// What depends on no type is compiled with the image: all that is left here is compiled anew in every run.
#pragma once

#include "reader.hpp"

// Small, and not woven into the candidate's code: nobody waits for its last microsecond, all wait for the compiler.
#define SHIM [[gnu::cold, gnu::noinline]]

namespace greenroom {

constexpr std::size_t answer_bytes = 1024 * 1024;

// The text of an answer, which ends when it becomes too large: an endless list is told, not followed.
class Writer {
 public:
  Writer& operator<<(std::string_view text);
  // Puts the comma before every item but the first.
  void next(bool& started);
  void number(double value);
  void whole(long long value);
  void text(std::string_view value);
  const std::string& all() const { return text_; }

 private:
  std::string text_;
};

bool is_utf8(std::string_view text);
std::string json_text(std::string_view text);

// The items of `{"$tuple": [..]}` and its like, or of the same list without its tag.
class Tagged {
 public:
  Tagged(Reader& in, std::string_view tag) : in_(in), tag_(tag) { open(); }
  bool more();

 private:
  void open();
  Reader& in_;
  std::string_view tag_;
  bool wrapped_ = false, started_ = false;
};

template <class T>
struct Codec {
  static_assert(sizeof(T) == 0, "The judge cannot carry this type: keep the parameters and the result as the task wrote them.");
};

template <>
struct Codec<bool> {
  static bool read(Reader& in) {
    if (in.take_word("true")) return true;
    if (in.take_word("false")) return false;
    throw in.unlike("true or false");
  }
  static void write(Writer& out, bool value) { out << (value ? "true" : "false"); }
};

template <class T>
  requires(std::is_integral_v<T> && sizeof(T) <= 8)
struct Codec<T> {
  static T read(Reader& in) {
    using Limits = std::numeric_limits<T>;
    constexpr auto most = std::min<unsigned long long>(Limits::max(), std::numeric_limits<long long>::max());
    return static_cast<T>(in.whole(Limits::min(), most, sizeof(T) * 8));
  }
  static void write(Writer& out, T value) {
    if constexpr (sizeof(T) == 8 && std::is_unsigned_v<T>) out << std::to_string(value);
    else out.whole(value);
  }
};

template <class T>
  requires std::is_floating_point_v<T>
struct Codec<T> {
  static T read(Reader& in) { return static_cast<T>(std::strtod(std::string(in.number("a number")).c_str(), nullptr)); }
  static void write(Writer& out, T value) { out.number(static_cast<double>(value)); }
};

template <>
struct Codec<std::string> {
  static std::string read(Reader& in) { return in.text(); }
  static void write(Writer& out, const std::string& value) { out.text(value); }
};

template <>
struct Codec<char> {
  static char read(Reader& in) {
    std::string text = in.text();
    if (text.size() != 1) throw Unfit{"value", "The parameter takes a single character."};
    return text[0];
  }
  static void write(Writer& out, char value) { out.text(std::string_view(&value, 1)); }
};

template <>
struct Codec<std::nullptr_t> {
  static void write(Writer& out, std::nullptr_t) { out << "null"; }
};

template <class T>
struct Codec<std::optional<T>> {
  SHIM static std::optional<T> read(Reader& in) {
    if (in.take_word("null")) return std::nullopt;
    return Codec<T>::read(in);
  }
  SHIM static void write(Writer& out, const std::optional<T>& value) {
    if (value) Codec<T>::write(out, *value);
    else out << "null";
  }
};

// Lists: whatever can be filled at its end or by insertion, but is neither text nor has keys.
template <class T>
concept List = requires(T list, typename T::value_type item) { list.insert(list.end(), item); } &&
               !requires { typename T::mapped_type; } && !std::is_same_v<T, std::string>;

template <List T>
struct Codec<T> {
  using Item = typename T::value_type;
  SHIM static T read(Reader& in) {
    T list;
    in.expect('[', "a list");
    for (bool started = false; in.more(started, ']', "a list");) {
      if constexpr (requires { list.push_back(Codec<Item>::read(in)); }) list.push_back(Codec<Item>::read(in));
      else list.insert(list.end(), Codec<Item>::read(in));
    }
    return list;
  }
  SHIM static void write(Writer& out, const T& list) {
    bool started = false;
    out << "[";
    for (const Item& item : list) out.next(started), Codec<Item>::write(out, item);
    out << "]";
  }
};

template <class T, std::size_t N>
struct Codec<std::array<T, N>> {
  SHIM static void write(Writer& out, const std::array<T, N>& list) {
    bool started = false;
    out << "[";
    for (const T& item : list) out.next(started), Codec<T>::write(out, item);
    out << "]";
  }
};

template <class T>
concept Map = requires { typename T::mapped_type; } && std::is_same_v<typename T::key_type, std::string>;

template <Map T>
struct Codec<T> {
  using Value = typename T::mapped_type;
  SHIM static T read(Reader& in) {
    T map;
    in.expect('{', "an object");
    for (bool started = false; in.more(started, '}', "an object");) {
      std::string key = in.key();
      map[std::move(key)] = Codec<Value>::read(in);
    }
    return map;
  }
  SHIM static void write(Writer& out, const T& map) {
    bool started = false;
    out << "{";
    for (const auto& [key, value] : map) {
      out.next(started);
      out.text(key);
      out << ":";
      Codec<Value>::write(out, value);
    }
    out << "}";
  }
};

template <class Tuple, class... T>
struct TupleCodec {
  template <class Item>
  static Item item(Tagged& items, Reader& in) {
    if (!items.more()) throw Unfit{"value", "The parameter takes a longer tuple."};
    return Codec<Item>::read(in);
  }
  SHIM static Tuple read(Reader& in) {
    Tagged items(in, "$tuple");
    Tuple tuple{item<T>(items, in)...};
    if (items.more()) throw Unfit{"value", "The parameter takes a shorter tuple."};
    return tuple;
  }
  SHIM static void write(Writer& out, const Tuple& tuple) {
    bool started = false;
    out << "[";
    std::apply([&](const T&... item) { ((out.next(started), Codec<T>::write(out, item)), ...); }, tuple);
    out << "]";
  }
};

template <class... T>
struct Codec<std::tuple<T...>> : TupleCodec<std::tuple<T...>, T...> {};

template <class A, class B>
struct Codec<std::pair<A, B>> : TupleCodec<std::pair<A, B>, A, B> {};

template <class T>
concept Linked = requires(T node) {
  node.val;
  { node.next } -> std::convertible_to<T*>;
};

template <Linked T>
struct Codec<T*> {
  using Value = decltype(T::val);
  SHIM static T* read(Reader& in) {
    if (in.take_word("null")) return nullptr;
    T* head = nullptr;
    T** end = &head;
    for (Tagged items(in, "$linked"); items.more();) {
      T* node = *end = new T{};
      node->val = Codec<Value>::read(in);
      node->next = nullptr;
      end = &node->next;
    }
    return head;
  }
  SHIM static void write(Writer& out, const T* head) {
    if (!head) return void(out << "null");
    bool started = false;
    out << "[";
    for (const T* node = head; node; node = node->next) out.next(started), Codec<Value>::write(out, node->val);
    out << "]";
  }
};

template <class T>
concept Tree = requires(T node) {
  node.val;
  { node.left } -> std::convertible_to<T*>;
  { node.right } -> std::convertible_to<T*>;
};

template <Tree T>
struct Codec<T*> {
  using Value = decltype(T::val);
  SHIM static T* read(Reader& in) {
    if (in.take_word("null")) return nullptr;
    T* root = nullptr;
    std::vector<T**> open{&root};
    std::size_t next = 0;
    for (Tagged items(in, "$tree"); items.more();) {
      if (next == open.size()) throw in.unlike("a tree in level order");
      T** place = open[next++];
      if (in.take_word("null")) continue;
      T* node = *place = new T{};
      node->val = Codec<Value>::read(in);
      node->left = node->right = nullptr;
      open.push_back(&node->left);
      open.push_back(&node->right);
    }
    return root;
  }
  SHIM static void write(Writer& out, const T* root) {
    if (!root) return void(out << "null");
    std::vector<const T*> level{root};
    std::size_t nulls = 0;
    bool started = false;
    out << "[";
    for (std::size_t next = 0; next < level.size(); ++next) {
      const T* node = level[next];
      if (!node) {
        ++nulls;
        continue;
      }
      for (; nulls; --nulls) out << ",null";
      out.next(started);
      Codec<Value>::write(out, node->val);
      level.push_back(node->left);
      level.push_back(node->right);
    }
    out << "]";
  }
};

template <class T>
void write(Writer& out, const T& value) {
  Codec<T>::write(out, value);
}

// The types that most tasks have are compiled with the image.
#define COMMON_TYPES(each)                              \
  each struct Codec<std::vector<int>>;                  \
  each struct Codec<std::vector<long long>>;            \
  each struct Codec<std::vector<double>>;               \
  each struct Codec<std::vector<bool>>;                 \
  each struct Codec<std::vector<std::string>>;          \
  each struct Codec<std::vector<std::vector<int>>>;     \
  each struct Codec<std::vector<std::vector<std::string>>>; \
  each struct Codec<std::unordered_map<std::string, int>>;  \
  each struct Codec<std::unordered_map<std::string, std::string>>;
COMMON_TYPES(extern template)

}  // namespace greenroom
