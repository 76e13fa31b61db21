// Reads the judge's JSON, straight into what the caller wants. The judge is trusted; only values may not fit.
#pragma once

namespace greenroom {

// Why a question has no answer: the error's kind and one sentence.
struct Unfit {
  const char* kind;
  std::string sentence;
};

// A place in a piece of JSON text.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  char peek();
  bool take(char wanted);
  bool take_word(std::string_view word);
  void expect(char wanted, const char* kind);

  // Whether another item follows in the array or object that `close` ends; goes past the comma or the end.
  bool more(bool& started, char close, const char* kind);
  std::string key();

  std::string text();
  // The digits of a number, as they stand.
  std::string_view number(const char* kind);
  long long whole(long long least, long long most, int bits);
  // The text of the next value, whatever it is.
  std::string_view skip();
  // The error that the next value is not `kind`.
  Unfit unlike(const char* kind);

 private:
  void escape(std::string& read);
  void character(std::string& read);
  unsigned hexadecimal();

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace greenroom
