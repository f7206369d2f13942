// This file holds the texts of core's tables.
#include "runtime/core/engine.h"
#include "runtime/core/g.h"
#include "runtime/core/upcalls.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline core {

const char* waitReasonString(WaitReason r) {
  static constexpr const char* kTexts[] = {
#define WAIT_REASON(name, text) text,
#include "runtime/core/wait_reasons.def"
#undef WAIT_REASON
  };
  return r < WaitReason::kCount ? kTexts[static_cast<int>(r)] : "unknown wait reason";
}

}  // namespace gvm::rt::inline core
