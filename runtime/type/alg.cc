// This file implements equality and hashing by type. Both walk the structure of a type; memory that compares as bytes
// (kTFlagRegularMemory) is handled in one piece. A comparison or hash that Go must panic on reports the type in *bad.
#include "runtime/type/alg.h"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gvm::rt::inline type {

namespace {

constexpr u64 kM1 = 0xa0761d6478bd642fULL, kM2 = 0xe7037ed1a0b428dbULL, kM3 = 0x8ebc6af09c88c6e3ULL,
              kM4 = 0x589965cc75374cc3ULL;

u64 splitmix(u64& s) {
  u64 z = (s += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

// The up to 16 bytes at p as two words, without reading outside [p, p+n).
inline void load16(const u8* p, u64 n, u64& a, u64& b) {
  if (n >= 8) {
    a = loadAs<u64>(p);
    b = loadAs<u64>(p + n - 8);
  } else if (n >= 4) {
    a = loadAs<u32>(p);
    b = loadAs<u32>(p + n - 4);
  } else if (n > 0) {
    a = (u64{p[0]} << 16) | (u64{p[n >> 1]} << 8) | p[n - 1];
    b = 0;
  } else {
    a = b = 0;
  }
}

}  // namespace

void hashInit(HashState& hs, u64 seed, bool allowAes) {
  u64 s = seed;
  for (u64& k : hs.keys) k = splitmix(s) | 1;
  for (int i = 0; i < 64; i += 8) storeAs(hs.aesKeys + i, splitmix(s));
  hs.nan.store(splitmix(s), std::memory_order_relaxed);
  hs.useAes = false;
#if defined(__x86_64__)
  hs.useAes = allowAes && __builtin_cpu_supports("aes") && __builtin_cpu_supports("ssse3");
#endif
}

u64 memhashPortable(const void* ptr, u64 seed, u64 size, const HashState& hs) {
  const u8* p = static_cast<const u8*>(ptr);
  seed ^= hs.keys[0];
  u64 n = size, a, b;
  if (n <= 16) {
    load16(p, n, a, b);
  } else {
    if (n > 48) {
      u64 s1 = seed, s2 = seed;
      do {
        seed = mixMul(loadAs<u64>(p) ^ kM1 ^ hs.keys[1], loadAs<u64>(p + 8) ^ seed);
        s1 = mixMul(loadAs<u64>(p + 16) ^ kM2, loadAs<u64>(p + 24) ^ s1);
        s2 = mixMul(loadAs<u64>(p + 32) ^ kM3, loadAs<u64>(p + 40) ^ s2);
        p += 48;
        n -= 48;
      } while (n > 48);
      seed ^= s1 ^ s2;
    }
    while (n > 16) {
      seed = mixMul(loadAs<u64>(p) ^ kM1 ^ hs.keys[1], loadAs<u64>(p + 8) ^ seed);
      p += 16;
      n -= 16;
    }
    a = loadAs<u64>(p + n - 16);
    b = loadAs<u64>(p + n - 8);
  }
  return mixMul(kM4 ^ size, mixMul(a ^ kM2 ^ hs.keys[2], b ^ seed));
}

#if defined(__x86_64__)
__attribute__((target("aes,ssse3,sse4.1"))) u64 memhashAes(const void* ptr, u64 seed, u64 size, const HashState& hs) {
  const u8* p = static_cast<const u8*>(ptr);
  const __m128i* keys = reinterpret_cast<const __m128i*>(hs.aesKeys);
  __m128i k0 = _mm_load_si128(keys), k1 = _mm_load_si128(keys + 1);
  __m128i h = _mm_xor_si128(_mm_set_epi64x(static_cast<i64>(size), static_cast<i64>(seed)), k0);
  u64 n = size;
  if (n <= 16) {
    u64 a, b;
    load16(p, n, a, b);
    __m128i v = _mm_set_epi64x(static_cast<i64>(b), static_cast<i64>(a));
    h = _mm_aesenc_si128(_mm_xor_si128(h, v), k1);
    h = _mm_aesenc_si128(h, k0);
    h = _mm_aesenc_si128(h, k1);
    return static_cast<u64>(_mm_cvtsi128_si64(h));
  }
  if (n > 64) {
    __m128i h1 = _mm_xor_si128(h, k1), h2 = _mm_xor_si128(h, _mm_load_si128(keys + 2)),
            h3 = _mm_xor_si128(h, _mm_load_si128(keys + 3));
    do {
      const __m128i* q = reinterpret_cast<const __m128i*>(p);
      h = _mm_aesenc_si128(_mm_xor_si128(h, _mm_loadu_si128(q)), k1);
      h1 = _mm_aesenc_si128(_mm_xor_si128(h1, _mm_loadu_si128(q + 1)), k1);
      h2 = _mm_aesenc_si128(_mm_xor_si128(h2, _mm_loadu_si128(q + 2)), k1);
      h3 = _mm_aesenc_si128(_mm_xor_si128(h3, _mm_loadu_si128(q + 3)), k1);
      p += 64;
      n -= 64;
    } while (n > 64);
    h = _mm_aesenc_si128(_mm_xor_si128(h, h1), _mm_aesenc_si128(h2, h3));
  }
  while (n > 16) {
    h = _mm_aesenc_si128(_mm_xor_si128(h, _mm_loadu_si128(reinterpret_cast<const __m128i*>(p))), k1);
    p += 16;
    n -= 16;
  }
  // The last 16 bytes, overlapping what is already in.
  __m128i tail = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + n - 16));
  h = _mm_aesenc_si128(_mm_xor_si128(h, tail), k0);
  h = _mm_aesenc_si128(h, k1);
  h = _mm_aesenc_si128(h, k0);
  return static_cast<u64>(_mm_cvtsi128_si64(h));
}
#else
u64 memhashAes(const void* p, u64 seed, u64 size, const HashState& hs) { return memhashPortable(p, seed, size, hs); }
#endif

