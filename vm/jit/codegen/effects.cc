// This file implements slot effects from the operand kinds of opcodes.def, and by hand for the kinds that leave the
// length of a run to the handler (R, WIN).
#include "vm/jit/codegen/effects.h"

#include <string_view>

namespace gvm::jit {

using namespace bytecode;

namespace {

const Type* typeAt(u64 word) { return reinterpret_cast<const Type*>(word); }

u32 slotsOf(Type* const* types, u32 n) {
  u64 slots = 0;
  for (u32 i = 0; i < n; i++) slots += types[i]->slots();
  return static_cast<u32>(slots);
}

const Type* under(const Type* t) { return t->underlying ? t->underlying : t; }

u32 printSlots(Kind k) {
  switch (k) {
    case Kind::String: case Kind::Interface: case Kind::Invalid: case Kind::Complex128: return 2;
    case Kind::Slice: return 3;
    default: return 1;
  }
}

// The run that an operand stands for; count 0 when it stands for none.
struct Operands {
  const Func* fn;
  const u64* code;
  Effects* out;
  const OpInfo& op;

  void read(u32 slot, u32 n) const { if (n) out->reads.push_back({slot, n}); }
  void write(u32 slot, u32 n) const { if (n) out->writes.push_back({slot, n}); }

  const Type* typeWord() const { return typeAt(code[1 + op.wide]); }
  u32 typeSlots() const {
    const Type* t = typeWord();
    switch (opOf(*code)) {
      case Op::APPEND_T: case Op::SEND: case Op::RECV: case Op::TRYSEND: case Op::TRYRECV: t = under(t)->elem; break;
      default: break;
    }
    return static_cast<u32>(t->slots());
  }

