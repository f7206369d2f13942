// This file selects bytecode for constants, arithmetic, conversions and the intrinsics of math and math/bits.
#include <bit>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

using bytecode::RelocKind;
using rt::Kind;

namespace {

// Families of operations with one form per width stand in the table in this order.
enum Width { k64, kI8, kI16, kI32, kU8, kU16, kU32 };

Width widthOf(const TypeInfo& t) {
  switch (t.mem) {
    case MemClass::I8: return kI8;
    case MemClass::I16: return kI16;
    case MemClass::I32: return kI32;
    case MemClass::U8: return kU8;
    case MemClass::U16: return kU16;
    case MemClass::U32: return kU32;
    default: return k64;
  }
}

#define GVM_WIDTHS(name) {BOp::name##_I64, BOp::name##_I8, BOp::name##_I16, BOp::name##_I32, BOp::name##_U8, BOp::name##_U16, BOp::name##_U32}
constexpr BOp kAdd[] = GVM_WIDTHS(ADD), kSub[] = GVM_WIDTHS(SUB), kMul[] = GVM_WIDTHS(MUL), kAddK[] = GVM_WIDTHS(ADDK),
              kMulK[] = GVM_WIDTHS(MULK), kNeg[] = GVM_WIDTHS(NEG), kShl[] = GVM_WIDTHS(SHL), kShlK[] = GVM_WIDTHS(SHLK);
#undef GVM_WIDTHS

// Rows ADD SUB MUL DIV NEG ABS SQRT MIN MAX MULADD MULSUB by type.
BOp floatOp(IOp o, bool f32) {
  switch (o) {
    case IOp::Add: return f32 ? BOp::ADD_F32 : BOp::ADD_F64;
    case IOp::Sub: return f32 ? BOp::SUB_F32 : BOp::SUB_F64;
    case IOp::Mul: return f32 ? BOp::MUL_F32 : BOp::MUL_F64;
    case IOp::Div: return f32 ? BOp::DIV_F32 : BOp::DIV_F64;
    case IOp::Neg: return f32 ? BOp::NEG_F32 : BOp::NEG_F64;
    case IOp::Abs: return f32 ? BOp::ABS_F32 : BOp::ABS_F64;
    case IOp::Sqrt: return f32 ? BOp::SQRT_F32 : BOp::SQRT_F64;
    case IOp::Min: return f32 ? BOp::MIN_F32 : BOp::MIN_F64;
    default: return f32 ? BOp::MAX_F32 : BOp::MAX_F64;
  }
}

BOp complexOp(IOp o, bool c64) {
  switch (o) {
    case IOp::Add: return c64 ? BOp::ADD_C64 : BOp::ADD_C128;
    case IOp::Sub: return c64 ? BOp::SUB_C64 : BOp::SUB_C128;
    case IOp::Mul: return c64 ? BOp::MUL_C64 : BOp::MUL_C128;
    case IOp::Div: return c64 ? BOp::DIV_C64 : BOp::DIV_C128;
    default: return c64 ? BOp::NEG_C64 : BOp::NEG_C128;
  }
}

}  // namespace

void FuncGen::emitConst(const Instr& i) {
  uint16_t d = dst(i);
  switch (i.op) {
    case IOp::Const: return loadImm(d, i.imm, ti(i.def()).isPtrWord());
    case IOp::ConstComplex:
      if (ti(i.type).kind == Kind::Complex64) {
        loadImm(d, static_cast<int64_t>((static_cast<uint64_t>(i.imm) & 0xffffffff) | static_cast<uint64_t>(i.imm2) << 32), false);
      } else {
        loadImm(d, i.imm, false);
        loadImm(static_cast<uint16_t>(d + 1), i.imm2, false);
      }
      return;
    case IOp::ConstStr:
      code.opBC(BOp::LDSTR, d, static_cast<int32_t>(i.aux.str->size()));
      code.ref(RelocKind::kStr, unit.text(*i.aux.str), static_cast<int32_t>(i.aux.str->size()));
      return;
    case IOp::Zero: {
      const TypeInfo& t = ti(i.def());
      if (t.slots == 1) loadImm(d, 0, t.isPtrWord());
      else zeroSlots(d, t.slots);
      return;
    }
    case IOp::Copy: {
      Reg s = i.use(0);
      const TypeInfo &dt = ti(i.def()), &st = ti(s);
      if (isConst(s)) return loadImm(d, regs[s].k, dt.isPtrWord());
      uint16_t src = slot(s);
      // unsafe.Pointer and uintptr convert by Copy or Conv: their slots are of different classes.
      if (dt.slots == 1 && dt.isPtrWord() != st.isPtrWord()) {
        code.op(dt.isPtrWord() ? BOp::WTOP : BOp::PTOW, d, src);
        return;
      }
      return moveSlots(d, src, dt.slots, &dt);
    }
    case IOp::FuncAddr:
      code.op(BOp::LDFN, d);
      return code.ref(RelocKind::kFunc, unit.funcSymbol(i.aux.fn));
    case IOp::TypeAddr:
      code.op(ti(i.def()).isPtrWord() ? BOp::LDTYPEP : BOp::LDTYPE, d);
      return code.ref(RelocKind::kType, unit.typeRow(i.type2));
    case IOp::ItabAddr:
      code.op(BOp::LDITAB, d);
      return code.ref(RelocKind::kItab, unit.itabRow(i.aux.itab->iface, i.aux.itab->concrete));
    default: return;
  }
}

