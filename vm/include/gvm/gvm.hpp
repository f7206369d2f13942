// This file is the C++ layer over gvm.h: handles that free themselves, results instead of status codes, and Go types from
// C++ types.
//
//     gvm::Options o;
//     o.source("main.go", text);
//     o.bind("host", "Add", [](int64_t a, int64_t b) { return a + b; });
//     auto vm = gvm::Vm::create(o);
//     if (!vm) return report(vm.error());
//     auto fib = vm->function<int64_t(int64_t)>("main.Fib");
//     gvm::Result<int64_t> r = fib(20);
//
// C++ and Go types: bool; int8_t ... int64_t and uint8_t ... uint64_t of the same size (Go's int and uint are 64 bits and go
// with int64_t and uint64_t); float, double; std::string_view in, std::string out, for string; std::span<const std::byte> in,
// std::vector<std::byte> out, for []byte. A Go function whose last result is an error gives it as the Result's error.
// A host function may return gvm::Result<T>: its error becomes Go's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "gvm/gvm.h"

namespace gvm {

struct Error {
  gvm_status status;  // GVM_OK: the called function itself returned an error
  std::string text;
};

// A value or an Error.
template <class T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(std::move(error)) {}
  explicit operator bool() const { return value_.has_value(); }
  T& operator*() { return *value_; }
  T* operator->() { return &*value_; }
  const Error& error() const { return error_; }

 private:
  std::optional<T> value_;
  Error error_{};
};
template <>
class Result<void> {
 public:
  Result() = default;
  Result(Error error) : ok_(false), error_(std::move(error)) {}
  explicit operator bool() const { return ok_; }
  const Error& error() const { return error_; }

 private:
  bool ok_ = true;
  Error error_{};
};

namespace detail {

template <class T>
inline constexpr bool kIsBytes = std::is_same_v<T, std::span<const std::byte>> || std::is_same_v<T, std::vector<std::byte>>;
template <class T>
inline constexpr bool kIsString = std::is_same_v<T, std::string_view> || std::is_same_v<T, std::string> || std::is_same_v<T, const char*>;

template <class T>
std::string goType() {
  if constexpr (std::is_same_v<T, bool>) return "bool";
  else if constexpr (std::is_integral_v<T>) return (std::is_signed_v<T> ? "int" : "uint") + std::to_string(sizeof(T) * 8);
  else if constexpr (std::is_same_v<T, float>) return "float32";
  else if constexpr (std::is_same_v<T, double>) return "float64";
  else if constexpr (kIsString<T>) return "string";
  else if constexpr (kIsBytes<T>) return "[]byte";
  else static_assert(!sizeof(T), "this type does not cross the border");
}

template <class T>
gvm_value toValue(const T& v) {
  if constexpr (std::is_same_v<T, bool>) return gvm_bool(v);
  else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) return gvm_int(v);
  else if constexpr (std::is_integral_v<T>) return gvm_uint(v);
  else if constexpr (std::is_floating_point_v<T>) return gvm_float(v);
  else if constexpr (kIsBytes<T>) return gvm_bytes(v.data(), v.size());
  else return gvm_string(std::string_view(v).data(), std::string_view(v).size());
}

template <class T>
T fromValue(const gvm_value& v) {
  if constexpr (std::is_same_v<T, bool>) return v.as.i != 0;
  else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) return static_cast<T>(v.as.i);
  else if constexpr (std::is_integral_v<T>) return static_cast<T>(v.as.u);
  else if constexpr (std::is_floating_point_v<T>) return static_cast<T>(v.as.f);
  else if constexpr (kIsBytes<T>) {
    auto* p = reinterpret_cast<const std::byte*>(v.as.s.data);
    return T(p, p + v.as.s.size);
  } else return T(v.as.s.data, v.as.s.size);
}

template <class R>
struct ResultOf {
  using Type = R;
  static constexpr bool kFails = false;
};
template <class R>
struct ResultOf<Result<R>> {
  using Type = R;
  static constexpr bool kFails = true;
};

template <class F>
struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class... A>
struct Signature<R (*)(A...)> {
  static std::string text() {
    std::string s = "func(";
    [[maybe_unused]] const char* sep = "";
    ((s += sep + goType<std::remove_cvref_t<A>>(), sep = ", "), ...);
    s += ") (";
    using V = typename ResultOf<R>::Type;
    if constexpr (!std::is_void_v<V>) s += goType<V>();
    if constexpr (ResultOf<R>::kFails) s += std::is_void_v<V> ? "error" : ", error";
    return s + ")";
  }
  // Results that own their bytes are kept here until the VM has copied them: until this thread's next host function.
  template <class V>
  static gvm_value keep(V&& v) {
    if constexpr (std::is_same_v<std::remove_cvref_t<V>, std::string> || std::is_same_v<std::remove_cvref_t<V>, std::vector<std::byte>>) {
      static thread_local std::remove_cvref_t<V> kept;
      kept = std::forward<V>(v);
      return toValue(kept);
    } else {
      return toValue(v);
    }
  }
  template <class F, size_t... I>
  static void call(F& f, const gvm_value* a, gvm_value* out, std::index_sequence<I...>) {
    using V = typename ResultOf<R>::Type;
    if constexpr (std::is_void_v<R>) {
      f(fromValue<std::remove_cvref_t<A>>(a[I])...);
    } else if constexpr (ResultOf<R>::kFails) {
      R r = f(fromValue<std::remove_cvref_t<A>>(a[I])...);
      size_t at = 0;
      if constexpr (!std::is_void_v<V>) {
        if (r) out[0] = keep(std::move(*r));
        at = 1;
      }
      if (!r) {
        static thread_local std::string text;
        text = r.error().text;
        out[at] = gvm_error_text(text.data(), text.size());
      }
    } else {
      out[0] = keep(f(fromValue<std::remove_cvref_t<A>>(a[I])...));
    }
  }
  template <class F>
  static int enter(gvm_context*, const gvm_value* a, size_t, gvm_value* out, void* user) {
    call(*static_cast<F*>(user), a, out, std::index_sequence_for<A...>{});
    return 0;
  }
};
template <class C, class R, class... A>
struct Signature<R (C::*)(A...) const> : Signature<R (*)(A...)> {};
template <class C, class R, class... A>
struct Signature<R (C::*)(A...)> : Signature<R (*)(A...)> {};

}  // namespace detail

