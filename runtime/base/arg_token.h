// This file is the alphabet in which a function says what tracebacks show of its arguments. The compiler writes such strings
// into images; runtime/panic reads them.
#pragma once

namespace gvm::rt {

/// Tokens of values are followed by the value's byte offset from the frame's first slot: two bytes, low one first.
enum class ArgToken : char {
  kByte = 'b', kWord16 = 'h', kWord32 = 'w', kWord64 = 'q',  // a value of that size
  kUnknown = '_',                                           // a value whose place is too far away to tell
  kOpen = '{', kClose = '}',                                // an aggregate
  kMore = '.',                                              // the rest is not shown
};

}  // namespace gvm::rt
