// This file is the contract of the source room: files and positions in them, and where diagnostics go.
// A position is one 32-bit number that names a byte of one file of the file set; line and column are worked out when
// somebody asks.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/source/arena.h"

namespace gvm::source {

using Pos = uint32_t;          // 0: no position; otherwise file->base() + byte offset
constexpr Pos kNoPos = 0;

// A resolved position. line and col count from 1, col in bytes. line == 0: unknown. col == 0: no column is known (after
// a //line directive that gives none).
struct Position {
  std::string_view filename;
  uint32_t line = 0;
  uint32_t col = 0;
};

// One source file. Its text is kept for the life of the file set and ends in a NUL byte that is not part of it.
class File {
 public:
  std::string_view name() const { return name_; }  // as printed in diagnostics
  std::string_view text() const { return text_; }
  // Full path, as tracebacks print it; the name unless set.
  std::string_view path() const { return path_.empty() ? name_ : path_; }
  void setPath(std::string path) { path_ = std::move(path); }
  Pos base() const { return base_; }               // position of the first byte
  Pos end() const { return base_ + static_cast<Pos>(text_.size()); }
  Pos pos(uint32_t offset) const { return base_ + offset; }
  uint32_t offset(Pos p) const { return p - base_; }

  // Line of a byte offset in this file, from 1, with no regard to //line directives.
  uint32_t line(uint32_t offset) const;
  // Position with (default) or without //line directives applied.
  Position position(Pos p, bool adjusted = true) const;
  // Text of a line (from 1) without its newline; empty if there is no such line.
  std::string_view lineText(uint32_t line) const;

  // Notes a //line directive: the byte at p has that name, line and column (col 0: columns are unknown from here on).
  void addLineDirective(Pos p, std::string_view filename, uint32_t line, uint32_t col);

 private:
  friend class FileSet;
  struct LineDirective {
    uint32_t offset;
    std::string_view filename;
    uint32_t line, col;
  };
  void indexLines() const;

  std::string name_;
  std::string path_;
  std::string text_;
  Pos base_ = 0;
  mutable std::vector<uint32_t> lines_;  // offset of each line's first byte; made on first use
  std::vector<LineDirective> directives_;
};

// All files of one compilation.
class FileSet {
 public:
  // Adds a file under the name that diagnostics print. Returns nullptr if the set would pass 4 GB of text.
  File* addFile(std::string_view name, std::string text);
  // Reads the file at path and adds it under `name` (or under path if name is empty). On failure returns nullptr and
  // sets *error to the system's text.
  File* readFile(const std::string& path, std::string_view name, std::string* error);

  File* file(Pos p) const;  // nullptr for kNoPos
  Position position(Pos p, bool adjusted = true) const;
  uint32_t line(Pos p) const { return position(p).line; }
  // "name:line:col" in gc's form: no column when it is unknown or beyond 254.
  std::string format(Pos p) const;
  const std::vector<std::unique_ptr<File>>& files() const { return files_; }

 private:
  std::vector<std::unique_ptr<File>> files_;
  Pos next_ = 1;
  mutable File* last_ = nullptr;  // the file of the last look-up
};

// Codes of diagnostics (rows in codes.def). The code says which rule was broken; the text is what gc prints.
enum class Code : uint16_t {
#define GVM_CODE(name, doc) name,
#include "compiler/source/codes.def"
#undef GVM_CODE
};

// Name of a code as in codes.def, and its one-line description.
std::string_view codeName(Code code);
std::string_view codeDoc(Code code);

// One error. The text may have several lines; the further ones are indented by a tab.
struct Diagnostic {
  Pos pos = kNoPos;
  Code code{};
  bool soft = false;   // does not by itself make the checked program meaningless (unused variable, unused import...)
  std::string text;
};

// Collects the errors of one compilation and prints them as gc does: sorted by position, one syntax error per line, no
// duplicates, ten at most unless told otherwise.
class Diagnostics {
 public:
  explicit Diagnostics(FileSet& files) : files_(files) {}

  // Dropped if it repeats the last error's text on the last error's line.
  void error(Pos pos, Code code, std::string text, bool soft = false);
  // As error with the text "syntax error: " + text; dropped if the last syntax error was on the same line.
  void syntaxError(Pos pos, std::string text);

  size_t count() const { return list_.size(); }
  bool any() const { return !list_.empty(); }
  // Number of syntax errors, those of an already reported line included. With any, there is no tree worth checking; the
  // other errors of the parser (misplaced labels, malformed literals...) do not keep a package from being checked.
  size_t syntaxErrors() const { return syntaxErrors_; }
  const std::deque<Diagnostic>& all() const { return list_; }  // in order of report
  // The first n errors reported (0: all), in printing order, adjacent duplicates removed.
  std::vector<const Diagnostic*> sorted(size_t n = 0) const;
  // "name:line:col: text\n" for each error. If `limit` errors or more were reported (0: no limit), the first `limit` in
  // order of report are sorted and printed, and the last line is "name:line:col: too many errors".
  std::string print(size_t limit = 10) const;
  FileSet& files() const { return files_; }
  // Drops what was reported after count() was n (for attempts that are taken back).
  void truncate(size_t n);

 private:
  bool sameLine(Pos a, Pos b) const;

  FileSet& files_;
  std::deque<Diagnostic> list_;
  size_t syntaxErrors_ = 0;
  Pos lastSyntax_ = kNoPos;  // the last syntax error
  Pos lastOther_ = kNoPos;   // the last other error, and its text
  std::string lastText_;
};

}  // namespace gvm::source
