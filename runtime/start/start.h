// This file is how a VM begins and ends. createVM runs the phases of phases.def in order; runVM runs the program on the
// calling thread; closeVM takes everything down again.
#pragma once
#include <string>

#include "runtime/base/types.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline start {

// What the maker of a VM, which sees the rooms above the runtime, does in phase modulesinit.
struct ProgramLoader {
  // Makes vm->engine and vm->loader, loads the program's images, fills vm->wk (fillWellKnown), vm->inits and
  // vm->mainMain. Returns an error text, or empty.
  std::string (*load)(VM* vm, void* arg) = nullptr;
  // Frees what load made, after all threads have ended.
  void (*unload)(VM* vm, void* arg) = nullptr;
  void* arg = nullptr;
};

// Makes a VM, ready to run on this thread (its m0). Null with *error set when the program cannot be loaded.
VM* createVM(const VMConfig& config, const ProgramLoader& program, std::string* error);

// Runs the program. For a VM that owns its process this does not return; else it returns the exit status once the
// program has ended, and vm->exitMessage tells of a failure.
int runVM(VM* vm);

// For hosted VMs: runs the program on the calling thread until it waits for a call (true) or has ended (false; then
// vm->exitStatus and vm->exitMessage tell how). The first run initialises the packages.
bool resumeVM(VM* vm);

// Ends all threads of the VM and frees every byte of it. Called on the thread that made it.
void closeVM(VM* vm);

// Fills vm->wk by name. Returns the missing symbols, separated by commas; empty when all are there.
template <class FindType, class FindFunc>
std::string fillWellKnown(VM* vm, FindType findType, FindFunc findFunc) {
  std::string missing;
  auto note = [&](const char* symbol) { missing += missing.empty() ? symbol : std::string(", ") + symbol; };
#define WELL_KNOWN_TYPE(field, symbol, doc) \
  if (!(vm->wk.field = findType(symbol))) note(symbol);
#define WELL_KNOWN_FUNC(field, symbol, doc) \
  if (!(vm->wk.field = findFunc(symbol))) note(symbol);
#include "runtime/core/well_known.def"
#undef WELL_KNOWN_TYPE
#undef WELL_KNOWN_FUNC
  return missing;
}

// The value of an environment variable of the VM, or empty; *found tells whether it is set.
std::string_view getenvVM(const VM* vm, std::string_view name, bool* found = nullptr);
// Prints one line of GODEBUG=inittrace=1 for a phase or package: name, when it began (ns since rt0), how long it took, and
// what it allocated.
void inittraceLine(VM* vm, std::string_view name, i64 began, i64 took, u64 bytes, u64 allocs);

// ---- for stdlib/runtime's main -----------------------------------------------------------------------------------------
// The start of runtime.main: locks the main goroutine to the main thread for package inits, starts sysmon and the
// collector's background goroutines.
void mainStart(G* g);
// The next package initialiser as a func value, or null when all have run.
Closure* nextPackageInit(VM* vm);
// All inits have run: the main goroutine is free of its thread (unless the program locked it).
void mainInitDone(G* g);

}  // namespace gvm::rt::inline start
