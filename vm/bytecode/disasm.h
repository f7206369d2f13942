// This file declares the disassembler: bytecode as text, beside the source lines it was made from.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vm/bytecode/image.h"

namespace gvm::bytecode {

// One instruction at word pc of the function, without its address: "ADD_I64   s3, s1, s2". Never reads past the code.
std::string disassembleInstruction(const Image& image, const FuncRow& f, uint32_t pc);

// One function: header, frame, and instructions grouped under their source lines (read from the files named in the
// image, when they are there).
std::string disassembleFunction(const Image& image, const FuncRow& f);

// The functions whose name is one of `functions`, or contains one where none is equal; all without a filter but the
// library's. *error is set when the image is unusable or nothing matches.
std::string disassemble(std::span<const uint8_t> image, const std::vector<std::string>& functions, std::string* error);

}  // namespace gvm::bytecode
