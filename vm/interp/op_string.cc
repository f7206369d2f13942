// This file holds the out-of-line string operations and print.
#include <string>

#include "runtime/value/print.h"
#include "vm/interp/ops.h"

namespace gvm::interp {

const u64* outConcat(const u64* pc, u64* fp, G*, u64, u64) {
  u64 w = pc[-1];
  putString(&fp[aOf(w)], concatstrings(reinterpret_cast<const GoString*>(&fp[bOf(w)]), cOf(w)));
  return pc;
}

const u64* outConcat2(const u64* pc, u64* fp, G*, u64, u64) {
  u64 w = pc[-1];
  GoString parts[2] = {stringAt(&fp[bOf(w)]), stringAt(&fp[cOf(w)])};
  putString(&fp[aOf(w)], concatstrings(parts, 2));
  return pc;
}

const u64* outBytesToString(const u64* pc, u64* fp, G*, u64, u64) {
  GoSlice s = sliceAt(&fp[bOf(pc[-1])]);
  putString(&fp[aOf(pc[-1])], slicebytetostring(s.ptr, s.len));
  return pc;
}

const u64* outStringToBytes(const u64* pc, u64* fp, G*, u64, u64) {
  putSlice(&fp[aOf(pc[-1])], stringtoslicebyte(stringAt(&fp[bOf(pc[-1])])));
  return pc;
}

const u64* outRunesToString(const u64* pc, u64* fp, G*, u64, u64) {
  GoSlice s = sliceAt(&fp[bOf(pc[-1])]);
  putString(&fp[aOf(pc[-1])], slicerunetostring(reinterpret_cast<const i32*>(s.ptr), s.len));
  return pc;
}

const u64* outStringToRunes(const u64* pc, u64* fp, G*, u64, u64) {
  putSlice(&fp[aOf(pc[-1])], stringtoslicerune(stringAt(&fp[bOf(pc[-1])])));
  return pc;
}

const u64* outRuneToString(const u64* pc, u64* fp, G*, u64, u64) {
  putString(&fp[aOf(pc[-1])], intstring(static_cast<i64>(fp[bOf(pc[-1])])));
  return pc;
}

const u64* outDecodeRune(const u64* pc, u64* fp, G*, u64, u64) {
  u64 w = pc[-1];
  i64 next;
  i32 r = decoderune(stringAt(&fp[cOf(w)]), static_cast<i64>(fp[static_cast<u16>(pc[0])]), &next);
  fp[aOf(w)] = canon<i32>(static_cast<u32>(r));
  fp[bOf(w)] = static_cast<u64>(next);
  return pc + 1;
}

const u64* outPrintLock(const u64* pc, u64*, G* g, u64, u64) {
  g->vm->printLock.lock();
  return pc;
}

const u64* outPrintUnlock(const u64* pc, u64*, G* g, u64, u64) {
  g->vm->printLock.unlock();
  return pc;
}

const u64* outPrint(const u64* pc, u64* fp, G* g, u64, u64) {
  const u64* s = &fp[aOf(pc[-1])];
  std::string out;
  switch (static_cast<Kind>(bOf(pc[-1]))) {
    case Kind::Bool: printbool(out, *s != 0); break;
    case Kind::Int: case Kind::Int8: case Kind::Int16: case Kind::Int32: case Kind::Int64:
      printint(out, static_cast<i64>(*s));
      break;
    case Kind::Uint: case Kind::Uint8: case Kind::Uint16: case Kind::Uint32: case Kind::Uint64: case Kind::Uintptr:
      printuint(out, *s);
      break;
    case Kind::Float32: printfloat32(out, std::bit_cast<f32>(static_cast<u32>(*s))); break;
    case Kind::Float64: printfloat(out, std::bit_cast<f64>(*s)); break;
    case Kind::Complex64: printcomplex64(out, loadC64(s).re, loadC64(s).im); break;
    case Kind::Complex128: printcomplex(out, loadC128(s).re, loadC128(s).im); break;
    case Kind::String: printstring(out, stringAt(s)); break;
    case Kind::Slice: printslice(out, sliceAt(s)); break;
    case Kind::Invalid:  // an interface with methods: its first word is an itab
    case Kind::Interface: printeface(out, reinterpret_cast<void*>(s[0]), reinterpret_cast<void*>(s[1])); break;
    default: printpointer(out, *s); break;
  }
  printErr(g->vm, out.data(), static_cast<int>(out.size()));
  return pc;
}

Complex128 complexDiv(Complex128 n, Complex128 m) {
  // Smith's method (Communications of the ACM, algorithm 116), then C99 annex G's corrections for infinities and zeros.
  f64 e, f, a = n.re, b = n.im, c = m.re, d = m.im;
  if (std::fabs(c) >= std::fabs(d)) {
    f64 ratio = d / c, denom = c + ratio * d;
    e = (a + b * ratio) / denom;
    f = (b - a * ratio) / denom;
  } else {
    f64 ratio = c / d, denom = d + ratio * c;
    e = (a * ratio + b) / denom;
    f = (b * ratio - a) / denom;
  }
  if (!(std::isnan(e) && std::isnan(f))) return {e, f};
  auto unit = [](f64 x) { return std::copysign(std::isinf(x) ? 1.0 : 0.0, x); };
  if (c == 0 && d == 0 && !(std::isnan(a) && std::isnan(b))) {
    e = std::copysign(HUGE_VAL, c) * a;
    f = std::copysign(HUGE_VAL, c) * b;
  } else if ((std::isinf(a) || std::isinf(b)) && std::isfinite(c) && std::isfinite(d)) {
    a = unit(a), b = unit(b);
    e = HUGE_VAL * (a * c + b * d);
    f = HUGE_VAL * (b * c - a * d);
  } else if ((std::isinf(c) || std::isinf(d)) && std::isfinite(a) && std::isfinite(b)) {
    c = unit(c), d = unit(d);
    e = 0 * (a * c + b * d);
    f = 0 * (b * c - a * d);
  }
  return {e, f};
}

}  // namespace gvm::interp
