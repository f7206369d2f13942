// This file binds zlib's DEFLATE. A z_stream and everything zlib allocates for it lie in one Go object without pointers,
// whose memory is given out from its beginning on: objects do not move, and the collector frees all of it at once.
#include <zlib.h>

#include "runtime/heap/malloc.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

// zconf.h's figures, with room for the structures and for alignment.
constexpr usize kDeflateSize = (1 << (15 + 2)) + (1 << (8 + 9)) + 16 * 1024;
constexpr usize kInflateSize = (1 << 15) + 16 * 1024;

struct State {
  z_stream stream;
  usize used, size;  // bytes, this header included
};

voidpf allocate(voidpf opaque, uInt items, uInt size) {
  auto* s = static_cast<State*>(opaque);
  usize want = (usize{items} * size + 15) & ~usize{15};
  if (s->size - s->used < want) return nullptr;
  void* p = reinterpret_cast<u8*>(s) + s->used;
  s->used += want;
  return p;
}

void release(voidpf, voidpf) {}

State* make(usize size) {
  auto* s = static_cast<State*>(rt::mallocgc(size, nullptr, true));
  s->stream.zalloc = allocate;
  s->stream.zfree = release;
  s->stream.opaque = s;
  s->used = (sizeof(State) + 15) & ~usize{15};
  s->size = size;
  return s;
}

Bytes asBytes(State* s) { return {reinterpret_cast<u8*>(s), static_cast<i64>(s->size), static_cast<i64>(s->size)}; }

// zlib counts in 32 bits; what is beyond comes with the next call.
uInt clip(i64 n) { return static_cast<uInt>(n < (1 << 30) ? n : (1 << 30)); }

z_stream* streamOf(Bytes state, Bytes in, Bytes out) {
  z_stream* z = &reinterpret_cast<State*>(state.ptr)->stream;
  static constexpr u8 kNowhere = 0;  // zlib wants pointers even where there is nothing
  z->next_in = const_cast<u8*>(in.len ? in.ptr : &kNowhere);
  z->avail_in = clip(in.len);
  z->next_out = out.len ? out.ptr : const_cast<u8*>(&kNowhere);
  z->avail_out = clip(out.len);
  return z;
}

void setDeflateDict(State* s, Bytes dict) {
  if (dict.len) deflateSetDictionary(&s->stream, dict.ptr, clip(dict.len));
}

Bytes newCompressor(i64 level, Bytes dict) {
  State* s = make(kDeflateSize);
  int strategy = level == -2 ? Z_HUFFMAN_ONLY : Z_DEFAULT_STRATEGY;
  deflateInit2(&s->stream, level == -2 ? 1 : static_cast<int>(level), Z_DEFLATED, -15, 8, strategy);
  setDeflateDict(s, dict);
  return asBytes(s);
}

void resetCompressor(Bytes state, Bytes dict) {
  auto* s = reinterpret_cast<State*>(state.ptr);
  deflateReset(&s->stream);
  setDeflateDict(s, dict);
}

std::tuple<i64, i64> compress(Bytes state, Bytes in, Bytes out, i64 how) {
  z_stream* z = streamOf(state, in, out);
  uInt in0 = z->avail_in, out0 = z->avail_out;
  deflate(z, static_cast<int>(how));
  return {in0 - z->avail_in, out0 - z->avail_out};
}

Bytes newDecompressor(Bytes dict) {
  State* s = make(kInflateSize);
  inflateInit2(&s->stream, -15);
  if (dict.len) inflateSetDictionary(&s->stream, dict.ptr, clip(dict.len));
  return asBytes(s);
}

std::tuple<i64, i64, i64> decompress(Bytes state, Bytes in, Bytes out) {
  enum Status { kFine, kEnded, kCorrupt };
  z_stream* z = streamOf(state, in, out);
  uInt in0 = z->avail_in, out0 = z->avail_out;
  int r = inflate(z, Z_NO_FLUSH);
  Status status = r == Z_STREAM_END ? kEnded : r == Z_OK || r == Z_BUF_ERROR ? kFine : kCorrupt;
  return {in0 - z->avail_in, out0 - z->avail_out, status};
}

const NativeEntry kTable[] = {
    GVM_NATIVE("compress/flate.newCompressor", newCompressor), GVM_NATIVE("compress/flate.resetCompressor", resetCompressor),
    GVM_NATIVE("compress/flate.compress", compress),           GVM_NATIVE("compress/flate.newDecompressor", newDecompressor),
    GVM_NATIVE("compress/flate.decompress", decompress),
};

}  // namespace

std::span<const NativeEntry> compressFlateNatives() { return kTable; }

}  // namespace gvm::stdlib
