// This file is the file set: reading files, and turning positions into lines and columns.
#include "compiler/source/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace gvm::source {

// gc's position tables hold columns up to this one; farther columns are not printed.
static constexpr uint32_t kMaxColumn = 255;

void File::indexLines() const {
  lines_.push_back(0);
  const char* begin = text_.data();
  const char* end = begin + text_.size();
  for (const char* p = begin; p < end;) {
    const char* nl = static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(end - p)));
    if (nl == nullptr) break;
    p = nl + 1;
    lines_.push_back(static_cast<uint32_t>(p - begin));
  }
}

uint32_t File::line(uint32_t offset) const {
  if (lines_.empty()) indexLines();
  auto it = std::upper_bound(lines_.begin(), lines_.end(), offset);
  return static_cast<uint32_t>(it - lines_.begin());
}

std::string_view File::lineText(uint32_t line) const {
  if (lines_.empty()) indexLines();
  if (line == 0 || line > lines_.size()) return {};
  uint32_t from = lines_[line - 1];
  uint32_t to = line < lines_.size() ? lines_[line] - 1 : static_cast<uint32_t>(text_.size());
  return std::string_view(text_).substr(from, to - from);
}

Position File::position(Pos p, bool adjusted) const {
  uint32_t off = std::min(offset(p), static_cast<uint32_t>(text_.size()));
  uint32_t ln = line(off);
  Position pos{name_, ln, off - lines_[ln - 1] + 1};
  if (!adjusted || directives_.empty()) return pos;
  auto it = std::upper_bound(directives_.begin(), directives_.end(), off,
                             [](uint32_t o, const LineDirective& d) { return o < d.offset; });
  if (it == directives_.begin()) return pos;
  const LineDirective& d = *(it - 1);
  uint32_t dline = line(d.offset);
  pos.filename = d.filename;
  pos.line = d.line + (ln - dline);
  if (d.col == 0) {
    pos.col = 0;
  } else if (ln == dline) {
    pos.col = d.col + (off - d.offset);
  }
  return pos;
}

void File::addLineDirective(Pos p, std::string_view filename, uint32_t line, uint32_t col) {
  directives_.push_back({offset(p), filename, line, col});
}

File* FileSet::addFile(std::string_view name, std::string text) {
  // One more position than bytes, for the end of the file.
  if (text.size() >= UINT32_MAX - next_) return nullptr;
  auto f = std::make_unique<File>();
  f->name_ = name;
  f->text_ = std::move(text);
  f->base_ = next_;
  next_ += static_cast<Pos>(f->text_.size()) + 1;
  files_.push_back(std::move(f));
  return files_.back().get();
}

File* FileSet::readFile(const std::string& path, std::string_view name, std::string* error) {
  auto fail = [&](int fd) -> File* {
    if (error) *error = std::strerror(errno);
    if (fd >= 0) close(fd);
    return nullptr;
  };
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(fd);
  struct stat st;
  if (fstat(fd, &st) != 0) return fail(fd);
  if (S_ISDIR(st.st_mode)) {
    errno = EISDIR;
    return fail(fd);
  }
  std::string text;
  text.resize(st.st_size > 0 ? static_cast<size_t>(st.st_size) : 0);
  size_t n = 0;
  for (;;) {
    if (n == text.size()) {
      char probe[4096];
      ssize_t k = read(fd, probe, sizeof probe);
      if (k < 0 && errno == EINTR) continue;
      if (k < 0) return fail(fd);
      if (k == 0) break;
      text.append(probe, static_cast<size_t>(k));
      n = text.size();
      continue;
    }
    ssize_t k = read(fd, text.data() + n, text.size() - n);
    if (k < 0 && errno == EINTR) continue;
    if (k < 0) return fail(fd);
    if (k == 0) break;
    n += static_cast<size_t>(k);
  }
  text.resize(n);
  close(fd);
  File* f = addFile(name.empty() ? std::string_view(path) : name, std::move(text));
  if (f == nullptr && error) *error = "source text of more than 4 GB";
  return f;
}

File* FileSet::file(Pos p) const {
  if (p == kNoPos || files_.empty()) return nullptr;
  if (last_ && last_->base() <= p && p <= last_->end()) return last_;
  auto it = std::upper_bound(files_.begin(), files_.end(), p,
                             [](Pos q, const std::unique_ptr<File>& f) { return q < f->base(); });
  if (it == files_.begin()) return nullptr;
  last_ = (it - 1)->get();
  return last_;
}

Position FileSet::position(Pos p, bool adjusted) const {
  File* f = file(p);
  return f ? f->position(p, adjusted) : Position{};
}

std::string FileSet::format(Pos p) const {
  Position pos = position(p);
  if (pos.line == 0) return "<unknown position>";
  if (pos.col == 0 || pos.col >= kMaxColumn) return fmt::format("{}:{}", pos.filename, pos.line);
  return fmt::format("{}:{}:{}", pos.filename, pos.line, pos.col);
}

}  // namespace gvm::source
