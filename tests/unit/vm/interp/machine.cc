// This file sets up the tests' VM and calls assembled functions in it.
#include "tests/unit/vm/interp/machine.h"

#include "runtime/core/upcalls.h"
#include "runtime/gc/gc.h"

namespace gvm::interp::test {

Machine::Machine() {
  vm.natives = &registry;
  vm.engine = new InterpEngine;
  m = schedinit(&vm);
  alginit(&vm);
  vm.symtab = new SymTab;
  stackinit(&vm);
  mallocinit(&vm);
  gcinit(&vm);
  mapinit(&vm);
  loader::init(&vm);
  procresize(&vm, 1);
}

Machine::~Machine() {
  for (G* gp : called) {
    stackfree(&vm, m->p, gp->stack);
    delete gp;
  }
  m->curg = nullptr;
  schedFree(&vm);
  loader::freeLoader(&vm);
  delete vm.engine;
  gcFree(&vm);
  stackFreeAll(&vm);
  delete vm.symtab;
  mapFree(&vm);
  algFree(&vm);
  heapFree(&vm);
}

void Machine::load(ImageWriter& w) {
  image = w.finish();
  std::string error = loader::load(&vm, image);
  if (!error.empty()) throw_(error.c_str());
}

u64 Machine::call(std::string_view symbol, std::initializer_list<u64> args) {
  Func* f = loader::findFuncBySymbol(&vm, symbol);
  if (f == nullptr) throw_("no such function");
  G* gp = new G;
  called.push_back(gp);
  gp->vm = &vm;
  gp->stack = stackalloc(&vm, m->p, kFixedStack);
  gp->stackguard = stackGuardFor(gp->stack);
  gp->atomicstatus = Grunning;
  gp->m = m;
  m->curg = gp;
  g = gp;
  vm.engine->prepare(gp, reinterpret_cast<Closure*>(f));
  u32 i = 0;
  for (u64 a : args) gp->savedFp[i++] = a;
  exit = vm.engine->run(m, gp);
  return gp->stack.lo[4];
}

}  // namespace gvm::interp::test
