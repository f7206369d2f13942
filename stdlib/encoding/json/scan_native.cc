// This file reads JSON text: one pass checks the syntax and writes a tape of what there is.
//
// The tape is what makes the rest quick. It has an entry for each value and for each end of an array or object, 16 bytes
// of the form {place << 8 | kind, tail}. The tail of a string, number or literal is where its text ends. The tail of an
// array's or object's beginning is the index of the entry after its end, so that a value is passed over in one step, and
// the tail of an end is the number of elements or members. Whoever decodes walks the tape and looks at the text only for
// the contents of strings and numbers. Members are pairs of entries, a string and a value.
#include <emmintrin.h>

#include <cstring>
#include <vector>

#include "runtime/heap/malloc.h"
#include "stdlib/encoding/json/json_natives.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

// Faults; scan.go has the same list.
enum Fault : i64 {
  kNone,
  kMore,  // the text ends within a value
  kValue,
  kKey,
  kAfterKey,
  kAfterMember,
  kAfterElement,
  kAfterTop,
  kInString,
  kInEscape,
  kInHex,
  kInNumber,
  kInFraction,
  kInExponent,
  kTooDeep,
  kEndsAtEdge,  // a number or literal that the text's end may have cut
  kInLiteral = 32,
};

constexpr usize kMaxDepth = 10000;

class Scanner {
 public:
  Scanner(Bytes data, i64 from, bool tape) : p_(data.ptr), n_(data.len), i_(from), taping_(tape) {}

  // Reads one value. Where the text ends too early, the fault is what a space in its place would be.
  Fault value() {
    State s = kWantValue;
    while (s != kDone) {
      space();
      int c = i_ < n_ ? p_[i_] : -1;
      if (c < 0) return kMore;
      Fault f = kNone;
      switch (s) {
        case kWantElement:
          if (c == ']') {
            s = close();
            break;
          }
          [[fallthrough]];
        case kWantValue: f = begin(c, s); break;
        case kWantMember:
          if (c == '}') {
            s = close();
            break;
          }
          [[fallthrough]];
        case kWantKey:
          if (c != '"') return kKey;
          f = string();
          s = kWantColon;
          break;
        case kWantColon:
          if (c != ':') return kAfterKey;
          i_++;
          s = kWantValue;
          break;
        case kAfter: f = after(c, s); break;
        case kDone: break;
      }
      if (f != kNone) return f;
    }
    return kNone;
  }

  // What follows the last value must be space.
  Fault nothingElse() {
    space();
    return i_ < n_ ? kAfterTop : kNone;
  }

  i64 place() const { return i_; }
  const std::vector<JsonEntry>& tape() const { return tape_; }
  bool atEdge() const { return edge_; }

 private:
  enum State { kWantValue, kWantElement, kWantMember, kWantKey, kWantColon, kAfter, kDone };

  struct Open {
    usize entry;  // on the tape
    i64 count;
    bool object;
  };

  void space() {
    while (i_ < n_ && (p_[i_] == ' ' || p_[i_] == '\n' || p_[i_] == '\r' || p_[i_] == '\t')) i_++;
  }

  void put(i64 at, u8 kind, i64 tail) {
    if (taping_) tape_.push_back({static_cast<u64>(at) << 8 | kind, static_cast<u64>(tail)});
  }

  // The character at the machine's place, a space past the end.
  int look() const { return i_ < n_ ? p_[i_] : ' '; }

  State next() const { return open_.empty() ? kDone : kAfter; }

  Fault begin(int c, State& s) {
    Fault f = kNone;
    switch (c) {
      case '{':
      case '[':
        if (open_.size() == kMaxDepth) return kTooDeep;
        open_.push_back({tape_.size(), 0, c == '{'});
        put(i_++, static_cast<u8>(c), 0);
        s = c == '{' ? kWantMember : kWantElement;
        return kNone;
      case '"': f = string(); break;
      case 't': f = literal("true", 0); break;
      case 'f': f = literal("false", 1); break;
      case 'n': f = literal("null", 2); break;
      default:
        if (c != '-' && (c < '0' || c > '9')) return kValue;
        f = number();
    }
    s = next();
    return f;
  }

  Fault after(int c, State& s) {
    Open& o = open_.back();
    o.count++;
    if (c == ',') {
      i_++;
      s = o.object ? kWantKey : kWantValue;
      return kNone;
    }
    if (c != (o.object ? '}' : ']')) return o.object ? kAfterMember : kAfterElement;
    s = close();
    return kNone;
  }

  State close() {
    Open o = open_.back();
    open_.pop_back();
    put(i_++, o.object ? '}' : ']', o.count);
    if (taping_) tape_[o.entry].tail = tape_.size();
    return next();
  }

