// This file holds what the natives of encoding/json share.
#pragma once
#include <tuple>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {

/// An entry of the tape (scan_native.cc). Kinds of values are the characters they begin with, '0' for all numbers.
struct JsonEntry {
  u64 head;  // place << 8 | kind
  u64 tail;
};
inline constexpr u8 kJsonString = '"';
inline constexpr u8 kJsonPlain = 's';  // a string whose text is its contents

/// Modes of scan.
inline constexpr i64 kJsonTape = 1;   // make a tape
inline constexpr i64 kJsonWhole = 2;  // nothing may follow the value

/// func scan(data []byte, from int, mode int) (tape []entry, end, fault int): reads the value at data[from:]. end is where
/// it ends, or where the fault is.
std::tuple<rt::Slice<JsonEntry>, i64, i64> jsonScan(rt::Bytes data, i64 from, i64 mode);

/// func skim(data []byte, from, state int) int: looks at more of a value, quickly, and returns what it is in the middle of,
/// or -1 where the value may have ended. The state is 0 at first.
i64 jsonSkim(rt::Bytes data, i64 from, i64 state);

/// Length of the well-formed UTF-8 sequence at p, before end; 0 where there is none.
int jsonUtf8Length(const u8* p, const u8* end);
bool jsonValidUtf8(const u8* p, i64 n);

}  // namespace gvm::stdlib
