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

bool Diagnostics::sameLine(Pos a, Pos b) const {
  File* f = files_.file(a);
  return f && f == files_.file(b) && f->line(f->offset(a)) == f->line(f->offset(b));
}

void Diagnostics::error(Pos pos, Code code, std::string text, bool soft) {
  if (text == lastText_ && sameLine(lastOther_, pos)) return;
  lastOther_ = pos;
  lastText_ = text;
  list_.push_back({pos, code, soft, std::move(text)});
}

void Diagnostics::syntaxError(Pos pos, std::string text) {
  syntaxErrors_++;
  if (sameLine(lastSyntax_, pos)) return;
  lastSyntax_ = pos;
  list_.push_back({pos, Code::Syntax, false, "syntax error: " + text});
}

void Diagnostics::truncate(size_t n) {
  while (list_.size() > n) list_.pop_back();
  lastSyntax_ = lastOther_ = kNoPos;
}

std::vector<const Diagnostic*> Diagnostics::sorted(size_t n) const {
  if (n == 0 || n > list_.size()) n = list_.size();
  std::vector<std::pair<Pos, uint32_t>> order;  // position, then order of report
  for (uint32_t i = 0; i < n; i++) order.push_back({list_[i].pos, i});
  std::sort(order.begin(), order.end());
  std::vector<const Diagnostic*> v;
  for (auto [pos, i] : order) {
    const Diagnostic* d = &list_[i];
    if (!v.empty() && v.back()->pos == d->pos && v.back()->text == d->text) continue;
    v.push_back(d);
  }
  return v;
}

std::string Diagnostics::print(size_t limit) const {
  std::string out;
  for (const Diagnostic* d : sorted(limit)) {
    if (d->pos != kNoPos) {
      out += files_.format(d->pos);
      out += ": ";
    }
    out += d->text;
    out += '\n';
  }
  if (limit != 0 && list_.size() >= limit) out += files_.format(list_[limit - 1].pos) + ": too many errors\n";
  return out;
}

}  // namespace gvm::source
