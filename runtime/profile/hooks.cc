// This file answers the collector's questions about the VM as a whole: roots outside goroutines, and who wants to know
// that a cycle begins.
#include "runtime/core/upcalls.h"
#include "runtime/core/vm.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline profile {

void visitVMRoots(VM* vm, RootVisitor visit, void* arg) {
  visitTimers(vm, visit, arg);
  visit(reinterpret_cast<void**>(&vm->exitHook), arg);
  std::vector<VMHook> hooks;
  {
    MutexLock hold(vm->hookLock);
    hooks = vm->hooks;
  }
  for (VMHook& h : hooks)
    if (h.roots != nullptr) h.roots(vm, h.data, visit, arg);
}

void gcCycleHooks(VM* vm) {
  MutexLock hold(vm->hookLock);
  for (VMHook& h : vm->hooks)
    if (h.gcCycle != nullptr) h.gcCycle(vm, h.data);
}

}  // namespace gvm::rt::inline profile
