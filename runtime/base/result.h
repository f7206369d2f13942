// This file holds Result, how host-facing calls and loaders return a value or an error text; nothing throws.
#pragma once
#include <string>
#include <utility>
#include <variant>

namespace gvm::rt::inline base {

struct Error {
  std::string text;
};

/// A T or an Error. Test it with ok() before value().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T v) : v_(std::in_place_index<0>, std::move(v)) {}
  Result(Error e) : v_(std::in_place_index<1>, std::move(e)) {}
  bool ok() const { return v_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() { return *std::get_if<0>(&v_); }
  const T& value() const { return *std::get_if<0>(&v_); }
  const std::string& error() const { return std::get_if<1>(&v_)->text; }

 private:
  std::variant<T, Error> v_;
};

/// Success, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error e) : failed_(true), err_(std::move(e)) {}
  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  const std::string& error() const { return err_.text; }

 private:
  bool failed_ = false;
  Error err_;
};

}  // namespace gvm::rt::inline base
