// This file prints stacks the way Go does: a header line per goroutine, then two lines per frame, the middle of a long
// stack left out, and the place that created the goroutine.
#include "runtime/panic/panic.h"

#include <cstring>

#include "runtime/base/arg_token.h"
#include "runtime/os/time.h"
#include "runtime/sched/sched.h"
#include "runtime/symtab/func.h"
#include "runtime/symtab/symtab.h"

namespace gvm::rt::inline panic {
namespace {

constexpr size_t kInnerFrames = 50;  // a stack of more than both together is cut in the middle
constexpr size_t kOuterFrames = 50;
// The line of gopanic's call of a deferred function, and of Goexit's, as go1.26's tracebacks show them.
constexpr const char* kPanicPlace = "/src/runtime/panic.go:860 +0x13a";
constexpr const char* kGoexitPlace = "/src/runtime/panic.go:694 +0x91";


struct Collector {
  VM* vm;
  G* g;
  bool showRuntime;
  std::vector<std::string> frames;
};

std::string gorootOf(VM* vm) { return vm->config.goroot.empty() ? "/usr/local/go" : vm->config.goroot; }

// Runtime internals are left out of a user's traceback; what Go programs can call by name stays.
bool showFunc(std::string_view name, bool showRuntime) {
  if (showRuntime) return true;
  constexpr std::string_view kPrefix = "runtime.";
  if (!name.starts_with(kPrefix)) return name.find('.') != name.npos;
  return name.size() > kPrefix.size() && name[kPrefix.size()] >= 'A' && name[kPrefix.size()] <= 'Z';
}

u32 wordOffset(const FuncInfo& fi, const u64* pc, bool innermost) {
  if (fi.codeStart == nullptr || pc < fi.codeStart) return 0;
  u32 off = static_cast<u32>(pc - fi.codeStart);
  // A return address is the word after the call, which may belong to another line already.
  return !innermost && off > 0 ? off - 1 : off;
}

// The words of a frame's arguments, in Go's notation. The description comes with the image: what lies outside the arguments
// is not read.
std::string argumentText(const Frame& f) {
  std::string out;
  std::string_view text = f.fn->info->args.view();
  bool first = true;
  auto separate = [&] {
    if (!first) out += ", ";
    first = false;
  };
  for (usize i = 0; i < text.size(); i++) {
    auto token = static_cast<ArgToken>(text[i]);
    u32 size = token == ArgToken::kByte ? 1 : token == ArgToken::kWord16 ? 2 : token == ArgToken::kWord32 ? 4 : 8;
    switch (token) {
      case ArgToken::kOpen:
        separate();
        out += '{';
        first = true;
        break;
      case ArgToken::kClose:
        out += '}';
        first = false;
        break;
      case ArgToken::kMore:
        separate();
        out += "...";
        break;
      case ArgToken::kByte:
      case ArgToken::kWord16:
      case ArgToken::kWord32:
      case ArgToken::kWord64: {
        separate();
        u32 off = i + 2 < text.size() ? static_cast<u8>(text[i + 1]) | static_cast<u32>(static_cast<u8>(text[i + 2])) << 8 : ~0u;
        i += 2;
        u64 value = 0;
        if (f.fp == nullptr || off > f.fn->argSlots * 8u || f.fn->argSlots * 8u - off < size) {
          out += '_';
          break;
        }
        std::memcpy(&value, reinterpret_cast<const u8*>(f.fp) + off, size);
        out += fmt::format("{:#x}", value);
        break;
      }
      default:
        separate();
        out += '_';
        break;
    }
  }
  return out;
}

void addGoFrame(Collector* c, const Frame& f) {
  if (f.fn == nullptr || f.fn->info == nullptr) return;
  bool hidden = f.fn->flags & kFuncWrapper && !c->showRuntime;  // but not what was inlined into it
  const FuncInfo& fi = *f.fn->info;
  u32 off = wordOffset(fi, f.pc, f.innermost);
  forEachSourceFrame(fi, off, [&](const SourceFrame& sf) {
    if (!showFunc(sf.func, c->showRuntime) || (hidden && !sf.inlined)) return true;
    std::string text(sf.func);
    if (sf.inlined) {
      text += fmt::format("(...)\n\t{}:{}\n", sf.file, sf.line);
    } else {
      text += '(' + argumentText(f) + ')';
      u32 entry = fi.codeStart != nullptr && f.pc >= fi.codeStart ? static_cast<u32>(f.pc - fi.codeStart) : 0;
      text += fmt::format("\n\t{}:{} +{:#x}\n", sf.file, sf.line, entry * 8);
    }
    c->frames.push_back(std::move(text));
    return true;
  });
}

bool collect(void* arg, const Frame& f) {
  auto* c = static_cast<Collector*>(arg);
  switch (f.kind) {
    case FrameKind::kGo:
    case FrameKind::kNative:
      addGoFrame(c, f);
      break;
    case FrameKind::kPanic: {
      PanicRecord* p = nullptr;
      if (f.fp != nullptr) p = reinterpret_cast<PanicRecord*>(f.fp);
      // Below the call that reports an unrecovered panic: the traceback begins at the frame that panicked.
      if (p != nullptr && !p->calling && p == c->g->panicTop) break;
      c->frames.push_back(p != nullptr
                              ? fmt::format("panic({{{:#x}?, {:#x}?}})\n\t{}{}\n", reinterpret_cast<u64>(p->value.type),
                                            reinterpret_cast<u64>(p->value.data), gorootOf(c->vm), kPanicPlace)
                              : fmt::format("panic({{...}})\n\t{}{}\n", gorootOf(c->vm), kPanicPlace));
      break;
    }
    case FrameKind::kGoexit:
      c->frames.push_back(fmt::format("runtime.Goexit()\n\t{}{}\n", gorootOf(c->vm), kGoexitPlace));
      break;
    case FrameKind::kBottom:
      if (c->showRuntime)
        c->frames.push_back(fmt::format("runtime.goexit({{}})\n\t{}/src/runtime/asm_amd64.s:1771 +0x1\n", gorootOf(c->vm)));
      break;
  }
  return true;
}

const char* statusText(G* g, u32 status) {
  switch (status & ~Gscan) {
    case Gidle: return "idle";
    case Grunnable: return "runnable";
    case Grunning: return "running";
    case Gsyscall: return "syscall";
    case Gwaiting: {
      const char* why = waitReasonString(g->waitreason);
      return *why != 0 ? why : "waiting";
    }
    case Gdead: return "dead";
    case Gcopystack: return "copystack";
    case Gpreempted: return "preempted";
    default: return "???";
  }
}

std::string header(VM* vm, G* g, bool showRuntime) {
  std::string out = fmt::format("goroutine {}", g->goid);
  if (showRuntime) {
    out += fmt::format(" gp={:#x}", reinterpret_cast<u64>(g));
    if (M* m = g->m) out += fmt::format(" m={} mp={:#x}", m->id, reinterpret_cast<u64>(m));
    else out += " m=nil";
  }
  out += fmt::format(" [{}", statusText(g, g->status()));
  if (g->status() & Gscan) out += " (scan)";
  u32 st = g->status() & ~Gscan;
  if ((st == Gwaiting || st == Gsyscall) && g->waitsince != 0) {
    i64 minutes = (nanotime() - g->waitsince) / (60LL * 1000000000);
    if (minutes >= 1) out += fmt::format(", {} minutes", minutes);
  }
  if (g->lockedm != nullptr) out += ", locked to thread";
  out += "]:\n";
  (void)vm;
  return out;
}

// The go statement before pc, and the goroutine that ran it (0: not told).
std::string goStatement(VM* vm, const u64* pc, u64 goid, bool showRuntime) {
  if (pc == nullptr || vm->symtab == nullptr) return {};
  FuncInfo* fi = vm->symtab->findFunc(pc - 1);
  if (fi == nullptr) return {};
  std::string out;
  forEachSourceFrame(*fi, wordOffset(*fi, pc, false), [&](const SourceFrame& sf) {
    if (!showFunc(sf.func, showRuntime)) return false;
    out = fmt::format("created by {}", sf.func);
    if (goid != 0) out += fmt::format(" in goroutine {}", goid);
    out += fmt::format("\n\t{}:{} +{:#x}\n", sf.file, sf.line, static_cast<u64>(pc - fi->codeStart) * 8);
    return false;
  });
  return out;
}

// How g came to be: its go statement, and with tracebackancestors the stacks of its creators.
std::string createdBy(VM* vm, G* g, bool showRuntime) {
  std::string out = goStatement(vm, g->gopc, g->parentGoid, showRuntime);
  for (const Ancestor& a : ancestorsOf(vm, g)) {
    out += fmt::format("[originating from goroutine {}]:\n", a.goid);
    for (const u64* pc : a.pcs) {
      FuncInfo* fi = vm->symtab->findFunc(pc - 1);
      if (fi == nullptr) continue;
      forEachSourceFrame(*fi, wordOffset(*fi, pc, false), [&](const SourceFrame& sf) {
        if (showFunc(sf.func, showRuntime))
          out += fmt::format("{}(...)\n\t{}:{} +{:#x}\n", sf.func, sf.file, sf.line, static_cast<u64>(pc - fi->codeStart) * 8);
        return true;
      });
    }
    out += goStatement(vm, a.gopc, 0, showRuntime);
  }
  return out;
}

}  // namespace

std::string formatGoroutine(VM* vm, G* g, bool showRuntime) {
  std::string out = header(vm, g, showRuntime);
  M* m = getm();
  if ((g->status() & ~Gscan) == Grunning && (m == nullptr || m->curg != g)) {
    out += "\tgoroutine running on other thread; stack unavailable\n";
    return out + createdBy(vm, g, showRuntime);
  }
  if (g->step != nullptr) return out + std::string(g->stepName) + "()\n";
  Collector c{vm, g, showRuntime, {}};
  vm->engine->walkFrames(g, collect, &c);
  size_t n = c.frames.size();
  if (n > kInnerFrames + kOuterFrames) {
    for (size_t i = 0; i < kInnerFrames; i++) out += c.frames[i];
    out += fmt::format("...{} frames elided...\n", n - kInnerFrames - kOuterFrames);
    for (size_t i = n - kOuterFrames; i < n; i++) out += c.frames[i];
  } else {
    for (const std::string& f : c.frames) out += f;
  }
  return out + createdBy(vm, g, showRuntime);
}

std::string formatAllGoroutines(VM* vm, G* except, bool showRuntime) {
  std::string out;
  u64 n = 0;
  G* const* gs = allGs(vm, &n);
  std::vector<G*> all(gs, gs + n);
  std::sort(all.begin(), all.end(), [](G* a, G* b) { return a->goid < b->goid; });
  for (G* g : all) {
    u32 st = g->status() & ~Gscan;
    if (g == except || st == Gdead || st == Gidle || (g->isSystem && !showRuntime)) continue;
    out += "\n" + formatGoroutine(vm, g, showRuntime);
  }
  return out;
}

namespace {

struct PcCollector {
  int skip;
  uptr* pcs;
  int max;
  int n = 0;
};

bool collectPc(void* arg, const Frame& f) {
  auto* c = static_cast<PcCollector*>(arg);
  if (f.kind != FrameKind::kGo && f.kind != FrameKind::kNative) return true;
  if (f.fn == nullptr || f.fn->flags & kFuncWrapper) return true;
  if (c->skip > 0) {
    c->skip--;
    return true;
  }
  if (c->n == c->max) return false;
  c->pcs[c->n++] = reinterpret_cast<uptr>(f.innermost ? f.pc + 1 : f.pc);
  return true;
}

}  // namespace

int callers(G* g, int skip, uptr* pcs, int max) {
  PcCollector c{skip, pcs, max};
  g->vm->engine->walkFrames(g, collectPc, &c);
  return c.n;
}

// ---- GOTRACEBACK ----------------------------------------------------------------------------------------------------------

namespace {
constexpr u32 kCrashBit = 1, kAllBit = 2, kLevelShift = 2;
}

TracebackSetting gotraceback(VM* vm) {
  u32 packed = vm->tracebackSetting.load();
  return {static_cast<u8>(packed >> kLevelShift), (packed & kAllBit) != 0, (packed & kCrashBit) != 0};
}

void setTraceback(VM* vm, std::string_view level) {
  u32 t;
  if (level == "none") t = 0;
  else if (level == "single" || level.empty()) t = 1 << kLevelShift;
  else if (level == "all") t = 1 << kLevelShift | kAllBit;
  else if (level == "system") t = 2 << kLevelShift | kAllBit;
  else if (level == "crash" || level == "wer") t = 2 << kLevelShift | kAllBit | kCrashBit;
  else {
    u32 n = 0;
    bool ok = !level.empty() && level.size() < 5;
    for (char ch : level) {
      ok = ok && ch >= '0' && ch <= '9';
      n = n * 10 + static_cast<u32>(ch - '0');
    }
    t = kAllBit | (ok ? n << kLevelShift : 0);
  }
  vm->tracebackSetting.store(t);
}

}  // namespace gvm::rt::inline panic
