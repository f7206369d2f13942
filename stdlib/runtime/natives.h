// This file joins the parts of package runtime's natives.
#pragma once
#include "stdlib/stdlib.h"

namespace gvm::stdlib {

using rt::Eface;
using rt::GoString;
using rt::NativeCall;
using rt::NativeResult;
using rt::NativeStatus;
using rt::Type;

std::span<const NativeEntry> runtimeStackNatives();
std::span<const NativeEntry> runtimeMemNatives();
std::span<const NativeEntry> runtimeProfileNatives();

}  // namespace gvm::stdlib
