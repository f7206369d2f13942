// This file binds OpenSSL's compression functions, by the low-level interface: it needs none of OpenSSL's start-up.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/md5.h>
#include <openssl/sha.h>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

// func absorb(algo Algo, chain *[8]uint64, blocks []byte)
void absorb(i64 algo, u64* chain, Bytes blocks) {
  auto size = static_cast<usize>(blocks.len);
  switch (algo) {
    case 0: {
      MD5_CTX c = {};
      c.A = static_cast<u32>(chain[0]), c.B = static_cast<u32>(chain[1]);
      c.C = static_cast<u32>(chain[2]), c.D = static_cast<u32>(chain[3]);
      MD5_Update(&c, blocks.ptr, size);
      chain[0] = c.A, chain[1] = c.B, chain[2] = c.C, chain[3] = c.D;
      break;
    }
    case 1: {
      SHA_CTX c = {};
      SHA_LONG* words[] = {&c.h0, &c.h1, &c.h2, &c.h3, &c.h4};
      for (int i = 0; i < 5; i++) *words[i] = static_cast<u32>(chain[i]);
      SHA1_Update(&c, blocks.ptr, size);
      for (int i = 0; i < 5; i++) chain[i] = *words[i];
      break;
    }
    case 2: {
      SHA256_CTX c = {};
      for (int i = 0; i < 8; i++) c.h[i] = static_cast<u32>(chain[i]);
      SHA256_Update(&c, blocks.ptr, size);
      for (int i = 0; i < 8; i++) chain[i] = c.h[i];
      break;
    }
    default: {
      SHA512_CTX c = {};
      for (int i = 0; i < 8; i++) c.h[i] = chain[i];
      SHA512_Update(&c, blocks.ptr, size);
      for (int i = 0; i < 8; i++) chain[i] = c.h[i];
    }
  }
}

const NativeEntry kTable[] = {GVM_NATIVE("internal/mdhash.absorb", absorb)};

}  // namespace

std::span<const NativeEntry> mdhashNatives() { return kTable; }

}  // namespace gvm::stdlib
