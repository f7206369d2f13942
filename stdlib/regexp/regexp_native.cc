// This file runs the programs of regular expressions.
//
// Two ways to search, with the same result. Backtracking follows one path at a time, and notes each pair of instruction
// and place it has tried, so that no pair is tried twice; the notes are a bit for each pair, which is affordable for
// short texts. The other way keeps the list of all paths that are alive at a place, in order of preference, and moves
// them on character by character; it needs no memory for the text's length. Both stop a path at places where an
// earlier one, which is preferred, has been.
//
// A byte that is no valid UTF-8 is read as U+FFFD, one byte wide, as everywhere in Go.
#include <cstring>
#include <vector>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::GoString;
using rt::Slice;

enum Op : u32 { kAlt, kAltMatch, kCapture, kEmpty, kMatch, kFail, kNop, kRune, kRune1, kAny, kAnyNotNL };
enum Cond : u32 { kBeginLine = 1, kEndLine = 2, kBeginText = 4, kEndText = 8, kWord = 16, kNoWord = 32 };
enum Mode : i64 { kLongest = 1, kAtBegin = 2 };

struct Inst {
  u32 op, next, arg, set;
};

struct Rune {
  i32 value;
  i64 size;  // 0 at the end
};

bool isWord(u8 c) { return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// More bits than this, and the other way is taken: they have to be cleared for each search.
constexpr i64 kMostBits = 256 << 10;

class Search {
 public:
  Search(Slice<u32> code, Slice<i32> sets, Slice<u32> first, GoString prefix, GoString text, i64 mode, Slice<i64> caps)
      : inst_(reinterpret_cast<const Inst*>(code.ptr)), count_(code.len / 4), sets_(sets.ptr),
        first_(first.len ? first.ptr : nullptr), prefix_(prefix), text_(reinterpret_cast<const u8*>(text.ptr)),
        len_(text.len), longest_(mode & kLongest), atBegin_(mode & kAtBegin), caps_(caps) {}

  bool run(i64 pos) {
    if (atBegin_ && pos != 0) return false;
    pos = candidate(pos);
    if (pos < 0) return false;
    if (count_ * (len_ - pos + 1) <= kMostBits) return backtrack(pos);
    return together(pos);
  }

 private:
  // The first place from pos on where a match may begin, or -1.
  i64 candidate(i64 pos) const {
    if (prefix_.len > 0) {
      if (atBegin_) return len_ >= prefix_.len && std::memcmp(text_, prefix_.ptr, static_cast<usize>(prefix_.len)) == 0 ? 0 : -1;
      if (pos > len_ - prefix_.len) return -1;
      auto* at = static_cast<const u8*>(memmem(text_ + pos, static_cast<usize>(len_ - pos), prefix_.ptr, static_cast<usize>(prefix_.len)));
      return at ? at - text_ : -1;
    }
    if (first_ && !atBegin_) {
      while (pos < len_ && !(first_[text_[pos] >> 5] >> (text_[pos] & 31) & 1)) pos++;
      if (pos >= len_) return -1;
      // Within a character: its first byte did not fit, so none of it does.
      return pos;
    }
    return pos <= len_ ? pos : -1;
  }

  Rune rune(i64 pos) const {
    if (pos >= len_) return {-1, 0};
    u8 c = text_[pos];
    if (c < 0x80) return {c, 1};
    i64 left = len_ - pos;
    auto more = [&](i64 i) { return left > i && (text_[pos + i] & 0xC0) == 0x80; };
    auto bits = [&](i64 i) { return static_cast<i32>(text_[pos + i] & 0x3F); };
    if (c >= 0xC2 && c < 0xE0 && more(1)) return {(c & 0x1F) << 6 | bits(1), 2};
    if ((c & 0xF0) == 0xE0 && more(1) && more(2)) {
      i32 r = (c & 0x0F) << 12 | bits(1) << 6 | bits(2);
      if (r >= 0x800 && (r < 0xD800 || r > 0xDFFF)) return {r, 3};
    }
    if (c >= 0xF0 && c < 0xF5 && more(1) && more(2) && more(3)) {
      i32 r = (c & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3);
      if (r >= 0x10000 && r <= 0x10FFFF) return {r, 4};
    }
    return {0xFFFD, 1};
  }

  bool accepts(const Inst& in, i32 r) const {
    if (r < 0) return false;
    switch (in.op) {
      case kAny: return true;
      case kAnyNotNL: return r != '\n';
      case kRune1: return r == static_cast<i32>(in.arg);
      default: break;
    }
    const i32* set = sets_ + in.set;
    if (r < 128) return static_cast<u32>(set[1 + (r >> 5)]) >> (r & 31) & 1;
    const i32* pairs = set + 5;
    i32 lo = 0, hi = set[0];
    while (lo < hi) {
      i32 mid = (lo + hi) / 2;
      if (pairs[2 * mid + 1] < r) lo = mid + 1;
      else hi = mid;
    }
    return lo < set[0] && pairs[2 * lo] <= r;
  }

  // Whether the conditions hold between the bytes before and at pos.
  bool holds(u32 conds, i64 pos) const {
    u32 have = 0;
    if (pos == 0) have |= kBeginText | kBeginLine;
    else if (text_[pos - 1] == '\n') have |= kBeginLine;
    if (pos == len_) have |= kEndText | kEndLine;
    else if (text_[pos] == '\n') have |= kEndLine;
    bool before = pos > 0 && isWord(text_[pos - 1]), here = pos < len_ && isWord(text_[pos]);
    have |= before != here ? kWord : kNoWord;
    return (conds & ~have) == 0;
  }

  // ---- One path at a time

  struct Job {
    u32 pc;
    i32 slot;  // -1: go on at (pc, pos); else: slot gets the value pos back
    i64 pos;
  };

  bool backtrack(i64 pos) {
    width_ = len_ - pos + 1;
    base_ = pos;
    tried_.assign(static_cast<usize>((count_ * width_ + 63) / 64), 0);
    work_.assign(static_cast<usize>(caps_.len), -1);
    while (pos >= 0) {
      if (from(pos)) return true;
      if (atBegin_ || pos >= len_) return false;
      pos = candidate(pos + rune(pos).size);
    }
    return false;
  }

  bool from(i64 start) {
    bool found = false;
    jobs_.clear();
    jobs_.push_back({0, -1, start});
    while (!jobs_.empty()) {
      Job j = jobs_.back();
      jobs_.pop_back();
      if (j.slot >= 0) {
        work_[static_cast<usize>(j.slot)] = j.pos;
        continue;
      }
      if (follow(j.pc, j.pos, start, &found) && !longest_) return true;
    }
    return found;
  }

  // Follows a path until it fails or matches.
  bool follow(u32 pc, i64 pos, i64 start, bool* found) {
    while (true) {
      u64 bit = static_cast<u64>(pc * width_ + (pos - base_));
      u64& word = tried_[bit / 64];
      if (word >> (bit % 64) & 1) return false;
      word |= u64{1} << (bit % 64);
      const Inst& in = inst_[pc];
      switch (in.op) {
        case kAlt:
        case kAltMatch:
          jobs_.push_back({in.arg, -1, pos});
          break;
        case kCapture:
          if (in.arg < static_cast<u32>(caps_.len)) {
            jobs_.push_back({0, static_cast<i32>(in.arg), work_[in.arg]});
            work_[in.arg] = pos;
          }
          break;
        case kEmpty:
          if (!holds(in.arg, pos)) return false;
          break;
        case kNop:
          break;
        case kFail:
          return false;
        case kMatch:
          if (!*found || (longest_ && pos > end_)) {
            end_ = pos;
            for (i64 i = 2; i < caps_.len; i++) caps_.ptr[i] = work_[static_cast<usize>(i)];
            if (caps_.len > 1) caps_.ptr[0] = start, caps_.ptr[1] = pos;
            *found = true;
          }
          return true;
        default: {
          Rune r = rune(pos);
          if (!accepts(in, r.value)) return false;
          pos += r.size;
        }
      }
      pc = in.next;
    }
  }

  // ---- All paths together

  // Paths at one place, in order of preference; each instruction once. caps holds caps_.len places for each.
  struct Paths {
    std::vector<u32> pcs;
    std::vector<u32> where;  // by instruction: index into pcs, if that names the instruction
    std::vector<i64> caps;
    bool has(u32 pc) const { return where[pc] < pcs.size() && pcs[where[pc]] == pc; }
  };

  // Adds the paths that begin at pc to the list, without reading a character. Recursion is as deep as the program is
  // long, so it keeps a stack of its own.
  void add(Paths* list, u32 pc, i64 pos) {
    jobs_.clear();
    jobs_.push_back({pc, -1, pos});
    while (!jobs_.empty()) {
      Job j = jobs_.back();
      jobs_.pop_back();
      if (j.slot >= 0) {
        work_[static_cast<usize>(j.slot)] = j.pos;
        continue;
      }
      for (u32 at = j.pc;;) {
        if (list->has(at)) break;
        list->where[at] = static_cast<u32>(list->pcs.size());
        list->pcs.push_back(at);
        list->caps.insert(list->caps.end(), work_.begin(), work_.end());
        const Inst& in = inst_[at];
        if (in.op == kAlt || in.op == kAltMatch) {
          jobs_.push_back({in.arg, -1, pos});
        } else if (in.op == kCapture) {
          if (in.arg < work_.size()) {
            jobs_.push_back({0, static_cast<i32>(in.arg), work_[in.arg]});
            work_[in.arg] = pos;
          }
        } else if (in.op == kEmpty ? !holds(in.arg, pos) : in.op != kNop) {
          break;
        }
        at = in.next;
      }
    }
  }

  bool together(i64 pos) {
    usize ncap = static_cast<usize>(caps_.len < 2 ? 2 : caps_.len);
    Paths now, next;
    now.where.assign(static_cast<usize>(count_), 0);
    next.where = now.where;
    bool found = false;
    i64 foundStart = 0;
    while (true) {
      if (now.pcs.empty()) {
        if (found || (atBegin_ && pos > 0)) break;
        pos = candidate(pos);
        if (pos < 0) break;
      }
      if (!found && (!atBegin_ || pos == 0)) {
        work_.assign(ncap, -1);
        work_[0] = pos;
        add(&now, 0, pos);
      }
      Rune r = rune(pos);
      next.pcs.clear();
      next.caps.clear();
      for (usize i = 0; i < now.pcs.size(); i++) {
        const Inst& in = inst_[now.pcs[i]];
        const i64* caps = now.caps.data() + i * ncap;
        if (longest_ && found && caps[0] > foundStart) continue;
        if (in.op == kMatch) {
          if (longest_ && found && caps[0] == foundStart && pos <= end_) continue;
          found = true;
          foundStart = caps[0];
          end_ = pos;
          std::copy(caps, caps + caps_.len, caps_.ptr);
          if (caps_.len > 1) caps_.ptr[1] = pos;
          if (!longest_) break;
        } else if (in.op >= kRune && accepts(in, r.value)) {
          work_.assign(caps, caps + ncap);
          add(&next, in.next, pos + r.size);
        }
      }
      std::swap(now, next);
      if (r.size == 0) break;
      pos += r.size;
    }
    return found;
  }

  const Inst* inst_;
  i64 count_;
  const i32* sets_;
  const u32* first_;
  GoString prefix_;
  const u8* text_;
  i64 len_;
  bool longest_, atBegin_;
  Slice<i64> caps_;
  i64 width_ = 0, base_ = 0, end_ = 0;
  std::vector<u64> tried_;
  std::vector<Job> jobs_;
  std::vector<i64> work_;
};

bool find(Slice<u32> code, Slice<i32> sets, Slice<u32> first, GoString prefix, GoString text, i64 pos, i64 mode,
          Slice<i64> caps) {
  return Search(code, sets, first, prefix, text, mode, caps).run(pos);
}

const NativeEntry kTable[] = {
    GVM_NATIVE("regexp.find", find),
};

}  // namespace

std::span<const NativeEntry> regexpNatives() { return kTable; }

}  // namespace gvm::stdlib
