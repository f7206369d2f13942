// This file is what package reflect stands on for calls: calling any func value with arguments in memory, and making func
// values whose calls arrive with their arguments in memory.
//
// Slot memory: a run of 8-byte words in slot form, arguments from word 0 in order, and after the call results from word 0
// in order. reflect allocates it so that the collector sees its pointers.
#pragma once

#include "runtime/core/vm.h"
#include "runtime/symtab/func.h"
#include "runtime/type/type.h"
#include "vm/native/native.h"

namespace gvm::interp {

// Registers
//   reflect.call(fn, frame, ftyp unsafe.Pointer)     calls the func value fn of func type ftyp (receiver first, if any)
//   runtime.callInMemory                              the same for the host's calls
// and the helpers of makeFuncStub.
void registerDynCalls(rt::NativeRegistry& registry);

// The function that a func value of type ftyp made at run time begins with (reflect.MakeFunc): a closure object
// {Func*, ...} over it, when called, calls Go function `target` (symbol), of signature
//   func(closure unsafe.Pointer, frame unsafe.Pointer)
// with itself and slot memory that holds the arguments, and where target leaves the results. One per (type, target).
rt::Func* makeFuncStub(rt::VM* vm, const rt::Type* ftyp, std::string_view target);

}  // namespace gvm::interp
