// This file is how C++ functions take and return Go values: NativeCall, the statuses, the typed wrappers, and the tables
// by which a package's natives are registered.
//
// Write a native as an ordinary C++ function over Go-shaped types and list it:
//
//     i64 indexByte(GoString s, u8 c) { ... }                         // func IndexByteString(s string, c byte) int
//     std::tuple<f64, f64> sincos(f64 x) { ... }                      // func Sincos(x float64) (sin, cos float64)
//     NativeResult<GoString> readFile(NativeCall& c, GoString name);  // may park, panic or tail-call
//     NativeStatus lockSlow(NativeCall& c);                           // raw: reads c.arg<T>(slot), writes c.ret(slot, v)
//
//     const NativeEntry kTable[] = {
//         GVM_NATIVE("internal/bytealg.IndexByteString", indexByte),
//         GVM_NATIVE_RAW("sync.runtime_lockSlow", lockSlow),
//     };
//     std::span<const NativeEntry> internalBytealgNatives() { return kTable; }   // named in stdlib/packages.def
//
// The Go side declares the function without a body. When it is linked, the C++ parameter and result types are compared
// with the Go signature (kinds and sizes); a difference, or a missing native, is a link error that names the function.
//
// Rules. A native runs on the M's thread with its P: it must not block. It either parks (gopark, then return kPark or
// kParkRetry), or enters a syscall (SyscallScope), during which the goroutine's stack may be scanned and moved. Go
// pointers in C++ locals stay valid while the native runs without a syscall, because allocation is not a safepoint;
// across a syscall only the argument slots count as roots. Stores of Go pointers to heap memory go through
// runtime/heap/barrier.h. A native never calls Go: it returns kTailCall, or parks a goroutine and starts another.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "runtime/base/kinds.h"
#include "runtime/base/values.h"
#include "runtime/core/g.h"
#include "runtime/core/vm.h"
#include "runtime/symtab/func.h"
#include "runtime/type/type.h"

namespace gvm::rt {

struct NativeFunc;
class NativeCall;

enum class NativeStatus : u8 {
  kDone = static_cast<u8>(OpStatus::kDone),    // results are written
  kPark = static_cast<u8>(OpStatus::kPark),    // gopark was called; the waker has written the results (none, or scalars only)
  kPanic = static_cast<u8>(OpStatus::kPanic),  // g->pendingPanic is set (runtime/panic)
  kParkRetry,  // gopark was called; when woken the native is called again with c.resuming() true
  kTailCall,   // c.tail is called instead, with the arguments now in the window; its results are the results
  kYield,      // done, but other goroutines go first (Gosched)
  kHost,       // the host has the thread now; called again with c.resuming() true when it comes back with a call
};

inline NativeStatus nativeStatus(OpStatus s) { return static_cast<NativeStatus>(s); }

using NativeFn = NativeStatus (*)(NativeCall& c);

// A slice of T by C++ type.
template <class T>
struct Slice {
  T* ptr = nullptr;
  i64 len = 0;
  i64 cap = 0;
  std::span<T> span() const { return {ptr, static_cast<usize>(len)}; }
};
using Bytes = Slice<u8>;

// What a native sees of its call. Slots are positions in the window: parameters from 0 (receiver first), results from 0
// too, over the parameters: a raw native reads its arguments before it writes results.
class NativeCall {
 public:
  NativeCall(G* g, const NativeFunc* fn, u32 window, bool resuming)
      : g(g), fn(fn), window_(window), resuming_(resuming) {}

  G* const g;
  const NativeFunc* const fn;
  Closure* tail = nullptr;  // kTailCall: what to call

  VM* vm() const { return g->vm; }
  // Slot 0 of the window; found anew each time, since a syscall may have moved the stack.
  u64* slots() const { return g->savedFp + window_; }
  // True when the native is called again after kParkRetry.
  bool resuming() const { return resuming_; }

  template <class T>
  T arg(u32 slot) const;
  template <class T>
  void ret(u32 slot, const T& v) const;

