// This file moves a goroutine through its panics: which deferred call comes next, recovery, abortion. panic.h tells the
// protocol with the engine.
#include "runtime/panic/panic.h"

#include "runtime/debug/assert.h"
#include "runtime/heap/malloc.h"
#include "runtime/sched/sched.h"

namespace gvm::rt::inline panic {

void deferproc(G* g, Closure* fn, Func* func, u32 frame, const u64* pc) {
  Defer* d = newDefer(g->m);
  d->fn = fn;
  d->func = func;
  d->frame = frame;
  d->pc = pc;
  // A range-over-func body defers into its outer function's frame: behind what the frames in between have deferred.
  Defer** at = &g->deferTop;
  while (*at != nullptr && (*at)->frame > frame) at = &(*at)->link;
  d->link = *at;
  *at = d;
}

Closure* popDefer(G* g, u32 frame) {
  Defer* d = g->deferTop;
  if (d == nullptr || d->frame != frame) return nullptr;
  Closure* fn = d->fn;
  g->deferTop = d->link;
  freeDefer(g->m, d);
  return fn;
}

void freeDefers(G* g) {
  M* m = getm();
  while (Defer* d = g->deferTop) {
    g->deferTop = d->link;
    if (m != nullptr && m->p != nullptr) freeDefer(m, d);
    else delete d;
  }
  while (PanicRecord* p = g->panicTop) {
    g->panicTop = p->link;
    delete p;
  }
}

PanicRecord* startPanic(G* g, u32 frame, const u64* pc) {
  auto* p = new PanicRecord;
  p->frame = frame;
  p->pc = pc;
  p->goexit = g->pendingGoexit;
  p->memoryError = g->pendingMemoryError;
  p->faultAddr = g->pendingFaultAddr;
  p->value = g->pendingPanic;
  g->pendingPanic = Eface{};
  g->pendingGoexit = g->pendingMemoryError = false;
  if (!p->goexit && p->value.type == nullptr && g->vm->debug.panicnil == 0) {
    // panic(nil) has had a value of its own since Go 1.21, so that recover's nil means "no panic".
    p->value.type = g->vm->wk.panicNilErrorPtr;
    p->value.data = newobject(g->vm->wk.panicNilErrorPtr->elem);
  }
  p->link = g->panicTop;
  g->panicTop = p;
  if (!p->goexit) g->vm->runningPanicDefers++;
  return p;
}

namespace {

void drop(G* g, PanicRecord* p) {
  g->panicTop = p->link;
  if (!p->goexit) g->vm->runningPanicDefers--;
  delete p;
}

}  // namespace

PanicStep panicNext(G* g) {
  PanicRecord* p = g->panicTop;
  GVM_CHECK(p != nullptr);
  if (p->calling && p->recovered) {
    // The deferred call has returned and recover was called in it: the frame that deferred it returns normally.
    u32 frame = p->deferFrame;
    Func* func = p->deferFunc;
    drop(g, p);
    // Panics that were running deferred calls further out than that frame's callees are aborted: their calls' frames
    // are among those now dropped. A Goexit is never lost that way; it takes over where it was.
    while ((p = g->panicTop) != nullptr && p->calling && frame < p->callFrame) {
      if (p->goexit) {
        p->calling = false;
        return panicNext(g);
      }
      drop(g, p);
    }
    return {.what = PanicStep::kRecovered, .frame = frame, .func = func};
  }
  Defer* d = g->deferTop;
  if (d == nullptr) {
    p->calling = false;
    if (p->goexit) {
      while (g->panicTop != nullptr) drop(g, g->panicTop);
      return {.what = PanicStep::kGoexit};
    }
    Closure* fn = reinterpret_cast<Closure*>(g->vm->wk.preprintpanicsFn);
    if (fn == nullptr) fatalPanic(g);
    return {.what = PanicStep::kFatal, .record = p, .fn = fn};
  }
  Closure* fn = d->fn;
  p->deferFrame = d->frame;
  p->deferFunc = d->func;
  p->calling = true;
  p->recovered = false;
  g->deferTop = d->link;
  freeDefer(g->m, d);
  if (fn == nullptr) {
    // defer of a nil func value: that call itself panics, in the frame that deferred it.
    panicmem(g);
    startPanic(g, p->frame, p->pc);
    return panicNext(g);
  }
  return {.what = PanicStep::kCall, .record = p, .fn = fn};
}

Eface gorecover(G* g, u32 caller) {
  PanicRecord* p = g->panicTop;
  if (p == nullptr || p->goexit || p->recovered || !p->calling || p->callFrame != caller) return {};
  p->recovered = true;
  return p->value;
}

PanicRecord* panicOfCall(G* g, u32 callFrame) {
  for (PanicRecord* p = g->panicTop; p != nullptr; p = p->link)
    if (p->callFrame == callFrame) return p;
  return nullptr;
}

int panicCount(G* g) {
  int n = 0;
  for (PanicRecord* p = g->panicTop; p != nullptr; p = p->link) n++;
  return n;
}

PanicRecord* panicAt(G* g, int i) {
  PanicRecord* p = g->panicTop;
  for (int k = panicCount(g) - 1; k > i; k--) p = p->link;
  return p;
}

}  // namespace gvm::rt::inline panic
