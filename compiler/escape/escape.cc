// This file is the escape analysis, in gc's model.
//
// A function's pointers form a graph of locations: variables, parameters, results, allocations, and the heap. An edge dst <- src
// carries a number of dereferences: -1 src's address, 0 its value, 1 what it points to. Registers that are written once are not
// locations but ways to one: (location, dereferences), added up along the chain of their definitions.
//
// For each location as root, all ways into it are walked backwards, shortest first (Bellman-Ford over dereference counts, which
// never fall below 0 once an address was taken). Where a location's address reaches a root that outlives it, it belongs to
// the heap. Where a parameter's value reaches the heap or a result, the least count is the function's tag for callers.
//
// A root outlives a location if it is the heap or on it, a result, a variable of a shallower loop, or a variable of an enclosing
// function. Functions are taken callees first, those that call each other together; closures together with the function
// around them, their captures being plain edges.
//
// What the frame cannot hold goes to the heap: values of unknown or large size, closures of deferred calls and of go.
#include "compiler/escape/escape.h"

#include <algorithm>
#include <cstring>
#include <deque>

#include "compiler/escape/loops.h"

namespace gvm::escape {

using namespace lower;

namespace {

constexpr uint64_t kMaxVarBytes = 128 << 10;       // of one variable in a frame, as in gc
constexpr uint64_t kMaxImplicitBytes = 64 << 10;   // of one allocation in a frame, as in gc
constexpr uint64_t kMaxPointerBytes = 4 << 10;     // of one with pointers: its slots are zeroed at every entry of the function
constexpr uint64_t kMaxBoxBytes = 256;             // of a value in an interface

struct Location;
struct Edge {
  Location* src;
  int derefs;
};

struct Location {
  Function* fn = nullptr;
  Var* var = nullptr;
  Instr* alloc = nullptr;
  const Instr* decl = nullptr;  // of var
  int32_t depth = 0;      // loop depth of its declaration
  bool heap = false;      // escapes, or is the heap
  bool result = false;
  bool queued = false;
  int param = -1;         // index, or -1
  int resultIndex = -1;
  ParamFlow flow;
  std::vector<Edge> edges;  // what flows in
  uint32_t gen = 0;         // walks
  int derefs = 0;
};

// A register as a way to a location.
struct Way {
  Location* loc = nullptr;  // null: nothing of interest (constants, pointer-free)
  int derefs = 0;
};

struct FuncState {
  Function* fn = nullptr;
  Function* group = nullptr;   // outermost function around it
  std::vector<Way> ways;       // per register
  std::vector<uint8_t> known;  // per register: 0 not looked at, 1 in work, 2 done
  std::vector<Instr*> def;     // only definition, or null
  std::vector<uint32_t> ndef;
  std::vector<int32_t> defDepth;  // least loop depth of its definitions
  std::vector<Location*> vars, results, params;
  std::vector<int32_t> blockDepth;  // by Block::id
  std::vector<std::pair<Reg, const Instr*>> captures;
  bool analyzed = false, inBatch = false;
};

class Analysis {
 public:
  Analysis(Program& p, TypeInfos& infos, EscapeReport* report) : program_(p), infos_(infos), report_(report) { heap_.heap = true; }

  void run() {
    for (Function* f : program_.functions) {
      FuncState& s = states_[f];
      s.fn = f;
      Function* g = f;
      while (g->outer) g = g->outer;
      s.group = g;
      groups_[g].push_back(f);
    }
    for (Function* f : program_.functions)
      if (!index_.count(states_[f].group)) connect(states_[f].group);
  }