 private:
  u32 window_;
  bool resuming_;
};

// Results of a native that may also park, panic or tail-call: `return v;` or `return NativeStatus::kPanic;`.
template <class... R>
struct NativeResult {
  NativeStatus status = NativeStatus::kDone;
  std::tuple<R...> values{};
  NativeResult(NativeStatus s) : status(s) {}
  NativeResult(OpStatus s) : status(static_cast<NativeStatus>(s)) {}
  NativeResult(R... r)
    requires(sizeof...(R) > 0)
      : values(std::move(r)...) {}
};

namespace native_detail {

// Slots of a C++ value, and its slot form.
template <class T>
inline constexpr u32 kSlots = std::is_empty_v<T> ? 0 : (sizeof(T) + 7) / 8;

template <class T>
T load(const u64* slot) {
  T v;
  std::memcpy(&v, slot, sizeof v);
  return v;
}

template <class T>
void store(u64* slot, const T& v) {
  if constexpr (std::is_same_v<T, bool>) {
    *slot = v ? 1 : 0;
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    if constexpr (std::is_signed_v<T>)
      *slot = static_cast<u64>(static_cast<i64>(v));
    else
      *slot = static_cast<u64>(v);
  } else {
    if constexpr (sizeof(T) % 8 != 0) slot[kSlots<T> - 1] = 0;
    std::memcpy(slot, &v, sizeof v);
  }
}

// One letter for each shape of value; the Go side's letters come from signatureOf (native.cc).
//   b bool, 1 2 4 8 signed and A B C D unsigned integers by size, f F floats, z Z complex, p pointer-shaped,
//   s string, l slice, e empty interface, i interface with methods, {n} anything else of n bytes
template <class T>
std::string shape() {
  if constexpr (std::is_same_v<T, bool>) return "b";
  else if constexpr (std::is_same_v<T, f32>) return "f";
  else if constexpr (std::is_same_v<T, f64>) return "F";
  else if constexpr (std::is_integral_v<T>) {
    constexpr char s[] = " 12 4   8", u[] = " AB C   D";
    return std::string(1, std::is_signed_v<T> ? s[sizeof(T)] : u[sizeof(T)]);
  } else if constexpr (std::is_pointer_v<T>) return "p";
  else if constexpr (std::is_same_v<T, GoString>) return "s";
  else if constexpr (std::is_same_v<T, GoSlice>) return "l";
  else if constexpr (std::is_same_v<T, Eface>) return "e";
  else if constexpr (std::is_same_v<T, Iface>) return "i";
  else if constexpr (requires(T t) { []<class U>(Slice<U>) {}(t); }) return "l";
  else return "{" + std::to_string(sizeof(T)) + "}";
}

template <class Tuple>
struct TupleOps;
template <class... T>
struct TupleOps<std::tuple<T...>> {
  static std::string shapes() { return (std::string() + ... + shape<T>()); }
  static std::tuple<T...> load(const u64* slots) {
    [[maybe_unused]] u32 at = 0;
    return std::tuple<T...>{next<T>(slots, at)...};
  }
  static void store(u64* slots, const std::tuple<T...>& v) {
    [[maybe_unused]] u32 at = 0;
    std::apply([&](const T&... x) { ((native_detail::store<T>(slots + at, x), at += kSlots<T>), ...); }, v);
  }

