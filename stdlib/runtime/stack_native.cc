// This file holds the natives of stacks. A pc that Go code sees is the address after a call, less the number of inlined
// calls to look through there (at most 6): instruction words are 8 bytes, so address and depth are told apart, and
// "pc - 1" still lies within the call, as callers of runtime.Callers expect.
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/symtab/symtab.h"
#include "stdlib/runtime/natives.h"
#include "vm/loader/loader.h"

namespace gvm::stdlib {
namespace {

using rt::Frame;
using rt::FrameKind;
using rt::FuncInfo;
using rt::G;
using rt::SourceFrame;
using rt::VM;

constexpr u32 kMaxDepth = 6;

u32 callWord(const FuncInfo& fi, uptr addr) {
  u64 off = (addr - reinterpret_cast<uptr>(fi.codeStart)) / 8;
  return off > 0 ? static_cast<u32>(off - 1) : 0;
}

struct Walk {
  VM* vm;
  i64 skip;
  u64* pcs;
  i64 max;
  i64 n = 0;
};

// The machine's frames are told by a pc next to the Func that stands for them.
bool visitMachine(Walk* w, std::string_view symbol) {
  const rt::Func* fn = w->vm->symtab->lookup(symbol);
  if (fn == nullptr) fn = loader::findFuncBySymbol(w->vm, symbol);
  if (fn == nullptr) return true;
  if (w->skip > 0) w->skip--;
  else if (w->n < w->max) w->pcs[w->n++] = reinterpret_cast<u64>(fn) + 8;
  return w->n < w->max;
}

bool visit(void* arg, const Frame& f) {
  auto* w = static_cast<Walk*>(arg);
  if (f.kind == FrameKind::kPanic) return visitMachine(w, "runtime.gopanic");
  if (f.kind == FrameKind::kBottom) return visitMachine(w, "runtime.goexit");
  if (f.kind != FrameKind::kGo || f.fn == nullptr || f.fn->info == nullptr || f.fn->flags & rt::kFuncWrapper) return true;
  const FuncInfo& fi = *f.fn->info;
  if (fi.codeStart == nullptr) return true;
  uptr addr = reinterpret_cast<uptr>(f.innermost ? f.pc + 1 : f.pc);
  u32 depth = 0;
  rt::forEachSourceFrame(fi, callWord(fi, addr), [&](const SourceFrame&) {
    if (w->skip > 0) w->skip--;
    else if (w->n < w->max) w->pcs[w->n++] = addr - std::min(depth, kMaxDepth);
    depth++;
    return w->n < w->max;
  });
  return w->n < w->max;
}

i64 callers(NativeCall& c, i64 skip, rt::Slice<u64> pcs) {
  Walk w{c.vm(), skip, pcs.ptr, pcs.len};
  if (pcs.len > 0) c.vm()->engine->walkFrames(c.g, visit, &w);
  return w.n;
}

using Description = std::tuple<GoString, GoString, i64, i64, u64, bool>;

GoString text(std::string_view s) { return {reinterpret_cast<const u8*>(s.data()), static_cast<i64>(s.size())}; }

// The frame at depth among those of the call before addr; the outermost one if there are fewer.
Description frameBefore(const FuncInfo& fi, uptr addr, u32 depth) {
  Description r{};
  u32 level = 0;
  rt::forEachSourceFrame(fi, callWord(fi, addr), [&](const SourceFrame& sf) {
    r = {text(sf.func), text(sf.file), sf.line, fi.startLine, reinterpret_cast<u64>(fi.codeStart), sf.inlined};
    return level++ < depth;
  });
  return r;
}

Description describe(NativeCall& c, u64 pc) {
  uptr addr = (pc + 7) & ~uptr{7};
  const FuncInfo* fi = addr >= 8 ? c.vm()->symtab->findFunc(reinterpret_cast<const u64*>(addr - 8)) : nullptr;
  if (fi == nullptr) return {};
  return frameBefore(*fi, addr, static_cast<u32>(addr - pc));
}

std::tuple<GoString, GoString, i64, u64> describeFunc(NativeCall& c, u64 pc) {
  rt::SymTab* symtab = c.vm()->symtab;
  // What reflect.Value.Pointer returns for a function, or its entry.
  const FuncInfo* fi = symtab->findFunc(reinterpret_cast<const u64*>(pc));
  bool start = fi != nullptr && (reinterpret_cast<u64>(fi->codeStart) == pc || reinterpret_cast<u64>(fi->fn) == pc);
  if (start) return {fi->name, fi->file, fi->startLine, pc};
  Description d = describe(c, pc);
  return {std::get<0>(d), std::get<1>(d), std::get<3>(d), std::get<4>(d)};
}

i64 stack(NativeCall& c, rt::Bytes buf, bool all) {
  VM* vm = c.vm();
  bool showRuntime = rt::gotraceback(vm).level > 1;
  std::string text;
  if (all) rt::stopTheWorld(vm, rt::StwReason::kAllGoroutinesStack);
  // While the world is stopped the caller counts as waiting; its header must not say so.
  text = rt::formatGoroutine(vm, c.g, showRuntime);
  if (all) {
    if (size_t open = text.find('['), close = text.find("]:"); open != text.npos && close != text.npos)
      text.replace(open + 1, close - open - 1, "running");
    text += rt::formatAllGoroutines(vm, c.g, showRuntime);
    rt::startTheWorld(vm);
  }
  i64 n = std::min<i64>(buf.len, static_cast<i64>(text.size()));
  std::memcpy(buf.ptr, text.data(), static_cast<size_t>(n));
  return n;
}

// runtime.StackRecord
struct StackRecord {
  u64 pcs[32];
};

i64 goroutineStacks(NativeCall& c, rt::Slice<StackRecord> records) {
  VM* vm = c.vm();
  // What the walks look up must be known before: the loader's lock may be somebody's when the world stops.
  loader::findFuncBySymbol(vm, "runtime.gopanic");
  loader::findFuncBySymbol(vm, "runtime.goexit");
  rt::stopTheWorld(vm, rt::StwReason::kGoroutineProfile);
  u64 count = 0;
  G* const* gs = rt::allGs(vm, &count);
  i64 n = 0;
  for (u64 i = 0; i < count && n < records.len; i++) {
    G* g = gs[i];
    u32 status = g->status() & ~rt::Gscan;
    if (status == rt::Gdead || status == rt::Gidle || g->isSystem) continue;
    StackRecord& r = records.ptr[n++];
    r = StackRecord{};
    Walk w{vm, 0, r.pcs, 32};
    vm->engine->walkFrames(g, visit, &w);
  }
  rt::startTheWorld(vm);
  return n;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("runtime.callers", callers),
    GVM_NATIVE("runtime.describe", describe),
    GVM_NATIVE("runtime.describeFunc", describeFunc),
    GVM_NATIVE("runtime.Stack", stack),
    GVM_NATIVE("runtime.goroutineStacks", goroutineStacks),
};

}  // namespace

std::span<const NativeEntry> runtimeStackNatives() { return kTable; }

}  // namespace gvm::stdlib