  Fault string() {
    i64 start = i_++;
    bool escapes = false, high = false;
    for (;;) {
      i_ += plainRun(high);
      if (i_ >= n_) return kMore;
      u8 c = p_[i_];
      if (c == '"') break;
      if (c < 0x20) return kInString;
      if (c != '\\') {
        i_++;  // plainRun stops short of the text's end
        high |= c >= 0x80;
        continue;
      }
      escapes = true;
      i_++;
      if (Fault f = escape(); f != kNone) return f;
    }
    i_++;
    bool plain = !escapes && (!high || jsonValidUtf8(p_ + start + 1, i_ - start - 2));
    put(start, plain ? kJsonPlain : kJsonString, i_);
    return kNone;
  }

  // Length of the run of characters that stand for themselves, in steps of 16.
  i64 plainRun(bool& high) {
    i64 k = i_;
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1f);
    while (n_ - k >= 16) {
      __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p_ + k));
      __m128i stop = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash)),
                                  _mm_cmpeq_epi8(_mm_min_epu8(v, control), v));
      u32 stops = static_cast<u32>(_mm_movemask_epi8(stop)), highs = static_cast<u32>(_mm_movemask_epi8(v));
      if (stops) {
        int at = __builtin_ctz(stops);
        high |= (highs & ((1u << at) - 1)) != 0;
        return k + at - i_;
      }
      high |= highs != 0;
      k += 16;
    }
    return k - i_;
  }

  Fault escape() {
    switch (look()) {
      case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
        i_++;
        return kNone;
      case 'u': break;
      default: return kInEscape;
    }
    i_++;
    for (int k = 0; k < 4; k++, i_++) {
      int c = look();
      bool hex = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
      if (!hex) return kInHex;
    }
    return kNone;
  }

  Fault literal(const char* word, int which) {
    i64 start = i_++;
    for (int k = 1; word[k]; k++, i_++)
      if (look() != word[k]) return static_cast<Fault>(kInLiteral + 8 * which + k);
    edge_ = i_ == n_;
    put(start, static_cast<u8>(word[0]), i_);
    return kNone;
  }

  bool digits() {
    i64 start = i_;
    while (i_ < n_ && p_[i_] - '0' < 10u) i_++;
    return i_ > start;
  }

  Fault number() {
    i64 start = i_;
    if (p_[i_] == '-') i_++;
    if (look() == '0') i_++;
    else if (!digits()) return kInNumber;
    if (look() == '.') {
      i_++;
      if (!digits()) return kInFraction;
    }
    if ((look() | 0x20) == 'e') {
      i_++;
      if (look() == '+' || look() == '-') i_++;
      if (!digits()) return kInExponent;
    }
    edge_ = i_ == n_;
    put(start, '0', i_);
    return kNone;
  }

  const u8* p_;
  i64 n_, i_;
  bool taping_;
  bool edge_ = false;  // the last number or literal ends where the text does
  std::vector<JsonEntry> tape_;
  std::vector<Open> open_;
};

}  // namespace

std::tuple<rt::Slice<JsonEntry>, i64, i64> jsonScan(Bytes data, i64 from, i64 mode) {
  Scanner s(data, from, mode & kJsonTape);
  Fault f = s.value();
  if (f == kNone && mode & kJsonWhole) f = s.nothingElse();
  if (f != kNone) return {{}, s.place(), f};
  rt::Slice<JsonEntry> tape;
  if (i64 n = static_cast<i64>(s.tape().size())) {
    tape = {static_cast<JsonEntry*>(rt::rawbytes(n * sizeof(JsonEntry))), n, n};
    std::memcpy(tape.ptr, s.tape().data(), n * sizeof(JsonEntry));
  }
  // Only a value that is nothing but a number or literal can have been cut by the end.
  bool cut = s.atEdge() && s.place() == data.len && !(mode & kJsonWhole);
  return {tape, s.place(), cut ? kEndsAtEdge : kNone};
}

i64 jsonSkim(Bytes data, i64 from, i64 state) {
  constexpr i64 kEscape = 1, kString = 2, kBegun = 4, kLevel = 8;
  for (i64 i = from; i < data.len; i++) {
    u8 c = data.ptr[i];
    if (state & kString) {
      if (state & kEscape) state &= ~kEscape;
      else if (c == '\\') state |= kEscape;
      else if (c == '"') state &= ~kString;
      if (!(state & kString) && state < kLevel) return -1;
      continue;
    }
    bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space && !(state & kBegun)) continue;
    bool closes = c == ']' || c == '}';
    // Outside arrays and objects, whatever follows the first character may be the end.
    if (state < kLevel && ((state & kBegun && !(c - '0' < 10u || (c | 0x20) - 'a' < 26u)) || closes)) return -1;
    state |= kBegun;
    if (c == '"') state |= kString;
    else if (c == '[' || c == '{') state += kLevel;
    else if (closes && (state -= kLevel) < kLevel) return -1;
  }
  return state;
}

}  // namespace gvm::stdlib
