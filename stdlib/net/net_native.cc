// This file holds package net's natives of sockets; names and interfaces are in names_native.cc.
//
// A call tries the system call first and parks the goroutine in the poller when that would block, so one native call does
// what a read or write in Go does; the thread never waits. Errors are errno values; two of our own stand for a closed
// socket and a deadline.
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/os/time.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/value/string.h"
#include "stdlib/net/socket.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {

bool Turn::take(rt::G* g) {
  lock.lock();
  if (!taken) {
    taken = true;
    lock.unlock();
    return true;
  }
  waiting.pushBack(g);
  rt::goparkunlock(&lock, rt::WaitReason::kIOWait);
  return false;
}

void Turn::give() {
  lock.lock();
  rt::G* next = waiting.pop();
  if (next == nullptr) taken = false;
  lock.unlock();
  if (next != nullptr) rt::goready(next);
}

socklen_t toSystem(const RawAddr& a, SockAddr* s) {
  std::memset(s, 0, sizeof *s);
  s->any.sa_family = static_cast<sa_family_t>(a.family);
  switch (a.family) {
    case AF_INET:
      s->four.sin_port = htons(static_cast<u16>(a.port));
      std::memcpy(&s->four.sin_addr, a.ip, 4);
      return sizeof s->four;
    case AF_INET6:
      s->six.sin6_port = htons(static_cast<u16>(a.port));
      s->six.sin6_scope_id = static_cast<u32>(a.scope);
      std::memcpy(&s->six.sin6_addr, a.ip, 16);
      return sizeof s->six;
    default: {
      std::string_view path = a.path.view();
      size_t n = std::min(path.size(), sizeof s->local.sun_path - 1);
      std::memcpy(s->local.sun_path, path.data(), n);
      bool abstract = n > 0 && path[0] == '@';
      if (abstract) s->local.sun_path[0] = 0;
      return static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + n + (abstract || n == 0 ? 0 : 1));
    }
  }
}