// a += b[c] * d[e], or a += b * c[d] for floats, when the factors of product m are element loads.
bool FuncGen::emitElementProduct(const Instr& m, uint16_t d, bool flt) {
  Reg a = m.use(0), b = m.use(1);
  auto element = [&](Reg r) { return folded(r) && regs[r].def->op == IOp::SliceLoad; };
  if (!element(a) && !element(b)) return false;
  if (element(a) && element(b)) {
    const Instr &x = *regs[a].def, &y = *regs[b].def;
    code.op(flt ? BOp::MULADDX_F64 : BOp::MULADDX_I64, d, slot(x.use(0)), slot(y.use(0)));
    code.operands(slot(x.use(1)), slot(y.use(1)));
    return true;
  }
  if (element(a)) std::swap(a, b);
  const Instr& y = *regs[b].def;
  code.op(BOp::MULADDL_F64, d, slot(a), slot(y.use(0)));
  code.operands(slot(y.use(1)));
  return true;
}

void FuncGen::emitArith(const Instr& i) {
  if (i.op == IOp::Xor || (i.op == IOp::Add && ti(i.type).kind == rt::Kind::Uint32))
    for (int n = 0; n < 2; n++) {
      if (isConst(i.use(n)) || !folded(i.use(n))) continue;
      const Instr& f = *regs[i.use(n)].def;
      if (f.op == IOp::Rotl) {
        code.op(ti(i.type).size == 4 ? BOp::XORROTL_32 : BOp::XORROTL_64, dst(i), slot(i.use(1 - n)), slot(f.use(0)));
        code.operands(static_cast<uint16_t>(regs[f.use(1)].k));
        return;
      }
      if (f.op == IOp::Add) {
        code.op(BOp::ADD3_U32, dst(i), slot(i.use(1 - n)), slot(f.use(0)));
        code.operands(slot(f.use(1)));
        return;
      }
    }
  const TypeInfo& t = ti(i.type);
  uint16_t d = dst(i);
  Reg a = i.use(0), b = i.use(1);
  if (rt::kindIsComplex(t.kind)) {
    code.op(complexOp(i.op, t.kind == Kind::Complex64), d, slot(a), slot(b));
    return;
  }
  if (rt::kindIsFloat(t.kind)) {
    bool f32 = t.kind == Kind::Float32;
    for (int n = 1; n >= 0; n--) {
      Reg v = i.use(n);
      if (!folded(v)) continue;
      const Instr& m = *regs[v].def;
      if (m.op == IOp::Mul && emitElementProduct(m, d, true)) return;
      if (m.op == IOp::SliceLoad) {
        code.op(BOp::LDXADD_F64, d, slot(m.use(0)), slot(m.use(1)));
      } else if (m.op == IOp::Load && i.op == IOp::Mul && slot(i.use(1 - n)) != d) {
        code.op(BOp::MULLD_F64, d, slot(i.use(1 - n)), slot(m.use(0)));
        code.operands(static_cast<uint16_t>(m.imm));
      } else if (m.op == IOp::Mul) {
        BOp o = i.op == IOp::Add ? (f32 ? BOp::MULADD_F32 : BOp::MULADD_F64) : (f32 ? BOp::MULSUB_F32 : BOp::MULSUB_F64);
        code.op(o, d, slot(m.use(0)), slot(m.use(1)));
      } else {
        BOp o = i.op == IOp::Add ? BOp::LDADD_F64 : i.op == IOp::Sub ? BOp::LDSUB_F64 : BOp::LDMUL_F64;
        code.op(o, d, slot(m.use(0)), static_cast<uint16_t>(m.imm));
      }
      return;
    }
    code.op(floatOp(i.op, f32), d, slot(a), slot(b));
    return;
  }
  if (t.kind == Kind::String) {  // min and max of strings: keep the first unless the second is better
    uint16_t s = scr(0);
    scr(1);
    uint16_t c = scr(2);
    bool min = i.op == IOp::Min;
    moveSlots(s, slot(a), 2, &t);
    code.op(BOp::LT_S, c, min ? slot(b) : s, min ? s : slot(b));
    code.opBC(BOp::JF, c, 1);
    code.op(BOp::MOV2, s, slot(b));
    code.op(BOp::MOV2, d, s);
    return;
  }
  Width w = widthOf(t);
  for (int n = 1; n >= 0; n--) {
    Reg v = i.use(n);
    if (!folded(v)) continue;
    const Instr& m = *regs[v].def;
    if (m.op == IOp::Mul && emitElementProduct(m, d, false)) return;
    if (m.op == IOp::SliceLoad) code.op(BOp::LDXADD_I64, d, slot(m.use(0)), slot(m.use(1)));
    else if (m.op == IOp::Mul) code.op(BOp::MULADD_I64, d, slot(m.use(0)), slot(m.use(1)));
    else code.op(BOp::LDADD_I64, d, slot(m.use(0)), static_cast<uint16_t>(m.imm));
    return;
  }
  if (isConst(a) && !isConst(b) && i.op != IOp::Sub) std::swap(a, b);
  if (isConst(b)) {
    int64_t k = regs[b].k;
    uint16_t s = use(a, 0);
    switch (i.op) {
      case IOp::Add: code.op(kAddK[w], d, s, static_cast<uint16_t>(k)); return;
      case IOp::Sub: code.op(kAddK[w], d, s, static_cast<uint16_t>(-k)); return;
      case IOp::Mul: code.op(kMulK[w], d, s, static_cast<uint16_t>(k)); return;
      case IOp::And: code.op(BOp::ANDK_64, d, s, static_cast<uint16_t>(k)); return;
      case IOp::Or: code.op(BOp::ORK_64, d, s, static_cast<uint16_t>(k)); break;
      case IOp::Xor: code.op(BOp::XORK_64, d, s, static_cast<uint16_t>(k)); break;
      case IOp::AndNot: code.op(BOp::ANDK_64, d, s, static_cast<uint16_t>(~k)); return;
      default: break;
    }
    // Immediates are sign-extended: unsigned narrow types stay canonical because their constants are not negative.
    if (i.op == IOp::Or || i.op == IOp::Xor) return;
  }
  if (isConst(a)) {
    code.op(BOp::RSUBK_I64, d, use(b, 1), static_cast<uint16_t>(regs[a].k));
    return;
  }
  uint16_t x = use(a, 0), y = use(b, 1);
  BOp o;
  switch (i.op) {
    case IOp::Add: o = kAdd[w]; break;
    case IOp::Sub: o = kSub[w]; break;
    case IOp::Mul: o = kMul[w]; break;
    case IOp::And: o = BOp::AND_64; break;
    case IOp::Or: o = BOp::OR_64; break;
    case IOp::Xor: o = BOp::XOR_64; break;
    case IOp::AndNot: o = BOp::ANDN_64; break;
    case IOp::Min: o = t.isSigned() ? BOp::MIN_I64 : BOp::MIN_U64; break;
    default: o = t.isSigned() ? BOp::MAX_I64 : BOp::MAX_U64; break;
  }
  code.op(o, d, x, y);
}

