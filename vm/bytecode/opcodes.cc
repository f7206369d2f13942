// This file materialises the rows of opcodes.def.
#include "vm/bytecode/opcodes.h"

namespace gvm::bytecode {

using namespace effect;

const OpInfo kOps[kNumOps] = {
#define OP(name, a, b, c, x1, x2, flags, doc)                                                                     \
  {#name,        Operand::k##a, Operand::k##b, Operand::k##c, false,     Operand::k_, Operand::k_, Operand::k_, \
   Operand::k_, Ext::k##x1,    Ext::k##x2,    flags,         doc},
#define OPX(name, a, b, c, d, e, f, h, x1, x2, flags, doc)                                                          \
  {#name,          Operand::k##a, Operand::k##b, Operand::k##c, true,  Operand::k##d, Operand::k##e, Operand::k##f, \
   Operand::k##h, Ext::k##x1,    Ext::k##x2,    flags,         doc},
#include "vm/bytecode/opcodes.def"
};

}  // namespace gvm::bytecode
