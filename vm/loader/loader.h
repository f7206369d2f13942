// This file is the loader's interface: images go in, and come out as functions that can be called, types, globals and
// package initialisers of one VM. Everything is linked lazily: loading an image reads its header; a function's code is
// copied and its relocations are patched at its first call, and a type, global or itab is made when a linked function
// first refers to it.
//
// Symbols are resolved by name over all loaded images, own definitions first. Types are canonical per VM. All functions
// take the loader's lock and may be called from any thread; none parks or is a safepoint.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/vm.h"
#include "runtime/symtab/func.h"
#include "runtime/type/type.h"

namespace gvm::loader {

using namespace rt;

struct Loader;

// Makes vm->loader; needs vm->types, vm->symtab and vm->natives. Freed by freeLoader.
void init(VM* vm);
void freeLoader(VM* vm);

// Adds an image. The bytes must outlive the VM and have been verified unless they come from this process's compiler.
// Empty on success, else an error text (bad image, undefined symbol, missing native function).
std::string load(VM* vm, std::span<const u8> bytes);

// A function that initialises a package; in the order in which they must run. Those of images loaded later follow.
struct InitTask {
  std::string_view package;
  Func* fn;
};
std::vector<InitTask> initTasks(VM* vm);

// Adds an image to a program that is running. Functions named in `replaces` take the place of the earlier ones of that
// symbol: calls of these, from code linked before as well, go to the new code from now on (frames that run the old code
// go on with it). *inits receives the initialisers of packages that had not been initialised before, the image's own
// included, in order. Empty on success, else an error text, and nothing has changed.
std::string extend(VM* vm, std::span<const u8> bytes, std::span<const std::string> replaces, std::vector<InitTask>* inits);

// Takes back an image that extend added, if nothing of it can be in use: all that was made of it is the function of that
// symbol, which has returned for the last time. True when the bytes may be freed.
bool unload(VM* vm, std::span<const u8> bytes, std::string_view symbol);

// By symbol name, over all images, the oldest first; null when there is none.
Func* findFuncBySymbol(VM* vm, std::string_view symbol);
Type* findType(VM* vm, std::string_view symbol);
void* findGlobal(VM* vm, std::string_view symbol, Type** type);

// *elem, complete. Reflection may be the first to ask for it, so an image's row of it is looked for, which has its methods.
// Null when the type would be too large.
Type* pointerTo(VM* vm, Type* elem);

// The type of a function, receiver as first parameter; null when its image does not say.
Type* funcType(VM* vm, Func* f);

// The LINK operation: gives f its code and returns the entry. What cannot be linked is a fatal error of the program.
const u64* linkFunc(VM* vm, Func* f);

// The function whose code, or LINK stub, contains the word at pc. pc must be inside some function's code.
FuncInfo* findFunc(const u64* pc);

// What Func::jit is in functions that have no machine code; before any image is loaded.
void setNoMachineCode(VM* vm, const void* entry);

// What extend put in f's place, or null; f itself when unload took it away.
Func* replacementOf(VM* vm, Func* f);

// Gives f, and those whose place it has taken, machine code: as Func::jit for callers in machine code, and for others as
// code {ENTER, LINK}. False when f has been replaced itself, or the system gives no memory.
bool setMachineCode(VM* vm, Func* f, const void* entry);

// A function made at run time from finished code words (no relocations): engine stubs, reflect's. Never freed.
Func* makeFunc(VM* vm, std::string_view name, std::span<const u64> code, u32 frameSlots, u32 argSlots, u32 resultSlots,
               const u64* ptrMask, u32 ptrMaskSlots, u32 flags);

}  // namespace gvm::loader
