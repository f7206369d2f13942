// This file is what an operating system must offer to the poller. Linux: epoll.cc.
#pragma once
#include "runtime/netpoll/netpoll.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline netpoll {

// A watched descriptor. C++ memory, never freed while the VM lives, so that late events find it (fdseq tells them apart).
struct PollDesc {
  PollDesc* link = nullptr;  // free list (NetPoll::lock)
  VM* vm = nullptr;
  int fd = -1;
  std::atomic<u32> fdseq{0};     // grows with each reuse; events carry a copy
  // Waiting goroutine of each direction: kNil, kReady (an event came first), kWait (about to park), or a G.
  std::atomic<uptr> rg{0};
  std::atomic<uptr> wg{0};
  std::atomic<bool> closing{false};
  std::atomic<bool> eventErr{false};
  std::atomic<bool> readExpired{false};
  std::atomic<bool> writeExpired{false};
  Mutex lock{LockRank::kPoll};   // guards the deadlines
  i64 rd = 0, wd = 0;            // deadlines; < 0 expired
  Timer rt{}, wt{};
};

struct NetPoll {
  std::atomic<bool> inited{false};
  Mutex initLock{LockRank::kNetpollInit};
  Mutex lock{LockRank::kLeaf};   // guards free and all
  PollDesc* free = nullptr;
  std::vector<PollDesc*> all;
  std::atomic<i32> waiters{0};
  std::atomic<bool> breakSent{false};
  int epfd = -1;
  int eventfd = -1;
};

// Starts; returns 0 or an errno.
int pollSystemInit(NetPoll* np);
void pollSystemFree(NetPoll* np);
// Watches / unwatches; returns 0 or an errno.
int pollSystemOpen(NetPoll* np, PollDesc* pd);
int pollSystemClose(NetPoll* np, PollDesc* pd);

// For the system half: mode is 'r', 'w' or 'b'. Adds the woken goroutines to list and returns the change of waiters.
i32 netpollready(GList* list, PollDesc* pd, char mode);

}  // namespace gvm::rt::inline netpoll
