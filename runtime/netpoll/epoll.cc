// This file is the poller's Linux half: one epoll instance per VM, edge-triggered, and an eventfd to break a wait.
#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "runtime/netpoll/system.h"

namespace gvm::rt::inline netpoll {
namespace {

constexpr int kMaxEvents = 128;
constexpr i64 kMaxWaitMs = 1'000'000;

// An event carries the descriptor's address and the low bits of its fdseq: a stale event for a reused one is dropped.
u64 pack(PollDesc* pd) {
  return (reinterpret_cast<u64>(pd) << 16) | (pd->fdseq.load() & 0xffff);
}
PollDesc* unpack(u64 data, u32* seq) {
  *seq = data & 0xffff;
  return reinterpret_cast<PollDesc*>(data >> 16);
}

}  // namespace

int pollSystemInit(NetPoll* np) {
  np->epfd = epoll_create1(EPOLL_CLOEXEC);
  if (np->epfd < 0) return errno;
  np->eventfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (np->eventfd < 0) return errno;
  epoll_event ev{};
  ev.events = EPOLLIN;
  ev.data.u64 = 0;
  return epoll_ctl(np->epfd, EPOLL_CTL_ADD, np->eventfd, &ev) < 0 ? errno : 0;
}

void pollSystemFree(NetPoll* np) {
  if (np->epfd >= 0) close(np->epfd);
  if (np->eventfd >= 0) close(np->eventfd);
}

int pollSystemOpen(NetPoll* np, PollDesc* pd) {
  epoll_event ev{};
  ev.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | static_cast<u32>(EPOLLET);
  ev.data.u64 = pack(pd);
  return epoll_ctl(np->epfd, EPOLL_CTL_ADD, pd->fd, &ev) < 0 ? errno : 0;
}

int pollSystemClose(NetPoll* np, PollDesc* pd) {
  epoll_event ev{};
  return epoll_ctl(np->epfd, EPOLL_CTL_DEL, pd->fd, &ev) < 0 ? errno : 0;
}

void netpollBreak(VM* vm) {
  NetPoll* np = vm->netpoll;
  if (np == nullptr || !np->inited.load()) return;
  if (np->breakSent.exchange(true)) return;  // one is on its way
  u64 one = 1;
  while (write(np->eventfd, &one, sizeof one) < 0 && errno == EINTR) {
  }
}

GList netpollPoll(VM* vm, i64 delay, i32* delta) {
  GList list;
  *delta = 0;
  NetPoll* np = vm->netpoll;
  if (np == nullptr || !np->inited.load()) return list;
  int ms = -1;
  if (delay == 0) ms = 0;
  else if (delay > 0) ms = static_cast<int>(std::min<i64>(std::max<i64>((delay + 999'999) / 1'000'000, 1), kMaxWaitMs));
  epoll_event events[kMaxEvents];
  int n;
  if (delay > 0 && delay < 1'000'000) {
    // Finer than a millisecond: timers must not be late by a whole one.
    timespec t{0, delay};
    n = epoll_pwait2(np->epfd, events, kMaxEvents, &t, nullptr);
    if (n < 0 && errno == ENOSYS) n = epoll_wait(np->epfd, events, kMaxEvents, ms);
  } else {
    n = epoll_wait(np->epfd, events, kMaxEvents, ms);
  }
  for (int i = 0; i < n; i++) {
    const epoll_event& ev = events[i];
    if (ev.data.u64 == 0) {
      if (delay != 0) {
        // Only a blocking poll takes the wake-up; another one that is not meant for it leaves it there.
        u64 count;
        if (read(np->eventfd, &count, sizeof count) >= 0) np->breakSent.store(false);
      }
      continue;
    }
    bool readable = ev.events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR);
    bool writable = ev.events & (EPOLLOUT | EPOLLHUP | EPOLLERR);
    if (!readable && !writable) continue;
    u32 seq;
    PollDesc* pd = unpack(ev.data.u64, &seq);
    if ((pd->fdseq.load() & 0xffff) != seq) continue;
    pd->eventErr.store(ev.events == EPOLLERR);
    *delta += netpollready(&list, pd, readable && writable ? 'b' : readable ? 'r' : 'w');
  }
  return list;
}

}  // namespace gvm::rt::inline netpoll
