// This file is the slow half of the arena (new chunks) and the interner's hash table.
#include "compiler/source/arena.h"

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>

namespace gvm::source {

// Chunks are mapped, so that they come zeroed and untouched pages cost nothing. 1 MB holds the tree of some 10,000 lines.
static constexpr size_t kChunk = 1 << 20;
// From here on chunks are of 16 MB in pages of 2 MB, where the system has them: a page fault for each 4 KB costs a large
// compilation a tenth of its time.
static constexpr size_t kHugeFrom = 4 << 20, kHugePage = 2 << 20, kHugeChunk = 16 << 20;

Arena::~Arena() {
  for (auto [p, n] : chunks_) munmap(p, n);
}

void* Arena::allocSlow(size_t n, size_t align) {
  bool own = n + align > kChunk / 4;  // a large object gets its own chunk; the current one goes on being filled
  bool huge = !own && reserved_ >= kHugeFrom;
  size_t size = own ? (n + align + 4095) & ~size_t(4095) : huge ? kHugeChunk + kHugePage : kChunk;
  void* p = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) {
    std::fprintf(stderr, "gvm: out of memory in the compiler\n");
    std::exit(2);
  }
  chunks_.push_back({p, size});
  reserved_ += size;
  uintptr_t base = reinterpret_cast<uintptr_t>(p);
  if (own) return p;
  end_ = base + size;
  if (huge) {
    base = (base + kHugePage - 1) & ~uintptr_t(kHugePage - 1);
    madvise(reinterpret_cast<void*>(base), kHugeChunk, MADV_HUGEPAGE);
  }
  cur_ = base + n;
  return reinterpret_cast<void*>(base);
}

Interner::Interner(Arena& arena) : arena_(arena) { slots_.resize(4096); }

std::string_view Interner::intern(std::string_view s, uint32_t h) {
  size_t mask = slots_.size() - 1;
  for (size_t i = h & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.data == nullptr) {
      if (s.empty()) {
        slot = {"", 0, h};
      } else {
        std::string_view copy = arena_.copy(s);
        slot = {copy.data(), static_cast<uint32_t>(copy.size()), h};
      }
      std::string_view result{slot.data, slot.len};
      if (++used_ * 2 > slots_.size()) grow();
      return result;
    }
    if (slot.hash == h && slot.len == s.size() && std::memcmp(slot.data, s.data(), s.size()) == 0) {
      return {slot.data, slot.len};
    }
  }
}

void Interner::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  size_t mask = slots_.size() - 1;
  for (const Slot& s : old) {
    if (s.data == nullptr) continue;
    size_t i = s.hash & mask;
    while (slots_[i].data != nullptr) i = (i + 1) & mask;
    slots_[i] = s;
  }
}

}  // namespace gvm::source
