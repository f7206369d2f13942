// This file implements the IR's containers: the operation table, construction through a Program, and predecessor lists.
#include "compiler/lower/ir.h"

namespace gvm::lower {

static const OpInfo kOps[] = {
#define IR_OP(name, defs, uses, effects, doc) {#name, defs, uses, effects, doc},
#include "compiler/lower/ir_ops.def"
};

const OpInfo& opInfo(Op op) { return kOps[static_cast<size_t>(op)]; }

Function* Program::newFunction() {
  functionPool.emplace_back();
  Function* f = &functionPool.back();
  f->inlines.emplace_back();
  return f;
}

Block* Program::newBlock(Function& f) {
  blockPool.emplace_back();
  Block* b = &blockPool.back();
  b->id = static_cast<uint32_t>(f.blocks.size());
  f.blocks.push_back(b);
  return b;
}

Var* Program::newVar(Function& f, types::Type* type, Var::Kind kind, std::string_view name, uint32_t pos) {
  varPool.emplace_back();
  Var* v = &varPool.back();
  v->id = static_cast<uint32_t>(f.vars.size());
  v->type = type;
  v->kind = kind;
  v->name = name;
  v->pos = pos;
  f.vars.push_back(v);
  return v;
}

Reg Program::newReg(Function& f, types::Type* type) {
  RegInfo r;
  r.type = type;
  f.regs.push_back(r);
  return static_cast<Reg>(f.regs.size() - 1);
}

Instr* Program::newInstr(Op op, std::span<const Reg> defs, std::span<const Reg> uses) {
  Instr* i = arena.make<Instr>();
  i->op = op;
  i->ndefs = static_cast<uint16_t>(defs.size());
  i->nuses = static_cast<uint16_t>(uses.size());
  i->regs = static_cast<Reg*>(arena.alloc((defs.size() + uses.size()) * sizeof(Reg), alignof(Reg)));
  std::copy(defs.begin(), defs.end(), i->regs);
  std::copy(uses.begin(), uses.end(), i->regs + defs.size());
  return i;
}

Global* Program::newGlobal() {
  globalPool.emplace_back();
  globals.push_back(&globalPool.back());
  return globals.back();
}

const std::string_view* Program::newStr(std::string_view s) {
  auto* p = static_cast<std::string_view*>(arena.alloc(sizeof(std::string_view), alignof(std::string_view)));
  return new (p) std::string_view(arena.copy(s));
}

void computePreds(Function& f) {
  if (f.blocks.empty()) return;
  // Iterative depth-first search: order holds the post-order.
  std::unordered_set<Block*> seen{f.blocks[0]};
  std::vector<std::pair<Block*, size_t>> stack{{f.blocks[0], 0}};
  std::vector<Block*> order;
  auto walk = [&] {
    while (!stack.empty()) {
      auto& [b, next] = stack.back();
      if (next < b->succs.size()) {
        // The last successor first, so that the first one comes next to its predecessor in reverse post-order.
        Block* s = b->succs[b->succs.size() - 1 - next++];
        if (seen.insert(s).second) stack.push_back({s, 0});
      } else {
        order.push_back(b);
        stack.pop_back();
      }
    }
  };
  walk();
  std::reverse(order.begin(), order.end());
  if (f.deferReturn && seen.insert(f.deferReturn).second) {
    // Entered by recovery alone.
    std::vector<Block*> first = std::move(order);
    order.clear();
    stack.push_back({f.deferReturn, 0});
    walk();
    std::reverse(order.begin(), order.end());
    first.insert(first.end(), order.begin(), order.end());
    order = std::move(first);
  }
  f.blocks = std::move(order);
  uint32_t id = 0;
  for (Block* b : f.blocks) {
    b->id = id++;
    b->preds.clear();
  }
  for (Block* b : f.blocks)
    for (Block* s : b->succs) s->preds.push_back(b);
}

}  // namespace gvm::lower
