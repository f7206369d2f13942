// This file holds os/signal's natives: the runtime's queue of signals.
#include "runtime/start/signals.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::NativeCall;
using rt::NativeStatus;

void enable(NativeCall& c, u32 sig) { rt::signalEnable(c.vm(), sig); }
void disable(NativeCall& c, u32 sig) { rt::signalDisable(c.vm(), sig); }
void ignore(NativeCall& c, u32 sig) { rt::signalIgnore(c.vm(), sig); }
bool ignored(NativeCall& c, u32 sig) { return rt::signalIgnored(c.vm(), sig); }
bool idle(NativeCall& c) { return rt::signalsIdle(c.vm()); }

NativeStatus receive(NativeCall& c) {
  u32 sig = 0;
  if (rt::signalRecv(c.vm(), &sig) == rt::OpStatus::kPark) return NativeStatus::kParkRetry;
  c.ret(0, sig);
  return NativeStatus::kDone;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("os/signal.enable", enable),       GVM_NATIVE("os/signal.disable", disable),
    GVM_NATIVE("os/signal.ignore", ignore),       GVM_NATIVE("os/signal.ignored", ignored),
    GVM_NATIVE_RAW("os/signal.receive", receive), GVM_NATIVE("os/signal.idle", idle),
};

}  // namespace

std::span<const NativeEntry> osSignalNatives() { return kTable; }

}  // namespace gvm::stdlib
