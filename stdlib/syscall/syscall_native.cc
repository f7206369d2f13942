// This file holds syscall's natives: system calls with Go-shaped arguments. Calls that may block leave the P. Paths are
// copied and ended with a zero byte before that; a path with a zero byte inside is EINVAL.
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/sched/sched.h"
#include "runtime/type/table.h"
#include "runtime/value/string.h"
#include "stdlib/stdlib.h"
#include "stdlib/syscall/call.h"
#include "stdlib/syscall/guest.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;
using rt::GoString;
using rt::NativeCall;
using rt::Slice;
using rt::VM;
namespace capability = rt::capability;

std::tuple<i64, i64> sysOpenat(NativeCall& c, i64 dir, GoString path, i64 flags, u32 mode) {
  if (!allows(c, capability::kFiles)) return {-1, EPERM};
  CPath p(path);
  if (!p.ok) return {-1, EINVAL};
  int at = dir == AT_FDCWD ? AT_FDCWD : processFd(c, dir);
  auto [fd, e] = blocking(c, [&] { return openat(at, p.c(), static_cast<int>(flags), mode); });
  return {ownFd(c, fd), e};
}

i64 sysClose(NativeCall& c, i64 fd) {
  i64 error = 0;
  if (!disownFd(c, fd, &error)) return error;
  return close(static_cast<int>(fd)) < 0 ? errno : 0;
}

// Slices are taken apart before the P goes: the memory stays, since the arguments are roots.
std::tuple<i64, i64> sysRead(NativeCall& c, i64 fd, Bytes p) {
  int at = processFd(c, fd);
  return blocking(c, [&] { return read(at, p.ptr, static_cast<size_t>(p.len)); });
}
std::tuple<i64, i64> sysWrite(NativeCall& c, i64 fd, Bytes p) {
  if (rt::SessionHooks* s = c.vm()->session; s != nullptr && s->write != nullptr && p.len > 0 &&
      s->write(c.vm(), static_cast<int>(fd), reinterpret_cast<const char*>(p.ptr), static_cast<size_t>(p.len), s->data))
    return {p.len, 0};
  int at = processFd(c, fd);
  return blocking(c, [&] { return write(at, p.ptr, static_cast<size_t>(p.len)); });
}
std::tuple<i64, i64> sysPread(NativeCall& c, i64 fd, Bytes p, i64 off) {
  int at = processFd(c, fd);
  return blocking(c, [&] { return pread(at, p.ptr, static_cast<size_t>(p.len), off); });
}
std::tuple<i64, i64> sysPwrite(NativeCall& c, i64 fd, Bytes p, i64 off) {
  int at = processFd(c, fd);
  return blocking(c, [&] { return pwrite(at, p.ptr, static_cast<size_t>(p.len), off); });
}
std::tuple<i64, i64> sysSeek(NativeCall& c, i64 fd, i64 off, i64 whence) {
  i64 r = lseek(processFd(c, fd), off, static_cast<int>(whence));
  return {r, r < 0 ? errno : 0};
}

static_assert(sizeof(struct stat) == 144, "Stat_t has the kernel's layout");
i64 sysFstatat(NativeCall& c, i64 dir, GoString path, void* st, i64 flags) {
  CPath p(path);
  if (!p.ok) return EINVAL;
  if (!p.s.empty() && !allows(c, capability::kFiles)) return EPERM;
  int at = dir == AT_FDCWD ? AT_FDCWD : processFd(c, dir);
  return blockingErr(c, [&] {
    return fstatat(at, p.c(), static_cast<struct stat*>(st), static_cast<int>(flags));
  });
}

std::tuple<i64, i64> sysGetdents(NativeCall& c, i64 fd, Bytes p) {
  return blocking(c, [&] { return syscall(SYS_getdents64, processFd(c, fd), p.ptr, static_cast<size_t>(p.len)); });
}

