// This file holds the natives of math/rand and math/rand/v2: the random numbers of the VM, which a seed fixes.
#include "runtime/core/m.h"
#include "runtime/core/p.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

u64 runtimeRand() { return rt::currentM->p->rand.next64(); }

const NativeEntry kTable[] = {GVM_NATIVE("math/rand.runtimeRand", runtimeRand)};
const NativeEntry kTableV2[] = {GVM_NATIVE("math/rand/v2.runtimeRand", runtimeRand)};

}  // namespace

std::span<const NativeEntry> mathRandNatives() { return kTable; }
std::span<const NativeEntry> mathRandV2Natives() { return kTableV2; }

}  // namespace gvm::stdlib