 private:
  // ---- strongly connected groups (Tarjan), callees first ----
  struct Node {
    uint32_t index, low;
    bool onStack;
  };
  uint32_t connect(Function* g) {
    auto n = static_cast<uint32_t>(index_.size() + 1);
    index_[g] = {n, n, true};
    stack_.push_back(g);
    uint32_t low = n;
    for (Function* f : groups_[g])
      for (Block* b : f->blocks)
        for (Instr* i : b->instrs) {
          if (i->op != Op::Call && i->op != Op::MakeClosure && i->op != Op::FuncAddr) continue;
          auto it = states_.find(i->aux.fn);
          if (it == states_.end()) continue;
          Function* h = it->second.group;
          auto seen = index_.find(h);
          if (seen == index_.end()) low = std::min(low, connect(h));
          else if (seen->second.onStack) low = std::min(low, seen->second.index);
        }
    if (low == n) {
      std::vector<Function*> batch;
      for (;;) {
        Function* h = stack_.back();
        stack_.pop_back();
        index_[h].onStack = false;
        for (Function* f : groups_[h]) batch.push_back(f);
        if (h == g) break;
      }
      analyzeBatch(batch);
    }
    return low;
  }

  Location* newLocation(Function* f) {
    pool_.emplace_back();
    pool_.back().fn = f;
    batch_.push_back(&pool_.back());
    return &pool_.back();
  }

  bool pointers(types::Type* t) { return t && infos_.of(t).hasPtr; }

  void analyzeBatch(const std::vector<Function*>& fns) {
    batch_.clear();
    pool_.clear();
    heap_.edges.clear();
    for (Function* f : fns) prepare(states_[f]);
    for (Function* f : fns) {
      FuncState& s = states_[f];
      for (Block* b : f->blocks)
        for (Instr* i : b->instrs) flow(s, *i, s.blockDepth[b->id]);
    }
    solve();
    for (Location* l : batch_) decide(*l);
    for (Function* f : fns) finish(states_[f]);
  }

  void prepare(FuncState& s) {
    Function& f = *s.fn;
    s.inBatch = true;
    size_t n = f.regs.size();
    s.ways.assign(n, {});
    s.known.assign(n, 0);
    s.def.assign(n, nullptr);
    s.ndef.assign(n, 0);
    s.defDepth.assign(n, INT32_MAX);
    Loops loops;
    loops.build(f);
    s.blockDepth.assign(f.blocks.size(), 0);
    for (uint32_t k = 0; k < loops.rpo.size(); k++)
      s.blockDepth[loops.rpo[k]->id] = loops.any ? static_cast<int32_t>(loops.depth[k]) : 0;
    s.vars.assign(f.vars.size(), nullptr);
    for (Var* v : f.vars) {
      v->heap = false;
      Location* l = newLocation(&f);
      l->var = v;
      l->heap = infos_.of(v->type).size > kMaxVarBytes;
      s.vars[v->id] = l;
    }
    for (Reg r : f.params)
      if (r != kNoReg) s.ndef[r]++, s.defDepth[r] = 0;
    for (Block* b : f.blocks)
      for (Instr* i : b->instrs) {
        i->flags &= ~static_cast<uint32_t>(kOnStack);
        for (Reg d : i->defs())
          if (d != kNoReg) {
            s.ndef[d]++;
            s.def[d] = i;
            s.defDepth[d] = std::min(s.defDepth[d], s.blockDepth[b->id]);
          }
        if (i->op == Op::VarDecl) s.vars[i->aux.var->id]->depth = s.blockDepth[b->id], s.vars[i->aux.var->id]->decl = i;
      }
    s.params.assign(f.params.size(), nullptr);
    for (size_t k = 0; k < f.params.size(); k++) {
      Reg r = f.params[k];
      if (r == kNoReg || !pointers(f.paramTypes[k])) continue;
      Location* l = newLocation(&f);
      l->param = static_cast<int>(k);
      s.params[k] = l;
      s.ways[r] = {l, 0};
      s.known[r] = 2;
    }
    // A closure of its own (a method value's) takes its captures as further parameters.
    if (!f.outer)
      for (const CaptureInfo& c : f.captures) {
        s.params.push_back(nullptr);
        if (!pointers(c.type)) continue;
        Location* l = s.params.back() = newLocation(&f);
        l->param = static_cast<int>(s.params.size()) - 1;
      }
    s.results.assign(f.resultTypes.size(), nullptr);
    for (size_t k = 0; k < f.resultTypes.size(); k++) {
      Location* l = newLocation(&f);
      l->result = true;
      l->resultIndex = static_cast<int>(k);
      s.results[k] = l;
    }
  }