void FuncGen::emitDiv(const Instr& i) {
  const TypeInfo& t = ti(i.type);
  uint16_t d = dst(i);
  Reg a = i.use(0), b = i.use(1);
  if (rt::kindIsComplex(t.kind)) {
    code.op(complexOp(i.op, t.kind == Kind::Complex64), d, slot(a), slot(b));
    return;
  }
  if (rt::kindIsFloat(t.kind)) {
    code.op(floatOp(i.op, t.kind == Kind::Float32), d, slot(a), slot(b));
    return;
  }
  bool div = i.op == IOp::Div, sgn = t.isSigned();
  if (isConst(b)) {
    int64_t k = regs[b].k;
    uint16_t s = use(a, 0);
    if (!sgn && (k & (k - 1)) == 0) {
      if (div) code.op(BOp::SHRK_U64, d, s, static_cast<uint16_t>(std::countr_zero(static_cast<uint64_t>(k))));
      else if (k - 1 <= INT16_MAX) code.op(BOp::ANDK_64, d, s, static_cast<uint16_t>(k - 1));
      else code.op(BOp::REMK_U64, d, s, static_cast<uint16_t>(k));
      return;
    }
    if (sgn && k > 1 && (k & (k - 1)) == 0) {
      code.op(div ? BOp::DIVP2_I64 : BOp::REMP2_I64, d, s, static_cast<uint16_t>(std::countr_zero(static_cast<uint64_t>(k))));
      return;
    }
    BOp o = div ? (sgn ? BOp::DIVK_I64 : BOp::DIVK_U64) : (sgn ? BOp::REMK_I64 : BOp::REMK_U64);
    code.op(o, d, s, static_cast<uint16_t>(k));
    return;
  }
  BOp o;
  if (div) {
    switch (t.mem) {
      case MemClass::I8: o = BOp::DIV_I8; break;
      case MemClass::I16: o = BOp::DIV_I16; break;
      case MemClass::I32: o = BOp::DIV_I32; break;
      default: o = sgn ? BOp::DIV_I64 : BOp::DIV_U64;
    }
  } else {
    o = sgn ? BOp::REM_I64 : BOp::REM_U64;
  }
  code.op(o, d, use(a, 0), use(b, 1));
}

