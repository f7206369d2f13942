// This file is how natives call the system: paths as the kernel wants them, and calls that may block made off the P.
#pragma once
#include <cerrno>
#include <string>
#include <tuple>

#include "runtime/sched/sched.h"
#include "runtime/value/string.h"
#include "vm/native/native.h"

namespace gvm::stdlib {

/// A path for the kernel: a copy that ends with a zero byte. One with a zero byte inside is not ok.
struct CPath {
  std::string s;
  bool ok;
  explicit CPath(rt::GoString g) : s(reinterpret_cast<const char*>(g.ptr), static_cast<size_t>(g.len)) {
    ok = s.find('\0') == std::string::npos;
  }
  const char* c() const { return s.c_str(); }
};

/// Runs a call off the P, again after EINTR; {result, errno}.
template <class F>
std::tuple<i64, i64> blocking(rt::NativeCall& c, F f) {
  i64 r;
  int e = 0;
  {
    rt::SyscallScope scope(c.g);
    // An embedded VM that ends interrupts its calls.
    do r = f();
    while (r < 0 && errno == EINTR && !c.vm()->stopping.load());
    if (r < 0) e = errno;
  }
  return {r < 0 ? -1 : r, e};
}

/// The same for calls that give nothing but an error.
template <class F>
i64 blockingErr(rt::NativeCall& c, F f) {
  return std::get<1>(blocking(c, f));
}

/// Calls read(buffer, size), which gives a link's target, with ever larger buffers until it fits; {target, errno}.
template <class F>
std::tuple<rt::GoString, i64> linkTarget(rt::NativeCall& c, F read) {
  std::string buf(256, '\0');
  for (;;) {
    auto [n, e] = blocking(c, [&] { return read(buf.data(), buf.size()); });
    if (e) return {rt::GoString{}, e};
    if (static_cast<size_t>(n) < buf.size()) return {rt::gostring({buf.data(), static_cast<size_t>(n)}), 0};
    buf.resize(buf.size() * 2);
  }
}

}  // namespace gvm::stdlib
