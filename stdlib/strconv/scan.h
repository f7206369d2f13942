// This file is what strconv's two files of natives share.
#pragma once
#include <string_view>
#include <tuple>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {

/// What scanning a number may find; int.go has the same names.
enum : i64 { kScanOK, kScanSyntax, kScanRange, kScanBase, kScanBits };

/// Whether the underscores in s stand where Go allows them: between digits, or after a base prefix.
bool underscoresOK(std::string_view s);

/// The natives of float_native.cc.
std::tuple<f64, i64, i64> scanFloat(rt::GoString s, i64 bits);
i64 putFloat(rt::Bytes dst, f64 f, u8 format, i64 prec, i64 bits);

}  // namespace gvm::stdlib
