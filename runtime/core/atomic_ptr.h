// This file holds AtomicPtr, a pointer field that its owner writes and others glance at (M::curg, P::m): it reads like a
// plain pointer, with acquire loads and release stores.
#pragma once
#include <atomic>

namespace gvm::rt::inline core {

template <class T>
struct AtomicPtr {
  std::atomic<T*> v{nullptr};
  AtomicPtr() = default;
  AtomicPtr(T* p) : v(p) {}
  T* load() const { return v.load(std::memory_order_acquire); }
  void store(T* p) { v.store(p, std::memory_order_release); }
  operator T*() const { return load(); }
  T* operator->() const { return load(); }
  AtomicPtr& operator=(T* p) { store(p); return *this; }
};

}  // namespace gvm::rt::inline core
