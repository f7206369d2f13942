// This file runs functions on a large stack.
#include "compiler/driver/large_stack.h"

#include <pthread.h>

namespace gvm::driver {

void onLargeStack(const std::function<void()>& f) {
  pthread_attr_t attr;
  pthread_t thread;
  pthread_attr_init(&attr);
  bool ok = pthread_attr_setstacksize(&attr, size_t{1} << 30) == 0 &&
            pthread_create(&thread, &attr, [](void* arg) -> void* {
              (*static_cast<const std::function<void()>*>(arg))();
              return nullptr;
            }, const_cast<std::function<void()>*>(&f)) == 0;
  pthread_attr_destroy(&attr);
  // Without the address space for it, the ordinary stack has to do.
  if (ok) pthread_join(thread, nullptr);
  else f();
}

}  // namespace gvm::driver
