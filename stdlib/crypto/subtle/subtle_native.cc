// This file combines bytes.
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

void exclusiveOr(Bytes dst, Bytes x, Bytes y) {
  for (i64 i = 0; i < dst.len; i++) dst.ptr[i] = x.ptr[i] ^ y.ptr[i];
}

const NativeEntry kTable[] = {GVM_NATIVE("crypto/subtle.xor", exclusiveOr)};

}  // namespace

std::span<const NativeEntry> cryptoSubtleNatives() { return kTable; }

}  // namespace gvm::stdlib
