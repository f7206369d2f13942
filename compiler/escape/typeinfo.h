// This file is about what code generation knows of a Go type: its size in slots, which of them hold pointers, and the class
// that chooses between operations.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "compiler/source/arena.h"
#include "compiler/types/types.h"
#include "runtime/base/kinds.h"
#include "runtime/base/layout.h"

namespace gvm::escape {

// How a value lies in memory, as far as a load or store operation cares.
enum class MemClass : uint8_t { Zero, I8, U8, I16, U16, I32, U32, W, P, S, L, I, C, T };

struct TypeInfo {
  types::Type* type = nullptr;
  uint32_t owner = 0;         // the TypeInfos that these facts were found for
  rt::Kind kind = rt::Kind::Invalid;
  MemClass mem = MemClass::Zero;
  bool hasPtr = false;
  bool isEface = false;          // interface without methods
  uint32_t slots = 0;
  uint64_t size = 0;
  uint64_t ptrdata = 0;
  uint32_t layout = 0;           // equal for types with the same slots and pointer mask
  const uint64_t* mask = nullptr;  // bit per slot; (slots + 63) / 64 words
  uint32_t image = 0;            // 1 + index in the image's type table, 0: not there yet

  bool ptrSlot(uint32_t i) const { return hasPtr && (mask[i / 64] >> (i % 64) & 1); }
  bool isInt() const { return rt::kindIsInteger(kind); }
  bool isSigned() const { return rt::kindIsSigned(kind); }
  bool isScalar() const { return rt::kindIsScalar(kind); }
  // An interface's data word holds the value itself.
  bool isDirect() const { return rt::kindIsPointerShaped(kind); }
  bool isPtrWord() const { return mem == MemClass::P; }
};

// Facts of the types of one image, kept on the types (Type::rt). Types outlive the making of an image: number tells the
// images of one compilation apart, from 1.
class TypeInfos {
 public:
  TypeInfos(source::Arena& arena, uint32_t number) : arena_(arena), number_(number) {}
  TypeInfo& of(types::Type* t) {
    if (auto* info = static_cast<TypeInfo*>(t->rt); info && info->owner == number_) return *info;
    return make(t);
  }
  source::Arena& arena() { return arena_; }

 private:
  TypeInfo& make(types::Type* t);
  source::Arena& arena_;
  const uint32_t number_;
  std::map<std::vector<uint64_t>, uint32_t> layouts_;
};

// The kind of a type's underlying type.
rt::Kind kindOf(types::Type* t);

}  // namespace gvm::escape
