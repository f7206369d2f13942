// This file inlines calls of small functions.
//
// Functions are visited callees first (an edge back into the path being walked is recursion and is not inlined). The price of a
// body is the number of its operations, with calls counted as several; what an interpreter saves by inlining is the call, the
// entry, the return and the moves of arguments and results, some six dispatches, so bodies up to a few times that are worth it.
//
// A call is replaced in three parts: the block is cut behind the call; the callee's blocks are copied with registers and variables
// renamed and parameters copied in; returns become copies into the call's results and a jump to the second half of the block. A
// body of one block is spliced in place. The copies disappear in the alias pass of code generation.
#include "compiler/escape/inline.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/types/object.h"

namespace gvm::escape {

using namespace lower;

namespace {

constexpr int kBudget = kInlineBudget;
constexpr int kCallPrice = 14;      // of a call inside it: leaves first
constexpr int kBigFunction = 4000;  // operations of a caller that stop further growth
constexpr size_t kMaxBlocks = 16;

struct Info {
  int price = -1;        // -1: not known yet, kNever: cannot be inlined
  std::string_view why;  // kNever: the reason, as -m -m words it
  bool walking = false, done = false;
};
constexpr int kNever = 1 << 20;

class Inliner {
 public:
  Inliner(Program& p, InlineReport* r) : program_(p), report_(r) {}

  void run() {
    for (Function* f : program_.functions) visit(f);
    for (Function* f : program_.functions) f->inlinable = inlinable(f) && copyable(*f);
    if (report_)
      for (Function* f : program_.functions)
        if (const Info& i = info_[f]; !f->wrapper && !f->isInit) report_->bodies.push_back({f, i.price, i.why});
  }

 private:
  void visit(Function* f) {
    Info& i = info_[f];
    if (i.done || i.walking || !f->lowered) return;
    i.walking = true;
    // Callees first.
    for (Block* b : f->blocks)
      for (Instr* c : b->instrs) {
        if (c->op == Op::Call || c->op == Op::MakeClosure)
          if (Function* g = c->aux.fn; g && g != f) visit(g);
      }
    expand(*f);
    Info& me = info_[f];
    me.price = priceOf(*f, me.why);
    me.walking = false;
    me.done = true;
  }

  // The name -m -m gives to an operation that keeps a body from being inlined, "" for all others.
  static std::string_view forbids(const Instr& i) {
    switch (i.op) {
      case Op::Recover: return "RECOVER";
      case Op::Defer: case Op::DeferAt: case Op::DeferToken: case Op::RunDefers: return "DEFER";
      case Op::Go: return "GO";
      case Op::Select: return "SELECT";
      case Op::Switch: case Op::SwitchStr: return "SWITCH";
      case Op::MakeClosure: return "CLOSURE";
      case Op::MapIterInit: return "RANGE";
      case Op::GetCallerPC: return "GETCALLERPC";
      case Op::GetClosurePtr: return "GETCLOSUREPTR";
      case Op::PanicWrap: return "PANICWRAP";
      default: return {};
    }
  }

  int priceOf(const Function& f, std::string_view& why) {
    auto never = [&](std::string_view reason) {
      why = reason;
      return kNever;
    };
    if (f.noinline) return never("marked go:noinline");
    if (f.closure) return never("closure with captured variables");
    if (f.hasDefer || f.deferReturn || !f.resultVars.empty()) return never("unhandled op DEFER");
    if (f.hasRecover) return never("call to recover");
    if (f.native || f.wrapper || f.rangeBody || f.isInit) return never("no body");
    int price = 0;
    for (const Block* b : f.blocks) {
      bool cold = b->term()->op == Op::Unreachable;
      for (const Instr* i : b->instrs) {
        if (std::string_view op = forbids(*i); !op.empty()) return never(*program_.newStr("unhandled op " + std::string(op)));
        switch (i->op) {
          case Op::Const: case Op::Copy: case Op::Jump: case Op::Ret: case Op::FieldGet: case Op::Unreachable: case Op::ConstStr:
          case Op::NilCheck:
            break;
          case Op::Call: case Op::CallClosure: case Op::CallIface: price += cold ? 2 : kCallPrice; break;
          default: price += 1;
        }
        if (i->op == Op::Call && i->aux.fn == &f) return never("recursive");
      }
      if (price > kBudget && !report_) return price;
    }
    if (f.blocks.size() > kMaxBlocks) return std::max(price, kBudget + 1);
    return price;
  }

  bool inlinable(Function* g) {
    auto it = info_.find(g);
    return it != info_.end() && it->second.done && it->second.price <= kBudget && !g->closure;
  }

