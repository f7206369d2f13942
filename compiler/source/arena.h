// This file is the compiler's memory: a bump arena that owns syntax trees, types and IR, and List, the array that lives
// in it. Nothing in an arena is destroyed one by one; it all goes when the compilation goes.
#pragma once
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace gvm::source {

// A fixed-length array, by reference. Copying a List copies two words; the elements belong to the arena.
template <class T>
struct List {
  T* data = nullptr;
  uint32_t count = 0;

  uint32_t size() const { return count; }
  bool empty() const { return count == 0; }
  T* begin() const { return data; }
  T* end() const { return data + count; }
  T& operator[](size_t i) const {
    assert(i < count);
    return data[i];
  }
  T& front() const { return (*this)[0]; }
  T& back() const { return (*this)[count - 1]; }
  // Elements [from, to).
  List slice(uint32_t from, uint32_t to) const {
    assert(from <= to && to <= count);
    return {data + from, to - from};
  }
  List slice(uint32_t from) const { return slice(from, count); }
  std::span<T> span() const { return {data, count}; }
  operator std::span<T>() const { return {data, count}; }
  operator List<const T>() const
    requires(!std::is_const_v<T>)
  {
    return {data, count};
  }
};

// A bump allocator. Memory comes zeroed. Not thread-safe: one compilation is one thread.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  // Zeroed memory of n bytes; align is a power of two of at most 16.
  void* alloc(size_t n, size_t align = 8) {
    uintptr_t p = (cur_ + (align - 1)) & ~uintptr_t(align - 1);
    if (__builtin_expect(p + n > end_, 0)) return allocSlow(n, align);
    cur_ = p + n;
    return reinterpret_cast<void*>(p);
  }

  // One T, made in zeroed memory. T's destructor never runs, so T must not own memory outside the arena.
  template <class T, class... Args>
  T* make(Args&&... args) {
    return new (alloc(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  // An array of n value-initialised Ts.
  template <class T>
  List<T> list(size_t n) {
    if (n == 0) return {};
    T* p = static_cast<T*>(alloc(n * sizeof(T), alignof(T)));
    for (size_t i = 0; i < n; i++) new (p + i) T{};
    return {p, static_cast<uint32_t>(n)};
  }

  // A copy of n Ts at src; T must be trivially copyable.
  template <class T>
  List<T> copy(const T* src, size_t n) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (n == 0) return {};
    T* p = static_cast<T*>(alloc(n * sizeof(T), alignof(T)));
    std::memcpy(static_cast<void*>(p), src, n * sizeof(T));
    return {p, static_cast<uint32_t>(n)};
  }
  template <class T>
  List<T> copy(const std::vector<T>& v) {
    return copy(v.data(), v.size());
  }
  template <class T>
  List<T> copy(std::initializer_list<T> v) {
    return copy(v.begin(), v.size());
  }

  // A copy of s (not interned).
  std::string_view copy(std::string_view s) {
    if (s.empty()) return {};
    char* p = static_cast<char*>(alloc(s.size(), 1));
    std::memcpy(p, s.data(), s.size());
    return {p, s.size()};
  }

  // Bytes handed out by the system so far.
  size_t reserved() const { return reserved_; }

 private:
  void* allocSlow(size_t n, size_t align);

  uintptr_t cur_ = 0, end_ = 0;
  size_t reserved_ = 0;
  std::vector<std::pair<void*, size_t>> chunks_;  // mapped chunks and their sizes
};

// Interns names: equal strings get the same memory, so that interned names may be compared by data pointer.
class Interner {
 public:
  explicit Interner(Arena& arena);

  // The interned copy of s; valid as long as the arena.
  std::string_view intern(std::string_view s) { return intern(s, hash(s)); }
  // As above where the caller has the hash already (the scanner computes it while it reads the name).
  std::string_view intern(std::string_view s, uint32_t h);

  static constexpr uint32_t kHashSeed = 0x811c9dc5u;
  static constexpr uint32_t hashStep(uint32_t h, unsigned char c) { return (h ^ c) * 0x01000193u; }
  static constexpr uint32_t hash(std::string_view s) {
    uint32_t h = kHashSeed;
    for (char c : s) h = hashStep(h, static_cast<unsigned char>(c));
    return h;
  }

 private:
  struct Slot {
    const char* data;
    uint32_t len;
    uint32_t hash;
  };
  void grow();

  Arena& arena_;
  std::vector<Slot> slots_;  // open addressing, power-of-two size; data == nullptr marks an empty slot
  size_t used_ = 0;
};

// True if two interned names are the same name.
inline bool sameName(std::string_view a, std::string_view b) { return a.data() == b.data() && a.size() == b.size(); }

}  // namespace gvm::source