  // ---- registers ----

  // The register whose value `i` passes on, and how: true when i has exactly one source of pointers.
  bool passes(const FuncState& s, const Instr& i, Reg& src, int& derefs) {
    derefs = 0;
    switch (i.op) {
      case Op::Copy: case Op::FieldGet: case Op::PtrAdd: case Op::SliceSlice: case Op::SliceStr: case Op::SliceArray:
      case Op::SliceToArrayPtr: case Op::SliceMake: case Op::StringMake: case Op::SliceAddr: case Op::ArrayAddr: case Op::ConvIface:
      case Op::AssertIface: case Op::PtrArith: case Op::SliceData: case Op::UnsafeSlice: case Op::UnsafeString: case Op::Conv:
      case Op::DecodeRune:
        src = i.use(0);
        return true;
      case Op::AssertIface2:
        src = i.use(0);
        return true;
      case Op::StrFromBytes: case Op::BytesFromStr:
        src = i.use(0);
        return i.has(kTemp);
      case Op::Load: case Op::SliceLoad: case Op::ArrayLoad: case Op::MapGet: case Op::MapGet2: case Op::MapIterKey: case Op::MapIterElem:
      case Op::AtomicLoad:
        src = i.use(0);
        derefs = 1;
        return true;
      case Op::MapIterInit: case Op::MapIterNext: case Op::MapGetPtr: case Op::MapAssignPtr:
        src = i.use(0);
        return true;
      case Op::IfaceUnbox: case Op::AssertConcrete: case Op::AssertConcrete2:
        src = i.use(0);
        derefs = infos_.of(i.type).isDirect() ? 0 : 1;
        return true;
      default: return false;
    }
  }

  Way wayOf(FuncState& s, Reg r) {
    if (r == kNoReg) return {};
    if (s.known[r] == 2) return s.ways[r];
    types::Type* t = s.fn->regs[r].type;
    bool iter = s.fn->regs[r].cls == RegInfo::MapIter;
    if (!iter && !pointers(t)) {
      // Slot addresses pass through uintptr only in unsafe code, which must not keep them.
      s.known[r] = 2;
      return {};
    }
    if (s.ndef[r] == 1 && s.def[r] && s.known[r] == 0) {
      s.known[r] = 1;
      const Instr& i = *s.def[r];
      Reg src;
      int d;
      Way w;
      bool have = false;
      if (passes(s, i, src, d)) {
        w = wayOf(s, src);
        w.derefs += d;
        have = true;
      } else if (i.op == Op::VarAddr) {
        w = {s.vars[i.aux.var->id], -1};
        have = true;
      } else if (i.op == Op::VarLoad) {
        w = {s.vars[i.aux.var->id], 0};
        have = true;
      } else if (i.op == Op::Capture && !s.fn->outer) {
        w = {s.params[s.fn->params.size() + static_cast<size_t>(i.imm)], 0};
        have = true;
      } else if (isConstant(i)) {
        have = true;
      }
      if (have) {
        s.ways[r] = w;
        s.known[r] = 2;
        return w;
      }
    }
    Location* l = newLocation(s.fn);
    l->depth = s.defDepth[r] == INT32_MAX ? 0 : s.defDepth[r];
    s.ways[r] = {l, 0};
    s.known[r] = 2;
    return s.ways[r];
  }

