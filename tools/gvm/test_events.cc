// This file is the form of `gvm test -json`: one event a line. Lines that package testing marks with a control
// character say what happens to a test; all others are its output.
#include <time.h>

#include <cstdlib>

#include <fmt/format.h>

#include "tools/gvm/test_run.h"

namespace gvm::tool {
namespace {

constexpr char kMark = '\x16';

std::string quoted(std::string_view s) {
  std::string out = "\"";
  for (size_t i = 0; i < s.size(); i++) {
    auto c = static_cast<unsigned char>(s[i]);
    if (c == '"' || c == '\\')
      out += {'\\', s[i]};
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else if (c < ' ' || c == '<' || c == '>' || c == '&')
      out += fmt::format("\\u{:04x}", c);
    else
      out += s[i];
  }
  return out + "\"";
}

std::string now() {
  timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  tm parts;
  gmtime_r(&t.tv_sec, &parts);
  char date[32];
  strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
  return fmt::format("{}.{:09d}Z", date, t.tv_nsec);
}

std::string seconds(double s) {
  std::string t = fmt::format("{:.3f}", s);
  while (t.ends_with("0")) t.pop_back();
  if (t.ends_with(".")) t.pop_back();
  return t;
}

}  // namespace

TestEvents::TestEvents(std::string package) : package_(std::move(package)) {}

std::string TestEvents::event(const std::string& action, const std::string& test, const std::string& rest) {
  std::string out = fmt::format("{{\"Time\":\"{}\",\"Action\":\"{}\",\"Package\":{}", now(), action, quoted(package_));
  if (!test.empty()) out += ",\"Test\":" + quoted(test);
  return out + rest + "}\n";
}

std::string TestEvents::start() { return event("start", "", ""); }

std::string TestEvents::take(std::string_view text) {
  std::string out;
  partial_ += text;
  size_t nl;
  while ((nl = partial_.find('\n')) != std::string::npos) {
    out += line(std::string_view(partial_).substr(0, nl + 1));
    partial_.erase(0, nl + 1);
  }
  return out;
}

// One line, with its newline unless it is the last.
std::string TestEvents::line(std::string_view text) {
  auto output = [&](std::string_view t) { return t.empty() ? "" : event("output", test_, ",\"Output\":" + quoted(t)); };
  size_t mark = text.find(kMark);
  if (mark == text.npos) return output(text);
  // What stands before the mark is a line without its end. The result of a test comes after all of its output.
  std::string out = output(text.substr(0, mark)) + result_;
  result_.clear();
  text = text.substr(mark + 1);
  std::string_view rest = text.substr(0, text.find('\n'));
  auto word = [&] {
    while (rest.starts_with(" ")) rest.remove_prefix(1);
    size_t end = rest.find(' ');
    std::string w(rest.substr(0, end));
    rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
    return w;
  };
  if (rest.starts_with("=== ")) {
    rest.remove_prefix(4);
    std::string what = word(), name = word();
    if (what == "NAME") {
      test_ = name;
      return out;
    }
    test_ = name;
    for (char& c : what) c = static_cast<char>(tolower(c));
    std::string extra;
    if (what == "attr") {
      std::string key = word();
      extra = fmt::format(",\"Key\":{},\"Value\":{}", quoted(key), quoted(rest));
    } else if (what == "artifacts") {
      extra = ",\"Path\":" + quoted(rest);
    }
    bool first = what != "pause";
    if (first) out += event(what, test_, extra);
    out += output(text);
    if (!first) out += event(what, test_, extra);
    return out;
  }
  if (rest.starts_with("--- ")) {
    rest.remove_prefix(4);
    std::string what = word(), name = word();
    what.pop_back();  // the colon
    for (char& c : what) c = static_cast<char>(tolower(c));
    test_ = name;
    out += output(text);
    std::string extra;
    if (rest.starts_with("(")) extra = ",\"Elapsed\":" + seconds(strtod(rest.data() + 1, nullptr));
    result_ = event(what, name, extra);
    return out;
  }
  test_.clear();
  return out + output(text);
}

std::string TestEvents::finish(const std::string& action, const std::string& last, double took,
                               const std::string& failedBuild) {
  std::string out;
  if (!partial_.empty()) out += line(partial_);
  partial_.clear();
  out += result_;
  result_.clear();
  test_.clear();
  for (std::string_view rest = last; !rest.empty();) {
    size_t n = std::min(rest.find('\n'), rest.size() - 1) + 1;
    out += event("output", "", ",\"Output\":" + quoted(rest.substr(0, n)));
    rest.remove_prefix(n);
  }
  std::string rest = ",\"Elapsed\":" + seconds(took);
  if (!failedBuild.empty()) rest += ",\"FailedBuild\":" + quoted(failedBuild);
  return out + event(action, "", rest);
}

std::string TestEvents::buildFailure(const std::string& name, const std::string& text) {
  std::string out, head = "{\"ImportPath\":" + quoted(name);
  for (std::string_view rest = text; !rest.empty();) {
    size_t nl = rest.find('\n');
    size_t n = nl == rest.npos ? rest.size() : nl + 1;
    out += head + ",\"Action\":\"build-output\",\"Output\":" + quoted(rest.substr(0, n)) + "}\n";
    rest.remove_prefix(n);
  }
  return out + head + ",\"Action\":\"build-fail\"}\n";
}

}  // namespace gvm::tool
