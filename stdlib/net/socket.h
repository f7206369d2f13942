// This file declares a socket as package net has it: a descriptor that never blocks, watched by the poller, with one
// reader and one writer at a time.
#pragma once
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "runtime/core/g.h"
#include "runtime/core/lock.h"
#include "runtime/netpoll/netpoll.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {

// Who may read (or write) now. Others wait in line, and get the turn handed over.
struct Turn {
  rt::Mutex lock{rt::LockRank::kLeaf};
  bool taken = false;    // guarded by lock
  rt::GQueue waiting;    // guarded by lock

  // True: the turn is the caller's. False: it has parked, and owns the turn when it resumes.
  bool take(rt::G* g);
  void give();
};

// A socket lives until its Go object has been collected (one reference) and the last call in progress has ended (one
// each). The descriptor is closed when the socket is closing and no call is in progress.
struct Socket {
  int fd = -1;
  rt::PollDesc* pd = nullptr;
  rt::VM* vm = nullptr;
  std::atomic<bool> closing{false};
  std::atomic<i32> users{1};  // calls in progress, and 1 until it is closed
  std::atomic<i32> refs{1};   // users' ends and the Go object
  Turn reading, writing;
};

// net.rawAddr: an address of any family.
struct RawAddr {
  i64 family;
  i64 port;
  i64 scope;
  u8 ip[16];
  rt::GoString path;
};

union SockAddr {
  sockaddr any;
  sockaddr_in four;
  sockaddr_in6 six;
  sockaddr_un local;
  sockaddr_storage room;
};

// The system's form of an address, and its length.
socklen_t toSystem(const RawAddr& a, SockAddr* s);

// The natives that look up names and interfaces (names_native.cc).
std::span<const NativeEntry> netNameNatives();

}  // namespace gvm::stdlib