  // Made by an operation that never uses the frame: looked at only for what -m says of it.
  bool onlyReported(const Instr& i) const {
    if (!report_) return false;
    switch (i.op) {
      case Op::MakeMap: case Op::Append: case Op::AppendSlice: case Op::StrConcat: case Op::StrFromRunes: case Op::StrFromRune:
      case Op::RunesFromStr:
        return true;
      case Op::StrFromBytes: case Op::BytesFromStr: return !i.has(kTemp);
      case Op::FuncAddr: return i.aux.fn->isFuncLit;
      default: return false;
    }
  }

  bool isConstant(const Instr& i) const {
    if (onlyReported(i)) return false;
    switch (i.op) {
      case Op::Const: case Op::ConstStr: case Op::Zero: case Op::FuncAddr: case Op::TypeAddr: case Op::ItabAddr: case Op::GlobalAddr:
      case Op::GlobalLoad: case Op::Recv: case Op::Recover: case Op::MakeMap: case Op::MakeChan: case Op::IfaceType:
        return true;
      default: return false;
    }
  }

  void edge(Location* dst, Way src, int extra = 0) {
    if (!src.loc || !dst) return;
    int d = src.derefs + extra;
    if (dst->heap && d < 0) {
      src.loc->heap = true;
      return;
    }
    if (dst == src.loc && d >= 0) return;
    dst->edges.push_back({src.loc, d});
  }
  void toHeap(FuncState& s, Reg r, int extra = 0) { edge(&heap_, wayOf(s, r), extra); }

  // The location of a register that is one (several definitions, or one that is not just a way).
  Location* target(FuncState& s, Reg r) {
    if (r == kNoReg) return nullptr;
    Way w = wayOf(s, r);
    return w.loc && s.ways[r].derefs == 0 ? w.loc : nullptr;
  }
  // Is r a location of its own, rather than a way to another?
  bool own(FuncState& s, Reg r, const Instr& i) {
    if (r == kNoReg) return false;
    if (s.ndef[r] != 1) return true;
    Reg src;
    int d;
    return !(passes(s, i, src, d) || i.op == Op::VarAddr || i.op == Op::VarLoad || isConstant(i));
  }

  // Stores through a temporary that is the address of something just made fill that thing; all other stores go to the heap.
  void store(FuncState& s, Reg base, Reg value) {
    if (base != kNoReg && s.ndef[base] == 1 && !s.fn->regs[base].named && !isParam(s, base)) {
      Way w = wayOf(s, base);
      if (w.loc && w.derefs == -1) return edge(w.loc, wayOf(s, value));
      if (w.loc && w.derefs == 0 && s.def[base] && madeHere(s, base)) {
        // The address of an allocation: its location is where the register's one edge leads.
        for (const Edge& e : w.loc->edges)
          if (e.derefs == -1 && e.src->alloc) return edge(e.src, wayOf(s, value));
      }
    }
    toHeap(s, value);
  }
  bool isParam(const FuncState& s, Reg r) const { return std::find(s.fn->params.begin(), s.fn->params.end(), r) != s.fn->params.end(); }
  bool madeHere(const FuncState& s, Reg r) const {
    for (int k = 0; k < 8 && r != kNoReg; k++) {
      const Instr* d = s.ndef[r] == 1 ? s.def[r] : nullptr;
      if (!d || s.fn->regs[r].named) return false;
      switch (d->op) {
        case Op::New: case Op::MakeSlice: return true;
        case Op::PtrAdd: case Op::ArrayAddr: case Op::SliceArray: case Op::SliceAddr: case Op::Copy: r = d->use(0); break;
        default: return false;
      }
    }
    return false;
  }

  Location* allocation(FuncState& s, Instr& i, int32_t depth, Reg dst) {
    Location* l = newLocation(s.fn);
    l->alloc = &i;
    l->depth = depth;
    // What code generation will put on the heap anyway must not hold pointers into frames.
    if (!fits(s, i) && !onlyReported(i) && i.type2 && infos_.of(i.type2).size > 0) l->heap = true;
    if (Location* d = target(s, dst)) edge(d, {l, -1});
    return l;
  }

