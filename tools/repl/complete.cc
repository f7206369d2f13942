// This file finds what a half-typed name could become.
#include <algorithm>

#include "stdlib/stdlib.h"
#include "tools/repl/loop.h"

namespace gvm::repl {

namespace {

constexpr std::string_view kWords[] = {
    "any", "append", "bool", "break", "byte", "cap", "case", "chan", "clear", "close", "complex", "complex128", "complex64",
    "const", "continue", "copy", "default", "defer", "delete", "else", "error", "fallthrough", "false", "float32", "float64",
    "for", "func", "go", "goto", "if", "imag", "import", "int", "int16", "int32", "int64", "int8", "interface", "iota", "len",
    "make", "map", "max", "min", "new", "nil", "package", "panic", "print", "println", "range", "real", "recover", "return",
    "rune", "select", "string", "struct", "switch", "true", "type", "uint", "uint16", "uint32", "uint64", "uint8", "uintptr",
    "var"};
constexpr std::string_view kCommands[] = {":disasm", ":doc", ":goroutines", ":help", ":load", ":mem", ":quit", ":reset",
                                          ":save", ":time", ":type"};

bool identByte(char c) { return c == '_' || isalnum(static_cast<unsigned char>(c)) || (c & 0x80); }

// Where the operand that ends at `end` (a dot follows) begins: names, selectors, calls and indexes in a row.
size_t operandStart(std::string_view line, size_t end) {
  size_t i = end;
  while (i > 0) {
    char c = line[i - 1];
    if (identByte(c) || c == '.') {
      i--;
    } else if (c == ')' || c == ']') {
      int depth = 0;
      size_t k = i;
      while (k > 0) {
        k--;
        if (line[k] == ')' || line[k] == ']') depth++;
        if (line[k] == '(' || line[k] == '[') depth--;
        if (depth == 0) break;
      }
      if (depth != 0) break;
      i = k;
    } else {
      break;
    }
  }
  return i;
}

}  // namespace

std::vector<std::string> Loop::complete(std::string_view line, size_t* from) {
  std::vector<std::string> all;
  size_t start = line.size();
  if (line[0] == ':' && line.find(' ') == std::string_view::npos) {
    start = 0;
    all.assign(std::begin(kCommands), std::end(kCommands));
  } else {
    while (start > 0 && identByte(line[start - 1])) start--;
    if (start > 0 && line[start - 1] == '.') {
      size_t begin = operandStart(line, start - 1);
      if (begin < start - 1) all = session_.members(line.substr(begin, start - 1 - begin));
    } else {
      all = session_.names();
      all.insert(all.end(), std::begin(kWords), std::end(kWords));
      for (auto& p : stdlib::packages())
        if (!p.path.starts_with("internal/")) all.emplace_back(p.path.substr(p.path.rfind('/') + 1));
    }
  }
  *from = start;
  std::string_view typed = line.substr(start);
  std::erase_if(all, [&](const std::string& s) { return !std::string_view(s).starts_with(typed); });
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace gvm::repl
