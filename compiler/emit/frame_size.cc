// This file refuses functions whose frame would be larger than gc allows, in gc's words, before any pass makes tables by slot.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/emit/unit.h"
#include "compiler/syntax/ast.h"

namespace gvm::emit {

namespace {
constexpr uint64_t kMaxFrameBytes = uint64_t{1} << 30;  // gc's limit: locals, arguments and the largest callee's arguments
// Past this no value is given to the passes, whose tables are by slot. Most smaller ones that exceed a frame's 480 KB are never
// in it: copies that disappear.
constexpr uint64_t kFormatBytes = uint64_t{64} << 20;
}  // namespace

bool Unit::frameFits(const lower::Function& f) {
  uint64_t locals = 0, args = 0, callee = 0, largest = 0, literals = 0;
  auto sizeOf = [&](types::Type* t) { return t ? infos.of(t).size : 0; };
  for (types::Type* t : f.paramTypes) args += sizeOf(t);
  for (types::Type* t : f.resultTypes) args += sizeOf(t);
  // Temporaries share their places: the largest stands for them all.
  for (const lower::RegInfo& r : f.regs)
    if (!r.param) largest = std::max(largest, sizeOf(r.type));
  uint64_t copies = 0;  // of arrays that are ranged over: gc keeps them in the frame at any size
  for (const lower::Var* v : f.vars) {
    if (!v->heap) locals += sizeOf(v->type);
    else if (v->kind == lower::Var::Temp) copies = std::max(copies, sizeOf(v->type));
  }
  for (const lower::Block* b : f.blocks)
    for (const lower::Instr* i : b->instrs) {
      // The array of a literal lies in the frame for gc, however large it is.
      if (i->op == lower::Op::New && i->expr && i->expr->kind == syntax::NodeKind::CompositeLit) literals = std::max(literals, sizeOf(i->type2));
      if (!(lower::opInfo(i->op).effects & lower::kCall)) continue;
      uint64_t in = 0, out = 0;
      for (lower::Reg r : i->uses())
        if (r != lower::kNoReg) in += sizeOf(f.regs[r].type);
      for (lower::Reg r : i->defs())
        if (r != lower::kNoReg) out += sizeOf(f.regs[r].type);
      callee = std::max(callee, in + out);
    }
  locals += std::max({largest, copies, literals});
  if (locals + args + callee > kMaxFrameBytes) {
    fail(f, fmt::format("stack frame too large (>1GB): {} MB locals + {} MB args + {} MB callee", locals / 1000000, args / 1000000, callee / 1000000));
    return false;
  }
  if (largest <= kFormatBytes && args <= kFormatBytes && callee <= kFormatBytes) return true;
  fail(f, fmt::format("stack frame too large: a value of {} bytes does not fit a frame", std::max({largest, args, callee})));
  return false;
}

void Unit::fail(const lower::Function& f, std::string text) {
  failed_ = true;
  // A wrapper is as large as the method it calls, which has been reported.
  if (options.report && !f.wrapper) options.report(f, std::move(text));
}

}  // namespace gvm::emit