// The order of calls.go.
enum Call : i64 {
  kMkdir, kUnlink, kRmdir, kChdir, kChmod, kTruncate, kAccess, kRename, kLink, kSymlink, kFsync, kFtruncate, kFchmod,
  kFchdir, kDup, kFcntl, kFchown, kGetPid, kGetPpid, kGetUid, kGetEuid, kGetGid, kGetEgid, kGetPagesize,
  kMkfifo, kUmask
};

i64 sysPath1(NativeCall& c, i64 call, GoString path, i64 arg) {
  if (!allows(c, capability::kFiles)) return EPERM;
  CPath p(path);
  if (!p.ok) return EINVAL;
  return blockingErr(c, [&]() -> int {
    switch (call) {
      case kMkdir: return mkdir(p.c(), static_cast<mode_t>(arg));
      case kMkfifo: return mkfifo(p.c(), static_cast<mode_t>(arg));
      case kUnlink: return unlink(p.c());
      case kRmdir: return rmdir(p.c());
      case kChdir:
        // The working folder is the process's, and so the host's.
        if (!c.vm()->config.ownsProcess) return errno = EPERM, -1;
        return chdir(p.c());
      case kChmod: return chmod(p.c(), static_cast<mode_t>(arg));
      case kTruncate: return truncate(p.c(), arg);
      case kAccess: return access(p.c(), static_cast<int>(arg));
      default: errno = ENOSYS; return -1;
    }
  });
}

i64 sysPath2(NativeCall& c, i64 call, GoString from, GoString to) {
  if (!allows(c, capability::kFiles)) return EPERM;
  CPath a(from), b(to);
  if (!a.ok || !b.ok) return EINVAL;
  return blockingErr(c, [&]() -> int {
    switch (call) {
      case kRename: return rename(a.c(), b.c());
      case kLink: return link(a.c(), b.c());
      case kSymlink: return symlink(a.c(), b.c());
      default: errno = ENOSYS; return -1;
    }
  });
}

i64 sysChown(NativeCall& c, GoString path, i64 uid, i64 gid, i64 flags) {
  if (!allows(c, capability::kFiles)) return EPERM;
  CPath p(path);
  if (!p.ok) return EINVAL;
  return blockingErr(c, [&] {
    return fchownat(AT_FDCWD, p.c(), static_cast<uid_t>(uid), static_cast<gid_t>(gid), static_cast<int>(flags));
  });
}

std::tuple<i64, i64> sysFd(NativeCall& c, i64 call, i64 fd64, i64 a, i64 b) {
  int fd = processFd(c, fd64);
  bool opens = call == kDup || (call == kFcntl && (a == F_DUPFD || a == F_DUPFD_CLOEXEC));
  auto [r, e] = blocking(c, [&]() -> int {
    switch (call) {
      case kFsync: return fsync(fd);
      case kFtruncate: return ftruncate(fd, a);
      case kFchmod: return fchmod(fd, static_cast<mode_t>(a));
      case kFchdir:
        if (!c.vm()->config.ownsProcess) return errno = EPERM, -1;
        return fchdir(fd);
      case kDup: return fcntl(fd, F_DUPFD_CLOEXEC, 0);
      case kFcntl: return fcntl(fd, static_cast<int>(a), b);
      case kUmask: return static_cast<int>(umask(static_cast<mode_t>(a)));
      case kFchown: return fchown(fd, static_cast<uid_t>(a), static_cast<gid_t>(b));
      default: errno = ENOSYS; return -1;
    }
  });
  return {opens ? ownFd(c, r) : r, e};
}

std::tuple<GoString, i64> sysReadlink(NativeCall& c, GoString path) {
  if (!allows(c, capability::kFiles)) return {GoString{}, EPERM};
  CPath p(path);
  if (!p.ok) return {GoString{}, EINVAL};
  return linkTarget(c, [&](char* buf, size_t n) { return readlink(p.c(), buf, n); });
}

std::tuple<GoString, i64> sysGetcwd(NativeCall& c) {
  if (!allows(c, capability::kFiles)) return {GoString{}, EPERM};
  char buf[4096];
  if (!getcwd(buf, sizeof buf)) return {GoString{}, errno};
  return {rt::gostring(buf), 0};
}

