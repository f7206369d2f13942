// This file checks the IR's structural rules: operand counts, register types and sizes where they are plain, terminators at the
// ends of blocks and nowhere else, and that every register is written somewhere before it could be read.
#include "compiler/lower/ir.h"
#include "compiler/types/types.h"

namespace gvm::lower {
namespace {

int64_t slotsOf(types::Type* t) { return (types::sizeOf(t) + 7) / 8; }

class Verifier {
 public:
  explicit Verifier(const Function& f) : f_(f) {}

  std::string run() {
    if (f_.blocks.empty()) return fmt::format("{}: no blocks", f_.symbol);
    std::unordered_set<const Block*> known(f_.blocks.begin(), f_.blocks.end());
    std::vector<bool> defined(f_.regs.size());
    for (Reg r : f_.params) defined[r] = true;
    for (const Block* b : f_.blocks) {
      if (b->instrs.empty()) return fault(b, nullptr, "empty block");
      for (const Instr* i : b->instrs) {
        if (i->isTerm() != (i == b->instrs.back())) return fault(b, i, "terminator not at the end of its block");
        for (Reg r : i->defs())
          if (r != kNoReg) {
            if (r >= f_.regs.size()) return fault(b, i, "no such register");
            defined[r] = true;
          }
      }
      for (const Block* s : b->succs)
        if (!known.count(s)) return fault(b, b->term(), "successor is not in the function");
    }
    for (const Block* b : f_.blocks)
      for (const Instr* i : b->instrs) {
        for (Reg r : i->uses())
          if (r != kNoReg && (r >= f_.regs.size() || !defined[r])) return fault(b, i, "use of a register that is never written");
        if (std::string e = instr(b, *i); !e.empty()) return fault(b, i, e);
      }
    return "";
  }

 private:
  std::string fault(const Block* b, const Instr* i, std::string_view what) {
    return fmt::format("{}: b{}: {}: {}", f_.symbol, b->id, i ? dump(f_, *i) : "", what);
  }
  types::Type* type(Reg r) { return f_.regs[r].type; }
  bool fits(Reg r, types::Type* t) {
    if (r == kNoReg || !t) return true;
    types::Type* have = type(r);
    return have && slotsOf(have) == slotsOf(t);
  }
  bool isBool(Reg r) {
    auto* b = types::underAs<types::Basic>(type(r));
    return b && (b->kind == types::Bool || b->kind == types::UntypedBool);
  }

  std::string instr(const Block* b, const Instr& i) {
    const OpInfo& info = opInfo(i.op);
    if (info.defs >= 0 && info.defs != i.ndefs) return "wrong number of defs";
    if (info.uses >= 0 && info.uses != i.nuses) return "wrong number of uses";
    size_t succs = b->succs.size();
    switch (i.op) {
      case Op::Jump:
        return succs == 1 ? "" : "Jump needs one successor";
      case Op::If:
        if (succs != 2) return "If needs two successors";
        return isBool(i.use(0)) ? "" : "condition is not bool";
      case Op::Switch:
        return succs == i.aux.cases->size() + 1 ? "" : "Switch successors";
      case Op::SwitchStr:
        return succs == i.aux.strCases->size() + 1 ? "" : "SwitchStr successors";
      case Op::Unreachable:
        return succs == 0 ? "" : "successors after Unreachable";
      case Op::Ret:
        if (succs) return "successors after Ret";
        if (i.nuses != f_.resultTypes.size()) return "wrong number of results";
        for (size_t k = 0; k < i.nuses; k++)
          if (!fits(i.use(k), f_.resultTypes[k])) return fmt::format("result {} has the wrong size", k);
        return "";
      case Op::Call: {
        const Function& c = *i.aux.fn;
        if (i.nuses != c.paramTypes.size()) return "wrong number of arguments";
        if (i.ndefs != c.resultTypes.size()) return "wrong number of call results";
        for (size_t k = 0; k < i.nuses; k++)
          if (!fits(i.use(k), c.paramTypes[k])) return fmt::format("argument {} has the wrong size", k);
        for (size_t k = 0; k < i.ndefs; k++)
          if (!fits(i.def(k), c.resultTypes[k])) return fmt::format("call result {} has the wrong size", k);
        return "";
      }
      case Op::Add: case Op::Sub: case Op::Mul: case Op::Div: case Op::Rem: case Op::And: case Op::Or: case Op::Xor:
      case Op::AndNot: case Op::Min: case Op::Max:
        if (!fits(i.use(1), i.type)) return "second operand has the wrong size";
        [[fallthrough]];
      case Op::Neg: case Op::Not:
        if (!i.type) return "no type";
        if (!fits(i.use(0), i.type) || !fits(i.def(), i.type)) return "operand has the wrong size";
        return "";
      case Op::Eq: case Op::Ne: case Op::Lt: case Op::Le: case Op::Gt: case Op::Ge: case Op::EqIface: case Op::EqAgg:
        if (!i.type) return "no type";
        if (!fits(i.use(0), i.type) || !fits(i.use(1), i.type)) return "operand has the wrong size";
        return isBool(i.def()) ? "" : "result is not bool";
      case Op::Copy:
        return fits(i.def(), type(i.use(0))) ? "" : "copy of another size";
      case Op::FieldSet:
        if (i.def() != i.use(0)) return "FieldSet is in place";
        if (!fits(i.use(1), i.type)) return "value has the wrong size";
        return i.imm + types::sizeOf(i.type) <= types::sizeOf(type(i.use(0))) ? "" : "field outside";
      case Op::FieldGet:
        if (!fits(i.def(), i.type)) return "result has the wrong size";
        return i.imm + types::sizeOf(i.type) <= types::sizeOf(type(i.use(0))) ? "" : "field outside";
      case Op::VarLoad: case Op::GlobalLoad: case Op::Load: case Op::SliceLoad: case Op::ArrayLoad: case Op::Const:
      case Op::Zero: case Op::Conv: case Op::IfaceUnbox: case Op::AssertConcrete: case Op::MakeIface:
        if (!i.type) return "no type";
        return fits(i.def(), i.type) ? "" : "result has the wrong size";
      case Op::VarStore:
        if (!fits(i.use(0), i.type)) return "value has the wrong size";
        return i.imm + types::sizeOf(i.type) <= types::sizeOf(i.aux.var->type) ? "" : "store outside the variable";
      case Op::GlobalStore:
        return fits(i.use(0), i.type) ? "" : "value has the wrong size";
      case Op::Store: 
        return fits(i.use(1), i.type) ? "" : "value has the wrong size";
      case Op::SliceStore: case Op::ArrayStore:
        return fits(i.use(2), i.type) ? "" : "value has the wrong size";
      case Op::MakeClosure:
        return i.nuses == i.aux.fn->captures.size() ? "" : "wrong number of captures";
      default:
        return "";
    }
  }

  const Function& f_;
};

}  // namespace

std::string verify(const Function& f) { return Verifier(f).run(); }

}  // namespace gvm::lower
