// This file is the REPL's commands, the inputs that begin with a colon.
#include <time.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "compiler/driver/read_file.h"
#include "runtime/panic/panic.h"
#include "runtime/heap/mheap.h"
#include "stdlib/sources.h"
#include "stdlib/stdlib.h"
#include "tools/repl/loop.h"
#include "vm/bytecode/disasm.h"

namespace gvm::repl {

namespace {

constexpr const char* kHelp =
    ":help             this text\n"
    ":type EXPR        the type of an expression, which is not evaluated\n"
    ":doc NAME         documentation of a package, or of a name in one (:doc strings.Split)\n"
    ":disasm FUNC      the bytecode of a function of the session\n"
    ":time INPUT       run an input and say how long it took\n"
    ":load FILE        take in a file: declarations, or a whole program's (its main is not called)\n"
    ":save FILE        write the living declarations to a file\n"
    ":reset            forget all declarations and imports\n"
    ":goroutines       what every goroutine is doing\n"
    ":mem              memory in use\n"
    ":quit             end the session (also Ctrl-D)\n";

// A declaration's documentation: the comment lines right above it, and its first line.
std::string declText(std::string_view text, size_t line) {
  size_t begin = line;
  while (begin > 0) {
    size_t prev = begin >= 2 ? text.rfind('\n', begin - 2) : std::string_view::npos;
    size_t start = prev == std::string_view::npos ? 0 : prev + 1;
    if (!text.substr(start).starts_with("//")) break;
    begin = start;
  }
  size_t end = text.find('\n', line);
  std::string out;
  std::string_view head = text.substr(line, end - line);
  if (head.ends_with(" {")) head.remove_suffix(2);
  // A struct or interface is shown whole.
  if (text.substr(line).starts_with("type ") && head.find(" struct") + head.find(" interface") != 2 * std::string_view::npos)
    if (size_t close = text.find("\n}", line); close != std::string_view::npos && text[end - 1] == '{') head = text.substr(line, close + 2 - line);
  out = std::string(head) + "\n";
  std::string_view comment = text.substr(begin, line - begin);
  while (!comment.empty()) {
    size_t nl = comment.find('\n');
    std::string_view l = comment.substr(0, nl);
    l.remove_prefix(std::min<size_t>(l.size(), 2));
    out += "   " + std::string(l) + "\n";
    comment.remove_prefix(nl == std::string_view::npos ? comment.size() : nl + 1);
  }
  return out;
}

}  // namespace

int64_t nowNs() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1'000'000'000ll + t.tv_nsec;
}

Loop::Next Loop::command(const std::string& line) {
  size_t space = line.find(' ');
  std::string name = line.substr(1, space == std::string::npos ? space : space - 1);
  std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
  while (rest.starts_with(" ")) rest.erase(0, 1);
  auto need = [&](const char* what) {
    if (!rest.empty()) return true;
    fmt::print(stderr, ":{} wants {}\n", name, what);
    failed_ = true;
    return false;
  };
  Next next = Next::kPrompt;
  if (name == "help" || name == "h" || name == "?") {
    fmt::print("{}", kHelp);
  } else if (name == "quit" || name == "q" || name == "exit") {
    return Next::kQuit;
  } else if (name == "type" || name == "t") {
    if (need("an expression")) {
      std::vector<driver::InputError> errors;
      std::string type = session_.typeOf(rest, &errors);
      for (auto& e : errors) showError(e, rest);
      if (errors.empty()) fmt::print("{}\n", type);
      else failed_ = true;
    }
  } else if (name == "doc") {
    if (need("a name")) doc(rest);
  } else if (name == "disasm") {
    if (need("a function")) disasm(rest);
  } else if (name == "time") {
    if (need("an input")) {
      began_ = nowNs();
      timing_ = true;
      if (submit(rest)) next = Next::kRun;
      else timing_ = false;
    }
  } else if (name == "load") {
    if (need("a file") && loadFiles({rest})) next = Next::kRun;
  } else if (name == "save") {
    if (need("a file")) save(rest);
  } else if (name == "reset") {
    session_.reset();
  } else if (name == "goroutines") {
    std::string text = rt::formatAllGoroutines(host_.vm(), nullptr, false);
    if (text.starts_with("\n")) text.erase(0, 1);
    fmt::print("{}", text.empty() ? "no goroutines\n" : text);
  } else if (name == "mem") {
    memory();
  } else {
    fmt::print(stderr, "no command :{}; :help shows what there is\n", name);
    failed_ = true;
  }
  fflush(stdout);
  return next;
}

