// This file keeps, with GODEBUG=tracebackancestors=N, where each goroutine's creators stood at their go statements. The stacks
// are taken at newproc, as return addresses: by the time of a traceback the creators may be elsewhere, or gone.
#include "runtime/sched/internal.h"

namespace gvm::rt::inline sched {
namespace {

constexpr usize kMaxFrames = 100;  // of an ancestor's stack

bool note(void* arg, const Frame& f) {
  auto* pcs = static_cast<std::vector<const u64*>*>(arg);
  if (f.kind == FrameKind::kGo) pcs->push_back(f.innermost ? f.pc + 1 : f.pc);
  return pcs->size() < kMaxFrames;
}

}  // namespace

void saveAncestors(VM* vm, G* parent, G* child) {
  usize limit = static_cast<usize>(vm->debug.tracebackancestors);
  std::vector<Ancestor> list(1);
  list[0].goid = parent->goid;
  list[0].gopc = parent->gopc;
  vm->engine->walkFrames(parent, note, &list[0].pcs);
  Sched* s = vm->sched;
  MutexLock hold(s->allglock);
  if (auto it = s->ancestors.find(parent->goid); it != s->ancestors.end())
    for (usize i = 0; i < it->second.size() && list.size() < limit; i++) list.push_back(it->second[i]);
  s->ancestors[child->goid] = std::move(list);
}

void dropAncestors(VM* vm, G* g) {
  MutexLock hold(vm->sched->allglock);
  vm->sched->ancestors.erase(g->goid);
}

std::vector<Ancestor> ancestorsOf(VM* vm, const G* g) {
  if (vm->debug.tracebackancestors <= 0) return {};
  MutexLock hold(vm->sched->allglock);
  auto it = vm->sched->ancestors.find(g->goid);
  return it == vm->sched->ancestors.end() ? std::vector<Ancestor>{} : it->second;
}

}  // namespace gvm::rt::inline sched
