// This file declares the bytecode reference: documentation made from the opcode table.
#pragma once

#include <string>

namespace gvm::bytecode {

// Every operation with its operands, ext words, effects and meaning, as Markdown.
std::string opcodeReference();

}  // namespace gvm::bytecode
