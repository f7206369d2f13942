// This file declares how a VM that owns its process takes the process's signals, and what os/signal asks of it.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline start {

// Installs the handlers and starts the thread that waits for signals; undoes both.
void installSignals(VM* vm);
void removeSignals(VM* vm);

// ---- os/signal; signals are numbered from 1 to 64, others are passed over ----------------------------------------------
// From now on the signal is queued for signalRecv.
void signalEnable(VM* vm, u32 sig);
// Takes the action again that an unwanted signal has.
void signalDisable(VM* vm, u32 sig);
// The signal does nothing; child processes inherit that.
void signalIgnore(VM* vm, u32 sig);
bool signalIgnored(VM* vm, u32 sig);
// Gives the next queued signal. kPark: call again when resumed. One goroutine may wait.
OpStatus signalRecv(VM* vm, u32* sig);
// True when no signal is queued, and the receiver waits for more.
bool signalsIdle(VM* vm);

// A write to standard output or error found that nobody reads: ends the process by SIGPIPE, unless that signal is wanted
// or ignored.
void brokenPipe(VM* vm);

}  // namespace gvm::rt::inline start
