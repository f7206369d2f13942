// This file writes the bytecode reference from the rows of opcodes.def.
#include "vm/bytecode/reference.h"

#include "vm/bytecode/opcodes.h"

namespace gvm::bytecode {

namespace {

const char* operandName(Operand k) {
  static constexpr const char* kNames[] = {
      "",
      "scalar out", "scalar in", "scalar in/out", "scalar in, optional", "scalar out, optional",
      "pointer out", "pointer in",
      "slot out", "slot in",
      "string out", "string in",
      "slice out", "slice in",
      "interface out", "interface in",
      "complex out", "complex in",
      "value of x1 out", "value of x1 in", "value of x1 out, optional",
      "key of x1 in",
      "run out", "run in",
      "slots out", "slots in",
      "signed imm", "imm", "byte offset", "signed imm32", "imm32",
      "jump", "jump32",
      "window",
  };
  static_assert(sizeof kNames / sizeof *kNames == static_cast<unsigned>(Operand::kWIN) + 1);
  return kNames[static_cast<unsigned>(k)];
}

const char* extName(Ext k) {
  static constexpr const char* kNames[] = {"", "literal", "function", "native", "type", "itab", "global", "string", "offsets"};
  return kNames[static_cast<unsigned>(k)];
}

void addOperand(std::string& out, const char* field, const char* what) {
  if (*what == 0) return;
  out += out.empty() || out.back() == ' ' ? "" : ", ";
  out += std::string(field) + ": " + what;
}

}  // namespace

std::string opcodeReference() {
  std::string out = "# Bytecode operations\n\n| operation | words | operands | effects | meaning |\n|---|---|---|---|---|\n";
  static constexpr const char* kEffects[] = {"panic", "alloc", "park", "call", "jump", "back", "end", "internal", "barrier"};
  for (const OpInfo& i : kOps) {
    std::string operands;
    addOperand(operands, "a", operandName(i.a));
    // b and c may be one 32-bit field.
    bool pair = i.b == Operand::kKBC || i.b == Operand::kUBC || i.b == Operand::kJBC;
    addOperand(operands, pair ? "bc" : "b", operandName(i.b));
    addOperand(operands, "c", operandName(i.c));
    addOperand(operands, "d", operandName(i.d));
    addOperand(operands, "e", operandName(i.e));
    addOperand(operands, "f", operandName(i.f));
    addOperand(operands, "h", operandName(i.h));
    addOperand(operands, "x1", extName(i.x1));
    addOperand(operands, "x2", extName(i.x2));
    std::string effects;
    for (unsigned b = 0; b < sizeof kEffects / sizeof *kEffects; b++)
      if (i.flags >> b & 1) effects += (effects.empty() ? "" : " ") + std::string(kEffects[b]);
    std::string doc;
    for (const char* p = i.doc; *p; p++) doc += *p == '|' ? std::string("\\|") : std::string(1, *p);
    out += "| " + std::string(i.name) + " | " + std::to_string(i.words()) + " | " + operands + " | " + effects + " | " + doc +
           " |\n";
  }
  return out;
}

}  // namespace gvm::bytecode