  // ---- one instruction ----
  void flow(FuncState& s, Instr& i, int32_t depth) {
    Reg src;
    int d;
    if (onlyReported(i)) allocation(s, i, depth, i.def());
    switch (i.op) {
      case Op::VarStore: edge(s.vars[i.aux.var->id], wayOf(s, i.use(0))); return;
      case Op::GlobalStore: toHeap(s, i.use(0)); return;
      case Op::FieldSet: {
        Location* l = target(s, i.def());
        edge(l, wayOf(s, i.use(1)));
        return;
      }
      case Op::Store: store(s, i.use(0), i.use(1)); return;
      case Op::SliceStore: case Op::ArrayStore: store(s, i.use(0), i.use(2)); return;
      case Op::MemCopy:
        if (pointers(i.type)) {
          // *a = *b
          Way w = wayOf(s, i.use(1));
          Way a = wayOf(s, i.use(0));
          if (a.loc && a.derefs == -1) edge(a.loc, w, 1);
          else edge(&heap_, w, 1);
        }
        return;
      case Op::New: case Op::MakeSlice: allocation(s, i, depth, i.def()); return;
      case Op::MakeClosure: {
        Location* l = allocation(s, i, depth, i.def());
        for (Reg r : i.uses()) edge(l, wayOf(s, r));
        linkCaptures(s, i);
        return;
      }
      case Op::MakeIface:
        if (infos_.of(i.type2).isDirect()) {
          if (Location* t = target(s, i.def())) edge(t, wayOf(s, i.use(0)));
        } else {
          Location* l = allocation(s, i, depth, i.def());
          edge(l, wayOf(s, i.use(0)));
        }
        return;
      case Op::Append: {
        Location* t = target(s, i.def());
        edge(t, wayOf(s, i.use(0)));
        for (int k = 1; k < i.nuses; k++) toHeap(s, i.use(k));
        if (pointers(i.type2)) toHeap(s, i.use(0), 1);
        return;
      }
      case Op::AppendSlice: {
        Location* t = target(s, i.def());
        edge(t, wayOf(s, i.use(0)));
        if (pointers(i.type2)) toHeap(s, i.use(0), 1), toHeap(s, i.use(1), 1);
        return;
      }
      case Op::SliceCopy:
        if (pointers(i.type2)) toHeap(s, i.use(1), 1);
        return;
      case Op::StrConcat: return;  // a fresh string; one non-empty operand may come back as it is
      case Op::MapSet: toHeap(s, i.use(1)), toHeap(s, i.use(2)); return;
      case Op::MapAssignPtr: toHeap(s, i.use(1)); break;
      case Op::Send: case Op::TrySend: toHeap(s, i.use(1)); return;
      case Op::Panic: toHeap(s, i.use(0)); return;
      case Op::AtomicStore: case Op::AtomicSwap: toHeap(s, i.use(1)); return;
      case Op::AtomicCas: toHeap(s, i.use(2)); return;
      case Op::Go: toHeap(s, i.use(0)); return;
      case Op::Defer:
        // Outside loops the frame holds one deferred closure at a time, until it has run.
        if (depth > 0) toHeap(s, i.use(0));
        return;
      case Op::DeferAt: toHeap(s, i.use(0)); return;
      case Op::Select:
        for (int k = 0; k + 1 < i.nuses; k += 2)
          if (i.aux.select->cases[static_cast<size_t>(k / 2)].send) toHeap(s, i.use(k + 1), 1);
        return;
      case Op::Ret:
        for (int k = 0; k < i.nuses && k < static_cast<int>(s.results.size()); k++) edge(s.results[static_cast<size_t>(k)], wayOf(s, i.use(k)));
        return;
      case Op::Call: return call(s, i, i.aux.fn, 0);
      case Op::CallClosure: {
        const Instr* c = closureOf(s, i.use(0));
        if (c && c->nuses + 0u <= 0xffff && states_.count(c->aux.fn)) return call(s, i, c->aux.fn, 1);
        for (int k = 1; k < i.nuses; k++) toHeap(s, i.use(k));
        return;
      }
      case Op::CallIface:
        for (int k = 0; k < i.nuses; k++) toHeap(s, i.use(k));
        return;
      case Op::KeepAlive:
        if (i.has(lower::kEscapes)) toHeap(s, i.use(0));
        return;
      default: break;
    }
    // Registers with several definitions collect what each passes on.
    if (i.ndefs && own(s, i.def(0), i)) {
      Location* t = target(s, i.def(0));
      if (!t) return;
      if (passes(s, i, src, d)) edge(t, wayOf(s, src), d);
      else if (i.op == Op::VarAddr) edge(t, {s.vars[i.aux.var->id], -1});
      else if (i.op == Op::VarLoad) edge(t, {s.vars[i.aux.var->id], 0});
      else if (i.op == Op::Min || i.op == Op::Max) edge(t, wayOf(s, i.use(0))), edge(t, wayOf(s, i.use(1)));
      else if (i.op == Op::TryRecv || i.op == Op::AtomicSwap || i.op == Op::Capture) return;
    }
    // A second result with pointers.
    if (i.op == Op::MapIterNext) return;
  }

