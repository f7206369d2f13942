// This file is what all functions of one image share while it is made: type facts and rows, symbols, strings, files.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/emit/emit.h"
#include "compiler/emit/typeinfo.h"
#include "vm/bytecode/writer.h"

namespace gvm::emit {

class Unit {
 public:
  Unit(lower::Program& program, source::Arena& arena, const source::FileSet& files, const Options& options)
      : infos(arena), program(program), options(options), arena_(arena), files_(files) {}

  std::vector<uint8_t> run(std::string* error);

  TypeInfos infos;
  bytecode::ImageWriter writer;
  lower::Program& program;
  const Options& options;

  source::Arena& arena() { return arena_; }
  // Row of a type (types.cc).
  uint32_t typeRow(types::Type* t);
  // Symbols.
  uint32_t funcSymbol(lower::Function* f);
  uint32_t globalSymbol(lower::Global* g);
  uint32_t itabRow(types::Type* iface, types::Type* concrete);
  // Byte offset of a string constant in kText.
  uint32_t text(std::string_view s) { return writer.str(s).offset; }
  // Row of struct{F uintptr; captured ...} for MKCLOSURE, slots in `classes`: 'P' pointer, 'W' word.
  uint32_t closureRow(const std::string& classes);

 private:
  bool emitFunction(lower::Function& f, std::string* error);
  void emitNative(lower::Function& f);
  void emitGlobal(lower::Global& g);
  void emitMethods();
  void emitPackages();
  bytecode::Str sharedStr(std::string_view s) { return writer.str(s); }
  void fillTypeRow(types::Type* t, uint32_t index);
  bytecode::PartRow part(std::string_view name, types::Type* t);
  uint32_t fileRow(uint32_t pos, uint32_t* line);

  source::Arena& arena_;
  const source::FileSet& files_;
  std::unordered_map<lower::Function*, uint32_t> funcs_;
  std::unordered_map<lower::Global*, uint32_t> globals_;
  std::unordered_map<std::string, uint32_t> closures_;
  std::unordered_map<types::Type*, uint32_t> typeRows_;  // by canonical type
  const source::File* lastFile_ = nullptr;
  uint32_t lastFileRow_ = 0;
};

}  // namespace gvm::emit