  void operand(Operand k, u16 slot) const {
    switch (k) {
      case Operand::kDW: case Operand::kDP: case Operand::kDA: return write(slot, 1);
      case Operand::kSW: case Operand::kSP: case Operand::kSA: return read(slot, 1);
      case Operand::kXW: read(slot, 1); return write(slot, 1);
      case Operand::kOW: if (slot != kNoSlot) read(slot, 1); return;
      case Operand::kQW: if (slot != kNoSlot) write(slot, 1); return;
      case Operand::kDS: case Operand::kDI: case Operand::kDC: return write(slot, 2);
      case Operand::kSS: case Operand::kSI: case Operand::kSC: return read(slot, 2);
      case Operand::kDL: return write(slot, 3);
      case Operand::kSL: return read(slot, 3);
      case Operand::kDT: return write(slot, typeSlots());
      case Operand::kQT: if (slot != kNoSlot) write(slot, typeSlots()); return;
      case Operand::kST: return read(slot, typeSlots());
      case Operand::kSK: return read(slot, static_cast<u32>(under(typeWord())->key->slots()));
      case Operand::kDN: return write(slot, cOf(*code));
      case Operand::kSN: return read(slot, cOf(*code));
      default: return;
    }
  }
};

// Runs of kind R, whose length only the operation knows.
void runs(const Func* fn, const u64* code, Effects* out) {
  u64 w = *code;
  u32 a = aOf(w), b = bOf(w), c = cOf(w);
  auto read = [&](u32 slot, u32 n) { if (n) out->reads.push_back({slot, n}); };
  auto write = [&](u32 slot, u32 n) { if (n) out->writes.push_back({slot, n}); };
  auto memory = [&](u32 slot, u64 n) { out->memory.push_back({slot, static_cast<u32>(n)}); };
  std::string_view name = info(opOf(w)).name;
  switch (opOf(w)) {
    case Op::MOV2: case Op::MOV3: {
      u32 n = opOf(w) == Op::MOV2 ? 2 : 3;
      read(b, n);
      return write(a, n);
    }
    case Op::ZERO: return write(a, static_cast<u32>(bcOf(w)));
    // The variable at b reaches at most to the end of its region: pointer locals come before scalar locals, and in both
    // what has an address comes last.
    case Op::SLOTADDR: {
      u64 enter = fn->info->codeStart[0];
      u32 lo = bOf(enter), hi = cOf(enter), end = b < lo ? lo : b < hi ? hi : fn->info->ptrMaskSlots;
      return memory(b, std::max(end, b + 1) - b);
    }
    case Op::MKEFACEF: case Op::MKIFACEF: return memory(b, reinterpret_cast<const Type*>(code[1])->slots());
    case Op::CONCAT: return read(b, 2 * c);
    case Op::SELECT: return memory(b, 2 * (c + static_cast<u16>(code[1])));
    case Op::MAPITER: case Op::MAPNEXT: return memory(a, 12);
    case Op::RET: return read(0, fn->resultSlots);
    case Op::RET2: return read(a, 2);
    case Op::RET3: return read(a, 3);
    case Op::RETN: return read(a, b);
    case Op::PRINT: return read(a, printSlots(static_cast<Kind>(b)));
    case Op::CALLDYN: case Op::DYNRESULTS: return read(b, 3);
    default: break;
  }
  // A narrow field of one slot is taken out of the slot's value.
  if (name.starts_with("LDS_")) return read(b + c / 8, 1);
  if (name.starts_with("STS_")) {
    read(a + c / 8, 1);
    return write(a + c / 8, 1);
  }
  if (name.starts_with("LDF_")) return memory(b, (code[1] * elementBytes(opOf(w)) + 7) / 8);
  if (name.starts_with("STF_")) return memory(a, (code[1] * elementBytes(opOf(w)) + 7) / 8);
}

void callEffects(const Func*, const u64* code, Effects* out) {
  u32 win = aOf(*code);
  out->clobberFrom = win >= 2 ? win - 2 : 0;
  CallShape s = callShape(code);
  u32 first = opOf(*code) == Op::CALLI ? 1 : 0;  // the data word is put there by the call
  if (s.args > first) out->reads.push_back({win + first, s.args - first});
  if (s.results != 0) out->writes.push_back({win, s.results});
}

}  // namespace

u32 elementBytes(Op op) {
  std::string_view name = info(op).name;
  if (name.ends_with("8")) return 1;
  if (name.ends_with("16")) return 2;
  if (name.ends_with("32")) return 4;
  return 8;
}

CallShape callShape(const u64* code) {
  switch (opOf(*code)) {
    case Op::CALL: {
      const Func* f = reinterpret_cast<const Func*>(code[1]);
      return {f->argSlots, f->resultSlots};
    }
    case Op::CALLN: {
      const NativeFunc* n = reinterpret_cast<const NativeFunc*>(code[1]);
      return {n->argSlots, n->resultSlots};
    }
    case Op::CALLC: {
      const Type* t = under(typeAt(code[1]));
      return {slotsOf(t->params, t->numParam), slotsOf(t->results, t->numResult)};
    }
    case Op::CALLI: {
      const Type* t = under(typeAt(code[1]));
      const Type* m = under(t->imethods[cOf(*code)].type);
      return {1 + slotsOf(m->params, m->numParam), slotsOf(m->results, m->numResult)};
    }
    default: return {};
  }
}

void effectsOf(const Func* fn, const u64* code, Effects* out) {
  out->reads.clear();
  out->writes.clear();
  out->memory.clear();
  out->clobberFrom = kNoPc;
  const OpInfo& op = info(opOf(*code));
  Operands o{fn, code, out, op};
  u64 w = *code;
  o.operand(op.a, aOf(w));
  o.operand(op.b, bOf(w));
  o.operand(op.c, cOf(w));
  if (op.wide) {
    o.operand(op.d, static_cast<u16>(code[1]));
    o.operand(op.e, static_cast<u16>(code[1] >> 16));
    o.operand(op.f, static_cast<u16>(code[1] >> 32));
    o.operand(op.h, static_cast<u16>(code[1] >> 48));
  }
  runs(fn, code, out);
  if (op.flags & effect::CALL) callEffects(fn, code, out);
}

}  // namespace gvm::jit
