// This file is what stands between a program in an embedded VM and its host's process: which system calls it may make, and
// which file descriptors are its own. Descriptors 0 to 2 stand for those that the host has given for them; any other must
// have been opened by the VM, so that a program cannot reach the host's files by guessing numbers. A VM that owns its
// process is let through everywhere.
#pragma once
#include <algorithm>
#include <cerrno>

#include "runtime/core/vm.h"
#include "vm/native/native.h"

namespace gvm::stdlib {

inline bool allows(rt::NativeCall& c, u32 capability) { return c.vm()->config.capabilities & capability; }

// The process's descriptor for a program's, or -1, which the kernel answers with EBADF.
inline int processFd(rt::NativeCall& c, i64 fd) {
  rt::VM* vm = c.vm();
  const rt::VMConfig& config = vm->config;
  if (config.ownsProcess) return static_cast<int>(fd);
  switch (fd) {
    case 0: return config.stdinFd;
    case 1: return config.stdoutFd;
    case 2: return config.stderrFd;
    default: break;
  }
  rt::MutexLock hold(vm->fdLock);
  bool own = std::find(vm->ownFds.begin(), vm->ownFds.end(), static_cast<int>(fd)) != vm->ownFds.end();
  return own ? static_cast<int>(fd) : -1;
}

// A descriptor was opened for the program; failures (negative) are passed through.
inline i64 ownFd(rt::NativeCall& c, i64 fd) {
  rt::VM* vm = c.vm();
  if (fd < 0 || vm->config.ownsProcess) return fd;
  rt::MutexLock hold(vm->fdLock);
  vm->ownFds.push_back(static_cast<int>(fd));
  return fd;
}

// The program closes a descriptor: true when the process's is to be closed, else *error (0 for the host's three).
inline bool disownFd(rt::NativeCall& c, i64 fd, i64* error) {
  rt::VM* vm = c.vm();
  if (vm->config.ownsProcess) return true;
  *error = 0;
  if (fd >= 0 && fd <= 2) return false;
  rt::MutexLock hold(vm->fdLock);
  if (std::erase(vm->ownFds, static_cast<int>(fd)) != 0) return true;
  *error = EBADF;
  return false;
}

}  // namespace gvm::stdlib
