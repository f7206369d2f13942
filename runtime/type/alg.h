// This file declares hashing and equality by type: what maps, == on interfaces and composite values stand on. Hashes are
// seeded per VM; AES rounds are used when the CPU has them, a multiply-mix hash (wyhash's structure) otherwise.
#pragma once
#include <atomic>

#include "runtime/core/vm.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline type {

/// The per-VM seeds. Filled by hashInit, constant afterwards but for the NaN counter.
struct alignas(16) HashState {
  u8 aesKeys[64] = {};
  u64 keys[4] = {};
  bool useAes = false;
  mutable std::atomic<u64> nan{0};  // NaN != NaN, so each NaN key hashes to a fresh value
};

/// Makes VM::hash and VM::types (seed: VM::hashSeed[0]), and frees them.
void alginit(VM* vm);
void algFree(VM* vm);

/// Seeds hs from `seed` and chooses AES when wanted and available.
void hashInit(HashState& hs, u64 seed, bool allowAes);

u64 memhash(const void* p, u64 seed, u64 size, const HashState& hs);
u64 memhashPortable(const void* p, u64 seed, u64 size, const HashState& hs);
u64 memhashAes(const void* p, u64 seed, u64 size, const HashState& hs);

/// Hash of 8 bytes: inlined in the map's 64-bit variant.
inline u64 memhash64(u64 v, u64 seed, const HashState& hs) {
  return mixMul(v ^ hs.keys[0] ^ seed, hs.keys[1] ^ std::rotl(v, 32));
}
inline u64 memhash32(u32 v, u64 seed, const HashState& hs) { return memhash64(v, seed, hs); }
inline u64 strhash(const GoString& s, u64 seed, const HashState& hs) {
  return memhash(s.ptr, seed, static_cast<u64>(s.len), hs);
}
u64 f64hash(f64 v, u64 seed, const HashState& hs);

/// Hashes the dynamic value of an interface; *bad is set when its type is not hashable.
u64 efaceHash(const Eface& e, u64 seed, const HashState& hs, const Type** bad);
/// e == f for values of type interface{}; *bad is set when the dynamic type is not comparable.
bool efaceEqual(const Eface& e, const Eface& f, const Type** bad);
bool ifaceEqual(const Iface& e, const Iface& f, const Type** bad);
/// Compares two data words of interfaces that both hold type t.
bool dataEqual(const Type* t, const void* p, const void* q, const Type** bad);

/// Chooses t->equal, t->hashFn and the comparability flags; components must be complete.
void setAlgorithms(Type* t);

}  // namespace gvm::rt::inline type