  const Instr* closureOf(FuncState& s, Reg r) const {
    for (int k = 0; k < 4; k++) {
      if (r == kNoReg || s.ndef[r] != 1 || !s.def[r]) return nullptr;
      const Instr* d = s.def[r];
      if (d->op == Op::MakeClosure) return d;
      if (d->op != Op::Copy) return nullptr;
      r = d->use(0);
    }
    return nullptr;
  }

  // Captures of a closure in the same batch are its captured registers.
  void linkCaptures(FuncState& s, Instr& i) {
    auto it = states_.find(i.aux.fn);
    if (it == states_.end() || !it->second.inBatch || it->second.analyzed || !i.aux.fn->outer) {
      const std::vector<ParamFlow>* tags = it != states_.end() && it->second.analyzed && !i.aux.fn->outer ? &tags_[i.aux.fn] : nullptr;
      for (int k = 0; k < i.nuses; k++) {
        size_t at = i.aux.fn->params.size() + static_cast<size_t>(k);
        if (!tags || at >= tags->size()) {
          toHeap(s, i.use(k));
          continue;
        }
        // What its results hold is not followed.
        int least = (*tags)[at].heap;
        for (int8_t r : (*tags)[at].result)
          if (r >= 0 && (least < 0 || r < least)) least = r;
        if (least >= 0) toHeap(s, i.use(k), least);
      }
      return;
    }
    FuncState& c = it->second;
    for (Block* b : c.fn->blocks)
      for (Instr* j : b->instrs)
        if (j->op == Op::Capture && static_cast<size_t>(j->imm) < i.nuses) {
          // The capture is a location of its own in the closure.
          if (Location* t = target(c, j->def())) edge(t, wayOf(s, i.use(static_cast<int>(j->imm))));
        }
  }

  void call(FuncState& s, Instr& i, Function* g, int first) {
    auto it = states_.find(g);
    size_t args = i.nuses - static_cast<size_t>(first);
    if (it == states_.end() || (!it->second.inBatch && !it->second.analyzed) || args != g->params.size()) {
      if (it == states_.end() && args > 0 && g->escapeTags.size() == args * sizeof(ParamFlow)) {
        std::vector<ParamFlow>& tags = tags_[g];
        tags.resize(args);
        std::memcpy(static_cast<void*>(tags.data()), g->escapeTags.data(), g->escapeTags.size());
        return leave(s, i, first, tags);
      }
      for (int k = first; k < i.nuses; k++) toHeap(s, i.use(k));
      return;
    }
    FuncState& c = it->second;
    if (!c.analyzed) {  // same batch: parameters and results are locations
      for (size_t k = 0; k < args; k++)
        if (c.params[k]) edge(c.params[k], wayOf(s, i.use(first + static_cast<int>(k))));
      for (int k = 0; k < i.ndefs; k++)
        if (i.def(k) != kNoReg && c.results[static_cast<size_t>(k)]) edge(target(s, i.def(k)), {c.results[static_cast<size_t>(k)], 0});
      return;
    }
    leave(s, i, first, tags_[g]);
  }

