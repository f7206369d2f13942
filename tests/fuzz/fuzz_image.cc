// This file fuzzes the image reader, the verifier and the disassembler: any bytes must be refused or sound.
#include <cstring>
#include <vector>

#include "vm/bytecode/disasm.h"
#include "vm/bytecode/verifier.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace gvm;
  // Images are read in place and must be aligned.
  std::vector<uint64_t> words((size + 7) / 8 + 1);
  std::memcpy(words.data(), data, size);
  bytecode::Image image;
  if (!image.open({reinterpret_cast<const uint8_t*>(words.data()), size}).empty()) return 0;
  if (!bytecode::verifyImage(image).empty()) return 0;
  for (auto& f : image.funcs()) (void)bytecode::disassembleFunction(image, f);
  return 0;
}