 private:
  template <class U>
  static U next(const u64* slots, u32& at) {
    U v = native_detail::load<U>(slots + at);
    at += kSlots<U>;
    return v;
  }
};

template <class R>
struct Results {
  using Tuple = std::tuple<R>;
};
template <>
struct Results<void> {
  using Tuple = std::tuple<>;
};
template <class... R>
struct Results<std::tuple<R...>> {
  using Tuple = std::tuple<R...>;
};
template <class... R>
struct Results<NativeResult<R...>> {
  using Tuple = std::tuple<R...>;
  static constexpr bool kHasStatus = true;
};

template <auto F, class Sig>
struct Wrap;
template <auto F, class R, class... P>
struct Wrap<F, R (*)(P...)> {
  using Args = std::tuple<std::remove_cvref_t<P>...>;
  static std::string signature() { return TupleOps<Args>::shapes() + ")" + TupleOps<typename Results<R>::Tuple>::shapes(); }
  static NativeStatus call(NativeCall& c) {
    return finish(c, [&]() -> decltype(auto) { return std::apply(F, TupleOps<Args>::load(c.slots())); });
  }
  template <class Body>
  static NativeStatus finish(NativeCall& c, Body body) {
    if constexpr (std::is_void_v<R>) {
      body();
      return NativeStatus::kDone;
    } else if constexpr (requires { Results<R>::kHasStatus; }) {
      R r = body();
      if (r.status == NativeStatus::kDone || r.status == NativeStatus::kYield)
        TupleOps<typename Results<R>::Tuple>::store(c.slots(), r.values);
      return r.status;
    } else {
      typename Results<R>::Tuple r{body()};
      TupleOps<typename Results<R>::Tuple>::store(c.slots(), r);
      return NativeStatus::kDone;
    }
  }
};
template <auto F, class R, class... P>
struct Wrap<F, R (*)(NativeCall&, P...)> {
  using Args = std::tuple<std::remove_cvref_t<P>...>;
  static std::string signature() { return TupleOps<Args>::shapes() + ")" + TupleOps<typename Results<R>::Tuple>::shapes(); }
  static NativeStatus call(NativeCall& c) {
    return Wrap<static_cast<R (*)(P...)>(nullptr), R (*)(P...)>::finish(c, [&]() -> decltype(auto) {
      return std::apply([&](auto&&... a) -> decltype(auto) { return F(c, a...); }, TupleOps<Args>::load(c.slots()));
    });
  }
};

}  // namespace native_detail

template <class T>
T NativeCall::arg(u32 slot) const {
  return native_detail::load<T>(slots() + slot);
}
template <class T>
void NativeCall::ret(u32 slot, const T& v) const {
  native_detail::store<T>(slots() + slot, v);
}

// One row of a package's table. signature is null for raw natives, which are not checked.
struct NativeEntry {
  const char* symbol;
  NativeFn fn;
  std::string (*signature)();
};
#define GVM_NATIVE(symbol, f) \
  ::gvm::rt::NativeEntry { symbol, &::gvm::rt::native_detail::Wrap<&f, decltype(&f)>::call, \
                           &::gvm::rt::native_detail::Wrap<&f, decltype(&f)>::signature }
#define GVM_NATIVE_RAW(symbol, f) ::gvm::rt::NativeEntry { symbol, &f, nullptr }

// A native function bound to its Go declaration.
struct NativeFunc {
  NativeFn fn = nullptr;
  std::string symbol;
  std::string (*signature)() = nullptr;
  std::string goType;          // host functions: the Go type that the declaration must have, as reflect prints it
  void* data = nullptr;        // host functions: the host's own
  Func* func = nullptr;        // Go-side function object, once linked
  std::span<const u64> code{}; // a body in bytecode instead (fn is then not called); frame slots in codeSlots
  u32 codeSlots = 0;
  u32 argSlots = 0, resultSlots = 0;
  const u64* argMask = nullptr;  // pointer mask of the argument slots; null: no pointers
};

// The natives of one VM, by symbol (vm->natives). Filled before programs are loaded; lookups are lock-free afterwards.
class NativeRegistry {
 public:
  void add(std::span<const NativeEntry> table);
  void add(std::string symbol, NativeFn fn, void* data);
  // A function whose body is made of internal operations; params fill its first slots. code is kept by reference.
  void addCode(std::string symbol, std::span<const u64> code, u32 frameSlots);
  // Null when there is none.
  NativeFunc* find(std::string_view symbol);
  // Empty when fn fits the Go function type (receiver as first parameter), else what differs.
  static std::string check(const NativeFunc& fn, const Type* type);

 private:
  struct Hash {
    using is_transparent = void;
    usize operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  std::unordered_map<std::string, NativeFunc, Hash, std::equal_to<>> byName_;
};

inline NativeRegistry* natives(VM* vm) { return static_cast<NativeRegistry*>(vm->natives); }

// The letters of a Go function type, "params)results", as native_detail::shape names them.
std::string signatureOf(const Type* type);

}  // namespace gvm::rt