bool Loop::loadFiles(const std::vector<std::string>& files) {
  std::vector<driver::MemoryFile> list;
  for (auto& f : files) {
    std::string text, error;
    if (!driver::readFile(f, &text, &error)) {
      fmt::print(stderr, "gvm: {}\n", error);
      failed_ = true;
      return false;
    }
    // A file of declarations alone is an input like any other.
    if (files.size() == 1 && text.find("package ") == std::string::npos) return submit(text);
    list.push_back({f, std::move(text)});
  }
  auto r = session_.compileFiles(list);
  if (!r.errors.empty()) {
    for (auto& e : r.errors) fmt::print(stderr, "{}:{}: {}\n", e.line, e.col, e.text);
    failed_ = true;
    return false;
  }
  return accept(std::move(r), "");
}

void Loop::doc(const std::string& what) {
  size_t dot = what.find('.');
  std::string pkg = what.substr(0, dot), member = dot == std::string::npos ? "" : what.substr(dot + 1);
  std::string path = pkg.find('/') != std::string::npos ? pkg : wellKnownPackage(pkg);
  bool known = false;
  for (auto& p : stdlib::packages()) {
    if (p.path != path) continue;
    known = true;
    if (member.empty()) fmt::print("package {} // import \"{}\"\n\n   {}\n", path.substr(path.rfind('/') + 1), path, p.doc);
  }
  if (!known) {
    fmt::print(stderr, "no package {} in the library\n", pkg);
    return;
  }
  // Top-level declarations of the package, or those of one name: "Split", "Builder.WriteString".
  size_t methodDot = member.find('.');
  std::string type = methodDot == std::string::npos ? "" : member.substr(0, methodDot);
  std::string last = methodDot == std::string::npos ? member : member.substr(methodDot + 1);
  bool found = false;
  for (auto& f : stdlib::sources()) {
    if (!f.path.starts_with(path + "/") || f.path.find('/', path.size() + 1) != std::string_view::npos) continue;
    for (size_t at = 0; at < f.text.size();) {
      size_t end = f.text.find('\n', at);
      if (end == std::string_view::npos) end = f.text.size();
      std::string_view l = f.text.substr(at, end - at);
      for (std::string_view word : {"func ", "type ", "var ", "const "}) {
        if (!l.starts_with(word)) continue;
        std::string_view rest = l.substr(word.size());
        std::string_view recv;
        if (rest.starts_with("(")) {
          size_t close = rest.find(')');
          if (close == std::string_view::npos || close + 2 > rest.size()) break;
          recv = rest.substr(1, close - 1);
          rest = rest.substr(close + 2);
        }
        std::string_view name = rest.substr(0, rest.find_first_of(" ([="));
        if (name.empty() || !isupper(static_cast<unsigned char>(name[0]))) break;
        if (member.empty()) {
          if (recv.empty()) fmt::print("{}\n", l.ends_with(" {") ? l.substr(0, l.size() - 2) : l);
        } else if (name == last && (recv.empty() ? type.empty() : type.empty() || recv.find(type) != std::string_view::npos)) {
          fmt::print("{}", declText(f.text, at));
          found = true;
        }
        break;
      }
      at = end + 1;
    }
  }
  if (!member.empty() && !found) fmt::print(stderr, "package {} has no {}\n", path, member);
}

void Loop::disasm(const std::string& name) {
  // The newest image that has it.
  auto& images = host_.images();
  for (size_t i = images.size(); i-- > 0;) {
    std::string error;
    std::string text = bytecode::disassemble(images[i], {"main." + name}, &error);
    if (!error.empty()) continue;
    fmt::print("{}", text);
    return;
  }
  fmt::print(stderr, "no function {} in this session\n", name);
  failed_ = true;
}

void Loop::memory() {
  size_t code = 0;
  for (auto& i : host_.images()) code += i.size();
  long pages = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  fmt::print("heap in use  {:>9.1f} KB\n", static_cast<double>(host_.vm()->heap->stats.heapInUse.load()) / 1024);
  fmt::print("images       {:>9.1f} KB in {}\n", static_cast<double>(code) / 1024, host_.images().size());
  fmt::print("resident     {:>9.1f} MB\n", static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576);
}

void Loop::save(const std::string& file) {
  std::ofstream out(file, std::ios::trunc);
  out << session_.source();
  out.close();
  if (!out) {
    fmt::print(stderr, "gvm: cannot write {}: {}\n", file, strerror(errno));
    failed_ = true;
  }
}

}  // namespace gvm::repl
