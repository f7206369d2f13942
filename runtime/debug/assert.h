// This file declares the runtime's own checks. GVM_ASSERT is for what must hold (debug builds), GVM_CHECK for what must
// hold and is cheap (every build). A failure is our bug: it prints the condition and its place, then aborts.
#pragma once

namespace gvm::rt::inline debug {
[[noreturn]] void assertFailed(const char* file, int line, const char* condition);
}

#define GVM_CHECK(cond) \
  (__builtin_expect(!!(cond), 1) ? (void)0 : ::gvm::rt::assertFailed(__FILE__, __LINE__, #cond))
#ifdef GVM_DEBUG
#define GVM_ASSERT(cond) GVM_CHECK(cond)
#else
#define GVM_ASSERT(cond) ((void)0)
#endif
