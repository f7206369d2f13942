// This file is the one algorithm for size, alignment, field offsets and pointer words of Go types on amd64. The
// compiler lays out types with it before they reach an image, and the loader lays the same types out again from their
// structure; both call these functions, so the two cannot disagree.
//
// Words of a value that hold pointers are described by a mask with one bit for each 8-byte word. As in Go, only the
// data word of an interface counts: its type word points outside the garbage-collected heap.
#pragma once
#include <vector>

#include "runtime/base/bits.h"
#include "runtime/base/kinds.h"
#include "runtime/base/types.h"

namespace gvm::rt::inline base {

/// What layout knows of a type. ptrdata is the length of the prefix that may hold pointers: 0 for pointer-free types,
/// otherwise the offset just past the last pointer word.
struct Layout {
  u64 size = 0;
  u64 ptrdata = 0;
  u32 align = 1;
  bool overflow = false;  // the size does not fit Go's address space; the compiler reports it, the loader refuses it

  friend bool operator==(const Layout&, const Layout&) = default;
};

/// Largest size of a type, as gc has it on amd64 (1<<50): larger is "type too large".
inline constexpr u64 kMaxTypeSize = u64{1} << 50;

/// Layout of a value of a kind other than Array and Struct.
constexpr Layout kindLayout(Kind k) {
  u32 size = kindSize(k);
  Layout l{size, 0, size == 0 ? 1u : size > 8 ? 8u : size, false};
  switch (k) {
    case Kind::Chan:
    case Kind::Func:
    case Kind::Map:
    case Kind::Pointer:
    case Kind::UnsafePointer:
    case Kind::Slice:
    case Kind::String:
      l.ptrdata = kPtrSize;
      break;
    case Kind::Interface:
      l.ptrdata = 2 * kPtrSize;
      break;
    case Kind::Complex64:
      l.align = 4;
      break;
    default:
      break;
  }
  return l;
}

/// Layout of [n]elem.
constexpr Layout arrayLayout(const Layout& elem, u64 n) {
  Layout l{0, 0, elem.align, elem.overflow};
  u64 total = 0;
  if (mulOverflow(elem.size, n, &total) || total > kMaxTypeSize) {
    l.overflow = true;
    return l;
  }
  l.size = total;
  if (n > 0 && elem.ptrdata > 0) l.ptrdata = total - elem.size + elem.ptrdata;
  return l;
}

/// Lays out a struct field by field: call add for each field in order (it returns the field's offset), then finish.
class StructLayout {
 public:
  constexpr u64 add(const Layout& f) {
    u64 off = alignUp(out_.size, f.align);
    if (f.align > out_.align) out_.align = f.align;
    if (f.overflow || off + f.size > kMaxTypeSize) out_.overflow = true;
    if (f.ptrdata > 0) out_.ptrdata = off + f.ptrdata;
    out_.size = off + f.size;
    lastZero_ = f.size == 0;
    return off;
  }
  /// A trailing zero-size field gets one byte, so that its address lies inside the object.
  constexpr Layout finish() const {
    Layout l = out_;
    if (lastZero_ && l.size > 0) l.size++;
    l.size = alignUp(l.size, l.align);
    return l;
  }

 private:
  Layout out_{};
  bool lastZero_ = false;
};

/// A growing pointer mask: bit i says that word i (bytes 8i..8i+7) holds a pointer.
class PtrMask {
 public:
  explicit PtrMask(u64 words = 0) : bits_((words + 63) / 64, 0) {}
  void set(u64 word) {
    if (word / 64 >= bits_.size()) bits_.resize(word / 64 + 1, 0);
    bits_[word / 64] |= u64{1} << (word % 64);
  }
  bool get(u64 word) const { return word / 64 < bits_.size() && (bits_[word / 64] >> (word % 64) & 1); }
  const std::vector<u64>& words() const { return bits_; }

 private:
  std::vector<u64> bits_;
};

/// Marks the pointer words of a value of the non-composite kind k at byte offset off.
template <class Mask>
void maskKind(Kind k, u64 off, Mask& mask) {
  switch (k) {
    case Kind::Chan:
    case Kind::Func:
    case Kind::Map:
    case Kind::Pointer:
    case Kind::UnsafePointer:
    case Kind::Slice:
    case Kind::String:
      mask.set(off / kPtrSize);
      break;
    case Kind::Interface:
      mask.set(off / kPtrSize + 1);
      break;
    default:
      break;
  }
}

/// Marks the pointer words of a value of type t at byte offset off. View gives the structure of a type:
///   Kind kind(T), u64 size(T), u64 ptrdata(T), T elem(T), u64 len(T), u32 numField(T), T fieldType(T, u32),
///   u64 fieldOffset(T, u32).
template <class View, class T, class Mask>
void maskType(const View& v, T t, u64 off, Mask& mask) {
  if (v.ptrdata(t) == 0) return;
  switch (v.kind(t)) {
    case Kind::Array: {
      T e = v.elem(t);
      u64 n = v.len(t), size = v.size(e);
      for (u64 i = 0; i < n; i++) maskType(v, e, off + i * size, mask);
      break;
    }
    case Kind::Struct:
      for (u32 i = 0, n = v.numField(t); i < n; i++) maskType(v, v.fieldType(t, i), off + v.fieldOffset(t, i), mask);
      break;
    default:
      maskKind(v.kind(t), off, mask);
  }
}

}  // namespace gvm::rt::inline base
