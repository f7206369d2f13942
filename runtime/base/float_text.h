// This file declares the text form of floats that print, println and panics show.
#pragma once
#include <string>

#include "runtime/base/types.h"

namespace gvm::rt::inline base {

/// Appends v as Go's strconv.FormatFloat(v, 'g', -1, bits) does: the shortest digits that read back the same, in exponent
/// form when the exponent is below -4 or at least 6. bits is 32 or 64.
void appendFloat(std::string& out, f64 v, int bits);

}  // namespace gvm::rt::inline base
