// This file binds libbz2's decompressor. As with zlib, a stream and all that is allocated for it lie in one Go object.
#include <bzlib.h>

#include <cstring>

#include "runtime/heap/malloc.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

constexpr usize kFixedSize = 80 * 1024;      // libbz2's own state
constexpr usize kPerLevel = 4 * 100 * 1000;  // four bytes for each of a block
constexpr u64 kBlockMagic = 0x314159265359, kEndMagic = 0x177245385090, kMagicMask = (u64{1} << 48) - 1;

struct State {
  bz_stream stream;
  usize used, size;  // bytes, this header included
  u8 last[16];       // the bytes taken last, to tell what an error is about
  i64 total;
};

void* allocate(void* opaque, int items, int size) {
  auto* s = static_cast<State*>(opaque);
  usize want = (static_cast<usize>(items) * static_cast<usize>(size) + 15) & ~usize{15};
  if (s->size - s->used < want) return nullptr;
  void* p = reinterpret_cast<u8*>(s) + s->used;
  s->used += want;
  return p;
}

void release(void*, void*) {}

// The header was read already; libbz2 wants to see it, too.
Bytes newState(i64 level) {
  usize size = kFixedSize + kPerLevel * static_cast<usize>(level);
  auto* s = static_cast<State*>(rt::mallocgc(size, nullptr, true));
  s->stream.bzalloc = allocate;
  s->stream.bzfree = release;
  s->stream.opaque = s;
  s->used = (sizeof(State) + 15) & ~usize{15};
  s->size = size;
  BZ2_bzDecompressInit(&s->stream, 0, 0);
  char head[] = {'B', 'Z', 'h', static_cast<char>('0' + level)};
  s->stream.next_in = head;
  s->stream.avail_in = sizeof head;
  char out;
  s->stream.next_out = &out;
  s->stream.avail_out = 0;
  BZ2_bzDecompress(&s->stream);
  return {reinterpret_cast<u8*>(s), static_cast<i64>(size), static_cast<i64>(size)};
}

void remember(State* s, const u8* p, i64 n) {
  s->total += n;
  if (n >= 16) {
    std::memcpy(s->last, p + n - 16, 16);
  } else {
    std::memmove(s->last, s->last + n, static_cast<usize>(16 - n));
    std::memcpy(s->last + 16 - n, p, static_cast<usize>(n));
  }
}

// Whether magic ends, at any bit, so many bytes before what was taken last, give or take one.
bool endsWith(const State* s, u64 magic, int before) {
  unsigned __int128 bits = 0;
  for (u8 c : s->last) bits = bits << 8 | c;
  bits >>= 8 * before;
  for (int shift = 0; shift <= 8; shift++)
    if ((static_cast<u64>(bits >> shift) & kMagicMask) == magic) return true;
  return false;
}

std::tuple<i64, i64, i64> decompress(Bytes state, Bytes in, Bytes out) {
  enum Status { kFine, kEnded, kBadMagic, kBadBlock, kBadFile };
  auto* s = reinterpret_cast<State*>(state.ptr);
  bz_stream* z = &s->stream;
  auto clip = [](i64 n) { return static_cast<unsigned>(n < (1 << 30) ? n : (1 << 30)); };
  char nowhere = 0;
  z->next_in = in.len ? reinterpret_cast<char*>(in.ptr) : &nowhere;
  z->avail_in = clip(in.len);
  z->next_out = reinterpret_cast<char*>(out.ptr);
  z->avail_out = clip(out.len);
  unsigned in0 = z->avail_in, out0 = z->avail_out;
  int r = BZ2_bzDecompress(z);
  remember(s, in.ptr, in0 - z->avail_in);
  Status status = r == BZ_STREAM_END ? kEnded : r == BZ_OK ? kFine : kBadBlock;
  if (status == kBadBlock) {
    if (endsWith(s, kEndMagic, 4)) status = kBadFile;
    else if (s->total <= 6 && !endsWith(s, kBlockMagic, 0)) status = kBadMagic;
  }
  return {in0 - z->avail_in, out0 - z->avail_out, status};
}

const NativeEntry kTable[] = {
    GVM_NATIVE("compress/bzip2.newState", newState),
    GVM_NATIVE("compress/bzip2.decompress", decompress),
};

}  // namespace

std::span<const NativeEntry> compressBzip2Natives() { return kTable; }

}  // namespace gvm::stdlib
