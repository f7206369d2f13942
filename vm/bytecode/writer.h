// This file is the API by which the compiler makes an image: rows are added in any order, names and symbols are interned,
// and finish lays everything out. Indices returned here are those that rows and relocations use.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vm/bytecode/image.h"

namespace gvm::bytecode {

// A function to be defined. Vectors are moved into the image. FuncRow's index fields (symbol, mask, resultMask, code,
// reloc, line, inl) are filled by defineFunc; the caller fills the rest of row.
struct FuncDef {
  FuncRow row{};
  std::vector<Word> code;
  std::vector<Reloc> relocs;   // offset: word within code
  std::vector<bool> ptrSlots;  // numSlots bits
  std::vector<bool> ptrResults;  // resultSlots bits
  std::vector<LineRow> lines;
  std::vector<InlineRow> inlines;
  std::vector<FrameObjectRow> objects;
};

class ImageWriter {
 public:
  // Interns bytes in kText. Equal strings share one copy.
  Str str(std::string_view s);

  // Types: reserve an index first when a type refers to itself, then set it.
  uint32_t reserveType();
  void setType(uint32_t index, const TypeRow& row) { types_[index] = row; }
  uint32_t addType(const TypeRow& row);
  // Appends rows and returns the index of the first.
  uint32_t addParts(const std::vector<PartRow>& rows);
  uint32_t addMethods(const std::vector<MethodRow>& rows);
  TypeRow& type(uint32_t index) { return types_[index]; }

  // The symbol of that name; external until defined.
  uint32_t symbol(SymbolKind kind, std::string_view name, uint32_t type = kNone);
  bool isDefined(uint32_t symbol) const { return symbols_[symbol].index != kNone; }
  void defineFunc(uint32_t symbol, FuncDef&& def);
  // data is empty (zero value) or of the type's size. relocs' offsets are bytes within data.
  void defineGlobal(uint32_t symbol, uint32_t type, const std::vector<uint8_t>& data, const std::vector<Reloc>& relocs,
                    uint32_t flags = 0);
  // The row for a pair; made once.
  uint32_t itab(uint32_t inter, uint32_t type);
  uint32_t file(std::string_view path);
  // Packages in initialisation order. imports: indices returned earlier.
  uint32_t addPackage(std::string_view path, std::string_view name, const std::vector<uint32_t>& initSymbols,
                      const std::vector<uint32_t>& imports);

  std::vector<uint8_t> finish();

 private:
  uint32_t addMask(const std::vector<bool>& bits);

  std::string text_;
  std::unordered_map<std::string, Str> textIndex_;
  std::vector<TypeRow> types_;
  std::vector<PartRow> parts_;
  std::vector<MethodRow> methods_;
  std::vector<SymbolRow> symbols_;
  std::unordered_map<std::string, uint32_t> symbolIndex_;
  std::vector<FuncRow> funcs_;
  std::vector<Word> code_;
  std::vector<Reloc> relocs_;
  std::vector<uint64_t> masks_;
  std::vector<LineRow> lines_;
  std::vector<InlineRow> inlines_;
  std::vector<FrameObjectRow> objects_;
  std::vector<Str> files_;
  std::unordered_map<std::string, uint32_t> fileIndex_;
  std::vector<GlobalRow> globals_;
  std::vector<uint8_t> data_;
  std::vector<ItabRow> itabs_;
  std::unordered_map<uint64_t, uint32_t> itabIndex_;
  std::vector<PackageRow> packages_;
  std::vector<uint32_t> indices_;
};

}  // namespace gvm::bytecode
