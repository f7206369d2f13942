// This file is the memory that code lies in: chunks of 4 MB, aligned to their size, each with a table of the functions in
// it at its far end. So the function of a pc is found without locks: mask the pc, search the chunk's table.
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "runtime/base/types.h"
#include "runtime/symtab/func.h"

namespace gvm::loader {

class CodeArena {
 public:
  static constexpr u64 kChunkBytes = 4 << 20;
  // Longest function, in words; the verifier refuses longer ones.
  static constexpr u32 kMaxWords = 400000;

  ~CodeArena();
  // Room for a function's code, entered in the table for `info`. Null when the system gives no memory. The caller holds
  // the loader's lock.
  u64* alloc(u32 words, rt::FuncInfo* info);
  // The info of the code that contains pc.
  static rt::FuncInfo* find(const u64* pc);

 private:
  struct Entry {
    u64 start;  // word index within the chunk
    rt::FuncInfo* info;
  };
  struct Chunk {
    std::atomic<u32> n{0};
    u32 used = 8;  // words from the chunk's start
    Entry* entry(u32 i) { return reinterpret_cast<Entry*>(reinterpret_cast<char*>(this) + kChunkBytes) - 1 - i; }
  };
  Chunk* newChunk();
  std::vector<Chunk*> chunks_;
};

}  // namespace gvm::loader