std::tuple<i64, i64, i64> sysPipe2(NativeCall& c, i64 flags) {
  if (!allows(c, capability::kFiles)) return {-1, -1, EPERM};
  int p[2];
  if (pipe2(p, static_cast<int>(flags)) < 0) return {-1, -1, errno};
  return {ownFd(c, p[0]), ownFd(c, p[1]), 0};
}

i64 sysUtimes(NativeCall& c, i64 dir, GoString path, i64 asec, i64 ansec, i64 msec, i64 mnsec, i64 flags) {
  if (!allows(c, capability::kFiles)) return EPERM;
  CPath p(path);
  if (!p.ok) return EINVAL;
  timespec ts[2] = {{asec, ansec}, {msec, mnsec}};
  return blockingErr(c, [&] { return utimensat(dir == AT_FDCWD ? AT_FDCWD : processFd(c, dir), p.c(), ts, static_cast<int>(flags)); });
}

i64 sysGet(i64 what) {
  switch (what) {
    case kGetPid: return getpid();
    case kGetPpid: return getppid();
    case kGetUid: return getuid();
    case kGetEuid: return geteuid();
    case kGetGid: return getgid();
    case kGetEgid: return getegid();
    default: return sysconf(_SC_PAGESIZE);
  }
}

std::tuple<Slice<i64>, i64> sysGetgroups() {
  gid_t list[1024];
  int n = getgroups(1024, list);
  if (n < 0) return {Slice<i64>{}, errno};
  if (n == 0) return {Slice<i64>{}, 0};
  auto* out = static_cast<i64*>(rt::mallocgc(static_cast<u64>(n) * 8, nullptr, false));
  for (int i = 0; i < n; i++) out[i] = list[i];
  return {Slice<i64>{out, n, n}, 0};
}

i64 sysKill(NativeCall& c, i64 pid, i64 sig) {
  if (!allows(c, capability::kSignals)) return EPERM;
  return kill(static_cast<pid_t>(pid), static_cast<int>(sig)) < 0 ? errno : 0;
}

std::tuple<i64, i64, i64, i64, i64> sysWait4(NativeCall& c, i64 pid, i64 options) {
  if (!allows(c, capability::kExec)) return {-1, 0, 0, 0, EPERM};
  int status = 0;
  rusage ru{};
  auto [r, e] = blocking(c, [&] { return wait4(static_cast<pid_t>(pid), &status, static_cast<int>(options), &ru); });
  auto us = [](timeval t) { return t.tv_sec * 1000000 + t.tv_usec; };
  return {r, status, us(ru.ru_utime), us(ru.ru_stime), e};
}

std::tuple<u64, i64> sysMmap(NativeCall& c, u64 addr, u64 length, i64 prot, i64 flags, i64 fd, i64 offset) {
  if (!allows(c, capability::kUnsafe)) return {0, EPERM};
  void* p = mmap(reinterpret_cast<void*>(addr), length, static_cast<int>(prot), static_cast<int>(flags), processFd(c, fd), offset);
  if (p == MAP_FAILED) return {0, errno};
  return {reinterpret_cast<u64>(p), 0};
}
i64 sysMemory(NativeCall& c, i64 call, u64 addr, u64 length, i64 arg) {
  if (!allows(c, capability::kUnsafe)) return EPERM;
  auto* p = reinterpret_cast<void*>(addr);
  int r = call == 0 ? munmap(p, length) : mprotect(p, length, static_cast<int>(arg));
  return r < 0 ? errno : 0;
}
std::tuple<i64, i64, i64, i64> sysGetrusage(i64 who) {
  rusage ru{};
  if (getrusage(static_cast<int>(who), &ru) < 0) return {0, 0, 0, errno};
  auto us = [](timeval t) { return t.tv_sec * 1000000 + t.tv_usec; };
  return {us(ru.ru_utime), us(ru.ru_stime), ru.ru_maxrss, 0};
}

