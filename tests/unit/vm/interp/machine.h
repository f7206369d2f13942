// This file is a VM for tests of the interpreter: functions are assembled by hand into an image, loaded, and run on the
// calling thread without a scheduler.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "runtime/core/vm.h"
#include "runtime/heap/malloc.h"
#include "runtime/map/map.h"
#include "runtime/sched/sched.h"
#include "runtime/stack/stack.h"
#include "runtime/symtab/symtab.h"
#include "runtime/type/table.h"
#include "vm/bytecode/writer.h"
#include "vm/interp/engine.h"
#include "vm/loader/loader.h"
#include "vm/native/native.h"

namespace gvm::interp::test {

using bytecode::encode;
using bytecode::encodeBC;
using bytecode::encodeOperands;
using bytecode::FuncDef;
using bytecode::Op;
using bytecode::FuncRow;
using bytecode::ImageWriter;
using bytecode::kNone;
using bytecode::Reloc;
using bytecode::RelocKind;
using bytecode::SymbolKind;
using bytecode::Word;

// One function being assembled. Slots [0, locals) are its own; the highest slot it may touch is frame - 1.
struct Assembler {
  ImageWriter& w;
  std::string name;
  FuncDef def;

  Assembler(ImageWriter& writer, std::string symbol, u32 locals, u32 frame, u32 args, u32 results,
            std::initializer_list<u32> pointers = {}, u32 zeroLo = 0, u32 zeroHi = 0)
      : w(writer), name(std::move(symbol)) {
    def.row.type = kNone;
    def.row.name = w.str(name);
    def.row.file = kNone;
    def.row.frameSlots = frame;
    def.row.numSlots = locals;
    def.row.argSlots = args;
    def.row.resultSlots = results;
    def.row.deferReturn = kNone;
    def.ptrSlots.resize(locals);
    for (u32 p : pointers) def.ptrSlots[p] = true;
    def.lines.push_back({0, 1, -1});
    op(encode(Op::ENTER, static_cast<u16>(frame), static_cast<u16>(zeroLo), static_cast<u16>(zeroHi)));
  }
  Assembler& op(Word word) {
    def.code.push_back(word);
    return *this;
  }
  // The next word is patched to what the relocation names.
  Assembler& ext(RelocKind kind, u32 target) {
    def.relocs.push_back(Reloc{static_cast<u32>(def.code.size()), target, 0, static_cast<uint16_t>(kind), 0});
    return op(0);
  }
  Assembler& call(u16 window, std::string_view symbol) {
    return op(encode(Op::CALL, window)).ext(RelocKind::kFunc, w.symbol(SymbolKind::kFunc, symbol));
  }
  u32 here() const { return static_cast<u32>(def.code.size()); }
  void done(u32 flags = 0) {
    def.row.flags = flags;
    u32 s = w.symbol(SymbolKind::kFunc, name);
    w.defineFunc(s, std::move(def));
  }
};

// A VM with heap, stacks, types and one P on this thread.
struct Machine {
  VM vm;
  NativeRegistry registry;
  std::vector<u8> image;
  M* m;

  Machine();
  ~Machine();
  void load(ImageWriter& w);
  // Runs func(args...) to its end and returns result slot 0. The function must exist.
  u64 call(std::string_view symbol, std::initializer_list<u64> args = {});
  // The goroutine of the last call.
  G* g = nullptr;
  std::vector<G*> called;  // goroutines of all calls
  RunExit exit = RunExit::kDone;
};

}  // namespace gvm::interp::test