  // May other images take the body? Not when it names what only this image has: static data, function literals; nor that of
  // package runtime, whose frames tracebacks hide.
  static bool copyable(const Function& f) {
    if (f.isFuncLit || f.instance || !f.object || (f.pkg && f.pkg->path == "runtime")) return false;
    for (const Block* b : f.blocks)
      for (const Instr* i : b->instrs) {
        if (i->op == Op::FuncAddr && !i->aux.fn->object) return false;
        // An instance would have to be compiled again where the body is copied.
        if (i->op == Op::Call && i->aux.fn->instance) return false;
        if ((i->op == Op::GlobalAddr || i->op == Op::GlobalLoad || i->op == Op::GlobalStore) && !i->aux.global->object) return false;
      }
    return true;
  }

  // The only definition of r in f, if there is exactly one.
  static const Instr* onlyDef(const Function& f, Reg r) {
    const Instr* d = nullptr;
    for (const Block* b : f.blocks)
      for (const Instr* i : b->instrs)
        for (Reg x : i->defs())
          if (x == r) {
            if (d) return nullptr;
            d = i;
          }
    return d;
  }

  static bool makesCalls(const Function& g) {
    for (const Block* b : g.blocks)
      for (const Instr* i : b->instrs)
        if (opInfo(i->op).effects & lower::kCall) return true;
    return false;
  }

  void expand(Function& f) {
    size_t size = 0;
    for (Block* b : f.blocks) size += b->instrs.size();
    // New blocks are appended and are not looked into again: what they hold was expanded when the callee was.
    size_t nblocks = f.blocks.size();
    for (size_t bi = 0; bi < nblocks; bi++) {
      Block* b = f.blocks[bi];
      for (size_t p = 0; p < b->instrs.size(); p++) {
        Instr* c = b->instrs[p];
        if (c->op != Op::Call || c->aux.fn == &f || !inlinable(c->aux.fn)) continue;
        Function& g = *c->aux.fn;
        if (size > kBigFunction || c->nuses != g.params.size()) continue;
        // recover looks through wrappers: what a wrapper calls must not call further functions in the wrapper's own frame.
        if (f.wrapper && makesCalls(g)) continue;
        if (report_ && c->pos && !f.wrapper) note(f, *c, g);
        Block* rest = inlineCall(f, b, p, g);
        size += static_cast<size_t>(info_[&g].price);
        if (rest != b) {
          b = rest;
          p = static_cast<size_t>(-1);
        } else {
          p += spliced_ - 1;  // behind what was put in place of the call
        }
      }
    }
  }

  // Records the inlining of call c of g in f, and of what had been inlined into g.
  void note(Function& f, const Instr& c, Function& g) {
    uint32_t pos = c.pos;
    for (uint32_t n = c.inl; n; n = f.inlines[n].parent) pos = f.inlines[n].callPos;
    report_->calls.push_back({&f, pos, &g});
    for (size_t k = 1; k < g.inlines.size(); k++) report_->calls.push_back({&f, pos, g.inlines[k].fn});
  }

  struct Renaming {
    std::vector<Reg> regs;
    std::vector<Var*> vars;
    std::vector<uint32_t> inl;
    uint32_t wrapperPos = 0;  // inlining a wrapper: its own instructions stand at the call
  };

  Instr* copyInstr(const Instr& i, Renaming& m) {
    auto* c = program_.arena.make<Instr>(i);
    size_t n = size_t(i.ndefs) + i.nuses;
    c->regs = static_cast<Reg*>(program_.arena.alloc(n * sizeof(Reg), alignof(Reg)));
    for (size_t k = 0; k < n; k++) c->regs[k] = i.regs[k] == kNoReg ? kNoReg : m.regs[i.regs[k]];
    if (i.inl == 0 && m.wrapperPos != 0) c->pos = m.wrapperPos;
    c->inl = m.inl[i.inl];
    switch (i.op) {
      case Op::VarDecl: case Op::VarAddr: case Op::VarLoad: case Op::VarStore: case Op::VarZero:
        c->aux.var = m.vars[i.aux.var->id];
        break;
      default: break;
    }
    return c;
  }

  Instr* copyOf(Function& f, Reg dst, Reg src, uint32_t pos, uint32_t inl) {
    Reg d[] = {dst}, u[] = {src};
    Instr* i = program_.newInstr(Op::Copy, d, u);
    i->type = f.regs[dst].type;
    i->pos = pos;
    i->inl = inl;
    return i;
  }

