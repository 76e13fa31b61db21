// What reader.hpp and codec.hpp promise, compiled once when the image is built.
#include <bits/stdc++.h>

namespace greenroom {

char Reader::peek() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool Reader::take(char wanted) {
  if (peek() != wanted) return false;
  ++at_;
  return true;
}

bool Reader::take_word(std::string_view word) {
  peek();
  if (text_.substr(at_, word.size()) != word) return false;
  at_ += word.size();
  return true;
}

void Reader::expect(char wanted, const char* kind) {
  if (!take(wanted)) throw unlike(kind);
}

bool Reader::more(bool& started, char close, const char* kind) {
  if (take(close)) return false;
  if (std::exchange(started, true)) expect(',', kind);
  return true;
}

std::string Reader::key() {
  std::string name = text();
  expect(':', "an object");
  return name;
}

std::string Reader::text() {
  expect('"', "text");
  std::string read;
  while (at_ < text_.size() && text_[at_] != '"') {
    char next = text_[at_++];
    if (next != '\\') read += next;
    else escape(read);
  }
  expect('"', "text");
  return read;
}

std::string_view Reader::number(const char* kind) {
  char first = peek();
  if (first != '-' && !std::isdigit(static_cast<unsigned char>(first))) throw unlike(kind);
  std::size_t from = at_;
  while (at_ < text_.size() && std::strchr("+-.eE0123456789", text_[at_])) ++at_;
  return text_.substr(from, at_ - from);
}

long long Reader::whole(long long least, long long most, int bits) {
  std::string_view digits = number("a whole number");
  long long value{};
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  bool read = error == std::errc{} && end == digits.data() + digits.size();
  if (read && value >= least && value <= most) return value;
  throw Unfit{"value", "The number " + std::string(digits) + " does not fit into a whole number of " + std::to_string(bits) + " bits."};
}

std::string_view Reader::skip() {
  char first = peek();
  std::size_t from = at_;
  bool started = false;
  if (first == '"') text();
  else if (take('[')) while (more(started, ']', "a list")) skip();
  else if (take('{')) while (more(started, '}', "an object")) key(), skip();
  else if (!take_word("null") && !take_word("true") && !take_word("false")) number("a value");
  return text_.substr(from, at_ - from);
}

Unfit Reader::unlike(const char* kind) {
  std::size_t from = at_;
  std::string shown;
  try {
    shown = std::string(skip());
  } catch (const Unfit&) {
    shown = std::string(text_.substr(from));
  }
  if (shown.size() > 60) shown = shown.substr(0, 60) + "...";
  return {"value", "The parameter takes " + std::string(kind) + ", which " + shown + " is not."};
}

void Reader::escape(std::string& read) {
  char sign = at_ < text_.size() ? text_[at_++] : '\0';
  switch (sign) {
    case 'n': read += '\n'; break;
    case 't': read += '\t'; break;
    case 'r': read += '\r'; break;
    case 'b': read += '\b'; break;
    case 'f': read += '\f'; break;
    case 'u': character(read); break;
    default: read += sign;
  }
}

void Reader::character(std::string& read) {
  unsigned code = hexadecimal();
  if (code >= 0xd800 && code < 0xdc00 && text_.substr(at_, 2) == "\\u") {
    at_ += 2;
    code = 0x10000 + ((code - 0xd800) << 10) + (hexadecimal() - 0xdc00);
  }
  auto byte = [&](unsigned value) { read += static_cast<char>(value); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) byte(0xc0 | code >> 6);
  else if (code < 0x10000) byte(0xe0 | code >> 12), byte(0x80 | (code >> 6 & 0x3f));
  else byte(0xf0 | code >> 18), byte(0x80 | (code >> 12 & 0x3f)), byte(0x80 | (code >> 6 & 0x3f));
  byte(0x80 | (code & 0x3f));
}

unsigned Reader::hexadecimal() {
  unsigned code = 0;
  std::string_view digits = text_.substr(std::min(at_, text_.size()), 4);
  std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  at_ += digits.size();
  return code;
}

Writer& Writer::operator<<(std::string_view text) {
  if (text_.size() + text.size() > answer_bytes) throw Unfit{"size", "The answer is larger than 1 MB."};
  text_ += text;
  return *this;
}

void Writer::next(bool& started) {
  if (std::exchange(started, true)) *this << ",";
}

void Writer::number(double value) {
  char digits[64];
  std::string_view text(digits, std::to_chars(digits, digits + sizeof digits, value).ptr - digits);
  if (!std::isfinite(value)) throw Unfit{"value", "The answer holds " + std::string(text) + ", which is no number."};
  *this << text;
}

void Writer::whole(long long value) { *this << std::to_string(value); }

void Writer::text(std::string_view value) {
  if (!is_utf8(value)) throw Unfit{"value", "The answer holds text that is not valid UTF-8."};
  *this << json_text(value);
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    unsigned char first = text[at];
    std::size_t more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : 3;
    if (first >= 0xf5 || (first >= 0x80 && first < 0xc2) || at + more >= text.size()) return false;
    for (std::size_t i = 1; i <= more; ++i)
      if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) return false;
    unsigned char second = more ? text[at + 1] : 0;
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return false;
    if ((first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) return false;
    at += more + 1;
  }
  return true;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (char each : text) {
    if (each == '"' || each == '\\') out += '\\', out += each;
    else if (static_cast<unsigned char>(each) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", each);
      out += escaped;
    } else out += each;
  }
  return out + '"';
}

void Tagged::open() {
  wrapped_ = in_.take('{');
  if (wrapped_ && in_.key() != tag_) throw in_.unlike("a list of nodes");
  in_.expect('[', "a list");
}

bool Tagged::more() {
  if (in_.more(started_, ']', "a list")) return true;
  if (wrapped_) in_.expect('}', "a list of nodes");
  return false;
}

}  // namespace greenroom
