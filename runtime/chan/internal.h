// This file declares what chan.cc and select.cc share: the transfers of one element. The channel's lock is held; the
// complete functions release it.
#pragma once
#include "runtime/chan/chan.h"
#include "runtime/heap/barrier.h"

namespace gvm::rt::inline chan {

inline u8* chanbuf(HChan* c, u64 i) { return c->buf + i * c->elemsize; }
inline u64 next(const HChan* c, u64 i) { return i + 1 == c->dataqsiz ? 0 : i + 1; }

// Hands *elem to the waiting receiver sg, or takes the waiting sender sg's value, and readies its goroutine.
void completeSend(VM* vm, HChan* c, Sudog* sg, const void* elem);
void completeRecv(VM* vm, HChan* c, Sudog* sg, void* elem);
// Puts an element into the ring / takes one out (elem may be null).
void bufferPut(VM* vm, HChan* c, const void* elem);
void bufferTake(VM* vm, HChan* c, void* elem);

}  // namespace gvm::rt::inline chan