// What VMs are made from. Must outlive those that use its bound functions.
class Options {
 public:
  Options() : o_(gvm_options_new(), gvm_options_free) {}
  Options& source(const std::string& name, std::string_view text) {
    gvm_options_source(o_.get(), name.c_str(), text.data(), text.size());
    return *this;
  }
  Options& image(std::span<const std::byte> bytes, bool trusted) {
    gvm_options_image(o_.get(), bytes.data(), bytes.size(), trusted);
    return *this;
  }
  // A host function from any callable without overloads. It must not throw. Go code calls it as pkg.name.
  template <class F>
  Result<void> bind(const std::string& pkg, const std::string& name, F f) {
    auto held = std::make_shared<F>(std::move(f));
    using S = detail::Signature<F>;
    gvm_status s = gvm_options_host(o_.get(), pkg.c_str(), name.c_str(), S::text().c_str(), &S::template enter<F>, held.get());
    if (s != GVM_OK) return Error{s, gvm_options_error(o_.get())};
    kept_.push_back(std::move(held));
    return {};
  }
  Options& arg(const std::string& a) { return gvm_options_arg(o_.get(), a.c_str()), *this; }
  Options& env(const std::string& name, const std::string& value) { return gvm_options_env(o_.get(), name.c_str(), value.c_str()), *this; }
  Options& stdio(int in, int out, int err) { return gvm_options_stdio(o_.get(), in, out, err), *this; }
  Options& allow(uint32_t capabilities) { return gvm_options_allow(o_.get(), capabilities), *this; }
  Options& limit(gvm_limit what, uint64_t value) { return gvm_options_limit(o_.get(), what, value), *this; }
  gvm_options* get() const { return o_.get(); }

 private:
  std::unique_ptr<gvm_options, decltype(&gvm_options_free)> o_;
  std::vector<std::shared_ptr<void>> kept_;
};

template <class Sig>
class Function;

class Vm {
 public:
  static Result<Vm> create(const Options& o) {
    gvm_vm* vm = nullptr;
    gvm_status s = gvm_create(o.get(), &vm);
    if (s != GVM_OK) return Error{s, gvm_options_error(o.get())};
    return Vm(vm);
  }
  Result<void> run() {
    gvm_status s = gvm_run(get());
    return s == GVM_OK ? Result<void>() : Result<void>(Error{s, gvm_error(get())});
  }
  // A Go function by symbol ("main.Fib"). What does not fit shows when it is called.
  template <class Sig>
  Function<Sig> function(const std::string& symbol) {
    return Function<Sig>(get(), gvm_lookup(get(), symbol.c_str()), symbol);
  }
  void stop() { gvm_stop(get()); }  // from any thread
  int exitStatus() { return gvm_exit_status(get()); }
  gvm_vm* get() const { return vm_.get(); }

 private:
  explicit Vm(gvm_vm* vm) : vm_(vm, gvm_destroy) {}
  std::unique_ptr<gvm_vm, decltype(&gvm_destroy)> vm_;
};

template <class R, class... A>
class Function<R(A...)> {
 public:
  Function(gvm_vm* vm, gvm_func* f, std::string symbol) : vm_(vm), f_(f), symbol_(std::move(symbol)) {}
  Result<R> operator()(A... a) { return call(nullptr, a...); }
  // For Go functions whose last result is an error: a Go error is an Error with status GVM_OK.
  Result<R> orError(A... a) {
    gvm_value error{};
    Result<R> r = call(&error, a...);
    if (r && error.as.s.data) return Error{GVM_OK, std::string(error.as.s.data, error.as.s.size)};
    return r;
  }

 private:
  Result<R> call(gvm_value* error, const A&... a) {
    if (!f_) return Error{GVM_INVALID, "there is no function " + symbol_};
    gvm_value in[sizeof...(A) + 1] = {detail::toValue(a)...}, out[2] = {};
    constexpr size_t kOwn = std::is_void_v<R> ? 0 : 1;
    gvm_status s = gvm_call_func(vm_, f_, in, sizeof...(A), out, kOwn + (error ? 1 : 0));
    if (s != GVM_OK) return Error{s, gvm_error(vm_)};
    if (error) *error = out[kOwn];
    if constexpr (std::is_void_v<R>) return {};
    else return detail::fromValue<R>(out[0]);
  }
  gvm_vm* vm_;
  gvm_func* f_;
  std::string symbol_;
};

}  // namespace gvm
