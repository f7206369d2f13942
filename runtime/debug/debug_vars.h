// This file holds the debug variables of a VM as a struct, one field per row of debug_vars.def.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace gvm::rt::inline debug {

struct DebugVars {
#define DEBUG_VAR(name, dflt, doc) int32_t name = dflt;
#include "runtime/debug/debug_vars.def"
#undef DEBUG_VAR
  bool cpuAesOff = false;  // GODEBUG=cpu.aes=off, and "cpu.all=off"
  bool cpuAllOff = false;
};

// Applies a GODEBUG string ("a=1,b=2") to the variables; unknown names are passed over, as in Go. Returns what to tell the
// user of settings of CPU features (cpu.NAME=off) that cannot be.
std::string parseGodebug(std::string_view text, DebugVars& vars);

// One row as documentation and tests want it.
struct DebugVarDoc {
  const char* name;
  int32_t dflt;
  const char* doc;
};
// All rows; *n gets their number.
const DebugVarDoc* debugVarDocs(int* n);

}  // namespace gvm::rt::inline debug
