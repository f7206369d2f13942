// This file lays out an image's types.
#include "vm/bytecode/image_types.h"

#include <fmt/format.h>

namespace gvm::bytecode {

using rt::Kind;

namespace {
// Types nest by value no deeper than any real program's; beyond, the image is refused rather than the stack spent.
constexpr unsigned kMaxDepth = 2000;
}  // namespace

uint32_t ImageTypes::base(uint32_t t) const {
  // A named type's elem is its underlying type, which is not named; layoutOne has checked the chain is short.
  const TypeRow& r = im_.types()[t];
  return (r.flags & TypeRow::kNamed) && r.elem != kNone && r.kind != 0 ? r.elem : t;
}

Kind ImageTypes::kind(uint32_t t) const { return static_cast<Kind>(im_.types()[t].kind); }

uint64_t ImageTypes::fieldOffset(uint32_t t, uint32_t i) const {
  rt::StructLayout s;
  uint64_t off = 0;
  for (uint32_t k = 0; k <= i; k++) off = s.add(layouts_[fieldType(t, k)]);
  return off;
}

std::string ImageTypes::layoutOne(uint32_t t, unsigned depth) {
  if (state_[t] == kDone) return "";
  if (state_[t] == kBusy) return fmt::format("type {} contains itself", t);
  if (depth > kMaxDepth) return "types nest too deeply";
  const TypeRow& r = im_.types()[t];
  if (r.kind == 0 || r.kind >= rt::kNumKinds) return fmt::format("type {}: no such kind", t);
  state_[t] = kBusy;
  rt::Layout l;
  if ((r.flags & TypeRow::kNamed) && r.elem != kNone) {
    const TypeRow& u = im_.types()[r.elem];
    if (u.kind != r.kind || (u.flags & TypeRow::kNamed)) return fmt::format("type {}: bad underlying type", t);
    if (auto e = layoutOne(r.elem, depth + 1); !e.empty()) return e;
    l = layouts_[r.elem];
  } else if (kind(t) == Kind::Array) {
    if (auto e = layoutOne(r.elem, depth + 1); !e.empty()) return e;
    l = rt::arrayLayout(layouts_[r.elem], r.length);
  } else if (kind(t) == Kind::Struct) {
    rt::StructLayout s;
    for (uint32_t i = 0; i < r.numPart; i++) {
      uint32_t f = im_.parts()[r.part + i].type;
      if (auto e = layoutOne(f, depth + 1); !e.empty()) return e;
      s.add(layouts_[f]);
    }
    l = s.finish();
  } else {
    l = rt::kindLayout(kind(t));
  }
  if (l.overflow) return fmt::format("type {} is too large", t);
  layouts_[t] = l;
  state_[t] = kDone;
  return "";
}

std::string ImageTypes::layoutAll() {
  size_t n = im_.types().size();
  layouts_.assign(n, {});
  state_.assign(n, kNew);
  for (uint32_t t = 0; t < n; t++)
    if (auto e = layoutOne(t, 0); !e.empty()) return e;
  return "";
}

void ImageTypes::classes(uint32_t type, std::vector<bool>& out) const {
  size_t at = out.size();
  out.resize(at + slots(type), false);
  struct Sink {
    std::vector<bool>& v;
    size_t at;
    void set(uint64_t word) {
      if (at + word < v.size()) v[at + word] = true;
    }
  } sink{out, at};
  rt::maskType(*this, type, 0, sink);
}

}  // namespace gvm::bytecode