u64 memhash(const void* p, u64 seed, u64 size, const HashState& hs) {
  return hs.useAes ? memhashAes(p, seed, size, hs) : memhashPortable(p, seed, size, hs);
}

u64 f64hash(f64 v, u64 seed, const HashState& hs) {
  if (v == 0) return memhash64(0, seed, hs);  // +0 == -0
  if (v != v) return memhash64(hs.nan.fetch_add(kM1, std::memory_order_relaxed), seed, hs);
  return memhash64(__builtin_bit_cast(u64, v), seed, hs);
}

namespace {

// ---- equality -------------------------------------------------------------------------------------------------------

bool eqMem(const Type* t, const void* p, const void* q, const Type**) { return std::memcmp(p, q, t->size) == 0; }
bool eq8(const Type*, const void* p, const void* q, const Type**) { return loadAs<u8>(p) == loadAs<u8>(q); }
bool eq16(const Type*, const void* p, const void* q, const Type**) { return loadAs<u16>(p) == loadAs<u16>(q); }
bool eq32(const Type*, const void* p, const void* q, const Type**) { return loadAs<u32>(p) == loadAs<u32>(q); }
bool eq64(const Type*, const void* p, const void* q, const Type**) { return loadAs<u64>(p) == loadAs<u64>(q); }
bool eqF32(const Type*, const void* p, const void* q, const Type**) { return loadAs<f32>(p) == loadAs<f32>(q); }
bool eqF64(const Type*, const void* p, const void* q, const Type**) { return loadAs<f64>(p) == loadAs<f64>(q); }
template <class F>
bool eqComplex(const Type*, const void* p, const void* q, const Type**) {
  auto a = loadAs<std::array<F, 2>>(p), b = loadAs<std::array<F, 2>>(q);
  return a[0] == b[0] && a[1] == b[1];
}
bool eqString(const Type*, const void* p, const void* q, const Type**) {
  auto a = loadAs<GoString>(p), b = loadAs<GoString>(q);
  return a.len == b.len && (a.ptr == b.ptr || std::memcmp(a.ptr, b.ptr, static_cast<usize>(a.len)) == 0);
}
bool eqEface(const Type*, const void* p, const void* q, const Type** bad) {
  return efaceEqual(loadAs<Eface>(p), loadAs<Eface>(q), bad);
}
bool eqIface(const Type*, const void* p, const void* q, const Type** bad) {
  return ifaceEqual(loadAs<Iface>(p), loadAs<Iface>(q), bad);
}
bool eqArray(const Type* t, const void* p, const void* q, const Type** bad) {
  const u8 *a = static_cast<const u8*>(p), *b = static_cast<const u8*>(q);
  const Type* e = t->elem;
  for (u64 i = 0; i < t->len; i++) {
    if (!e->equal(e, a + i * e->size, b + i * e->size, bad) || *bad) return false;
  }
  return true;
}
// Go compares fields in source order and stops at the first difference, before anything later can panic.
bool eqInOrder(const Type* t, const u8* a, const u8* b, const Type** bad) {
  for (u32 i = 0; i < t->numField; i++) {
    const Field& f = t->fields[i];
    if (f.name.view() == "_") continue;
    if (!f.type->equal(f.type, a + f.offset, b + f.offset, bad) || *bad) return false;
  }
  return true;
}
// Where no comparison can panic, what is cheap comes first: plain fields and the lengths of strings, as gc has it.
bool eqStruct(const Type* t, const void* p, const void* q, const Type** bad) {
  const u8 *a = static_cast<const u8*>(p), *b = static_cast<const u8*>(q);
  if (t->tflag & kTFlagHashMightPanic) return eqInOrder(t, a, b, bad);
  for (u32 i = 0; i < t->numField; i++) {
    const Field& f = t->fields[i];
    const u8 *x = a + f.offset, *y = b + f.offset;
    if (f.type->kind == Kind::String) {
      if (loadAs<GoString>(x).len != loadAs<GoString>(y).len && f.name.view() != "_") return false;
    } else if (f.type->isRegularMemory() && f.name.view() != "_" && !f.type->equal(f.type, x, y, bad)) {
      return false;
    }
  }
  for (u32 i = 0; i < t->numField; i++) {
    const Field& f = t->fields[i];
    if (f.type->isRegularMemory() || f.name.view() == "_") continue;
    if (!f.type->equal(f.type, a + f.offset, b + f.offset, bad)) return false;
  }
  return true;
}

// ---- hashing --------------------------------------------------------------------------------------------------------

u64 hashMem(const Type* t, const void* p, u64 seed, const HashState& hs, const Type**) {
  return memhash(p, seed, t->size, hs);
}
u64 hash64(const Type*, const void* p, u64 seed, const HashState& hs, const Type**) {
  return memhash64(loadAs<u64>(p), seed, hs);
}
u64 hash32(const Type*, const void* p, u64 seed, const HashState& hs, const Type**) {
  return memhash32(loadAs<u32>(p), seed, hs);
}
u64 hashF32(const Type*, const void* p, u64 seed, const HashState& hs, const Type**) {
  return f64hash(loadAs<f32>(p), seed, hs);
}
u64 hashF64(const Type*, const void* p, u64 seed, const HashState& hs, const Type**) {
  return f64hash(loadAs<f64>(p), seed, hs);
}
template <class F>
u64 hashComplex(const Type*, const void* p, u64 seed, const HashState& hs, const Type**) {
  auto a = loadAs<std::array<F, 2>>(p);
  return f64hash(a[1], f64hash(a[0], seed, hs), hs);
}
u64 hashString(const Type*, const void* p, u64 seed, const HashState& hs, const Type**) {
  return strhash(loadAs<GoString>(p), seed, hs);
}
u64 hashEface(const Type*, const void* p, u64 seed, const HashState& hs, const Type** bad) {
  return efaceHash(loadAs<Eface>(p), seed, hs, bad);
}
u64 hashIface(const Type*, const void* p, u64 seed, const HashState& hs, const Type** bad) {
  Iface i = loadAs<Iface>(p);
  return efaceHash(Eface{i.tab ? i.tab->type : nullptr, i.data}, seed, hs, bad);
}
u64 hashArray(const Type* t, const void* p, u64 seed, const HashState& hs, const Type** bad) {
  const u8* a = static_cast<const u8*>(p);
  for (u64 i = 0; i < t->len && !*bad; i++) seed = t->elem->hashFn(t->elem, a + i * t->elem->size, seed, hs, bad);
  return seed;
}
u64 hashStruct(const Type* t, const void* p, u64 seed, const HashState& hs, const Type** bad) {
  const u8* a = static_cast<const u8*>(p);
  for (u32 i = 0; i < t->numField && !*bad; i++) {
    const Field& f = t->fields[i];
    if (f.name.view() == "_") continue;
    seed = f.type->hashFn(f.type, a + f.offset, seed, hs, bad);
  }
  return seed;
}

// True when the fields cover the struct without padding or blank names, and each compares as bytes.
bool structIsRegular(const Type* t) {
  u64 at = 0;
  for (u32 i = 0; i < t->numField; i++) {
    const Field& f = t->fields[i];
    if (f.offset != at || !f.type->isRegularMemory() || f.name.view() == "_") return false;
    at += f.type->size;
  }
  return at == t->size;
}

void setRegular(Type* t) {
  t->tflag |= kTFlagRegularMemory | kTFlagComparable | kTFlagReflexiveKey;
  switch (t->size) {
    case 1: t->equal = eq8; break;
    case 2: t->equal = eq16; break;
    case 4: t->equal = eq32; break;
    case 8: t->equal = eq64; break;
    default: t->equal = eqMem; break;
  }
  t->hashFn = t->size == 8 ? hash64 : t->size == 4 ? hash32 : hashMem;
}

void set(Type* t, EqualFn eq, HashFn hash, u16 flags) {
  t->equal = eq;
  t->hashFn = hash;
  t->tflag |= kTFlagComparable | flags;
}

}  // namespace

