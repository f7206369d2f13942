// This file verifies one function's code: decoding, jumps, relocations, frame bounds, and the classes of slots. Frame
// slots have the class their mask gives them; the scratch area above is followed by data flow (a class is known where
// it is the same on every path).
#include "vm/bytecode/verify_code.h"

#include <algorithm>

#include <fmt/format.h>

namespace gvm::bytecode {

using rt::Kind;

namespace {
constexpr unsigned kMapIterSlots = 12, kMapIterPointers = 6;  // as MAPITER's row in the table says
}

bool CodeVerifier::fail(std::string text) {
  if (error_.empty()) error_ = fmt::format("word {}: {}", pc_, text);
  return false;
}

const std::vector<bool>& CodeVerifier::classesOf(uint32_t type) {
  if (classKnown_.size() < im_.types().size()) {
    classKnown_.assign(im_.types().size(), 0);
    classCache_.resize(im_.types().size());
  }
  if (!classKnown_[type]) {
    // A run longer than any frame cannot be in slots; leave it empty and let the bound check refuse it.
    if (types_.slots(type) <= 0x10000) types_.classes(type, classCache_[type]);
    classKnown_[type] = 1;
  }
  return classCache_[type];
}

CodeVerifier::Class CodeVerifier::classOf(uint32_t slot, const State& s) const {
  if (slot < f_->numSlots) return im_.isPtrSlot(*f_, slot) ? kP : kW;
  return static_cast<Class>(s[slot - f_->numSlots]);
}

uint32_t CodeVerifier::typeAt(uint32_t word) const {
  int32_t r = relocOf_[word];
  return r < 0 ? kNone : im_.relocsOf(*f_)[static_cast<size_t>(r)].target;
}

// Pass one: instruction boundaries and relocations.
bool CodeVerifier::decode() {
  starts_.assign(code_.size() + 1, 0);
  relocOf_.assign(code_.size(), -1);
  auto relocs = im_.relocsOf(*f_);
  for (size_t i = 0; i < relocs.size(); i++) {
    if (relocOf_[relocs[i].offset] >= 0) return fail("two relocations for one word");
    relocOf_[relocs[i].offset] = static_cast<int32_t>(i);
  }
  for (uint32_t pc = 0; pc < code_.size();) {
    pc_ = pc;
    if (static_cast<unsigned>(opOf(code_[pc])) >= kNumOps) return fail("no such operation");
    const OpInfo& op = info(opOf(code_[pc]));
    if (op.flags & effect::INTERNAL) return fail(fmt::format("{} is not allowed in images", op.name));
    uint64_t words = op.words();
    if (op.x1 == Ext::kTABLE) words += static_cast<uint32_t>(bcOf(code_[pc]));
    if (words > code_.size() - pc) return fail("instruction reaches past the end");
    if (relocOf_[pc] >= 0) return fail("relocation of an operation word");
    starts_[pc] = 1;
    if (!relocations(pc, static_cast<unsigned>(words), op)) return false;
    pc += static_cast<uint32_t>(words);
  }
  return true;
}

bool CodeVerifier::relocations(uint32_t pc, unsigned words, const OpInfo& op) {
  uint32_t at = pc + 1;
  if (op.wide && relocOf_[at++] >= 0) return fail("relocation of an operand word");
  if (op.x1 == Ext::kTABLE) {
    for (; at < pc + words; at++)
      if (relocOf_[at] >= 0) return fail("relocation of a jump table");
    return true;
  }
  for (Ext x : {op.x1, op.x2}) {
    if (x == Ext::k_) continue;
    const Reloc* r = relocOf_[at] < 0 ? nullptr : &im_.relocsOf(*f_)[static_cast<size_t>(relocOf_[at])];
    RelocKind want{};
    switch (x) {
      case Ext::kK64:
        if (r) return fail("relocation of a literal");
        at++;
        continue;
      case Ext::kFUNC: want = RelocKind::kFunc; break;
      case Ext::kNATIVE: want = RelocKind::kNative; break;
      case Ext::kTYPE: want = RelocKind::kType; break;
      case Ext::kITAB: want = RelocKind::kItab; break;
      case Ext::kGLOBAL: want = RelocKind::kGlobal; break;
      case Ext::kSTR: want = RelocKind::kStr; break;
      default: return fail("bad ext word");
    }
    if (!r || static_cast<RelocKind>(r->kind) != want) return fail(fmt::format("{} without its relocation", op.name));
    if (x == Ext::kSTR) {
      uint64_t n = static_cast<uint32_t>(bcOf(code_[pc]));
      if (n > im_.text().size() - r->target) return fail("string constant outside the text");
    }
    at++;
  }
  return true;
}

// An operation at pc_ touches n slots by their number: none may belong to memory that is dead from an earlier word on, which
// the collector may have passed over.
bool CodeVerifier::alive(uint64_t slot, uint64_t n) {
  if (n == 0) return true;
  for (auto& o : im_.objectsOf(*f_))
    if (pc_ >= o.deadFrom && slot < uint64_t{o.slot} + o.numSlots && o.slot < slot + n) return fail(fmt::format("slot {} is dead here", o.slot));
  return true;
}

bool CodeVerifier::run(uint16_t slot, const std::vector<bool>& classes, State& s, bool writes) {
  if (slot + classes.size() > f_->frameSlots) return fail(fmt::format("slots {}+{} outside the frame", slot, classes.size()));
  if (f_->numObject != 0 && !alive(slot, classes.size())) return false;
  for (size_t i = 0; i < classes.size(); i++) {
    uint32_t at = slot + static_cast<uint32_t>(i);
    Class want = classes[i] ? kP : kW;
    if (writes && at >= f_->numSlots) {
      s[at - f_->numSlots] = want;
    } else if (!fits(classOf(at, s), want)) {
      return fail(fmt::format("slot {} is not a {} slot", at, classes[i] ? "pointer" : "number"));
    }
  }
  return true;
}

// Memory operations on slots whose layout the operation does not say: only numbers may be touched there.
bool CodeVerifier::runOfUnknown(uint32_t slot, uint64_t n, State& s, bool writes) {
  if (n > f_->frameSlots || slot + n > f_->frameSlots) return fail(fmt::format("slots {}+{} outside the frame", slot, n));
  if (f_->numObject != 0 && !alive(slot, n)) return false;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = slot + i;
    if (at >= f_->numSlots) {
      if (writes) s[at - f_->numSlots] = kW;
    } else if (writes && classOf(at, s) == kP) {
      return fail(fmt::format("a number is stored in pointer slot {}", at));
    }
  }
  return true;
}

