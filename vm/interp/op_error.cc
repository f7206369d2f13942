// This file holds the handlers' failing paths: each finds out what is wrong and raises Go's run-time error for it.
#include "runtime/value/iface.h"
#include "vm/interp/ops.h"
#include "vm/loader/loader.h"

namespace gvm::interp {

const u64* slowNil(const u64* pc, u64* fp, G* g, u64, u64) {
  panicmem(g);
  return raise(g, pc, fp);
}

const u64* slowDivide(const u64* pc, u64* fp, G* g, u64, u64) {
  panicdivide(g);
  return raise(g, pc, fp);
}

const u64* slowShift(const u64* pc, u64* fp, G* g, u64, u64) {
  panicshift(g);
  return raise(g, pc, fp);
}

// Whether operand n of the failed bounds check (0: index or low bound, 1: high, 2: maximum) is a signed number. Only those
// past MaxInt64 need to know.
static bool isSigned(const u64* pc, u64 value, u32 n) {
  if (static_cast<i64>(value) >= 0) return true;
  const FuncInfo* fi = loader::findFunc(pc - 1);
  const LineRow* row = fi ? findLine(*fi, static_cast<u32>(pc - 1 - fi->codeStart)) : nullptr;
  return row == nullptr || (row->unsignedOperands >> n & 1) == 0;
}

// x: index, y: length.
const u64* slowIndex(const u64* pc, u64* fp, G* g, u64 x, u64 y) {
  panicBounds(g, BoundsCode::kIndex, static_cast<i64>(x), static_cast<i64>(y), isSigned(pc, x, 0));
  return raise(g, pc, fp);
}

const u64* slowIndexUnsigned(const u64* pc, u64* fp, G* g, u64 x, u64 y) {
  panicBounds(g, BoundsCode::kIndex, static_cast<i64>(x), static_cast<i64>(y), false);
  return raise(g, pc, fp);
}

// A slice expression out of bounds; x is the limit of its last bound, y is 1 when that limit is a capacity.
const u64* slowSlice(const u64* pc, u64* fp, G* g, u64 x, u64 y) {
  u64 w = pc[-1], operands = pc[0];
  u16 d = static_cast<u16>(operands), e = static_cast<u16>(operands >> 16);
  bool isString = opOf(w) == Op::SLICE_S;
  bool hasMax = !isString && e != kNoSlot;
  u64 len = opOf(w) == Op::SLICE_L ? fp[bOf(w) + 1] : x;
  u64 lo = cOf(w) == kNoSlot ? 0 : fp[cOf(w)];
  u64 hi = d == kNoSlot ? len : fp[d];
  u64 max = hasMax ? fp[e] : x;
  BoundsCode code;
  u64 bad, bound;
  u32 which = 1;
  if (hasMax && max > x) {
    which = 2;
    code = y ? BoundsCode::kSlice3Acap : BoundsCode::kSlice3Alen, bad = max, bound = x;
  } else if (hi > max) {
    code = hasMax ? BoundsCode::kSlice3B : y ? BoundsCode::kSliceAcap : BoundsCode::kSliceAlen, bad = hi, bound = max;
  } else {
    which = 0;
    code = hasMax ? BoundsCode::kSlice3C : BoundsCode::kSliceB, bad = lo, bound = hi;
  }
  panicBounds(g, code, static_cast<i64>(bad), static_cast<i64>(bound), isSigned(pc, bad, which));
  return raise(g, pc, fp);
}

// Slice to array: x the array's length, y the slice's.
const u64* slowConvert(const u64* pc, u64* fp, G* g, u64 x, u64 y) {
  panicBounds(g, BoundsCode::kConvert, static_cast<i64>(x), static_cast<i64>(y));
  return raise(g, pc, fp);
}

const u64* slowAssertE(const u64* pc, u64* fp, G* g, u64, u64) {
  panicdottype(g, typeOf(fp[bOf(pc[-1])]), typeOf(pc[0]), typeOf(pc[1]));
  return raise(g, pc, fp);
}

const u64* slowAssertI(const u64* pc, u64* fp, G* g, u64, u64) {
  const Itab* tab = reinterpret_cast<const Itab*>(fp[bOf(pc[-1])]);
  panicdottype(g, tab ? tab->type : nullptr, typeOf(pc[0]), typeOf(pc[1]));
  return raise(g, pc, fp);
}

const u64* outPanicWrap(const u64* pc, u64* fp, G* g, u64, u64) {
  panicwrap(g, {reinterpret_cast<const char*>(pc[0]), pc[-1] >> 32});
  return raise(g, pc, fp);
}

// States of a range-over-func loop body, as the compiler numbers them (Go's abi.RF_*).
const u64* outPanicRange(const u64* pc, u64* fp, G* g, u64, u64) {
  const char* text = "range function continued iteration after function for loop body returned false";
  switch (static_cast<i64>(fp[aOf(pc[-1])])) {
    case 2: text = "range function continued iteration after loop body panic"; break;
    case 3: text = "range function continued iteration after whole loop exit"; break;
    case 4: text = "range function recovered a loop body panic and did not resume panicking"; break;
    default: break;
  }
  panicErrorString(g, text);
  return raise(g, pc, fp);
}

const u64* outUnreachable(const u64*, u64*, G*, u64, u64) { throw_("unreachable code reached"); }

}  // namespace gvm::interp