void setAlgorithms(Type* t) {
  constexpr u16 kInherit = kTFlagReflexiveKey | kTFlagHashMightPanic | kTFlagNeedKeyUpdate;
  switch (t->kind) {
    case Kind::Func:
    case Kind::Map:
    case Kind::Slice:
    case Kind::Invalid:
      return;
    case Kind::Float32: return set(t, eqF32, hashF32, kTFlagNeedKeyUpdate);
    case Kind::Float64: return set(t, eqF64, hashF64, kTFlagNeedKeyUpdate);
    case Kind::Complex64: return set(t, eqComplex<f32>, hashComplex<f32>, kTFlagNeedKeyUpdate);
    case Kind::Complex128: return set(t, eqComplex<f64>, hashComplex<f64>, kTFlagNeedKeyUpdate);
    case Kind::String: return set(t, eqString, hashString, kTFlagNeedKeyUpdate | kTFlagReflexiveKey);
    case Kind::Interface:
      return set(t, t->numIMethod ? eqIface : eqEface, t->numIMethod ? hashIface : hashEface,
                 kTFlagNeedKeyUpdate | kTFlagHashMightPanic);
    case Kind::Array:
      if (!t->elem->isComparable()) return;
      if (t->elem->isRegularMemory()) return setRegular(t);
      return set(t, eqArray, hashArray, t->elem->tflag & kInherit);
    case Kind::Struct: {
      u16 flags = kTFlagReflexiveKey;
      for (u32 i = 0; i < t->numField; i++) {
        const Type* f = t->fields[i].type;
        if (!f->isComparable()) return;
        flags |= f->tflag & (kTFlagHashMightPanic | kTFlagNeedKeyUpdate);
        if (!(f->tflag & kTFlagReflexiveKey)) flags &= static_cast<u16>(~kTFlagReflexiveKey);
      }
      if (structIsRegular(t)) return setRegular(t);
      return set(t, eqStruct, hashStruct, flags);
    }
    default:
      return setRegular(t);
  }
}