bool CodeVerifier::operand(Operand k, uint16_t slot, State& s, bool writes) {
  static const std::vector<bool> W{false}, P{true}, S{true, false}, L{true, false, false}, I{false, true}, C{false, false};
  auto go = [&](const std::vector<bool>& c, bool w) { return w == writes ? run(slot, c, s, w) : true; };
  switch (k) {
    case Operand::kDW: return go(W, true);
    case Operand::kSW: return go(W, false);
    case Operand::kXW: return go(W, writes);
    case Operand::kOW: return slot == kNoSlot || go(W, false);
    case Operand::kQW: return slot == kNoSlot || go(W, true);
    case Operand::kDP: return go(P, true);
    case Operand::kSP: return go(P, false);
    case Operand::kDS: return go(S, true);
    case Operand::kSS: return go(S, false);
    case Operand::kDL: return go(L, true);
    case Operand::kSL: return go(L, false);
    case Operand::kDI: return go(I, true);
    case Operand::kSI: return go(I, false);
    case Operand::kDC: return go(C, true);
    case Operand::kSC: return go(C, false);
    case Operand::kQT:
      if (slot == kNoSlot) return true;
      [[fallthrough]];
    case Operand::kDT:
    case Operand::kST:
    case Operand::kSK: {
      if (tType_ >= im_.types().size()) return fail("no type for a run of slots");
      uint32_t t = types_.base(tType_);
      const TypeRow& r = im_.types()[t];
      auto kind = static_cast<Kind>(r.kind);
      uint32_t shape = tType_;
      if (k == Operand::kSK) {
        if (kind != Kind::Map) return fail("not a map type");
        shape = r.key;
      } else if (elementRun_ && (kind == Kind::Slice || kind == Kind::Chan)) {
        shape = r.elem;
      }
      bool w = k == Operand::kDT || k == Operand::kQT;
      if (types_.slots(shape) > f_->frameSlots) return fail("a run of slots longer than the frame");
      return go(classesOf(shape), w);
    }
    default: return true;  // immediates, and kinds that special() knows
  }
}