void FuncGen::emitShift(const Instr& i) {
  const TypeInfo& t = ti(i.type);
  uint16_t d = dst(i);
  Reg a = i.use(0), b = i.use(1);
  Width w = widthOf(t);
  bool left = i.op == IOp::Shl;
  uint16_t s = use(a, 0);
  if (isConst(b)) {
    uint64_t k = static_cast<uint64_t>(regs[b].k);
    uint64_t bits = t.size * 8;
    if (left) {
      if (k >= bits) loadImm(d, 0, false);
      else code.op(kShlK[w], d, s, static_cast<uint16_t>(k));
    } else if (t.isSigned()) {
      code.op(BOp::SHRK_I64, d, s, static_cast<uint16_t>(k > 63 ? 63 : k));
    } else if (k > 63) {
      loadImm(d, 0, false);
    } else {
      code.op(BOp::SHRK_U64, d, s, static_cast<uint16_t>(k));
    }
    return;
  }
  uint16_t n = use(b, 1);
  if (!i.has(lower::kNoNegCheck) && (!i.type2 || ti(i.type2).isSigned())) code.op(BOp::CHKSHIFT, n);
  code.op(left ? kShl[w] : t.isSigned() ? BOp::SHR_I64 : BOp::SHR_U64, d, s, n);
}

void FuncGen::emitUnary(const Instr& i) {
  const TypeInfo& t = ti(i.type);
  uint16_t d = dst(i);
  switch (i.op) {
    case IOp::Neg:
      if (rt::kindIsComplex(t.kind)) code.op(complexOp(i.op, t.kind == Kind::Complex64), d, slot(i.use(0)));
      else if (rt::kindIsFloat(t.kind)) code.op(floatOp(i.op, t.kind == Kind::Float32), d, slot(i.use(0)));
      else code.op(kNeg[widthOf(t)], d, use(i.use(0)));
      return;
    case IOp::Not: {
      BOp o = t.mem == MemClass::U8 ? BOp::NOT_U8 : t.mem == MemClass::U16 ? BOp::NOT_U16 : t.mem == MemClass::U32 ? BOp::NOT_U32 : BOp::NOT_I64;
      code.op(o, d, use(i.use(0)));
      return;
    }
    case IOp::LNot: code.op(BOp::NOTB, d, use(i.use(0))); return;
    case IOp::Real: case IOp::Imag: {
      bool re = i.op == IOp::Real;
      uint16_t s = slot(i.use(0));
      if (t.kind == Kind::Complex64) code.op(re ? BOp::REAL_C64 : BOp::IMAG_C64, d, s);
      else moveSlots(d, static_cast<uint16_t>(s + !re), 1, nullptr);
      return;
    }
    case IOp::ComplexMake: {
      uint16_t re = use(i.use(0), 0), im = use(i.use(1), 1);
      if (t.kind == Kind::Complex64) {
        code.op(BOp::MK_C64, d, re, im);
      } else {
        moves_.clear();
        moves_.push_back({d, re, 1, nullptr});
        moves_.push_back({static_cast<uint16_t>(d + 1), im, 1, nullptr});
        parallelMove(moves_);
      }
      return;
    }
    default: return;
  }
}

