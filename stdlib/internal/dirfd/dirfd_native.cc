// This file holds dirfd's natives: the system's calls with a folder and a name in it.
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/value/string.h"
#include "stdlib/stdlib.h"
#include "stdlib/syscall/call.h"
#include "stdlib/syscall/guest.h"

namespace gvm::stdlib {
namespace {

using rt::GoString;
using rt::NativeCall;

// The order of dirfd.go.
enum Call : i64 { kMkdir, kUnlink, kRmdir, kChmod, kChown, kRename, kLink, kSymlink };

i64 atName(NativeCall& c, i64 call, i64 dir64, GoString name, i64 a, i64 b) {
  if (!allows(c, rt::capability::kFiles)) return EPERM;
  CPath p(name);
  if (!p.ok) return EINVAL;
  int dir = processFd(c, dir64);
  return blockingErr(c, [&]() -> int {
    switch (call) {
      case kMkdir: return mkdirat(dir, p.c(), static_cast<mode_t>(a));
      case kUnlink: return unlinkat(dir, p.c(), 0);
      case kRmdir: return unlinkat(dir, p.c(), AT_REMOVEDIR);
      case kChmod: return fchmodat(dir, p.c(), static_cast<mode_t>(a), AT_SYMLINK_NOFOLLOW);
      case kChown: return fchownat(dir, p.c(), static_cast<uid_t>(a), static_cast<gid_t>(b), AT_SYMLINK_NOFOLLOW);
      default: errno = ENOSYS; return -1;
    }
  });
}

i64 atNames(NativeCall& c, i64 call, i64 dir64, GoString name, i64 toDir64, GoString toName) {
  if (!allows(c, rt::capability::kFiles)) return EPERM;
  CPath from(name), to(toName);
  if (!from.ok || !to.ok) return EINVAL;
  int dir = processFd(c, dir64), toDir = processFd(c, toDir64);
  return blockingErr(c, [&]() -> int {
    switch (call) {
      case kRename: return renameat(dir, from.c(), toDir, to.c());
      case kLink: return linkat(dir, from.c(), toDir, to.c(), 0);
      case kSymlink: return symlinkat(from.c(), toDir, to.c());
      default: errno = ENOSYS; return -1;
    }
  });
}

std::tuple<GoString, i64> atLink(NativeCall& c, i64 dir, GoString name) {
  if (!allows(c, rt::capability::kFiles)) return {GoString{}, EPERM};
  int at = processFd(c, dir);
  CPath p(name);
  if (!p.ok) return {GoString{}, EINVAL};
  return linkTarget(c, [&](char* buf, size_t n) { return readlinkat(at, p.c(), buf, n); });
}

i64 atTimes(NativeCall& c, i64 dir, GoString name, i64 asec, i64 ansec, i64 msec, i64 mnsec) {
  if (!allows(c, rt::capability::kFiles)) return EPERM;
  int at = processFd(c, dir);
  CPath p(name);
  if (!p.ok) return EINVAL;
  timespec ts[2] = {{asec, ansec}, {msec, mnsec}};
  return blockingErr(c, [&] { return utimensat(at, p.c(), ts, AT_SYMLINK_NOFOLLOW); });
}

const rt::NativeEntry kTable[] = {
    GVM_NATIVE("internal/dirfd.atName", atName),
    GVM_NATIVE("internal/dirfd.atNames", atNames),
    GVM_NATIVE("internal/dirfd.atLink", atLink),
    GVM_NATIVE("internal/dirfd.atTimes", atTimes),
};

}  // namespace

std::span<const NativeEntry> dirfdNatives() { return kTable; }

}  // namespace gvm::stdlib
