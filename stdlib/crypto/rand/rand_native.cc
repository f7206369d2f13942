// This file reads the system's random bytes.
#include <sys/random.h>

#include <cerrno>
#include <string>

#include "runtime/panic/panic.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

// The kernel blocks only until it has gathered randomness after the machine was switched on.
void fill(rt::Bytes b) {
  for (i64 n = 0; n < b.len;) {
    ssize_t got = getrandom(b.ptr + n, static_cast<usize>(b.len - n), 0);
    if (got < 0 && errno != EINTR) rt::fatal("crypto/rand: getrandom failed");
    if (got > 0) n += got;
  }
}

void fatalText(rt::GoString text) { rt::fatal(std::string(text.view()).c_str()); }

const NativeEntry kTable[] = {
    GVM_NATIVE("crypto/rand.fill", fill),
    GVM_NATIVE("crypto/rand.fatal", fatalText),
};

}  // namespace

std::span<const NativeEntry> cryptoRandNatives() { return kTable; }

}  // namespace gvm::stdlib
