// This file computes layouts of an image's types by runtime/base/layout.h, without loading them.
#pragma once
#include <string>
#include <vector>

#include "runtime/base/layout.h"
#include "vm/bytecode/image.h"

namespace gvm::bytecode {

// Layouts of all types of an image, and the classes of slots that values of them take.
class ImageTypes {
 public:
  explicit ImageTypes(const Image& image) : im_(image) {}

  // Lays out every type. Empty on success, else the fault (a type that contains itself, one too large, a bad kind).
  // Precondition: rows' indices are in range.
  std::string layoutAll();

  const rt::Layout& layout(uint32_t type) const { return layouts_[type]; }
  uint64_t slots(uint32_t type) const { return (layouts_[type].size + 7) / 8; }
  // Adds the classes of a value of the type: true for each slot that holds a pointer.
  void classes(uint32_t type, std::vector<bool>& out) const;

  // The View of maskType.
  rt::Kind kind(uint32_t t) const;
  uint64_t size(uint32_t t) const { return layouts_[t].size; }
  uint64_t ptrdata(uint32_t t) const { return layouts_[t].ptrdata; }
  uint32_t elem(uint32_t t) const { return im_.types()[base(t)].elem; }
  uint64_t len(uint32_t t) const { return im_.types()[base(t)].length; }
  uint32_t numField(uint32_t t) const { return im_.types()[base(t)].numPart; }
  uint32_t fieldType(uint32_t t, uint32_t i) const { return im_.parts()[im_.types()[base(t)].part + i].type; }
  uint64_t fieldOffset(uint32_t t, uint32_t i) const;
  // The row that has the structure: the type itself, or what a named type stands for.
  uint32_t base(uint32_t t) const;

 private:
  enum State : uint8_t { kNew, kBusy, kDone };
  std::string layoutOne(uint32_t t, unsigned depth);

  const Image& im_;
  std::vector<rt::Layout> layouts_;
  std::vector<uint8_t> state_;
};

}  // namespace gvm::bytecode