std::vector<std::string> strings(Slice<GoString> list) {
  std::vector<std::string> out;
  for (GoString& s : list.span()) out.emplace_back(reinterpret_cast<const char*>(s.ptr), static_cast<size_t>(s.len));
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& list) {
  std::vector<char*> out;
  for (auto& s : list) out.push_back(s.data());
  out.push_back(nullptr);
  return out;
}

// Starts a child. Between fork and exec only async-signal-safe calls are made; an error travels back over a pipe.
std::tuple<i64, i64> sysForkExec(NativeCall& c, GoString path, Slice<GoString> argv, Slice<GoString> env, GoString dir,
                                 Slice<i64> files, bool setsidFlag, bool setpgidFlag) {
  if (!allows(c, capability::kExec)) return {-1, EPERM};
  CPath p(path), d(dir);
  if (!p.ok || !d.ok) return {-1, EINVAL};
  auto args = strings(argv), vars = strings(env);
  for (auto* list : {&args, &vars})
    for (auto& s : *list)
      if (s.find('\0') != std::string::npos) return {-1, EINVAL};
  auto argp = pointers(args), envp = pointers(vars);
  std::vector<int> fds;
  for (i64 f : files.span()) fds.push_back(f < 0 ? static_cast<int>(f) : processFd(c, f));
  i64 childErr = 0;
  auto [pid, e] = blocking(c, [&]() -> i64 {
    int report[2];
    if (pipe2(report, O_CLOEXEC) < 0) return -1;
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    pid_t child = fork();
    if (child == 0) {
      // Handlers end with exec; ignored signals stay so. What the VM's threads block is not the child's affair.
      sigset_t none;
      sigemptyset(&none);
      pthread_sigmask(SIG_SETMASK, &none, nullptr);
      int at = report[1];
      auto fail = [&] {
        int err = errno;
        (void)!write(at, &err, sizeof err);
        _exit(253);
      };
      if (setsidFlag && setsid() < 0) fail();
      if (setpgidFlag && setpgid(0, 0) < 0) fail();
      if (!d.s.empty() && chdir(d.c()) < 0) fail();
      // First above all target numbers, then into place, so that none is overwritten before it is copied.
      int n = static_cast<int>(fds.size());
      if (at < n + 3) {
        at = fcntl(at, F_DUPFD_CLOEXEC, n + 3);
        if (at < 0) _exit(253);
      }
      for (int i = 0; i < n; i++)
        if (fds[i] >= 0 && fds[i] < n && fds[i] != i) {
          fds[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, n + 3);
          if (fds[i] < 0) fail();
        }
      for (int i = 0; i < n; i++) {
        if (fds[i] < 0) {
          close(i);
        } else if (fds[i] == i) {
          if (fcntl(i, F_SETFD, 0) < 0) fail();
        } else if (dup2(fds[i], i) < 0) {
          fail();
        }
      }
      for (int i = n; i < 3; i++) close(i);
      execve(p.c(), argp.data(), envp.data());
      fail();
    }
    int forkErr = errno;
    pthread_sigmask(SIG_SETMASK, &old, nullptr);
    close(report[1]);
    if (child < 0) {
      close(report[0]);
      errno = forkErr == EINTR ? EAGAIN : forkErr;
      return -1;
    }
    int err = 0;
    ssize_t got;
    do got = read(report[0], &err, sizeof err);
    while (got < 0 && errno == EINTR);
    close(report[0]);
    if (got == sizeof err) {
      int status;
      while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
      }
      childErr = err;
      return 0;
    }
    return child;
  });
  return childErr ? std::tuple<i64, i64>{-1, childErr} : std::tuple<i64, i64>{pid, e};
}

GoString errnoText(i64 e) {
  char buf[128];
  const char* s = e > 0 && e < 133 && e != 41 && e != 58 ? strerror_r(static_cast<int>(e), buf, sizeof buf) : nullptr;
  if (!s) return rt::gostring("errno " + std::to_string(e));
  std::string text(s);
  // As Go writes them: no capital at the start, but of an abbreviation.
  if (text.size() > 1 && isupper(static_cast<unsigned char>(text[0])) && islower(static_cast<unsigned char>(text[1])))
    text[0] = static_cast<char>(tolower(text[0]));
  return rt::gostring(text);
}

