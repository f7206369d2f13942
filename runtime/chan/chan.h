// This file is the contract of channels: hchan with Go's algorithms, one goroutine handing values straight to another.
// Operations on the current goroutine return kPark when it must wait; the caller then leaves to the scheduler, and calls
// the finish function when the goroutine is resumed. elem pointers name memory in the element's layout (a frame slot or
// anything else that stays put); they are corrected when a stack moves while its goroutine waits.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/lock.h"
#include "runtime/core/vm.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline chan {

// Goroutines waiting on one side of a channel, first come first served.
struct WaitQ {
  Sudog* first = nullptr;
  Sudog* last = nullptr;
  void enqueue(Sudog* s);
  // Takes the first sudog whose goroutine can still be woken (a select may have been won by another case).
  Sudog* dequeue();
  void remove(Sudog* s);
};

// A channel, in the Go heap; the buffer follows the header, or is a separate typed object when elements hold pointers.
// Invariants (Go's): one of recvq and sendq is empty, but for a select on both sides by one goroutine; buffered:
// qcount > 0 means recvq is empty, qcount < dataqsiz means sendq is empty.
struct HChan {
  u64 qcount;           // elements in the buffer; atomic reads by len
  u64 dataqsiz;         // capacity
  u8* buf;              // ring of dataqsiz elements; traced by the collector
  u32 elemsize;
  std::atomic<u32> closed;
  Timer* timer;         // timer feeding this channel (time.NewTimer), in the Go heap; traced
  const Type* elemtype;
  u64 sendx;            // next send goes here
  u64 recvx;
  WaitQ recvq;          // sudogs are C++ memory: not traced from here
  WaitQ sendq;
  Mutex lock;           // guards all fields, and the sudogs in the queues
};

// One case of a select as it lies in frame slots. c may be null. Sends come before receives in the array.
struct SelectCase {
  HChan* c;
  void* elem;  // source of a send, destination of a receive; null: discard
};

// Makes the type descriptor of HChan; once per VM, after the types.
void chaninit(VM* vm);
// make(chan T, size); t is the chan type. Null with g->pendingPanic set when size is out of range. May allocate.
HChan* makechan(G* g, const Type* t, i64 size);
// c <- *elem. block false: *selected tells whether it happened, never parks.
OpStatus chansend(G* g, HChan* c, const void* elem, bool block, bool* selected);
// After a parked send is resumed: kDone, or kPanic when the channel was closed meanwhile.
OpStatus chansendFinish(G* g);
// *elem = <-c (elem null: discard). *received false: zero value of a closed channel.
OpStatus chanrecv(G* g, HChan* c, void* elem, bool block, bool* selected, bool* received);
// After a parked receive: the value is in place already.
OpStatus chanrecvFinish(G* g, bool* received);
// Executes a select over nsends + nrecvs cases. *chosen: index into cases, or -1 (default, only if !block).
OpStatus selectgo(G* g, SelectCase* cases, u32 nsends, u32 nrecvs, bool block, i64* chosen, bool* received);
OpStatus selectFinish(G* g, SelectCase* cases, u32 nsends, u32 nrecvs, i64* chosen, bool* received);
// close(c).
OpStatus closechan(G* g, HChan* c);
i64 chanlen(HChan* c);
i64 chancap(const HChan* c);

// Stop and Reset of a timer: throws away a value that nobody has received. True if there was one.
bool timerchandrain(VM* vm, HChan* c);

// For C++ code without a goroutine of its own (timers, signals, the host): a send that never blocks. True if it happened.
bool chansendNonblocking(VM* vm, HChan* c, const void* elem);

}  // namespace gvm::rt::inline chan
