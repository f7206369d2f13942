// This file decides which instructions disappear into others: comparisons into branches, products into sums, loads and stores
// into arithmetic, increments into loop jumps; and which values are computed right where a call wants its arguments.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"
#include "compiler/types/object.h"

namespace gvm::emit {

namespace {

constexpr uint32_t kSinkScan = 16;

bool isCompare(IOp o) {
  switch (o) {
    case IOp::Eq: case IOp::Ne: case IOp::Lt: case IOp::Le: case IOp::Gt: case IOp::Ge: case IOp::IsNil: case IOp::LNot:
    case IOp::IfaceIsType: case IOp::MapIterNext: return true;
    default: return false;
  }
}

}  // namespace

// May d, at index `from` of block b, be done at index `to` instead?
bool FuncGen::canSink(const BlockState& b, const Instr& d, uint32_t from, uint32_t to) const {
  if (to - from > kSinkScan) return false;
  uint16_t fx = effectsOf(d);
  for (uint32_t q = from + 1; q < to; q++) {
    const Instr& j = *b.block->instrs[q];
    if (j.flags & (kDead | kFolded)) continue;
    uint16_t jx = effectsOf(j);
    if (nilPanicOnly(d) && nilPanicOnly(j)) jx &= ~lower::kPanic;  // one nil panic is like another
    if ((fx & lower::kPanic) && (j.flags & kProved)) return false;
    if ((fx & lower::kRead) && (jx & (lower::kWrite | lower::kSafe))) return false;
    if ((fx & lower::kPanic) && (jx & (lower::kWrite | lower::kSafe | lower::kPanic))) return false;
    bool clash = false;
    for (Reg w : j.defs()) {
      if (w == kNoReg) continue;
      Reg root = rootOf(w);
      forUses(d, [&](Reg u) { clash |= rootOf(u) == root; });
    }
    if (clash) return false;
  }
  return true;
}

void FuncGen::fuse() {
  for (uint32_t bi = 0; bi < order.size(); bi++) {
    BlockState& bs = order[bi];
    auto& ins = bs.block->instrs;
    // The definition of r, if it is used only here and may be done at index `at`.
    auto sole = [&](Reg r, uint32_t at) -> Instr* {
      const RegState& rs = regs[r];
      if (rs.home != Home::Slot || rs.isConst || rs.param || rs.ndef != 1 || rs.nuse != 1 || !rs.def || rs.block != bi) return nullptr;
      if (rs.idx >= at || (rs.def->flags & (kDead | kFolded))) return nullptr;
      return canSink(bs, *rs.def, rs.idx, at) ? rs.def : nullptr;
    };
    auto word = [&](types::Type* t) { return ti(t).isInt() && ti(t).size == 8; };
    auto f64 = [&](types::Type* t) { return ti(t).kind == rt::Kind::Float64; };
    auto same = [&](Reg a, Reg b2) { return a == b2 || (rootOf(a) == rootOf(b2) && slotKey(a) == slotKey(b2)); };
    for (uint32_t p = static_cast<uint32_t>(ins.size()); p-- > 0;) {
      Instr& i = *ins[p];
      if (i.flags & (kDead | kFolded)) continue;
      switch (i.op) {
        case IOp::If: {
          Reg c = i.use(0);
          Instr* d = isConst(c) ? nullptr : soleIn(c, bi, p);
          if (d && d->op == IOp::SliceLoad && d->imm == 0 && ti(d->type).mem == MemClass::U8 && ti(d->type2).size == 1 &&
              !folded(d->use(0)) && canSink(bs, *d, regs[c].idx, p)) {
            d->flags |= kFolded;
            break;
          }
          if (!d || !isCompare(d->op)) break;
          if (d->op == IOp::MapIterNext) {
            // Only when nothing stands between.
            bool next = true;
            for (uint32_t q = regs[c].idx + 1; q < p; q++) next &= (ins[q]->flags & (kDead | kFolded)) != 0;
            if (!next) break;
          } else if (!canSink(bs, *d, regs[c].idx, p)) {
            break;
          }
          d->flags |= kFolded;
          if (d->op == IOp::Ne || d->op == IOp::Eq) {
            // x & mask != 0
            Instr* a = regs[d->use(1)].isConst && regs[d->use(1)].k == 0 ? sole(d->use(0), p) : nullptr;
            if (a && a->op == IOp::And && regs[a->use(1)].isConst && regs[a->use(1)].k >= 0 && regs[a->use(1)].k <= 0xffff)
              a->flags |= kFolded;
          }
          fuseIncrement(bi, *d, p);
          break;
        }
        case IOp::Xor: {
          // a ^ rotl(b, k)
          if (ti(i.type).isSigned() || ti(i.type).size < 4 || !ti(i.type).isInt()) break;
          for (int n = 1; n >= 0; n--) {
            Instr* d = regs[i.use(1 - n)].isConst ? nullptr : sole(i.use(n), p);
            if (!d || d->op != IOp::Rotl || !regs[d->use(1)].isConst || ti(d->type).size != ti(i.type).size) continue;
            d->flags |= kFolded;
            break;
          }
          break;
        }
        case IOp::Add: case IOp::Sub: case IOp::Mul: {
          if (i.op == IOp::Add && ti(i.type).kind == rt::Kind::Uint32 && !regs[i.use(0)].isConst && !regs[i.use(1)].isConst) {
            // a + (b + c)
            for (int n = 1; n >= 0; n--) {
              Instr* d = sole(i.use(n), p);
              if (!d || d->op != IOp::Add || ti(d->type).kind != rt::Kind::Uint32 || regs[d->use(0)].isConst || regs[d->use(1)].isConst) continue;
              d->flags |= kFolded;
              break;
            }
            break;
          }
          bool flt = f64(i.type), f32 = ti(i.type).kind == rt::Kind::Float32;
          if (!flt && !f32 && !word(i.type)) break;
          for (int n = 1; n >= 0; n--) {
            if (n == 0 && i.op == IOp::Sub) break;
            Reg acc = i.use(1 - n), v = i.use(n);
            if (regs[v].isConst || regs[acc].isConst) continue;
            Instr* d = sole(v, p);
            if (!d) continue;
            bool inPlace = same(i.def(), acc);
            if (d->op == IOp::Mul && i.op != IOp::Mul && (flt || f32 || i.op == IOp::Add) && ti(d->type).kind == ti(i.type).kind) {
              if (!flt && !f32 && (regs[d->use(0)].isConst || regs[d->use(1)].isConst)) continue;
              if (!inPlace && !tie(acc, i, p, bi, *d)) continue;
              d->flags |= kFolded;
              // a += b[c] * d[e], a += b * c[d]
              if (i.op == IOp::Add && !f32) {
                Instr *x = elementLoad(d->use(0), p, bi), *y = elementLoad(d->use(1), p, bi);
                if (x && y && x != y) x->flags |= kFolded, y->flags |= kFolded;
                else if (flt && (x || y) && (!x || !y)) (x ? x : y)->flags |= kFolded;
              }
            } else if (d->op == IOp::Load && d->imm <= UINT16_MAX && (flt || (i.op == IOp::Add && word(i.type)))) {
              if (inPlace || tie(acc, i, p, bi, *d)) d->flags |= kFolded;
              else if (flt && i.op == IOp::Mul) d->flags |= kFolded;
              else continue;
            } else if (i.op == IOp::Add && (flt || word(i.type)) && elementLoad(v, p, bi) && (inPlace || tie(acc, i, p, bi, *d))) {
              d->flags |= kFolded;
            } else {
              continue;
            }
            break;
          }
          break;
        }
        case IOp::Store: {
          // *(p+c) op= v
          if ((!f64(i.type) && !word(i.type)) || i.imm > UINT16_MAX || regs[i.use(1)].isConst) break;
          Instr* a = sole(i.use(1), p);
          if (!a || (a->op != IOp::Add && !(a->op == IOp::Sub && f64(i.type)))) break;
          for (int n = 0; n < 2; n++) {
            if (n == 1 && a->op == IOp::Sub) break;
            if (regs[a->use(n)].isConst) continue;
            Instr* l = sole(a->use(n), p);
            if (!l || l->op != IOp::Load || l->imm != i.imm || !same(l->use(0), i.use(0))) continue;
            if (a->flags & kFolded) break;
            a->flags |= kFolded;
            l->flags |= kFolded;
            // *(p+c) += x * y
            Reg x = a->use(1 - n);
            if (f64(i.type) && !regs[x].isConst)
              if (Instr* m = sole(x, p); m && m->op == IOp::Mul) m->flags |= kFolded;
            break;
          }
          break;
        }
        case IOp::SliceStore: {
          if (fuseSwap(bi, p)) break;
          // a[b] = c[d]
          if (i.imm == 0 && ti(i.type2).size == 8 && ti(i.type).mem == MemClass::W && !regs[i.use(2)].isConst)
            if (Instr* l = elementLoad(i.use(2), p, bi)) {
              l->flags |= kFolded;
              break;
            }
          // a[b] += v
          if ((!f64(i.type) && !word(i.type)) || i.imm || ti(i.type2).size != 8 || regs[i.use(2)].isConst) break;
          Instr* a = sole(i.use(2), p);
          if (!a || (a->op != IOp::Add && !(a->op == IOp::Sub && regs[a->use(1)].isConst && word(i.type)))) break;
          for (int n = 0; n < 2; n++) {
            if (n == 1 && a->op == IOp::Sub) break;
            if (regs[a->use(n)].isConst) continue;
            Instr* l = sole(a->use(n), p);
            if (!l || l->op != IOp::SliceLoad || l->imm || !same(l->use(0), i.use(0)) || !same(l->use(1), i.use(1))) continue;
            a->flags |= kFolded;
            l->flags |= kFolded;
            break;
          }
          break;
        }
        case IOp::SliceLoad: {
          // a[b][c]
          const TypeInfo& t = ti(i.type);
          if (i.imm || ti(i.type2).size != t.size || (t.mem != MemClass::W && t.mem != MemClass::U8)) break;
          Instr* d = sole(i.use(0), p);
          if (d && d->op == IOp::SliceLoad && d->imm == 0 && ti(d->type).mem == MemClass::L && ti(d->type2).size == 24)
            d->flags |= kFolded;
          break;
        }
        default: break;
      }
    }
  }
}

// r as the single-use load of a 64-bit scalar element of a slice, that may be done at p.
Instr* FuncGen::elementLoad(Reg r, uint32_t p, uint32_t bi) const {
  Instr* d = soleIn(r, bi, p);
  if (!d || d->op != IOp::SliceLoad || d->imm || ti(d->type).mem != MemClass::W || ti(d->type2).size != 8) return nullptr;
  if (folded(d->use(0)) || !canSink(order[bi], *d, regs[r].idx, p)) return nullptr;
  return d;
}

// s[i], s[j] = s[j], s[i], whose second store stands at p.
bool FuncGen::fuseSwap(uint32_t bi, uint32_t p) {
  auto& ins = order[bi].block->instrs;
  Instr& b = *ins[p];
  auto before = [&](uint32_t q) {
    while (q-- > 0)
      if (!(ins[q]->flags & kDead)) return q;
    return Code::kUnplaced;
  };
  uint32_t at[3], q = p;
  for (uint32_t& x : at)
    if ((x = q = before(q)) == Code::kUnplaced) return false;
  Instr &a = *ins[at[0]], &l2 = *ins[at[1]], &l1 = *ins[at[2]];
  if (a.op != IOp::SliceStore || l2.op != IOp::SliceLoad || l1.op != IOp::SliceLoad) return false;
  for (Instr* x : {&a, &b, &l1, &l2})
    if (x->imm || (x->flags & kFolded) || ti(x->type).mem != MemClass::W || ti(x->type2).size != 8) return false;
  auto same = [&](Reg x, Reg y) { return rootOf(x) == rootOf(y) && slotKey(x) == slotKey(y) && !regs[x].isConst && !regs[y].isConst; };
  Reg s = b.use(0);
  if (!same(a.use(0), s) || !same(l1.use(0), s) || !same(l2.use(0), s)) return false;
  // l1 = s[j], l2 = s[i], s[i] = l1, s[j] = l2; or with the loads the other way round.
  Instr *toA = nullptr, *toB = nullptr;
  for (Instr* l : {&l1, &l2}) {
    const RegState& rs = regs[l->def()];
    if (rs.ndef != 1 || rs.nuse != 1 || rs.home != Home::Slot) return false;
    if (a.use(2) == l->def()) toA = l;
    if (b.use(2) == l->def()) toB = l;
  }
  if (!toA || !toB || toA == toB) return false;
  if (!same(toA->use(1), b.use(1)) || !same(toB->use(1), a.use(1))) return false;
  for (Instr* x : {&a, &l1, &l2}) x->flags |= kFolded;
  order[bi].swaps.push_back(&b);
  return true;
}

// Makes acc, an operand of i that is used nowhere else, live in i's destination, so that i can work in place with `folding` (done
// at i) as its other operand.
bool FuncGen::tie(Reg acc, const Instr& i, uint32_t p, uint32_t bi, const Instr& folding) {
  RegState& rs = regs[acc];
  if (rs.home != Home::Slot || rs.isConst || rs.param || rs.ndef != 1 || rs.nuse != 1 || !rs.def || rs.block != bi || rs.idx >= p) return false;
  if ((rs.def->flags & (kDead | kFolded)) || rs.def->ndefs != 1 || p - rs.idx > kSinkScan) return false;
  switch (rs.def->op) {
    case IOp::Add: case IOp::Sub: case IOp::Mul: case IOp::Load: case IOp::SliceLoad: case IOp::Div: case IOp::Copy: case IOp::Sqrt: break;
    default: return false;
  }
  Reg root = rootOf(i.def());
  if (regs[root].home != Home::Slot || regs[root].isConst || root == acc) return false;
  auto touches = [&](const Instr& j) {
    bool hit = false;
    for (Reg d : j.defs()) hit |= d != kNoReg && rootOf(d) == root;
    forUses(j, [&](Reg u) { hit |= rootOf(u) == root; });
    return hit;
  };
  auto& ins = order[bi].block->instrs;
  for (uint32_t q = rs.idx + 1; q < p; q++)
    if (!(ins[q]->flags & (kDead | kFolded)) && touches(*ins[q])) return false;
  if (touches(folding)) return false;
  rs.home = Home::Alias;
  rs.root = root;
  rs.off = slotKey(i.def());
  regs[root].ndef++;  // written twice now
  return true;
}

// A single-use definition in block bi before index p, whatever stands between.
Instr* FuncGen::soleIn(Reg r, uint32_t bi, uint32_t p) const {
  const RegState& rs = regs[r];
  if (rs.home != Home::Slot || rs.isConst || rs.param || rs.ndef != 1 || rs.nuse != 1 || !rs.def || rs.block != bi) return nullptr;
  if (rs.idx >= p || (rs.def->flags & (kDead | kFolded))) return nullptr;
  return rs.def;
}

// i = i + k just before a loop's closing branch on i < n or i <= n joins the branch.
void FuncGen::fuseIncrement(uint32_t bi, const Instr& cmp, uint32_t at) {
  BlockState& bs = order[bi];
  Block& b = *bs.block;
  if (cmp.ndefs != 1 || cmp.nuses != 2 || !cmp.type || !ti(cmp.type).isSigned() || ti(cmp.type).size != 8) return;
  Reg i, n;
  bool down = false;
  switch (cmp.op) {
    case IOp::Lt: case IOp::Le: i = cmp.use(0), n = cmp.use(1); break;
    case IOp::Gt: case IOp::Ge:
      i = cmp.use(1), n = cmp.use(0);
      // i > const, counting down
      if (regs[n].isConst == false && regs[i].isConst) i = cmp.use(0), n = cmp.use(1), down = true;
      break;
    default: return;
  }
  if (regs[i].isConst || blockIndex[b.succs[0]->id] > bi) return;
  for (uint32_t q = at; q-- > 0 && at - q <= kSinkScan;) {
    Instr& j = *b.instrs[q];
    if (&j == &cmp || (j.flags & (kDead | kFolded))) continue;
    bool defsI = false, usesI = false, defsN = false;
    for (Reg d : j.defs())
      if (d != kNoReg) defsI |= rootOf(d) == rootOf(i);
    forUses(j, [&](Reg u) { usesI |= rootOf(u) == rootOf(i); });
    if (!defsI) {
      if (usesI) return;
      continue;
    }
    (void)defsN;
    if ((j.op != IOp::Add && j.op != IOp::Sub) || j.ndefs != 1 || !j.type || ti(j.type).size != 8 || !ti(j.type).isSigned()) return;
    if (slotKey(j.def()) != slotKey(i) || regs[j.use(0)].isConst) return;
    if (rootOf(j.use(0)) != rootOf(i) || slotKey(j.use(0)) != slotKey(i)) return;
    Reg step = j.use(1);
    int64_t k = regs[step].isConst ? (j.op == IOp::Sub ? -regs[step].k : regs[step].k) : 0;
    if (down) {
      if (k != -1) return;
      int64_t bound = regs[n].k + (cmp.op == IOp::Gt ? 1 : 0);
      if (bound < INT16_MIN || bound > INT16_MAX) return;
    } else {
      if (j.op == IOp::Sub) return;
      if (rootOf(step) == rootOf(i)) return;
      if (regs[n].isConst) regs[n].needSlot = true;
      if (regs[step].isConst && k != 1) regs[step].needSlot = true;
      // The step must not change between here and the branch.
      for (uint32_t z = q + 1; z < at && !regs[step].isConst; z++)
        for (Reg d : b.instrs[z]->defs())
          if (d != kNoReg && !(b.instrs[z]->flags & (kDead | kFolded)) && rootOf(d) == rootOf(step)) return;
    }
    j.flags |= kFolded;
    bs.inc = &j;
    return;
  }
}

namespace {
struct Pending {
  uint32_t lo, hi, last;  // window slots [lo, hi) are read up to instruction `last`
};
}  // namespace

void FuncGen::placeWindows() {
  std::vector<Pending> pending;
  for (uint32_t bi = 0; bi < order.size(); bi++) {
    auto& ins = order[bi].block->instrs;
    pending.clear();
    uint32_t lastSafe = 0;  // index after the last safepoint
    for (uint32_t p = 0; p < ins.size(); p++) {
      Instr& i = *ins[p];
      if (i.flags & (kDead | kFolded)) continue;
      uint16_t fx = effectsOf(i);
      bool call = i.op == IOp::Call || i.op == IOp::CallClosure || i.op == IOp::CallIface;
      if (call) {
        uint32_t off = 0, first = i.op == IOp::Call ? 0 : 1;
        if (i.op == IOp::CallIface) off = 1;
        auto uses = i.uses();
        for (uint32_t u = first; u < uses.size(); u++) {
          Reg r = uses[u];
          RegState& rs = regs[r];
          uint32_t at = off;
          off += rs.slots;
          if (rs.home != Home::Slot || rs.isConst || rs.param || rs.ndef != 1 || rs.nuse != 1 || !rs.def || rs.block != bi) continue;
          if (rs.idx < lastSafe || (rs.def->flags & (kDead | kFolded)) || rs.slots == 0) continue;
          if (effectsOf(*rs.def) & lower::kSafe) continue;
          bool clash = false;
          for (const Pending& q : pending) clash |= q.lo < at + rs.slots && at < q.hi && q.last >= rs.idx;
          if (clash) continue;
          rs.home = Home::Window;
          rs.off = at;
        }
        winSlots = std::max(winSlots, off);
      }
      if (fx & lower::kSafe) {
        lastSafe = p + 1;
        pending.clear();
      }
      if (!call) continue;
      // Results that are read before the next safepoint stay in the window.
      uint32_t off = 0;
      for (int d = 0; d < i.ndefs; d++) {
        Reg r = i.def(d);
        uint32_t n = resultSlotsOf(i, d), at = off;
        off += n;
        if (r == kNoReg) continue;
        RegState& rs = regs[r];
        if (rs.home != Home::Slot || rs.ndef != 1 || rs.nuse == 0 || n == 0) continue;
        uint32_t left = rs.nuse, last = p;
        for (uint32_t q = p + 1; q < ins.size() && q <= p + 24 && left > 0; q++) {
          Instr& j = *ins[q];
          if (j.flags & (kDead | kFolded)) continue;
          uint32_t here = 0;
          forUses(j, [&](Reg u) { here += rootOf(u) == r; });
          if (here) {
            if (here > left) here = left;
            left -= here;
            last = q;
            if (!windowReader(j)) left = ~0u;
          }
          if (left == ~0u || (effectsOf(j) & lower::kSafe)) break;
        }
        if (left != 0) continue;
        rs.home = Home::Window;
        rs.off = at;
        pending.push_back({at, at + n, last});
      }
      winSlots = std::max(winSlots, off);
    }
  }
}

uint32_t FuncGen::resultSlotsOf(const Instr& i, int n) const {
  if (i.def(n) != kNoReg) return regs[i.def(n)].slots;
  if (i.op == IOp::Call) return ti(i.aux.fn->resultTypes[n]).slots;
  types::Type* sig = i.op == IOp::CallIface ? i.type2 : i.type;
  return ti(types::underAs<types::Signature>(sig)->results->vars[n]->type).slots;
}

// Operations that may read an operand from the window: they do not write to the window before they have read it.
bool FuncGen::windowReader(const Instr& i) const {
  switch (i.op) {
    case IOp::FieldGet: return i.imm % 8 == 0 || ti(i.type).size <= 4;  // else by address, which scratch slots do not have
    case IOp::Add: case IOp::Sub: case IOp::Mul: case IOp::Div: case IOp::Rem: case IOp::And: case IOp::Or: case IOp::Xor:
    case IOp::AndNot: case IOp::Shl: case IOp::Shr: case IOp::Neg: case IOp::Not: case IOp::LNot: case IOp::Eq: case IOp::Ne:
    case IOp::Lt: case IOp::Le: case IOp::Gt: case IOp::Ge: case IOp::IsNil: case IOp::Copy: case IOp::Load: case IOp::PtrAdd:
    case IOp::SliceLoad: case IOp::SliceAddr: case IOp::StrIndex: case IOp::SliceSlice: case IOp::SliceStr: case IOp::Store:
    case IOp::SliceStore: case IOp::Call: case IOp::If: case IOp::Sqrt: case IOp::FieldSet: case IOp::VarStore:
    case IOp::GlobalStore: case IOp::Ret: case IOp::Conv:
      return true;
    default: return false;
  }
}

}  // namespace gvm::emit