bool CodeVerifier::flowTo(int64_t target, const State& s) {
  if (target < 0 || target >= static_cast<int64_t>(code_.size()) || !starts_[static_cast<size_t>(target)])
    return fail(fmt::format("jump to {}, which is no instruction", target));
  // What is dead stays dead: no way leads back from behind deadFrom.
  for (auto& o : im_.objectsOf(*f_))
    if (pc_ >= o.deadFrom && target < o.deadFrom) return fail("a jump back to where a frame object is alive");
  State& have = in_[static_cast<size_t>(target)];
  if (have.empty()) {
    have = s;
    if (have.empty()) have.push_back(kUnknown);  // "reached", for frames without scratch slots
    work_.push_back(static_cast<uint32_t>(target));
    return true;
  }
  bool changed = false;
  for (size_t i = 0; i < s.size(); i++)
    if (have[i] != s[i] && have[i] != kUnknown && s[i] != kZero) have[i] = have[i] == kZero ? s[i] : uint8_t{kUnknown}, changed = true;
  if (changed) work_.push_back(static_cast<uint32_t>(target));
  return true;
}

// Calls: arguments of the callee's classes lie in the window; afterwards its results do, and all else there is unknown.
bool CodeVerifier::call(uint32_t pc, const OpInfo& op, State& s) {
  Op o = opOf(code_[pc]);
  uint32_t win = aOf(code_[pc]);
  if (win < f_->numSlots + 2u || win > f_->frameSlots) return fail("call window inside the frame's own slots");
  auto clearFrom = [&](uint32_t slot) {
    for (uint32_t i = slot; i < f_->frameSlots; i++) s[i - f_->numSlots] = kUnknown;
  };
  if (o == Op::RUNDEFERS) {
    if (pc + 2 >= code_.size() || opOf(code_[pc + 2]) != Op::DEFERLOOP) return fail("RUNDEFERS without DEFERLOOP");
    clearFrom(f_->numSlots);
    return true;
  }
  uint32_t type = kNone;
  int32_t r = relocOf_[pc + 1];
  const Reloc& reloc = im_.relocsOf(*f_)[static_cast<size_t>(r)];
  const FuncRow* callee = nullptr;
  if (op.x1 == Ext::kTYPE) {
    type = reloc.target;
  } else {
    const SymbolRow& sym = im_.symbols()[reloc.target];
    type = sym.type;
    if (sym.index != kNone) {
      callee = &im_.funcs()[sym.index];
      if (type == kNone) type = callee->type;
    }
  }
  std::vector<bool> args, results;
  if (o == Op::CALLI) {
    uint32_t it = types_.base(type);
    const TypeRow& t = im_.types()[it];
    if (static_cast<Kind>(t.kind) != Kind::Interface || cOf(code_[pc]) >= t.numPart) return fail("no such interface method");
    type = im_.parts()[t.part + cOf(code_[pc])].type;
    s[win - f_->numSlots] = kP;  // the data word, put there by the call
    args.push_back(true);
  }
  if (type != kNone) {
    uint32_t ft = types_.base(type);
    const TypeRow& t = im_.types()[ft];
    if (static_cast<Kind>(t.kind) != Kind::Func) return fail("call of something that is no func type");
    for (uint32_t i = 0; i < t.numPart; i++) {
      uint32_t p = im_.parts()[t.part + i].type;
      if (types_.slots(p) > 0x10000) return fail("argument larger than any frame");
      types_.classes(p, i + t.numResult < t.numPart ? args : results);
    }
  } else if (callee && !(callee->flags & FuncRow::kNative)) {
    for (uint32_t i = 0; i < callee->argSlots; i++) args.push_back(im_.isPtrSlot(*callee, i));
    for (uint32_t i = 0; i < callee->resultSlots; i++)
      results.push_back(im_.masks()[callee->resultMask + i / 64] >> (i % 64) & 1);
  } else {
    return fail("call of a function of unknown type");
  }
  if (!run(static_cast<uint16_t>(win), args, s, false)) return false;
  clearFrom(f_->numSlots);
  return run(static_cast<uint16_t>(win), results, s, true);
}

// A map iterator: pointers, then numbers. MAPNEXT goes on with one that MAPITER made, in place.
bool CodeVerifier::iterator(uint16_t slot, State& s, bool writes) {
  std::vector<bool> classes(kMapIterSlots, false);
  std::fill_n(classes.begin(), kMapIterPointers, true);
  return run(slot, classes, s, writes);
}