  // Arguments go where the callee's tags say.
  void leave(FuncState& s, Instr& i, int first, const std::vector<ParamFlow>& tags) {
    size_t args = i.nuses - static_cast<size_t>(first);
    for (size_t k = 0; k < args; k++) {
      Reg a = i.use(first + static_cast<int>(k));
      const ParamFlow& p = tags[k];
      if (p.heap >= 0) toHeap(s, a, p.heap);
      for (int r = 0; r < i.ndefs && r < ParamFlow::kMaxResults; r++)
        if (p.result[r] >= 0 && i.def(r) != kNoReg) edge(target(s, i.def(r)), wayOf(s, a), p.result[r]);
    }
  }

  // ---- solving ----
  static bool encloses(const Function* outer, const Function* inner) {
    for (const Function* f = inner->outer; f; f = f->outer)
      if (f == outer) return true;
    return false;
  }
  bool outlives(const Location* l, const Location* other) const {
    if (l->heap) return true;
    if (l->result) return true;
    if (l->fn == other->fn) return l->depth < other->depth;
    return encloses(l->fn, other->fn);
  }

  void enqueue(Location* l) {
    if (!l->queued) l->queued = true, work_.push_back(l);
  }

  void solve() {
    work_.clear();
    for (size_t k = 0; k < batch_.size(); k++) enqueue(batch_[k]);
    enqueue(&heap_);
    while (!work_.empty()) {
      Location* l = work_.front();
      work_.pop_front();
      l->queued = false;
      walk(l);
    }
  }

  void walk(Location* root) {
    if (root->edges.empty()) return;
    gen_++;
    root->gen = gen_;
    root->derefs = 0;
    todo_.clear();
    todo_.push_back(root);
    while (!todo_.empty()) {
      Location* l = todo_.back();
      todo_.pop_back();
      int derefs = l->derefs;
      bool address = derefs < 0;
      if (address) derefs = 0;
      if (l != root && outlives(root, l)) {
        if (l->param >= 0 && !address) leak(root, l, derefs);
        if (address && !l->heap) {
          l->heap = true;
          enqueue(l);
          continue;
        }
      }
      for (const Edge& e : l->edges) {
        if (e.src->heap) continue;
        int d = derefs + e.derefs;
        if (e.src->gen != gen_ || e.src->derefs > d) {
          e.src->gen = gen_;
          e.src->derefs = d;
          todo_.push_back(e.src);
        }
      }
    }
  }

  void leak(Location* root, Location* p, int derefs) {
    auto lower = [&](int8_t& v) {
      int8_t d = static_cast<int8_t>(std::min(derefs, 100));
      if (v < 0 || d < v) v = d;
    };
    if (!root->heap && root->result && root->fn == p->fn && root->resultIndex < ParamFlow::kMaxResults) lower(p->flow.result[root->resultIndex]);
    else lower(p->flow.heap);
  }

  // ---- decisions ----
  void decide(Location& l) {
    if (l.var) {
      Var& v = *l.var;
      v.heap = l.heap;
      if (report_ && v.heap && !v.name.empty() && v.kind != Var::Temp) report_->moved.push_back({l.fn, &v, l.decl});
    } else if (l.alloc) {
      Instr& i = *l.alloc;
      if (!l.heap && fits(states_[l.fn], i)) i.flags |= kOnStack;
      if (report_ && !i.has(kImplicit)) report_->allocs.push_back({l.fn, &i, l.heap});
    }
  }

