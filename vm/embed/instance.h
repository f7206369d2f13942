// This file declares Instance, one hosted VM as an embedding host holds it: made from images and options, called into, ended.
// The C interface (tools/libgvm) is a thin layer over it that adds the library and the compiler.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "vm/embed/host.h"
#include "vm/embed/program.h"

namespace gvm::embed {

class Instance {
 public:
  // Makes the VM and runs package initialisation, on the calling thread, whose VM it then is. Null with *error set when
  // that fails. program's images must outlive the instance; config.hosted and ownsProcess are set here.
  static std::unique_ptr<Instance> create(rt::VMConfig config, Program program, u64 timeLimitMs, std::string* error);
  ~Instance();
  Instance(const Instance&) = delete;

  // Never null; Callee::error says what is wrong with it. Lives as long as the instance.
  Callee* lookup(std::string_view symbol);
  gvm_status call(Callee* f, const gvm_value* args, size_t nargs, gvm_value* results, size_t nresults);
  // From any thread.
  void stop();

  const std::string& error() const { return error_; }
  int exitStatus() const;

 private:
  Instance() = default;
  bool onOwnThread() const;
  gvm_status resume();
  gvm_status fail(gvm_status s, std::string text) {
    error_ = std::move(text);
    return s;
  }
  gvm_status ended();
  std::string checkArguments(const Callee& f, const gvm_value* args, size_t nargs, size_t nresults) const;

  rt::VM* vm_ = nullptr;
  Program program_;
  HostState host_;
  u64 timeLimitMs_ = 0;
  bool inCall_ = false;
  std::string error_;
  std::unordered_map<std::string, std::unique_ptr<Callee>> callees_;
};

}  // namespace gvm::embed
