// This file declares the image verifier: what must hold before an image from outside is loaded.
//
// verifyImage proves, of any bytes: every row refers to rows that exist; strings lie in the text; types are well
// founded and not too large; every function's code decodes, jumps only to instruction starts, ends each path in an END
// operation, keeps to its frame, reads pointer slots only as pointers and number slots only as numbers (by the frame's
// mask, and by data flow in the scratch area above it), passes arguments of the callee's classes, and has a relocation
// of the right kind for each ext word that needs one.
#pragma once
#include <string>

#include "vm/bytecode/image.h"

namespace gvm::bytecode {

struct VerifyOptions {
  bool allowUnsafe = true;  // false: operations that make pointers from numbers are refused (sandboxed VMs)
};

// Empty when the image is sound, else what is wrong and where ("main.f: word 12: jump into an instruction").
std::string verifyImage(const Image& image, const VerifyOptions& options = {});

// One function. Precondition: the image's rows have been verified.
std::string verifyFunction(const Image& image, const FuncRow& f, const VerifyOptions& options = {});

}  // namespace gvm::bytecode
