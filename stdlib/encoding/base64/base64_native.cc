// This file reads base64.
//
// Reading has two gears. The fast one takes eight characters to six bytes while all of them have values and there is room
// for eight bytes; the careful one goes character by character and knows newlines, padding and mistakes.
#include <cstring>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

constexpr u8 kNewline = 64;  // base64.go's; from it on are what is no character of the alphabet
constexpr i64 kFull = -2;

// What has been read of a group.
struct Group {
  u32 bits = 0;
  i64 chars = 0;
  i64 last = 0;  // place of its last character
};

class Reader {
 public:
  Reader(Bytes dst, Bytes src, const u8* values, i64 pad, bool strict)
      : dst_(dst), src_(src), values_(values), pad_(pad), strict_(strict) {}

  std::tuple<i64, i64> run() {
    while (at_ < src_.len) {
      if (group_.chars == 0) fast();
      if (at_ == src_.len) break;
      i64 place = at_++;
      u8 c = src_.ptr[place], v = values_[c];
      if (v == kNewline) continue;
      if (v > kNewline) return c == pad_ ? padding(place) : std::tuple{n_, place};
      group_.bits = group_.bits << 6 | v;
      group_.last = place;
      if (++group_.chars < 4) continue;
      if (!give(3)) return {n_, kFull};
    }
    if (group_.chars == 0) return {n_, -1};
    if (group_.chars == 1 || pad_ >= 0) return {n_, at_ - group_.chars};
    return finish(-1);
  }

 private:
  void fast() {
    while (src_.len - at_ >= 8 && dst_.len - n_ >= 8) {
      u64 bits = 0;
      u8 seen = 0;
      for (int i = 0; i < 8; i++) {
        u8 v = values_[src_.ptr[at_ + i]];
        seen |= v;
        bits = bits << 6 | v;
      }
      if (seen >= kNewline) return;
      bits = __builtin_bswap64(bits << 16);
      std::memcpy(dst_.ptr + n_, &bits, 8);
      at_ += 8;
      n_ += 6;
    }
  }

  // Writes the first bytes of a group of which all bits are there, and begins the next.
  bool give(i64 count) {
    if (dst_.len - n_ < count) return false;
    for (i64 i = 0; i < count; i++) dst_.ptr[n_++] = static_cast<u8>(group_.bits >> (16 - 8 * i));
    group_ = {};
    return true;
  }

  i64 pastNewlines() {
    while (at_ < src_.len && values_[src_.ptr[at_]] == kNewline) at_++;
    return at_;
  }

  // A padding character at place: the rest of the group is padding, and the text ends.
  std::tuple<i64, i64> padding(i64 place) {
    if (group_.chars < 2) return {n_, place};
    if (group_.chars == 2) {
      if (pastNewlines() == src_.len) return {n_, src_.len};
      if (src_.ptr[at_] != pad_) return {n_, at_ - 1};
      at_++;
    }
    i64 end = pastNewlines();
    return finish(end < src_.len ? end : -1);
  }

  // Writes the bytes of a short group.
  std::tuple<i64, i64> finish(i64 bad) {
    i64 chars = group_.chars;
    u32 spare = chars == 2 ? group_.bits & 15 : group_.bits & 3;
    if (strict_ && spare) return {n_, at_ - (4 - chars)};
    group_.bits <<= 6 * (4 - chars);
    if (!give(chars - 1)) return {n_, kFull};
    return {n_, bad};
  }

  Bytes dst_, src_;
  const u8* values_;
  i64 pad_;
  bool strict_;
  i64 at_ = 0, n_ = 0;
  Group group_;
};

std::tuple<i64, i64> get(Bytes dst, Bytes src, const u8* values, i64 pad, bool strict) {
  return Reader(dst, src, values, pad, strict).run();
}

const NativeEntry kTable[] = {
    GVM_NATIVE("encoding/base64.get", get),
};

}  // namespace

std::span<const NativeEntry> encodingBase64Natives() { return kTable; }

}  // namespace gvm::stdlib
