// This file holds the natives of errors: questions about the types behind interface values.
#include "runtime/heap/barrier.h"
#include "runtime/type/table.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Eface;
using rt::Iface;
using rt::Kind;
using rt::NativeCall;
using rt::Type;

// The answers of inspectTarget, as in tree.go.
enum : i64 { kTargetOK, kTargetNil, kTargetNoPointer, kTargetNoError };

bool hasEquality(Iface err) { return err.tab->type->isComparable(); }

i64 inspectTarget(NativeCall& c, Eface target) {
  if (!target.type) return kTargetNil;
  if (target.type->kind != Kind::Pointer || !target.data) return kTargetNoPointer;
  const Type* elem = target.type->elem;
  if (elem->kind != Kind::Interface && !c.vm()->types->implements(c.vm()->types->errorType()->underlying, elem))
    return kTargetNoError;
  return kTargetOK;
}

bool assignTarget(NativeCall& c, Iface e, Eface target) {
  const Type* have = e.tab->type;
  const Type* want = target.type->elem;
  if (want->kind == Kind::Interface) {
    if (want->numIMethod == 0) {
      Eface v{e.tab->type, e.data};
      rt::typedmemmove(c.vm(), want, target.data, &v);
      return true;
    }
    rt::Itab* tab = c.vm()->types->getItab(want, have);
    if (!tab) return false;
    Iface v{tab, e.data};
    rt::typedmemmove(c.vm(), want, target.data, &v);
    return true;
  }
  if (have != want) return false;
  rt::typedmemmove(c.vm(), want, target.data, want->isDirectIface() ? static_cast<void*>(&e.data) : e.data);
  return true;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("errors.hasEquality", hasEquality),
    GVM_NATIVE("errors.inspectTarget", inspectTarget),
    GVM_NATIVE("errors.assignTarget", assignTarget),
};

}  // namespace

std::span<const NativeEntry> errorsNatives() { return kTable; }

}  // namespace gvm::stdlib
