// This file holds the channel operations. One that must wait parks the goroutine and leaves; when it is resumed, the
// same instruction runs again with g->resuming set and finishes what the waker has begun.
#include "runtime/chan/chan.h"

#include "vm/interp/ops.h"

namespace gvm::interp {

namespace {

HChan* chanAt(u64 word) { return reinterpret_cast<HChan*>(word); }

bool takeResuming(G* g) {
  bool r = g->resuming;
  g->resuming = false;
  return r;
}

const u64* park(G* g) {
  g->resuming = true;
  return leave(RunExit::kPark);
}

}  // namespace

const u64* outMakeChan(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  HChan* c = makechan(g, typeOf(pc[0]), bOf(w) == kNoSlot ? 0 : static_cast<i64>(fp[bOf(w)]));
  if (c == nullptr) return raise(g, pc, fp);
  fp[aOf(w)] = reinterpret_cast<u64>(c);
  return pc + 1;
}

const u64* outSend(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  bool selected;
  OpStatus st = takeResuming(g) ? chansendFinish(g) : chansend(g, chanAt(fp[aOf(w)]), &fp[bOf(w)], true, &selected);
  if (st == OpStatus::kPark) return park(g);
  if (st == OpStatus::kPanic) return raise(g, pc, fp);
  return pc + 1;
}

const u64* outRecv(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  bool selected, received = false;
  u64* dst = aOf(w) == kNoSlot ? nullptr : &fp[aOf(w)];
  OpStatus st = takeResuming(g) ? chanrecvFinish(g, &received)
                                : chanrecv(g, chanAt(fp[bOf(w)]), dst, true, &selected, &received);
  if (st == OpStatus::kPark) return park(g);
  if (st == OpStatus::kPanic) return raise(g, pc, fp);
  if (dst != nullptr) loadRun(dst, reinterpret_cast<u64>(dst), typeOf(pc[0])->elem);
  if (cOf(w) != kNoSlot) fp[cOf(w)] = received;
  return pc + 1;
}

const u64* outTrySend(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  bool selected = false;
  OpStatus st = chansend(g, chanAt(fp[bOf(w)]), &fp[cOf(w)], false, &selected);
  if (st == OpStatus::kPanic) return raise(g, pc, fp);
  fp[aOf(w)] = selected;
  return pc + 1;
}

const u64* outTryRecv(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  bool selected = false, received = false;
  u64* dst = cOf(w) == kNoSlot ? nullptr : &fp[cOf(w)];
  OpStatus st = chanrecv(g, chanAt(fp[bOf(w)]), dst, false, &selected, &received);
  if (st == OpStatus::kPanic) return raise(g, pc, fp);
  if (dst != nullptr && selected) loadRun(dst, reinterpret_cast<u64>(dst), typeOf(pc[1])->elem);
  u16 d = static_cast<u16>(pc[0]);
  if (d != kNoSlot) fp[d] = received;
  fp[aOf(w)] = selected;
  return pc + 2;
}

const u64* outCloseChan(const u64* pc, u64* fp, G* g, u64, u64) {
  if (closechan(g, chanAt(fp[aOf(pc[-1])])) == OpStatus::kPanic) return raise(g, pc, fp);
  return pc;
}

const u64* outChanLen(const u64* pc, u64* fp, G*, u64, u64) {
  HChan* c = chanAt(fp[bOf(pc[-1])]);
  fp[aOf(pc[-1])] = c ? static_cast<u64>(chanlen(c)) : 0;
  return pc;
}

const u64* outChanCap(const u64* pc, u64* fp, G*, u64, u64) {
  HChan* c = chanAt(fp[bOf(pc[-1])]);
  fp[aOf(pc[-1])] = c ? static_cast<u64>(chancap(c)) : 0;
  return pc;
}

const u64* outSelect(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1], operands = pc[0];
  u32 sends = cOf(w), recvs = static_cast<u16>(operands);
  u16 e = static_cast<u16>(operands >> 16);
  bool block = static_cast<u16>(operands >> 32) == 0;
  SelectCase* cases = reinterpret_cast<SelectCase*>(&fp[bOf(w)]);
  i64 chosen = -1;
  bool received = false;
  OpStatus st = takeResuming(g) ? selectFinish(g, cases, sends, recvs, &chosen, &received)
                                : selectgo(g, cases, sends, recvs, block, &chosen, &received);
  if (st == OpStatus::kPark) return park(g);
  if (st == OpStatus::kPanic) return raise(g, pc, fp);
  fp[aOf(w)] = static_cast<u64>(chosen);
  if (e != kNoSlot) fp[e] = received;
  return pc + 1;
}

}  // namespace gvm::interp
