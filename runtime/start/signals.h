// This file declares the signal handling of a VM that owns its process: SIGQUIT prints all goroutines and exits 2; SIGPIPE
// is fatal only on standard output and error; memory faults become Go's fatal error. SIGINT and SIGTERM keep their default.
#pragma once
#include "runtime/core/vm.h"

namespace gvm::rt::inline start {

void installSignals(VM* vm);
void removeSignals(VM* vm);

}  // namespace gvm::rt::inline start