  void finish(FuncState& s) {
    Function& f = *s.fn;
    std::vector<ParamFlow>& tags = tags_[&f];
    tags.assign(s.params.size(), {});
    for (size_t k = 0; k < s.params.size(); k++) {
      if (!s.params[k]) continue;
      Location* l = s.params[k];
      tags[k] = l->flow;
      if (l->heap) tags[k].heap = 0;
      if (report_ && k < f.params.size()) report_->params.push_back({&f, static_cast<uint32_t>(k), tags[k], movedParam(f, k)});
    }
    if (!f.external && !f.outer) f.escapeTags = program_.arena.copy(std::string_view(reinterpret_cast<const char*>(tags.data()), f.params.size() * sizeof(ParamFlow)));
    s.analyzed = true;
    s.inBatch = false;
    s.ways.clear();
    s.ways.shrink_to_fit();
    s.known.clear();
    s.def.clear();
    s.def.shrink_to_fit();
    s.ndef.clear();
    s.defDepth.clear();
    s.defDepth.shrink_to_fit();
  }

  // Does the variable of parameter k live on the heap?
  static bool movedParam(const Function& f, size_t k) {
    for (const Var* v : f.vars)
      if (v->kind == Var::Param && v->index == k && v->heap) return true;
    return false;
  }

  // A make whose size is not a small constant.
  bool unbounded(FuncState& s, const Instr& i) {
    const TypeInfo& t = infos_.of(i.type2);
    uint64_t most = t.hasPtr ? kMaxPointerBytes : kMaxImplicitBytes;
    if (i.op == Op::New) return t.size > most;
    if (i.op != Op::MakeSlice) return false;
    int64_t n, c;
    if (!constant(s, i.use(0), n)) return true;
    if (i.use(1) == kNoReg) c = n;
    else if (!constant(s, i.use(1), c)) return true;
    if (n < 0 || c < n || c >= 1 << 20) return true;
    return static_cast<uint64_t>(c) * t.size > most;
  }
  bool constant(FuncState& s, Reg r, int64_t& k) {
    for (int n = 0; n < 8; n++) {
      const Instr* d = r != kNoReg && s.ndef[r] == 1 ? s.def[r] : nullptr;
      if (!d) return false;
      if (d->op == Op::Const) {
        k = d->imm;
        return true;
      }
      if (d->op != Op::Copy) return false;
      r = d->use(0);
    }
    return false;
  }

  // Code generation can put this one into the frame.
  bool fits(FuncState& s, const Instr& i) {
    switch (i.op) {
      case Op::New: return !unbounded(s, i) && infos_.of(i.type2).size > 0;
      case Op::MakeClosure: return true;
      case Op::MakeIface: return infos_.of(i.type2).size > 0 && infos_.of(i.type2).size <= kMaxBoxBytes && !infos_.of(i.type2).isDirect();
      case Op::MakeSlice: return !unbounded(s, i) && infos_.of(i.type2).size > 0;
      default: return false;
    }
  }

  Program& program_;
  TypeInfos& infos_;
  EscapeReport* report_;
  std::unordered_map<Function*, FuncState> states_;
  std::unordered_map<Function*, std::vector<Function*>> groups_;
  std::unordered_map<Function*, Node> index_;
  std::vector<Function*> stack_;
  std::unordered_map<Function*, std::vector<ParamFlow>> tags_;
  Location heap_;
  std::deque<Location> pool_;
  std::vector<Location*> batch_;
  std::deque<Location*> work_;
  std::vector<Location*> todo_;
  uint32_t gen_ = 0;
};

}  // namespace

void analyze(Program& program, TypeInfos& infos, EscapeReport* report) {
  Analysis(program, infos, report).run();
}

}  // namespace gvm::escape
