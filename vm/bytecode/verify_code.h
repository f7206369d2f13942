// This file declares the verifier of one function's code.
#pragma once
#include <string>
#include <vector>

#include "vm/bytecode/image_types.h"
#include "vm/bytecode/verifier.h"

namespace gvm::bytecode {

class CodeVerifier {
 public:
  CodeVerifier(const Image& im, const ImageTypes& types, const VerifyOptions& options)
      : im_(im), types_(types), options_(options) {}
  // Empty when the function is sound, else "word N: what".
  std::string verify(const FuncRow& f);

 private:
  // What a slot holds. Slots of the frame's own variables are P or W for life; scratch slots change. Zeroed ones are both.
  enum Class : uint8_t { kUnknown, kW, kP, kZero };
  static bool fits(uint8_t have, Class want) { return have == want || have == kZero; }
  using State = std::vector<uint8_t>;  // classes of scratch slots, from numSlots on

  bool decode();
  bool relocations(uint32_t pc, unsigned words, const OpInfo& op);
  bool instruction(uint32_t pc, State& s);
  bool operand(Operand k, uint16_t slot, State& s, bool writes);
  bool run(uint16_t slot, const std::vector<bool>& classes, State& s, bool writes);
  bool runOfUnknown(uint32_t slot, uint64_t n, State& s, bool writes);
  bool iterator(uint16_t slot, State& s, bool writes);
  bool call(uint32_t pc, const OpInfo& op, State& s);
  bool special(Op o, uint32_t pc, State& s);
  bool flowTo(int64_t target, const State& s);
  bool alive(uint64_t slot, uint64_t n);
  Class classOf(uint32_t slot, const State& s) const;
  const std::vector<bool>& classesOf(uint32_t type);
  uint32_t typeAt(uint32_t word) const;
  bool fail(std::string text);

  const Image& im_;
  const ImageTypes& types_;
  const VerifyOptions options_;
  const FuncRow* f_ = nullptr;
  std::span<const Word> code_;
  std::vector<uint8_t> starts_;    // 1 where an instruction begins
  std::vector<int32_t> relocOf_;   // index into the function's relocations, or -1
  std::vector<State> in_;          // state at each instruction start reached so far; empty: not reached
  std::vector<uint32_t> work_;
  std::vector<std::vector<bool>> classCache_;
  std::vector<uint8_t> classKnown_;
  uint32_t pc_ = 0;
  bool elementRun_ = false;        // T runs of the current instruction have the element type of tType_
  uint32_t tType_ = kNone;         // type that T and K runs of the current instruction have
  std::string error_;
};

}  // namespace gvm::bytecode
