// This file ends programs: unrecovered panics, fatal errors of the user, throws of our own, with Go's texts on standard
// error and exit status 2. One M prints; others that fail meanwhile wait for it to end the process.
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include "runtime/base/float_text.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/type/table.h"

namespace gvm::rt::inline panic {
namespace {

enum class ThrowKind { kPanic, kUser, kMisuse, kRuntime };

void indent(std::string& out, std::string_view text) {
  for (char c : text) {
    out += c;
    if (c == '\n') out += '\t';
  }
}

template <class T>
T load(const void* p) {
  T v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

// Appends a number, boolean or complex value; false for other kinds.
bool scalarText(std::string& out, Kind kind, const void* p) {
  switch (kind) {
    case Kind::Bool: out += load<bool>(p) ? "true" : "false"; return true;
    case Kind::Int: case Kind::Int64: out += std::to_string(load<i64>(p)); return true;
    case Kind::Int8: out += std::to_string(load<i8>(p)); return true;
    case Kind::Int16: out += std::to_string(load<i16>(p)); return true;
    case Kind::Int32: out += std::to_string(load<i32>(p)); return true;
    case Kind::Uint: case Kind::Uint64: case Kind::Uintptr: out += std::to_string(load<u64>(p)); return true;
    case Kind::Uint8: out += std::to_string(load<u8>(p)); return true;
    case Kind::Uint16: out += std::to_string(load<u16>(p)); return true;
    case Kind::Uint32: out += std::to_string(load<u32>(p)); return true;
    case Kind::Float32: appendFloat(out, load<f32>(p), 32); return true;
    case Kind::Float64: appendFloat(out, load<f64>(p), 64); return true;
    case Kind::Complex64:
    case Kind::Complex128: {
      int bits = kind == Kind::Complex64 ? 32 : 64;
      f64 re = bits == 32 ? load<f32>(p) : load<f64>(p);
      f64 im = bits == 32 ? load<f32>(static_cast<const char*>(p) + 4) : load<f64>(static_cast<const char*>(p) + 8);
      out += '(';
      appendFloat(out, re, bits);
      std::string imag;
      appendFloat(imag, im, bits);
      if (imag[0] != '-' && imag[0] != '+') out += '+';
      out += imag + "i)";
      return true;
    }
    default: return false;
  }
}

// The argument of panic as the report shows it. Errors and Stringers have been turned into strings by Go code before.
void valueText(std::string& out, const Eface& v) {
  if (v.type == nullptr) {
    out += "nil";
    return;
  }
  const void* data = v.type->isDirectIface() ? static_cast<const void*>(&v.data) : v.data;
  bool named = !v.type->pkgPath.view().empty();
  std::string name(typeStringView(v.type));
  if (v.type->kind == Kind::String) {
    if (named) out += name + "(\"";
    indent(out, load<GoString>(data).view());
    if (named) out += "\")";
    return;
  }
  std::string text;
  if (scalarText(text, v.type->kind, data)) {
    bool complexValue = v.type->kind == Kind::Complex64 || v.type->kind == Kind::Complex128;
    if (!named) out += text;
    else out += complexValue ? name + text : name + "(" + text + ")";
    return;
  }
  out += fmt::format("({}) {:#x}", name, reinterpret_cast<u64>(v.data));
}

}  // namespace

std::string panicValueText(const Eface& v) {
  std::string out;
  valueText(out, v);
  return out;
}

namespace {

// The chain of panics, oldest first.
void chainText(std::string& out, PanicRecord* p) {
  if (p->link != nullptr) {
    chainText(out, p->link);
    if (p->link->repanicked) return;
    if (!p->link->goexit) out += "\t";
  }
  if (p->goexit) return;
  out += "panic: ";
  valueText(out, p->value);
  if (p->recovered && p->repanicked) out += " [recovered, repanicked]";
  else if (p->recovered) out += " [recovered]";
  out += "\n";
}

[[noreturn]] void die(VM* vm, G* g, ThrowKind kind, std::string text) {
  TracebackSetting t = gotraceback(vm);
  if (kind != ThrowKind::kPanic) t.all = true;
  if (kind == ThrowKind::kMisuse || kind == ThrowKind::kRuntime) t.level = 2;
  freezetheworld(vm);
  bool showRuntime = t.level > 1;
  if (t.level > 0) {
    if (g != nullptr) text += "\n" + formatGoroutine(vm, g, showRuntime);
    else t.all = true;
    if (t.all) text += formatAllGoroutines(vm, g, showRuntime);
  }
  if (vm->config.ownsProcess) printErr(vm, text.data(), static_cast<int>(text.size()));
  if (int fd = vm->crashFd.load(); fd >= 0 && write(fd, text.data(), text.size()) < 0) vm->crashFd.store(-1);
  if (t.crash && vm->config.ownsProcess) {
    abort();  // also where the signal is blocked
  }
  // Whoever leaves by exitVM runs no destructors: the text goes where it is freed.
  if (!vm->config.ownsProcess) vm->exitMessage = std::move(text);
  vm->panicLock.unlock();
  exitVM(vm, 2);
}

// A session goes on when a goroutine fails: prints the text with that goroutine's stack.
void report(VM* vm, G* g, std::string text) {
  if (gotraceback(vm).level > 0) text += "\n" + formatGoroutine(vm, g, false);
  printErr(vm, text.data(), static_cast<int>(text.size()));
}

// Lets one M at a time print a failure; the others never come back.
void enterDying(VM* vm) {
  M* m = getm();
  if (m->dying != 0) {
    static constexpr char kText[] = "panic during panic\n";
    printErr(vm, kText, sizeof kText - 1);
    if (vm->config.ownsProcess) _exit(3);
    exitVM(vm, 3);
  }
  m->dying = 1;
  if (vm->panicking.fetch_add(1) > 0) {
    while (!vm->stopping.load()) usleep(10 * 1000);
    exitVM(vm, 2);
  }
  vm->panicLock.rank = LockRank::kUnranked;  // whatever this thread holds no longer matters
  vm->panicLock.lock();
}

// The [signal ...] line of the innermost nil dereference among g's panics.
void signalText(std::string& out, G* g) {
  for (PanicRecord* p = g->panicTop; p != nullptr; p = p->link) {
    if (!p->memoryError) continue;
    out += fmt::format("[signal SIGSEGV: segmentation violation code=0x1 addr={:#x} pc={:#x}]\n", p->faultAddr,
                       reinterpret_cast<u64>(p->pc));
    return;
  }
}

[[noreturn]] void failNow(const char* text, ThrowKind kind) {
  M* m = getm();
  if (m == nullptr) {
    std::string line = fmt::format("fatal error: {}\n", text);
    if (write(2, line.data(), line.size()) < 0) _exit(2);
    _exit(2);
  }
  VM* vm = m->vm;
  std::string out = "fatal error: ";
  indent(out, text);
  out += "\n";
  if (vm->session != nullptr && kind == ThrowKind::kUser && m->killJmp != nullptr && m->curg != nullptr) {
    report(vm, m->curg, std::move(out));
    longjmp(*static_cast<jmp_buf*>(m->killJmp), 1);
  }
  enterDying(vm);
  if (kind == ThrowKind::kRuntime)
    out += fmt::format("[gvm: this is a bug of the virtual machine; please report it with the program and the text below]\n");
  if (G* g = m->curg; g != nullptr && kind == ThrowKind::kMisuse) signalText(out, g);
  die(vm, m->curg, kind, std::move(out));
}

}  // namespace

void throw_(const char* text) { failNow(text, ThrowKind::kRuntime); }
void fatal(const char* text) { failNow(text, ThrowKind::kUser); }
void misuse(const char* text) { failNow(text, ThrowKind::kMisuse); }

void fatalPanic(G* g) {
  VM* vm = g->vm;
  if (vm->session == nullptr) enterDying(vm);
  std::string out;
  if (g->panicTop != nullptr) chainText(out, g->panicTop);
  signalText(out, g);
  if (vm->session != nullptr) return report(vm, g, std::move(out));
  // Like deferred calls, what binds the main goroutine to its thread during initialisation is over by now.
  if (g->lockedExt == 0) g->lockedm = nullptr;
  die(vm, g, ThrowKind::kPanic, std::move(out));
}

void printErr(VM* vm, const char* text, int n) {
  if (SessionHooks* s = vm->session; s != nullptr && s->write != nullptr && n > 0 &&
      s->write(vm, vm->config.stderrFd, text, static_cast<size_t>(n), s->data))
    return;
  while (n > 0) {
    ssize_t k = write(vm->config.stderrFd, text, static_cast<size_t>(n));
    if (k <= 0) return;
    text += k;
    n -= static_cast<int>(k);
  }
}

void printf_(VM* vm, const char* format, ...) {
  char buf[1024];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(buf, sizeof buf, format, args);
  va_end(args);
  printErr(vm, buf, std::min(n, static_cast<int>(sizeof buf) - 1));
}

}  // namespace gvm::rt::inline panic