namespace {

using rt::Bytes;
using rt::G;
using rt::GoString;
using rt::NativeCall;
using rt::NativeResult;
using rt::NativeStatus;
using rt::OpStatus;
using rt::PollError;

// What the Go side knows as errClosed and errDeadline.
constexpr i64 kClosed = -1, kDeadline = -2;

i64 errorOf(PollError e) {
  switch (e) {
    case PollError::kNone: return 0;
    case PollError::kTimeout: return kDeadline;
    case PollError::kClosing: return kClosed;
    default: return EIO;
  }
}

void fromSystem(const SockAddr& s, socklen_t len, RawAddr* a) {
  a->family = s.any.sa_family;
  a->port = a->scope = 0;
  switch (s.any.sa_family) {
    case AF_INET:
      a->port = ntohs(s.four.sin_port);
      std::memcpy(a->ip, &s.four.sin_addr, 4);
      break;
    case AF_INET6:
      a->port = ntohs(s.six.sin6_port);
      a->scope = s.six.sin6_scope_id;
      std::memcpy(a->ip, &s.six.sin6_addr, 16);
      break;
    case AF_UNIX: {
      size_t head = offsetof(sockaddr_un, sun_path);
      size_t n = len > head ? len - head : 0;
      std::string path(s.local.sun_path, n);
      if (path.empty() || path[0] == 0) path.replace(0, 1, "@");
      else path = path.c_str();
      rt::storePtr(const_cast<void**>(reinterpret_cast<const void**>(&a->path.ptr)), const_cast<u8*>(rt::gostring(path).ptr));
      a->path.len = static_cast<i64>(path.size());
      break;
    }
    default: break;
  }
}

// ---- life of a socket ---------------------------------------------------------------------------------------------------

void unref(Socket* s) {
  if (--s->refs == 0) delete s;
}

// Begins a call; false if the socket is closed.
bool use(Socket* s) {
  i32 n = s->users.load();
  do {
    if (s->closing.load() || n == 0) return false;
  } while (!s->users.compare_exchange_weak(n, n + 1));
  s->refs++;
  return true;
}

void unuse(Socket* s) {
  if (--s->users == 0) {
    rt::pollClose(s->vm, s->pd);
    ::close(s->fd);
  }
  unref(s);
}

std::tuple<Socket*, i64> open(NativeCall& c, i64 fd) {
  auto* s = new Socket;
  s->fd = static_cast<int>(fd);
  s->vm = c.vm();
  int err = 0;
  s->pd = rt::pollOpen(c.vm(), s->fd, &err);
  if (s->pd == nullptr) {
    delete s;
    return {nullptr, err};
  }
  s->refs++;  // the Go object, and users' first
  return {s, 0};
}

i64 closeSocket(Socket* s) {
  if (s->closing.exchange(true)) return kClosed;
  rt::pollUnblock(s->vm, s->pd);
  unuse(s);
  return 0;
}

void freeSocket(Socket* s) {
  closeSocket(s);
  unref(s);
}

std::tuple<i64, i64> newSocket(i64 family, i64 type, i64 protocol) {
  int fd = ::socket(static_cast<int>(family), static_cast<int>(type) | SOCK_NONBLOCK | SOCK_CLOEXEC, static_cast<int>(protocol));
  return {fd, fd < 0 ? errno : 0};
}

void closeFd(i64 fd) { ::close(static_cast<int>(fd)); }

// ---- calls that wait ------------------------------------------------------------------------------------------------------

enum Stage : u64 { kBegin, kInLine, kPolling };

// Does `attempt` (a result, or -1 with errno) until it does not say EAGAIN, with the socket's turn of that direction.
// Results go to slots 0 (result) and 1 (error).
template <class F>
NativeStatus waitingCall(NativeCall& c, char mode, F attempt) {
  G* g = c.g;
  auto* s = c.arg<Socket*>(0);
  Turn& turn = mode == 'r' ? s->reading : s->writing;
  i64 result = -1, err = 0;
  u64 stage = c.resuming() ? g->parkWord[0] : static_cast<u64>(kBegin);
  if (stage == kBegin) {
    if (!use(s)) {
      c.ret<i64>(0, -1);
      c.ret(1, kClosed);
      return NativeStatus::kDone;
    }
    g->parkWord[0] = kInLine;
    if (!turn.take(g)) return NativeStatus::kParkRetry;
  }
  PollError poll = PollError::kNone;
  if (stage == kPolling) {
    if (rt::pollWaitFinish(g, s->pd, mode, &poll) == OpStatus::kPark) return NativeStatus::kParkRetry;
  } else {
    poll = rt::pollReset(s->pd, mode);
  }
  err = errorOf(poll);
  while (err == 0) {
    result = attempt(s);
    if (result >= 0) break;
    if (errno == EINTR) continue;
    if (errno != EAGAIN) {
      err = errno;
      break;
    }
    g->parkWord[0] = kPolling;
    if (rt::pollWait(g, s->pd, mode, &poll) == OpStatus::kPark) return NativeStatus::kParkRetry;
    err = errorOf(poll);
  }
  turn.give();
  unuse(s);
  c.ret(0, result);
  c.ret(1, err);
  return NativeStatus::kDone;
}

// func read(s *socket, b []byte) (n, errno int)
NativeStatus readSocket(NativeCall& c) {
  return waitingCall(c, 'r', [&](Socket* s) {
    auto b = c.arg<Bytes>(1);
    return ::read(s->fd, b.ptr, static_cast<size_t>(std::min<i64>(b.len, 1 << 30)));
  });
}

// func write(s *socket, b []byte, done int) (n, errno int): one write of what follows the first `done` bytes.
NativeStatus writeSocket(NativeCall& c) {
  return waitingCall(c, 'w', [&](Socket* s) {
    auto b = c.arg<Bytes>(1);
    auto done = c.arg<i64>(4);
    return ::send(s->fd, b.ptr + done, static_cast<size_t>(std::min<i64>(b.len - done, 1 << 30)), MSG_NOSIGNAL);
  });
}

// func accept(s *socket) (fd, errno int)
NativeStatus acceptSocket(NativeCall& c) {
  return waitingCall(c, 'r', [](Socket* s) -> i64 {
    for (;;) {
      int fd = ::accept4(s->fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (fd < 0 && errno == ECONNABORTED) continue;  // the peer gave up while it was in the queue
      return fd;
    }
  });
}

// func connected(s *socket) errno: waits until a connection that began is made or has failed. Result in slot 0 is unused.
NativeStatus connected(NativeCall& c) {
  return waitingCall(c, 'w', [](Socket* s) -> i64 {
    int err = 0;
    socklen_t n = sizeof err;
    if (getsockopt(s->fd, SOL_SOCKET, SO_ERROR, &err, &n) < 0) return -1;
    if (err == EINPROGRESS || err == EALREADY || err == EINTR) err = EAGAIN;
    if (err == 0) {
      SockAddr peer;
      socklen_t len = sizeof peer;
      if (getpeername(s->fd, &peer.any, &len) == 0) return 0;
      err = EAGAIN;  // woken before the connection was made
    }
    errno = err;
    return -1;
  });
}

// func receive(s *socket, b, oob []byte, from *rawAddr, got *[2]int) (n, errno int): got has the length of the
// out-of-band data and the flags.
NativeStatus receive(NativeCall& c) {
  return waitingCall(c, 'r', [&](Socket* s) -> i64 {
    auto b = c.arg<Bytes>(1), oob = c.arg<Bytes>(4);
    auto* from = c.arg<RawAddr*>(7);
    auto* got = c.arg<i64*>(8);
    SockAddr addr;
    iovec io{b.ptr, static_cast<size_t>(b.len)};
    u8 dummy;
    if (b.len == 0 && oob.len > 0) io = {&dummy, 1};
    msghdr msg{&addr, sizeof addr, &io, 1, oob.len > 0 ? oob.ptr : nullptr, static_cast<size_t>(oob.len), 0};
    ssize_t n = recvmsg(s->fd, &msg, oob.len > 0 ? MSG_CMSG_CLOEXEC : 0);
    if (n < 0) return n;
    if (from != nullptr) {
      if (msg.msg_namelen > 0) fromSystem(addr, msg.msg_namelen, from);
      else from->family = 0;
    }
    if (got != nullptr) {
      got[0] = oob.len > 0 ? static_cast<i64>(msg.msg_controllen) : 0;
      got[1] = msg.msg_flags;
    }
    return b.len == 0 && oob.len > 0 ? 0 : n;
  });
}

// func send(s *socket, b, oob []byte, to *rawAddr) (n, errno int)
NativeStatus sendTo(NativeCall& c) {
  return waitingCall(c, 'w', [&](Socket* s) -> i64 {
    auto b = c.arg<Bytes>(1), oob = c.arg<Bytes>(4);
    auto* to = c.arg<RawAddr*>(7);
    SockAddr addr;
    iovec io{b.ptr, static_cast<size_t>(b.len)};
    u8 dummy = 0;
    if (b.len == 0 && oob.len > 0) io = {&dummy, 1};
    msghdr msg{};
    if (to != nullptr) {
      msg.msg_namelen = toSystem(*to, &addr);
      msg.msg_name = &addr;
    }
    msg.msg_iov = &io;
    msg.msg_iovlen = 1;
    if (oob.len > 0) {
      msg.msg_control = oob.ptr;
      msg.msg_controllen = static_cast<size_t>(oob.len);
    }
    ssize_t n = sendmsg(s->fd, &msg, MSG_NOSIGNAL);
    return n >= 0 && b.len == 0 ? 0 : n;
  });
}

// ---- calls that do not --------------------------------------------------------------------------------------------------

i64 bindFd(i64 fd, RawAddr* a) {
  SockAddr s;
  socklen_t n = toSystem(*a, &s);
  return ::bind(static_cast<int>(fd), &s.any, n) < 0 ? errno : 0;
}

i64 listenFd(i64 fd, i64 backlog) { return ::listen(static_cast<int>(fd), static_cast<int>(backlog)) < 0 ? errno : 0; }

i64 connectFd(i64 fd, RawAddr* a) {
  SockAddr s;
  socklen_t n = toSystem(*a, &s);
  int r;
  do r = ::connect(static_cast<int>(fd), &s.any, n);
  while (r < 0 && errno == EINTR);
  return r < 0 ? errno : 0;
}

// The address of this end or the other one.
i64 nameOf(i64 fd, bool peer, RawAddr* a) {
  SockAddr s;
  socklen_t n = sizeof s;
  std::memset(&s, 0, sizeof s);
  if ((peer ? getpeername : getsockname)(static_cast<int>(fd), &s.any, &n) < 0) return errno;
  fromSystem(s, n, a);
  return 0;
}

i64 setOption(i64 fd, i64 level, i64 name, i64 value) {
  int v = static_cast<int>(value);
  return setsockopt(static_cast<int>(fd), static_cast<int>(level), static_cast<int>(name), &v, sizeof v) < 0 ? errno : 0;
}

std::tuple<i64, i64> getOption(i64 fd, i64 level, i64 name) {
  int v = 0;
  socklen_t n = sizeof v;
  int r = getsockopt(static_cast<int>(fd), static_cast<int>(level), static_cast<int>(name), &v, &n);
  return {v, r < 0 ? errno : 0};
}

i64 setLinger(i64 fd, i64 seconds) {
  linger l{seconds >= 0, static_cast<int>(std::max<i64>(seconds, 0))};
  return setsockopt(static_cast<int>(fd), SOL_SOCKET, SO_LINGER, &l, sizeof l) < 0 ? errno : 0;
}

// Membership of a multicast group, by the interface's number (0: any).
i64 joinGroup(i64 fd, RawAddr* group, i64 index) {
  int r;
  if (group->family == AF_INET) {
    ip_mreqn m{};
    std::memcpy(&m.imr_multiaddr, group->ip, 4);
    m.imr_ifindex = static_cast<int>(index);
    r = setsockopt(static_cast<int>(fd), IPPROTO_IP, IP_ADD_MEMBERSHIP, &m, sizeof m);
  } else {
    ipv6_mreq m{};
    std::memcpy(&m.ipv6mr_multiaddr, group->ip, 16);
    m.ipv6mr_interface = static_cast<unsigned>(index);
    r = setsockopt(static_cast<int>(fd), IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP, &m, sizeof m);
  }
  return r < 0 ? errno : 0;
}

i64 shutdownSocket(Socket* s, i64 how) {
  if (!use(s)) return kClosed;
  i64 err = ::shutdown(s->fd, static_cast<int>(how)) < 0 ? errno : 0;
  unuse(s);
  return err;
}

// Lends the descriptor for other calls; giveBack ends that.
std::tuple<i64, i64> borrow(Socket* s) {
  if (!use(s)) return {-1, kClosed};
  return {s->fd, 0};
}
void giveBack(Socket* s) { unuse(s); }

std::tuple<i64, i64> dupSocket(Socket* s) {
  if (!use(s)) return {-1, kClosed};
  int fd = fcntl(s->fd, F_DUPFD_CLOEXEC, 0);
  i64 err = fd < 0 ? errno : 0;
  unuse(s);
  return {fd, err};
}

i64 setNonblock(i64 fd, bool on) {
  int flags = fcntl(static_cast<int>(fd), F_GETFL);
  if (flags < 0) return errno;
  flags = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
  return fcntl(static_cast<int>(fd), F_SETFL, flags) < 0 ? errno : 0;
}

// after: ns from now, of a deadline that is set; mode: 'r', 'w' or 'b'.
i64 setDeadline(NativeCall& c, Socket* s, bool set, i64 after, i64 mode) {
  if (!use(s)) return kClosed;
  i64 when = 0;
  if (set && after <= 0) when = -1;
  else if (set && __builtin_add_overflow(rt::nanotime(), after, &when)) when = INT64_MAX;
  rt::pollSetDeadline(c.vm(), s->pd, when, static_cast<char>(mode));
  unuse(s);
  return 0;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("net.open", open),
    GVM_NATIVE("net.closeSocket", closeSocket),
    GVM_NATIVE("net.freeSocket", freeSocket),
    GVM_NATIVE("net.newSocket", newSocket),
    GVM_NATIVE("net.closeFd", closeFd),
    GVM_NATIVE_RAW("net.read", readSocket),
    GVM_NATIVE_RAW("net.write", writeSocket),
    GVM_NATIVE_RAW("net.accept", acceptSocket),
    GVM_NATIVE_RAW("net.connected", connected),
    GVM_NATIVE_RAW("net.receive", receive),
    GVM_NATIVE_RAW("net.send", sendTo),
    GVM_NATIVE("net.bind", bindFd),
    GVM_NATIVE("net.listen", listenFd),
    GVM_NATIVE("net.connect", connectFd),
    GVM_NATIVE("net.nameOf", nameOf),
    GVM_NATIVE("net.setOption", setOption),
    GVM_NATIVE("net.getOption", getOption),
    GVM_NATIVE("net.setLinger", setLinger),
    GVM_NATIVE("net.joinGroup", joinGroup),
    GVM_NATIVE("net.shutdown", shutdownSocket),
    GVM_NATIVE("net.borrow", borrow),
    GVM_NATIVE("net.giveBack", giveBack),
    GVM_NATIVE("net.dupSocket", dupSocket),
    GVM_NATIVE("net.setNonblock", setNonblock),
    GVM_NATIVE("net.setDeadline", setDeadline),
};

}  // namespace

// One table for the package, from the two files' parts.
std::span<const NativeEntry> netNatives() {
  static const std::vector<NativeEntry> all = [] {
    std::vector<NativeEntry> list(std::begin(kTable), std::end(kTable));
    std::span<const NativeEntry> names = netNameNatives();
    list.insert(list.end(), names.begin(), names.end());
    return list;
  }();
  return all;
}

}  // namespace gvm::stdlib
