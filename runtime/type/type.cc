// This file holds what can be asked of a finished type: its method by name, its text, its full pointer mask.
#include "runtime/type/type.h"

#include <cstdlib>
#include <string>

#include "runtime/base/layout.h"
#include "runtime/type/table.h"

namespace gvm::rt::inline type {

bool isExportedName(std::string_view name) {
  if (name.empty()) return false;
  u8 c = static_cast<u8>(name[0]);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  // Non-ASCII first letters: the compiler gives unexported names a package path, so this is asked for texts only. The
  // upper-case letters of Latin-1, Greek and Cyrillic are recognised.
  if (name.size() < 2) return false;
  u32 r = (c & 0x1fu) << 6 | (static_cast<u8>(name[1]) & 0x3fu);
  return (r >= 0xc0 && r <= 0xde && r != 0xd7) || (r >= 0x391 && r <= 0x3a9) || (r >= 0x400 && r <= 0x42f);
}

bool methodLess(std::string_view name1, std::string_view pkg1, std::string_view name2, std::string_view pkg2) {
  if (pkg1.empty() != pkg2.empty()) return pkg1.empty();
  if (name1 != name2) return name1 < name2;
  return pkg1 < pkg2;
}

const Method* findMethod(const Type* t, std::string_view name, std::string_view pkgPath) {
  const Method* lo = t->methods;
  const Method* hi = lo + t->numMethod;
  while (lo < hi) {
    const Method* mid = lo + (hi - lo) / 2;
    if (methodLess(mid->name.view(), mid->pkgPath.view(), name, pkgPath)) {
      lo = mid + 1;
    } else {
      hi = mid;
    }
  }
  bool found = lo < t->methods + t->numMethod && lo->name.view() == name && lo->pkgPath.view() == pkgPath;
  return found ? lo : nullptr;
}

namespace {

struct TypeView {
  Kind kind(const Type* t) const { return t->kind; }
  u64 size(const Type* t) const { return t->size; }
  u64 ptrdata(const Type* t) const { return t->ptrdata; }
  const Type* elem(const Type* t) const { return t->elem; }
  u64 len(const Type* t) const { return t->len; }
  u32 numField(const Type* t) const { return t->numField; }
  const Type* fieldType(const Type* t, u32 i) const { return t->fields[i].type; }
  u64 fieldOffset(const Type* t, u32 i) const { return t->fields[i].offset; }
};
struct RawMask {
  u64* words;
  void set(u64 i) { words[i / 64] |= u64{1} << (i % 64); }
};

void appendType(std::string& out, const Type* t);

void appendFunc(std::string& out, const Type* t) {
  out += '(';
  for (u32 i = 0; i < t->numParam; i++) {
    if (i > 0) out += ", ";
    if (t->isVariadic() && i + 1 == t->numParam) {
      out += "...";
      appendType(out, t->params[i]->elem);
    } else {
      appendType(out, t->params[i]);
    }
  }
  out += ')';
  if (t->numResult == 0) return;
  out += t->numResult == 1 ? " " : " (";
  for (u32 i = 0; i < t->numResult; i++) {
    if (i > 0) out += ", ";
    appendType(out, t->results[i]);
  }
  if (t->numResult > 1) out += ')';
}

void appendQuoted(std::string& out, std::string_view s) {
  out += '"';
  for (char ch : s) {
    u8 c = static_cast<u8>(ch);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += ch;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c < 0x20 || c == 0x7f) {
      out += fmt::format("\\x{:02x}", c);
    } else {
      out += ch;
    }
  }
  out += '"';
}

std::string_view lastElem(std::string_view path) {
  usize slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

void appendStruct(std::string& out, const Type* t) {
  out += "struct {";
  for (u32 i = 0; i < t->numField; i++) {
    const Field& f = t->fields[i];
    out += i == 0 ? " " : "; ";
    if (!f.embedded) {
      out += f.name.view();
      out += ' ';
    }
    appendType(out, f.type);
    if (f.tag.len > 0) {
      out += ' ';
      appendQuoted(out, f.tag.view());
    }
  }
  out += t->numField ? " }" : "}";
}

void appendInterface(std::string& out, const Type* t) {
  out += "interface {";
  for (u32 i = 0; i < t->numIMethod; i++) {
    const IMethod& m = t->imethods[i];
    out += i == 0 ? " " : "; ";
    if (m.pkgPath.len > 0) {
      out += lastElem(m.pkgPath.view());
      out += '.';
    }
    out += m.name.view();
    appendFunc(out, m.type);
  }
  out += t->numIMethod ? " }" : "}";
}

void appendType(std::string& out, const Type* t) {
  if (const GoString* s = t->str.load(std::memory_order_acquire)) {
    out += s->view();
    return;
  }
  switch (t->kind) {
    case Kind::Pointer:
      out += '*';
      return appendType(out, t->elem);
    case Kind::Slice:
      out += "[]";
      return appendType(out, t->elem);
    case Kind::Array:
      out += fmt::format("[{}]", t->len);
      return appendType(out, t->elem);
    case Kind::Map:
      out += "map[";
      appendType(out, t->key);
      out += ']';
      return appendType(out, t->elem);
    case Kind::Chan: {
      out += t->dir == ChanDir::Recv ? "<-chan " : t->dir == ChanDir::Send ? "chan<- " : "chan ";
      bool paren = t->dir != ChanDir::Send && t->dir != ChanDir::Recv && !t->elem->isNamed() &&
                   t->elem->kind == Kind::Chan && t->elem->dir == ChanDir::Recv;
      if (paren) out += '(';
      appendType(out, t->elem);
      if (paren) out += ')';
      return;
    }
    case Kind::Func:
      out += "func";
      return appendFunc(out, t);
    case Kind::Struct:
      return appendStruct(out, t);
    case Kind::Interface:
      return appendInterface(out, t);
    default:
      out += kindName(t->kind);
  }
}

}  // namespace

const u64* gcMaskSlow(const Type* t) {
  u64 words = t->ptrdata / kPtrSize;
  u64* m = static_cast<u64*>(std::calloc((words + 63) / 64, 8));
  RawMask raw{m};
  maskType(TypeView{}, t, 0, raw);
  u64* expected = nullptr;
  if (!t->gcMaskExt.compare_exchange_strong(expected, m, std::memory_order_acq_rel)) {
    std::free(m);
    return expected;
  }
  return m;
}

u64 smallGcMask(const Type* t) {
  u64 word = 0;
  if (t->ptrdata == 0 || t->ptrdata > 64 * kPtrSize) return 0;
  RawMask raw{&word};
  maskType(TypeView{}, t, 0, raw);
  return word;
}

GoString typeString(const Type* t) {
  if (const GoString* s = t->str.load(std::memory_order_acquire)) return *s;
  std::string text;
  appendType(text, t);
  // One block: the header, then the bytes. Freed with the table.
  u8* mem = static_cast<u8*>(std::malloc(sizeof(GoString) + text.size() + 1));
  std::memcpy(mem + sizeof(GoString), text.data(), text.size());
  auto* s = new (mem) GoString{mem + sizeof(GoString), static_cast<i64>(text.size())};
  const GoString* expected = nullptr;
  if (!t->str.compare_exchange_strong(expected, s, std::memory_order_acq_rel)) {
    std::free(mem);
    return *expected;
  }
  return *s;
}

bool identicalIgnoreTags(const Type* a, const Type* b) {
  if (a == b) return true;
  if (a->isNamed() && b->isNamed()) return false;
  if (a->kind != b->kind) return false;
  auto sameList = [](Type* const* x, Type* const* y, u32 n) {
    for (u32 i = 0; i < n; i++) {
      if (!identicalIgnoreTags(x[i], y[i])) return false;
    }
    return true;
  };
  if (a->isNamed() || b->isNamed()) return false;
  switch (a->kind) {
    case Kind::Array: return a->len == b->len && identicalIgnoreTags(a->elem, b->elem);
    case Kind::Chan: return a->dir == b->dir && identicalIgnoreTags(a->elem, b->elem);
    case Kind::Map: return identicalIgnoreTags(a->key, b->key) && identicalIgnoreTags(a->elem, b->elem);
    case Kind::Pointer:
    case Kind::Slice: return identicalIgnoreTags(a->elem, b->elem);
    case Kind::Func:
      return a->numParam == b->numParam && a->numResult == b->numResult && a->isVariadic() == b->isVariadic() &&
             sameList(a->params, b->params, a->numParam) && sameList(a->results, b->results, a->numResult);
    case Kind::Struct:
      if (a->numField != b->numField) return false;
      for (u32 i = 0; i < a->numField; i++) {
        const Field &f = a->fields[i], &g = b->fields[i];
        if (f.name.view() != g.name.view() || f.pkgPath.view() != g.pkgPath.view() || f.embedded != g.embedded ||
            !identicalIgnoreTags(f.type, g.type)) {
          return false;
        }
      }
      return true;
    case Kind::Interface:
      if (a->numIMethod != b->numIMethod) return false;
      for (u32 i = 0; i < a->numIMethod; i++) {
        const IMethod &m = a->imethods[i], &n = b->imethods[i];
        if (m.name.view() != n.name.view() || m.pkgPath.view() != n.pkgPath.view() ||
            !identicalIgnoreTags(m.type, n.type)) {
          return false;
        }
      }
      return true;
    default:
      return false;
  }
}

}  // namespace gvm::rt::inline type
