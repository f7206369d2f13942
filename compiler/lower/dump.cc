// This file prints the IR as text, one instruction a line: `r5 = Add.int r3, r4  ; 12:7`.
#include "compiler/lower/ir.h"
#include "compiler/types/types.h"

namespace gvm::lower {
namespace {

std::string regName(const Function& f, Reg r) {
  if (r == kNoReg) return "_";
  const RegInfo& i = f.regs[r];
  return i.named && !i.name.empty() ? fmt::format("{}.r{}", i.name, r) : fmt::format("r{}", r);
}

std::string typeName(types::Type* t) { return t ? types::typeString(t, types::Qualify::Name) : "?"; }

std::string quoted(std::string_view s) {
  std::string out = "\"";
  for (unsigned char c : s.substr(0, 60)) {
    if (c == '"' || c == '\\') out += '\\', out += static_cast<char>(c);
    else if (c == '\n') out += "\\n";
    else if (c < 32 || c >= 127) out += fmt::format("\\x{:02x}", c);
    else out += static_cast<char>(c);
  }
  return out + (s.size() > 60 ? "\"..." : "\"");
}

bool usesVar(Op op) {
  return op == Op::VarDecl || op == Op::VarAddr || op == Op::VarLoad || op == Op::VarStore || op == Op::VarZero;
}
bool usesGlobal(Op op) { return op == Op::GlobalAddr || op == Op::GlobalLoad || op == Op::GlobalStore; }
bool usesFn(Op op) { return op == Op::FuncAddr || op == Op::Call || op == Op::MakeClosure; }

std::string flagNames(uint32_t flags) {
  static const std::pair<uint32_t, const char*> names[] = {
      {kNilCheck, "nil"},   {kBounds, "bounds"}, {kUnsigned, "u"},      {kUnsignedHigh, "uhigh"}, {kUnsignedMax, "umax"},
      {kNoZeroCheck, "nz"}, {kNoNegCheck, "nn"}, {kInit, "init"},       {kTemp, "temp"},          {kString, "str"},
      {kOnStack, "stack"},  {kImplicit, "implicit"},
  };
  std::string out;
  for (auto& [bit, name] : names)
    if (flags & bit) out += fmt::format(" !{}", name);
  return out;
}

}  // namespace

std::string dump(const Function& f, const Instr& i) {
  std::string out;
  for (size_t k = 0; k < i.ndefs; k++) out += (k ? ", " : "") + regName(f, i.regs[k]);
  if (i.ndefs) out += " = ";
  out += opInfo(i.op).name;
  if (i.type) out += "." + typeName(i.type);
  if (i.type2) out += "/" + typeName(i.type2);
  bool first = true;
  auto arg = [&](const std::string& s) {
    out += first ? " " : ", ";
    first = false;
    out += s;
  };
  if (usesVar(i.op)) arg(fmt::format("{}.v{}", i.aux.var->name, i.aux.var->id));
  else if (usesGlobal(i.op)) arg(std::string(i.aux.global->symbol));
  else if (usesFn(i.op)) arg(std::string(i.aux.fn->symbol));
  else if (i.op == Op::ItabAddr || (i.op == Op::MakeIface && i.aux.itab)) arg(std::string(i.aux.itab->symbol));
  else if (i.op == Op::ConstStr || i.op == Op::PrintStr || i.op == Op::PanicWrap) arg(quoted(*i.aux.str));
  for (Reg r : i.uses()) arg(regName(f, r));
  if (i.op == Op::Const || i.imm) arg(fmt::format("#{}", i.imm));
  if (i.imm2) arg(fmt::format("#{}", i.imm2));
  if (i.op == Op::Switch)
    for (int64_t v : *i.aux.cases) arg(fmt::format("{}", v));
  if (i.op == Op::SwitchStr)
    for (std::string_view v : *i.aux.strCases) arg(quoted(v));
  if (i.op == Op::Select && i.aux.select->hasDefault) arg("default");
  return out + flagNames(i.flags);
}

std::string dump(const Function& f) {
  std::string out = fmt::format("func {}(", f.symbol);
  for (size_t k = 0; k < f.params.size(); k++) out += (k ? ", " : "") + regName(f, f.params[k]) + " " + typeName(f.paramTypes[k]);
  out += ")";
  for (types::Type* t : f.resultTypes) out += " " + typeName(t);
  for (auto [on, name] : {std::pair{f.wrapper, "wrapper"}, {f.noinline, "noinline"}, {f.hasDefer, "defer"}, {f.hasRecover, "recover"},
                          {f.native, "native"}, {f.external, "external"}})
    if (on) out += fmt::format(" !{}", name);
  out += "\n";
  for (const CaptureInfo& c : f.captures) out += fmt::format("  capture {} {}{}\n", c.name, typeName(c.type), c.byRef ? " byref" : "");
  for (const Var* v : f.vars) out += fmt::format("  var {}.v{} {}{}\n", v->name, v->id, typeName(v->type), v->heap ? " heap" : "");
  for (const Block* b : f.blocks) {
    out += fmt::format("b{}:{}\n", b->id, b == f.deferReturn ? "  ; recovery" : "");
    for (const Instr* i : b->instrs) {
      out += "  " + dump(f, *i);
      if (i->isTerm() && !b->succs.empty()) {
        out += " ->";
        for (const Block* s : b->succs) out += fmt::format(" b{}", s->id);
      }
      out += "\n";
    }
  }
  return out;
}

std::string dump(const Program& p) {
  std::string out;
  for (const Global* g : p.globals)
    out += fmt::format("global {} {}{}{}\n", g->symbol, typeName(g->type), g->hasData ? " data" : "", g->external ? " external" : "");
  for (const Itab* t : p.itabs) {
    out += fmt::format("itab {}:", t->symbol);
    for (const Function* f : t->methods) out += fmt::format(" {}", f->symbol);
    out += "\n";
  }
  for (const PackageInit& pi : p.packages)
    for (const Function* f : pi.inits) out += fmt::format("init {}\n", f->symbol);
  for (const Function* f : p.functions) out += "\n" + dump(*f);
  return out;
}

}  // namespace gvm::lower
