// This file is the border between a host and a hosted VM (VMConfig::hosted): values and their Go types, host functions
// that Go code calls, and calls of Go functions by the host.
//
// A call. The host's thread is the VM's m0. Between calls the VM's first goroutine is in runtime.hostNext, which counts
// as a system call, so that other threads of the VM go on. HostState::call sets what to call and resumes the VM;
// hostNext comes back, allocates slot memory (dyncall.h), lays the arguments there, and returns to runtime.hostCall, which
// calls the function and reports the results, or the panic, through the natives below. The next hostNext gives the thread
// back.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "runtime/core/vm.h"
#include "vm/include/gvm/gvm.h"
#include "vm/native/native.h"

namespace gvm::embed {

// How a value of the border lies in slots.
struct ValueType {
  gvm_kind kind = GVM_NONE;
  rt::Kind go = rt::Kind::Invalid;
  u32 slots = 1;
};

// A function's type as the border knows it, and its text as reflect prints it.
struct Signature {
  std::string text;
  std::vector<ValueType> params, results;
  std::vector<std::string> paramTexts, resultTexts;
};

// Reads "func(int, string) (bool, error)". Empty on success, else what is wrong.
std::string parseSignature(std::string_view text, Signature* out);

// A function of the host. Lives as long as the VMs that were made with it.
struct HostFunction {
  std::string package, name;
  Signature sig;
  gvm_host_func fn = nullptr;
  void* user = nullptr;
  std::string symbol() const { return package + "." + name; }
};

// The Go source of a package that declares host functions: without bodies, so that they are natives.
std::string hostPackageSource(std::string_view package, const std::vector<std::unique_ptr<HostFunction>>& all);

// Registers the functions, and the natives of stdlib/runtime/host.go.
void registerHost(rt::NativeRegistry& registry, const std::vector<std::unique_ptr<HostFunction>>* functions);

// A Go function that the host may call: what was found of its type.
struct Callee {
  rt::Func* fn = nullptr;
  const rt::Type* type = nullptr;
  std::vector<ValueType> params, results;
  std::string error;  // why it cannot be called
};

// The host's side of one VM (VM::host).
struct HostState {
  // ---- the call in progress
  Callee* callee = nullptr;
  const gvm_value* args = nullptr;
  bool returned = false, panicked = false;
  std::string panicText;
  // Results, and the bytes of those that have some; kept until the next call.
  std::vector<gvm_value> results;
  std::deque<std::string> bytes;
};

// Looks a function up; never null, see Callee::error.
std::unique_ptr<Callee> findCallee(rt::VM* vm, std::string_view symbol);

}  // namespace gvm::embed