namespace {

// The operation that makes a 64-bit result canonical for an integer type, or NOP.
BOp narrow(const TypeInfo& t) {
  switch (t.mem) {
    case MemClass::I8: return BOp::SEXT8;
    case MemClass::I16: return BOp::SEXT16;
    case MemClass::I32: return BOp::SEXT32;
    case MemClass::U8: return BOp::ZEXT8;
    case MemClass::U16: return BOp::ZEXT16;
    case MemClass::U32: return BOp::ZEXT32;
    default: return BOp::NOP;
  }
}

}  // namespace

void FuncGen::emitConv(const Instr& i) {
  const TypeInfo &t = ti(i.type), &f = ti(i.type2);
  uint16_t d = dst(i);
  if (rt::kindIsComplex(f.kind)) {
    if (t.kind == f.kind) return moveSlots(d, slot(i.use(0)), f.slots, &f);
    code.op(t.kind == Kind::Complex128 ? BOp::CVT_C64_C128 : BOp::CVT_C128_C64, d, slot(i.use(0)));
    return;
  }
  uint16_t s = use(i.use(0));
  if (t.isPtrWord() != f.isPtrWord()) {
    code.op(t.isPtrWord() ? BOp::WTOP : BOp::PTOW, d, s);
    return;
  }
  bool tf = rt::kindIsFloat(t.kind), ff = rt::kindIsFloat(f.kind);
  if (tf && ff) {
    if (t.kind == f.kind) return moveSlots(d, s, 1, &t);
    code.op(t.kind == Kind::Float32 ? BOp::CVT_F64_F32 : BOp::CVT_F32_F64, d, s);
    return;
  }
  if (tf) {
    bool u = !f.isSigned() && f.size == 8;  // narrower unsigned numbers are non-negative int64s
    if (t.kind == Kind::Float64) code.op(u ? BOp::CVT_U64_F64 : BOp::CVT_I64_F64, d, s);
    else code.op(u ? BOp::CVT_U64_F32 : BOp::CVT_I64_F32, d, s);
    return;
  }
  if (ff) {
    bool u = !t.isSigned() && t.size == 8;
    if (f.kind == Kind::Float64) code.op(u ? BOp::CVT_F64_U64 : BOp::CVT_F64_I64, d, s);
    else code.op(u ? BOp::CVT_F32_U64 : BOp::CVT_F32_I64, d, s);
    if (BOp n = narrow(t); n != BOp::NOP) code.op(n, d, d);
    return;
  }
  // Integer to integer: a value canonical for f is canonical for t too when t holds all of f's values.
  bool fits = t.size == 8 || (t.isSigned() == f.isSigned() && t.size >= f.size) || (t.isSigned() && t.size > f.size);
  BOp n = fits ? BOp::NOP : narrow(t);
  if (n == BOp::NOP) moveSlots(d, s, 1, &t);
  else code.op(n, d, s);
}