GoString signalText(i64 s) {
  static const char* const kNames[] = {
      nullptr, "hangup", "interrupt", "quit", "illegal instruction", "trace/breakpoint trap", "aborted", "bus error",
      "floating point exception", "killed", "user defined signal 1", "segmentation fault", "user defined signal 2",
      "broken pipe", "alarm clock", "terminated", "stack fault", "child exited", "continued", "stopped (signal)", "stopped",
      "stopped (tty input)", "stopped (tty output)", "urgent I/O condition", "CPU time limit exceeded",
      "file size limit exceeded", "virtual timer expired", "profiling timer expired", "window changed", "I/O possible",
      "power failure", "bad system call"};
  if (s > 0 && s < static_cast<i64>(std::size(kNames))) return rt::gostring(kNames[s]);
  return rt::gostring("signal " + std::to_string(s));
}

Slice<GoString> stringList(VM* vm, const std::vector<std::string>& list, const rt::Type* stringType) {
  auto n = static_cast<i64>(list.size());
  if (n == 0) return {};
  auto* out = static_cast<GoString*>(rt::mallocgc(static_cast<u64>(n) * sizeof(GoString), stringType, true));
  for (i64 i = 0; i < n; i++) {
    GoString s = rt::gostring(list[static_cast<size_t>(i)]);
    rt::storePtr((void**)&out[i].ptr, const_cast<u8*>(s.ptr));
    out[i].len = s.len;
  }
  return {out, n, n};
}

Slice<GoString> startEnviron(NativeCall& c) { return stringList(c.vm(), c.vm()->config.env, c.vm()->types->basic(rt::Kind::String)); }
Slice<GoString> runtimeArgs(NativeCall& c) { return stringList(c.vm(), c.vm()->config.args, c.vm()->types->basic(rt::Kind::String)); }

const rt::NativeEntry kTable[] = {
    GVM_NATIVE("syscall.sysOpenat", sysOpenat),     GVM_NATIVE("syscall.sysClose", sysClose),
    GVM_NATIVE("syscall.sysRead", sysRead),         GVM_NATIVE("syscall.sysWrite", sysWrite),
    GVM_NATIVE("syscall.sysPread", sysPread),       GVM_NATIVE("syscall.sysPwrite", sysPwrite),
    GVM_NATIVE("syscall.sysSeek", sysSeek),         GVM_NATIVE("syscall.sysFstatat", sysFstatat),
    GVM_NATIVE("syscall.sysGetdents", sysGetdents), GVM_NATIVE("syscall.sysPath1", sysPath1),
    GVM_NATIVE("syscall.sysPath2", sysPath2),       GVM_NATIVE("syscall.sysChown", sysChown),
    GVM_NATIVE("syscall.sysFd", sysFd),             GVM_NATIVE("syscall.sysReadlink", sysReadlink),
    GVM_NATIVE("syscall.sysGetcwd", sysGetcwd),     GVM_NATIVE("syscall.sysPipe2", sysPipe2),
    GVM_NATIVE("syscall.sysUtimes", sysUtimes),     GVM_NATIVE("syscall.sysGet", sysGet),
    GVM_NATIVE("syscall.sysGetgroups", sysGetgroups), GVM_NATIVE("syscall.sysKill", sysKill),
    GVM_NATIVE("syscall.sysWait4", sysWait4),       GVM_NATIVE("syscall.sysForkExec", sysForkExec),
    GVM_NATIVE("syscall.sysMmap", sysMmap),         GVM_NATIVE("syscall.sysMemory", sysMemory),
    GVM_NATIVE("syscall.sysGetrusage", sysGetrusage),
    GVM_NATIVE("syscall.errnoText", errnoText),     GVM_NATIVE("syscall.signalText", signalText),
    GVM_NATIVE("syscall.startEnviron", startEnviron), GVM_NATIVE("os.runtimeArgs", runtimeArgs),
};

}  // namespace

std::span<const NativeEntry> syscallNatives() { return kTable; }

}  // namespace gvm::stdlib