bool dataEqual(const Type* t, const void* p, const void* q, const Type** bad) {
  if (t->equal == nullptr) {
    *bad = t;
    return false;
  }
  if (t->isDirectIface()) return p == q;
  return t->equal(t, p, q, bad);
}

bool efaceEqual(const Eface& e, const Eface& f, const Type** bad) {
  if (e.type != f.type) return false;
  return e.type == nullptr || dataEqual(e.type, e.data, f.data, bad);
}

bool ifaceEqual(const Iface& e, const Iface& f, const Type** bad) {
  if (e.tab == nullptr || f.tab == nullptr) return e.tab == f.tab;
  // Identical interface types of different names have tables of their own for one type.
  if (e.tab != f.tab && e.tab->type != f.tab->type) return false;
  return dataEqual(e.tab->type, e.data, f.data, bad);
}

u64 efaceHash(const Eface& e, u64 seed, const HashState& hs, const Type** bad) {
  const Type* t = e.type;
  if (t == nullptr) return seed;
  if (t->hashFn == nullptr) {
    *bad = t;
    return 0;
  }
  if (t->isDirectIface()) return t->hashFn(t, &e.data, seed ^ kM3, hs, bad);
  return t->hashFn(t, e.data, seed ^ kM3, hs, bad);
}

}  // namespace gvm::rt::inline type