// Operations with runs whose length or classes the table leaves to the handler.
bool CodeVerifier::special(Op o, uint32_t pc, State& s) {
  Word w = code_[pc];
  uint16_t a = aOf(w), b = bOf(w), c = cOf(w);
  auto move = [&](uint32_t dst, uint32_t src, uint32_t n) {
    if (dst + n > f_->frameSlots || src + n > f_->frameSlots) return fail("move outside the frame");
    if (f_->numObject != 0 && !(alive(dst, n) && alive(src, n))) return false;
    std::vector<uint8_t> classes;
    for (uint32_t i = 0; i < n; i++) classes.push_back(classOf(src + i, s));
    for (uint32_t i = 0; i < n; i++) {
      if (dst + i >= f_->numSlots) {
        s[dst + i - f_->numSlots] = classes[i];
      } else if (!fits(classes[i], static_cast<Class>(classOf(dst + i, s)))) {
        return fail(fmt::format("move of slot {} to slot {} of another class", src + i, dst + i));
      }
    }
    return true;
  };
  auto resultsFrom = [&](uint32_t slot, uint32_t n) {
    if (n > f_->resultSlots) n = f_->resultSlots;
    if (slot + n > f_->frameSlots) return fail("results outside the frame");
    if (f_->numObject != 0 && !alive(slot, n)) return false;
    for (uint32_t i = 0; i < n; i++) {
      bool p = im_.masks()[f_->resultMask + i / 64] >> (i % 64) & 1;
      if (!fits(classOf(slot + i, s), p ? kP : kW)) return fail("result of another class than the function's");
    }
    return true;
  };
  auto pairs = [&](uint32_t slot, uint64_t n, bool first, bool second) {
    std::vector<bool> classes;
    if (2 * n > f_->frameSlots) return fail("a run longer than the frame");
    for (uint64_t i = 0; i < n; i++) classes.push_back(first), classes.push_back(second);
    return run(static_cast<uint16_t>(slot), classes, s, false);
  };
  switch (o) {
    case Op::MOV: return move(a, b, 1);
    case Op::MOV2: return move(a, b, 2);
    case Op::MOV3: return move(a, b, 3);
    case Op::MOVN: return move(a, b, c);
    case Op::ZERO: {
      uint64_t n = static_cast<uint32_t>(bcOf(w));
      if (a + n > f_->frameSlots) return fail("zeroing outside the frame");
      for (uint64_t i = 0; i < n; i++)
        if (a + i >= f_->numSlots) s[a + i - f_->numSlots] = kZero;
      return true;
    }
    case Op::SLOTADDR: case Op::MKEFACEF: case Op::MKIFACEF: 
      return b < f_->numSlots ? alive(b, 1) : fail("address of a scratch slot");
    case Op::CONCAT: return pairs(b, c, true, false);
    case Op::SELECT: {
      uint16_t d = static_cast<uint16_t>(code_[pc + 1]);
      return pairs(b, uint64_t{c} + d, true, true);
    }
    case Op::RET1: return resultsFrom(a, 1);
    case Op::RET2: return resultsFrom(a, 2);
    case Op::RET3: return resultsFrom(a, 3);
    case Op::RETN: return resultsFrom(a, b);
    case Op::MAPITER: return iterator(a, s, true);
    case Op::MAPNEXT: return iterator(a, s, false);
    case Op::MKCLOSURE: {
      const std::vector<bool>& object = classesOf(tType_);  // the function, then what is captured
      if (object.size() != c + 1u || object[0]) return fail("captured values do not fit the closure's type");
      return run(b, {object.begin() + 1, object.end()}, s, false);
    }
    case Op::WTOP:
    case Op::PTRADD:
    case Op::UNSAFESLICE:
    case Op::UNSAFESTR:
      return options_.allowUnsafe || fail("unsafe operation in a sandboxed program");
    case Op::ENTER:
      if (pc != 0) return fail("ENTER inside a function");
      if (a != f_->frameSlots || b > c || c > f_->numSlots) return fail("ENTER does not fit the frame");
      for (uint32_t i = f_->argSlots; i < f_->numSlots; i++)
        if (im_.isPtrSlot(*f_, i) && (i < b || i >= c)) return fail(fmt::format("pointer slot {} is not zeroed at entry", i));
      return true;
    default: break;
  }
  // Slot memory and slices by their first two slots.
  const OpInfo& op = info(o);
  auto word1 = [&] { return pc + 1 < code_.size() ? code_[pc + 1] : 0; };
  std::string_view name = op.name;
  if (name.starts_with("LDS_")) return runOfUnknown(b, c / 8 + 1u, s, false);
  if (name.starts_with("STS_")) return runOfUnknown(a, c / 8 + 1u, s, true);
  if (name.starts_with("LDF_") || name.starts_with("STF_")) {
    bool load = name[0] == 'L';
    uint64_t n = word1();
    if (n > 0x80000) return fail("array larger than the frame");
    uint64_t bytes = name.ends_with("8") ? n : name.ends_with("16") ? 2 * n : name.ends_with("32") ? 4 * n : 8 * n;
    if (name.ends_with("_P")) {
      if (bytes / 8 > f_->frameSlots) return fail("array larger than the frame");
      return run(load ? b : a, std::vector<bool>(bytes / 8, true), s, !load);
    }
    return runOfUnknown(load ? b : a, (bytes + 7) / 8, s, !load);
  }
  if (o == Op::KEEPALIVE) return a < f_->frameSlots || fail("slot outside the frame");
  return true;
}

