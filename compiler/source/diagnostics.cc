// This file collects diagnostics and prints them as gc does.
#include <algorithm>

#include "compiler/source/source.h"

namespace gvm::source {

namespace {
struct CodeRow {
  std::string_view name, doc;
};
constexpr CodeRow kCodes[] = {
#define GVM_CODE(name, doc) {#name, doc},
#include "compiler/source/codes.def"
#undef GVM_CODE
};
}  // namespace

std::string_view codeName(Code code) { return kCodes[static_cast<size_t>(code)].name; }
std::string_view codeDoc(Code code) { return kCodes[static_cast<size_t>(code)].doc; }

void Diagnostics::error(Pos pos, Code code, std::string text, bool soft) {
  list_.push_back({pos, code, soft, std::move(text)});
}

void Diagnostics::scanError(Pos pos, std::string text) {
  File* f = files_.file(pos);
  uint64_t key = f ? (uint64_t(f->base()) << 32 | f->line(f->offset(pos))) : 0;
  if (!syntaxLines_.emplace(key, true).second) return;
  error(pos, Code::Syntax, std::move(text));
}

void Diagnostics::syntaxError(Pos pos, std::string text) { scanError(pos, "syntax error: " + text); }

void Diagnostics::truncate(size_t n) {
  while (list_.size() > n) list_.pop_back();
}

std::vector<const Diagnostic*> Diagnostics::sorted() const {
  std::vector<const Diagnostic*> v;
  v.reserve(list_.size());
  std::vector<std::pair<Pos, uint32_t>> order;  // position, then order of report
  for (uint32_t i = 0; i < list_.size(); i++) order.push_back({list_[i].pos, i});
  std::sort(order.begin(), order.end());
  for (auto [pos, i] : order) v.push_back(&list_[i]);
  // A diagnostic repeated on one line is printed once.
  auto same = [&](const Diagnostic* a, const Diagnostic* b) {
    if (a->text != b->text) return false;
    if (a->pos == b->pos) return true;
    File *fa = files_.file(a->pos), *fb = files_.file(b->pos);
    return fa && fa == fb && fa->line(fa->offset(a->pos)) == fa->line(fa->offset(b->pos));
  };
  v.erase(std::unique(v.begin(), v.end(), same), v.end());
  return v;
}

std::string Diagnostics::print(size_t limit) const {
  std::string out;
  size_t n = 0;
  for (const Diagnostic* d : sorted()) {
    if (limit != 0 && n == limit) {
      out += "too many errors\n";
      break;
    }
    if (d->pos != kNoPos) {
      out += files_.format(d->pos);
      out += ": ";
    }
    out += d->text;
    out += '\n';
    n++;
  }
  return out;
}

}  // namespace gvm::source