  // Replaces the call at index p of block b of f by g's body. Returns the block that holds what followed the call: b itself when
  // the body was one block (then spliced_ instructions stand in place of the call).
  Block* inlineCall(Function& f, Block* b, size_t p, Function& g) {
    Instr* call = b->instrs[p];
    Renaming m;
    // Inline tree: one node for this call, and one for each of the callee's own. Wrappers leave no trace: tracebacks hide
    // them, and recover looks through them.
    if (f.inlines.empty()) f.inlines.emplace_back();
    if (g.wrapper) {
      m.inl.push_back(call->inl);
      m.wrapperPos = call->pos;
    } else {
      m.inl.push_back(static_cast<uint32_t>(f.inlines.size()));
      f.inlines.push_back({call->inl, call->pos, &g});
    }
    for (size_t k = 1; k < g.inlines.size(); k++) {
      InlineNode n = g.inlines[k];
      n.parent = m.inl[n.parent];
      m.inl.push_back(static_cast<uint32_t>(f.inlines.size()));
      f.inlines.push_back(n);
    }
    auto base = static_cast<Reg>(f.regs.size());
    for (size_t k = 0; k < g.regs.size(); k++) {
      f.regs.push_back(g.regs[k]);
      f.regs.back().param = false;
      m.regs.push_back(base + static_cast<Reg>(k));
    }
    for (Var* v : g.vars) {
      Var* n = program_.newVar(f, v->type, v->kind == Var::Temp ? Var::Temp : Var::Local, v->name, v->pos);
      n->captured = v->captured;
      n->addrTaken = v->addrTaken;
      m.vars.push_back(n);
    }
    std::vector<Instr*> head;
    for (size_t k = 0; k < g.params.size(); k++)
      if (g.params[k] != kNoReg) head.push_back(copyOf(f, m.regs[g.params[k]], call->use(static_cast<int>(k)), call->pos, call->inl));
    auto result = [&](const Instr& ret, std::vector<Instr*>& out) {
      // Results may be read from each other's registers only when they are distinct: two steps keep swaps right.
      std::vector<std::pair<Reg, Reg>> moves;
      for (int k = 0; k < ret.nuses; k++)
        if (call->def(k) != kNoReg) moves.push_back({call->def(k), m.regs[ret.use(k)]});
      for (auto& [d, s] : moves) out.push_back(copyOf(f, d, s, call->pos, call->inl));
    };
    if (g.blocks.size() == 1 && g.blocks[0]->term()->op == Op::Ret) {
      std::vector<Instr*> body = std::move(head);
      for (Instr* i : g.blocks[0]->instrs) {
        if (i->op == Op::Ret) result(*i, body);
        else body.push_back(copyInstr(*i, m));
      }
      spliced_ = body.size();
      b->instrs.erase(b->instrs.begin() + static_cast<long>(p));
      b->instrs.insert(b->instrs.begin() + static_cast<long>(p), body.begin(), body.end());
      return b;
    }
    Block* rest = program_.newBlock(f);
    rest->instrs.assign(b->instrs.begin() + static_cast<long>(p) + 1, b->instrs.end());
    rest->succs = std::move(b->succs);
    rest->likely = b->likely;
    b->likely = 0;
    b->instrs.resize(p);
    b->instrs.insert(b->instrs.end(), head.begin(), head.end());
    std::unordered_map<Block*, Block*> blocks;
    for (Block* x : g.blocks) blocks[x] = program_.newBlock(f);
    auto jump = [&](Block* to) {
      Instr* j = program_.newInstr(Op::Jump, {}, {});
      j->pos = call->pos;
      j->inl = call->inl;
      (void)to;
      return j;
    };
    b->instrs.push_back(jump(blocks[g.blocks[0]]));
    b->succs = {blocks[g.blocks[0]]};
    for (Block* x : g.blocks) {
      Block* y = blocks[x];
      y->likely = x->likely;
      for (Instr* i : x->instrs) {
        if (i->op == Op::Ret) {
          result(*i, y->instrs);
          y->instrs.push_back(jump(rest));
          y->succs = {rest};
        } else {
          y->instrs.push_back(copyInstr(*i, m));
        }
      }
      if (x->term()->op != Op::Ret)
        for (Block* s : x->succs) y->succs.push_back(blocks[s]);
    }
    spliced_ = 0;
    return rest;
  }

  Program& program_;
  InlineReport* report_;
  std::unordered_map<Function*, Info> info_;
  size_t spliced_ = 0;
};

}  // namespace

void inlineCalls(Program& program, InlineReport* report) {
  Inliner(program, report).run();
}

}  // namespace gvm::escape
