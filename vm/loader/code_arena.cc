// This file implements the code arena over mmap.
#include "vm/loader/code_arena.h"

#include <sys/mman.h>

#include <new>

namespace gvm::loader {

CodeArena::~CodeArena() {
  for (Chunk* c : chunks_) munmap(c, kChunkBytes);
}

CodeArena::Chunk* CodeArena::newChunk() {
  // Low addresses make return pcs 32-bit immediates of machine code, which stores one at every call.
  constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  void* m = mmap(nullptr, 2 * kChunkBytes, PROT_READ | PROT_WRITE, kFlags | MAP_32BIT, -1, 0);
  if (m == MAP_FAILED) m = mmap(nullptr, 2 * kChunkBytes, PROT_READ | PROT_WRITE, kFlags, -1, 0);
  if (m == MAP_FAILED) return nullptr;
  uptr lo = reinterpret_cast<uptr>(m), at = (lo + kChunkBytes - 1) & ~(kChunkBytes - 1);
  if (at > lo) munmap(m, at - lo);
  if (lo + kChunkBytes > at) munmap(reinterpret_cast<void*>(at + kChunkBytes), lo + kChunkBytes - at);
  chunks_.push_back(new (reinterpret_cast<void*>(at)) Chunk);
  return chunks_.back();
}

u64* CodeArena::alloc(u32 words, rt::FuncInfo* info) {
  Chunk* c = chunks_.empty() ? nullptr : chunks_.back();
  u64 tableWords = c ? (c->n.load(std::memory_order_relaxed) + 1) * sizeof(Entry) / 8 : 0;
  if (c == nullptr || c->used + words + tableWords > kChunkBytes / 8) c = newChunk();
  if (c == nullptr) return nullptr;
  u64* code = reinterpret_cast<u64*>(c) + c->used;
  u32 n = c->n.load(std::memory_order_relaxed);
  *c->entry(n) = Entry{c->used, info};
  c->used += words;
  c->n.store(n + 1, std::memory_order_release);
  return code;
}

rt::FuncInfo* CodeArena::find(const u64* pc) {
  Chunk* c = reinterpret_cast<Chunk*>(reinterpret_cast<uptr>(pc) & ~(kChunkBytes - 1));
  u64 at = static_cast<u64>(pc - reinterpret_cast<const u64*>(c));
  u32 lo = 0, hi = c->n.load(std::memory_order_acquire);
  while (hi - lo > 1) {
    u32 mid = (lo + hi) / 2;
    (c->entry(mid)->start <= at ? lo : hi) = mid;
  }
  return c->entry(lo)->info;
}

}  // namespace gvm::loader