bool CodeVerifier::instruction(uint32_t pc, State& s) {
  pc_ = pc;
  Word w = code_[pc];
  Op o = opOf(w);
  const OpInfo& op = info(o);
  unsigned words = instructionWords(&code_[pc]);
  uint32_t ext = pc + 1 + op.wide;
  tType_ = op.x1 == Ext::kTYPE ? typeAt(ext) : kNone;
  elementRun_ = o == Op::APPEND_T || o == Op::SEND || o == Op::RECV || o == Op::TRYSEND || o == Op::TRYRECV;
  uint16_t wide[4] = {};
  if (op.wide)
    for (int i = 0; i < 4; i++) wide[i] = static_cast<uint16_t>(code_[pc + 1] >> (16 * i));
  for (bool writes : {false, true}) {
    if (!operand(op.a, aOf(w), s, writes) || !operand(op.b, bOf(w), s, writes) || !operand(op.c, cOf(w), s, writes)) return false;
    if (op.wide && (!operand(op.d, wide[0], s, writes) || !operand(op.e, wide[1], s, writes) ||
                    !operand(op.f, wide[2], s, writes) || !operand(op.h, wide[3], s, writes)))
      return false;
    if (!writes && !special(o, pc, s)) return false;
  }
  if ((op.flags & effect::CALL) && !call(pc, op, s)) return false;
  int64_t next = int64_t{pc} + words;
  if (op.flags & effect::JUMP) {
    if (op.x1 == Ext::kTABLE) {
      for (uint32_t i = pc + 1; i < pc + words; i++)
        if (!flowTo(next + static_cast<int64_t>(code_[i]), s)) return false;
    } else {
      int64_t off = op.b == Operand::kJBC ? bcOf(w) : static_cast<int16_t>(cOf(w));
      if (off < 0 && !(op.flags & effect::BACK)) return fail("a jump backwards that is no safepoint");
      if (!flowTo(next + off, s)) return false;
    }
  }
  if (op.flags & effect::END) return true;
  if (next >= static_cast<int64_t>(code_.size())) return fail("the function runs past its end");
  return flowTo(next, s);
}

std::string CodeVerifier::verify(const FuncRow& f) {
  f_ = &f;
  code_ = im_.codeOf(f);
  error_.clear();
  pc_ = 0;
  work_.clear();
  if (code_.empty() || opOf(code_[0]) != Op::ENTER) {
    fail("a function begins with ENTER");
    return error_;
  }
  if (!decode()) return error_;
  pc_ = 0;
  in_.assign(code_.size(), {});
  State start(f.frameSlots - f.numSlots, kUnknown);
  flowTo(0, start);
  if (f.deferReturn != kNone) {
    if (!flowTo(f.deferReturn, start)) return error_;
    for (auto& o : im_.objectsOf(f))
      if (f.deferReturn < o.deadFrom && o.deadFrom < f.codeWords) fail("a panic leads back to where a frame object is alive");
    if (!error_.empty()) return error_;
  }
  while (!work_.empty()) {
    uint32_t pc = work_.back();
    work_.pop_back();
    State s(in_[pc].begin(), in_[pc].begin() + static_cast<ptrdiff_t>(start.size()));
    if (!instruction(pc, s)) return error_;
  }
  return error_;
}

}  // namespace gvm::bytecode