void FuncGen::emitIntrinsic(const Instr& i) {
  const TypeInfo& t = ti(i.type);
  uint16_t d = dst(i, 0, 0);
  auto s = [&](int n) { return use(i.use(n), static_cast<uint32_t>(5 + n)); };
  uint64_t bits = t.size * 8;
  switch (i.op) {
    case IOp::Sqrt: case IOp::Abs: code.op(floatOp(i.op, t.kind == Kind::Float32), d, s(0)); return;
    case IOp::Floor: code.op(BOp::FLOOR_F64, d, s(0)); return;
    case IOp::Ceil: code.op(BOp::CEIL_F64, d, s(0)); return;
    case IOp::Trunc: code.op(BOp::TRUNC_F64, d, s(0)); return;
    case IOp::RoundEven: code.op(BOp::RINT_F64, d, s(0)); return;
    case IOp::Copysign: code.op(BOp::COPYSIGN_F64, d, s(0), s(1)); return;
    case IOp::Fma: code.op(BOp::FMA_F64, d, s(0), s(1)); code.operands(s(2)); return;
    case IOp::Bits: moveSlots(d, s(0), 1, &t); return;  // float32 and uint32 are both their bits, zero-extended
    case IOp::Clz:
      code.op(BOp::LZCNT_64, d, s(0));
      if (bits < 64) code.op(BOp::ADDK_I64, d, d, static_cast<uint16_t>(static_cast<int64_t>(bits) - 64));
      return;
    case IOp::Ctz: {
      uint16_t x = s(0);
      if (bits < 64) {  // a bit just above the width stops the count
        loadImm(scr(1), int64_t{1} << bits, false);
        code.op(BOp::OR_64, scr(1), scr(1), x);
        x = scr(1);
      }
      code.op(BOp::TZCNT_64, d, x);
      return;
    }
    case IOp::Popcnt: code.op(BOp::POPCNT_64, d, s(0)); return;
    case IOp::Bswap:
      if (bits == 64) { code.op(BOp::BSWAP_64, d, s(0)); return; }
      code.op(BOp::BSWAP_32, d, s(0));
      if (bits == 16) code.op(BOp::SHRK_U64, d, d, 16);
      return;
    case IOp::BitReverse:
      code.op(BOp::BITREV_64, d, s(0));
      if (bits < 64) code.op(BOp::SHRK_U64, d, d, static_cast<uint16_t>(64 - bits));
      return;
    case IOp::Rotl: {
      uint16_t x = s(0), n = s(1);
      if (bits >= 32) {
        code.op(bits == 64 ? BOp::ROTL_64 : BOp::ROTL_32, d, x, n);
        return;
      }
      // Narrow: both halves by shifts.
      code.op(BOp::ANDK_64, scr(1), n, static_cast<uint16_t>(bits - 1));
      code.op(BOp::RSUBK_I64, scr(2), scr(1), static_cast<uint16_t>(bits));
      code.op(bits == 8 ? BOp::SHL_U8 : BOp::SHL_U16, scr(1), x, scr(1));
      code.op(BOp::SHR_U64, scr(2), x, scr(2));
      code.op(BOp::OR_64, d, scr(1), scr(2));
      return;
    }
    case IOp::MulHi: code.op(BOp::MULHL_64, d, dst(i, 1, 1), s(0)); code.operands(s(1)); return;
    case IOp::AddCarry: code.op(BOp::ADDC_64, d, dst(i, 1, 1), s(0)); code.operands(s(1), s(2)); return;
    case IOp::SubBorrow: code.op(BOp::SUBB_64, d, dst(i, 1, 1), s(0)); code.operands(s(1), s(2)); return;
    default: return;
  }
}

void FuncGen::emitAtomic(const Instr& i) {
  const TypeInfo& t = ti(i.type);
  bool p = t.isPtrWord(), w32 = t.size == 4;
  uint16_t base = slot(i.use(0));
  auto pick = [&](BOp a32, BOp a64, BOp ap) { return p ? ap : w32 ? a32 : a64; };
  auto canon = [&](uint16_t d) {
    if (t.mem == MemClass::I32) code.op(BOp::SEXT32, d, d);
  };
  switch (i.op) {
    case IOp::AtomicLoad: {
      uint16_t d = dst(i);
      code.op(pick(BOp::ATOMLD_32, BOp::ATOMLD_64, BOp::ATOMLD_P), d, base);
      return canon(d);
    }
    case IOp::AtomicStore:
      code.op(pick(BOp::ATOMST_32, BOp::ATOMST_64, BOp::ATOMST_P), base, use(i.use(1)));
      return;
    case IOp::AtomicSwap: {
      uint16_t v = use(i.use(1), 1), d = dst(i);
      code.op(pick(BOp::ATOMXCHG_32, BOp::ATOMXCHG_64, BOp::ATOMXCHG_P), d, base, v);
      return canon(d);
    }
    case IOp::AtomicAdd: case IOp::AtomicAnd: case IOp::AtomicOr: {
      uint16_t v = use(i.use(1), 1), d = dst(i);
      BOp o = i.op == IOp::AtomicAdd ? (w32 ? BOp::ATOMADD_32 : BOp::ATOMADD_64)
              : i.op == IOp::AtomicAnd ? (w32 ? BOp::ATOMAND_32 : BOp::ATOMAND_64)
                                       : (w32 ? BOp::ATOMOR_32 : BOp::ATOMOR_64);
      code.op(o, d, base, v);
      return canon(d);
    }
    case IOp::AtomicCas: {
      uint16_t x = use(i.use(1), 1), y = use(i.use(2), 2);
      code.op(pick(BOp::ATOMCAS_32, BOp::ATOMCAS_64, BOp::ATOMCAS_P), dst(i), base, x);
      code.operands(y);
      return;
    }
    default: return;
  }
}

}  // namespace gvm::emit
