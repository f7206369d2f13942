// This file is what all functions of one image share while it is made: type facts and rows, symbols, strings, files.
#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/emit/emit.h"
#include "compiler/escape/typeinfo.h"
#include "vm/bytecode/writer.h"

namespace gvm::emit {

class FuncGen;
using escape::TypeInfo;
using escape::TypeInfos;

class Unit {
 public:
  Unit(lower::Program& program, const Options& options)
      : infos(options.universe->arena, ++options.universe->images), program(program), options(options), arena_(options.universe->arena) {}

  std::vector<uint8_t> run();

  TypeInfos infos;
  bytecode::ImageWriter writer;
  lower::Program& program;
  const Options& options;

  source::Arena& arena() { return arena_; }
  // Row of a type (rows.cc).
  uint32_t typeRow(types::Type* t);
  // Symbols.
  uint32_t funcSymbol(lower::Function* f);
  uint32_t globalSymbol(lower::Global* g);
  uint32_t itabRow(types::Type* iface, types::Type* concrete) { return writer.itab(typeRow(iface), typeRow(concrete)); }
  // Byte offset of a string constant in kText.
  uint32_t text(std::string_view s) { return writer.str(s).offset; }
  // Row of struct{F uintptr; captured ...} for MKCLOSURE, slots in `classes`: 'P' pointer, 'W' word.
  uint32_t closureRow(const std::string& classes);

 private:
  bool emitFunction(lower::Function& f);
  bool frameFits(const lower::Function& f);
  void fail(const lower::Function& f, std::string text);
  void defineFunction(FuncGen& g);
  void defineLines(FuncGen& g, bytecode::FuncDef& def);
  void defineNative(lower::Function& f);
  void defineGlobal(lower::Global& g);
  void defineMethods();
  void definePackages();
  void fillSignature(lower::Function& f, bytecode::FuncDef& def);
  void fillTypeRow(types::Type* t, bytecode::TypeRow& row);
  std::string symbolOf(types::Type* t);
  uint32_t funcTypeRow(const std::vector<types::Type*>& params, const std::vector<types::Type*>& results, bool variadic);
  uint32_t basicRow(rt::Kind k);
  uint32_t fileRow(uint32_t pos, uint32_t* line);

  source::Arena& arena_;
  bool failed_ = false;  // something was reported: there will be no image
  std::unordered_map<lower::Function*, uint32_t> funcs_;
  std::unordered_map<lower::Global*, uint32_t> globals_;
  std::vector<lower::Function*> natives_;
  std::unordered_map<std::string, uint32_t> closures_;
  std::unordered_map<types::Type*, uint32_t> typeRows_;  // by canonical type
  std::map<std::vector<uint32_t>, uint32_t> funcTypes_;
  uint32_t basicRows_[rt::kNumKinds] = {};               // 1 + row
  const source::File* lastFile_ = nullptr;
  uint32_t lastFileRow_ = 0;
};

// What tracebacks show of parameters of these types (arg_text.cc).
std::string describeArguments(TypeInfos& infos, const std::vector<types::Type*>& params);

}  // namespace gvm::emit
