// This file declares the output of print and println, in Go's formats, to the VM's standard error.
#pragma once
#include <string>

#include "runtime/base/values.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline value {

/// Each appends the value as print shows it.
void printbool(std::string& out, bool v);
void printint(std::string& out, i64 v);
void printuint(std::string& out, u64 v);
void printfloat(std::string& out, f64 v);      // shortest form, as strconv's 'g'
void printfloat32(std::string& out, f32 v);
void printcomplex(std::string& out, f64 re, f64 im);
void printcomplex64(std::string& out, f32 re, f32 im);
void printpointer(std::string& out, u64 v);    // 0x...
void printstring(std::string& out, const GoString& s);
void printslice(std::string& out, const GoSlice& s);  // [len/cap]0xptr
void printeface(std::string& out, const void* type, const void* data);  // (0x...,0x...)

}  // namespace gvm::rt::inline value
