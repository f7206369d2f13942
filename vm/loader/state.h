// This file is the loader's private state: the loaded images with their caches of linked objects, and the linker class
// whose parts are in types.cc (types), link.cc (functions, globals, itabs) and loader.cc (images, lookups).
#pragma once

#include <deque>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "runtime/core/lock.h"
#include "runtime/type/table.h"
#include "vm/bytecode/image.h"
#include "vm/loader/code_arena.h"
#include "vm/loader/loader.h"
#include "vm/native/native.h"

namespace gvm::loader {

using bytecode::FuncRow;
using bytecode::Image;
using bytecode::kNone;

// An image and what has been made of its rows so far; null entries are not made yet.
struct Loaded {
  Image img;
  std::vector<Type*> types;
  std::vector<Func*> funcs;
  std::vector<void*> globals;
  std::vector<Itab*> itabs;
  bool extension = false;  // added to a running program
};

struct Loader {
  explicit Loader(VM* vm) : vm(vm) {}
  ~Loader();

  VM* const vm;
  Mutex mu;  // guards everything below
  std::vector<std::unique_ptr<Loaded>> images;
  // The first `searched` images are looked through one by one; what later ones (extend) define first is in the index.
  usize searched = 0;
  struct Definition {
    Loaded* im;
    u32 symbol;
  };
  std::unordered_multimap<std::string_view, Definition> defined;
  std::unordered_map<Func*, Func*> newer;       // functions that were replaced, and by what; that one's entries are theirs
  std::unordered_set<std::string> strings;      // constants of extensions
  std::unordered_set<std::string> initialised;  // packages whose initialisers were handed out
  CodeArena code;
  const void* noMachineCode = nullptr;  // Func::jit of new functions
  std::string error;  // first link error of the operation in progress
  std::string fault;  // why a function could not be linked, for the fatal error

  // ---- types.cc
  Type* type(Loaded& im, u32 index);
  // Completes the types made since the last call, and gives them their methods.
  void finishTypes();

  // ---- link.cc: each returns null and sets error on failure
  Func* func(Loaded& im, u32 row);
  Func* funcSymbol(Loaded& im, u32 symbol);
  // Gives the calls of older functions of f's symbol f's code.
  bool replace(Func* f);
  bool setMachineCode(Func* f, const void* entry);
  static void setEntries(Func* f, const u64* entry, void* machineCode);
  const char* text(Loaded& im, const bytecode::Reloc& r);
  NativeFunc* native(Loaded& im, u32 symbol);
  void* global(Loaded& im, u32 row);
  void* globalSymbol(Loaded& im, u32 symbol);
  Itab* itab(Loaded& im, u32 row);
  const u64* link(Func* f);
  bool patch(Loaded& im, const bytecode::Reloc& r, u64* word);
  // The image and row that define a symbol, searching `first` before the others.
  bool resolve(Loaded* first, std::string_view name, bytecode::SymbolKind kind, Loaded** im, u32* row);

  void* alloc(u64 bytes);  // zeroed, never freed before the loader
  void fail(std::string text) {
    if (error.empty()) error = std::move(text);
  }
  GoString goString(std::string_view s) { return {reinterpret_cast<const u8*>(s.data()), static_cast<i64>(s.size())}; }

 private:
  Type* makeType(Loaded& im, u32 index, const bytecode::TypeRow& row);
  Type* makeNamed(Loaded& im, u32 index, const bytecode::TypeRow& row);
  Type* makeStruct(Loaded& im, const bytecode::TypeRow& row);
  Type* makeFuncType(Loaded& im, const bytecode::TypeRow& row);
  Type* makeInterface(Loaded& im, const bytecode::TypeRow& row);
  void setMethods(Loaded& im, u32 index);
  const u64* linkNative(Func* f);
  bool bindNative(NativeFunc* n, Func* f, Loaded& im, u32 row);
  void fillInfo(Loaded& im, const FuncRow& row, FuncInfo* info);

  struct NewType {
    Loaded* im;
    u32 index;
  };
  std::vector<NewType> newTypes_;
  struct Block {
    char* base;
    u64 used, size;
  };
  std::vector<Block> blocks_;
};

inline Loader* loaderOf(VM* vm) { return static_cast<Loader*>(vm->loader); }

}  // namespace gvm::loader
