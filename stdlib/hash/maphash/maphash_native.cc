// This file binds the hash functions of the runtime's maps.
#include "runtime/core/m.h"
#include "runtime/core/p.h"
#include "runtime/panic/panic.h"
#include "runtime/type/alg.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::NativeCall;
using rt::NativeResult;

u64 mix(NativeCall& c, u64 h, rt::Bytes p) { return rt::memhash(p.ptr, h, static_cast<u64>(p.len), *c.vm()->hash); }
u64 mixString(NativeCall& c, u64 h, rt::GoString s) { return rt::strhash(s, h, *c.vm()->hash); }

NativeResult<u64> value(NativeCall& c, u64 h, rt::Eface v) {
  const rt::Type* bad = nullptr;
  u64 sum = rt::efaceHash(v, h, *c.vm()->hash, &bad);
  if (bad) return rt::panicunhashable(c.g, bad);
  return sum;
}

u64 random() { return rt::currentM->p->rand.next64() | 1; }

const NativeEntry kTable[] = {
    GVM_NATIVE("hash/maphash.mix", mix),
    GVM_NATIVE("hash/maphash.mixString", mixString),
    GVM_NATIVE("hash/maphash.value", value),
    GVM_NATIVE("hash/maphash.random", random),
};

}  // namespace

std::span<const NativeEntry> hashMaphashNatives() { return kTable; }

}  // namespace gvm::stdlib
