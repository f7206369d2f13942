// This file tests the interpreter with hand-assembled functions: arithmetic and jumps, calls, stack growth, closures,
// defers, panics and recovery, natives, preemption.
#include <catch2/catch.hpp>

#include "tests/unit/vm/interp/machine.h"

namespace gvm::interp::test {
namespace {

void fib(ImageWriter& w) {
  Assembler a(w, "t.fib", 2, 6, 1, 1);
  a.op(encode(Op::JGEK_I64, 0, 2, 1)).op(encode(Op::RET1, 0));
  a.op(encode(Op::ADDK_I64, 4, 0, static_cast<u16>(-1))).call(4, "t.fib").op(encode(Op::MOV, 1, 4));
  a.op(encode(Op::ADDK_I64, 4, 0, static_cast<u16>(-2))).call(4, "t.fib");
  a.op(encode(Op::ADD_I64, 0, 1, 4)).op(encode(Op::RET));
  a.done();
}

TEST_CASE("calls and arithmetic: fib") {
  Machine m;
  ImageWriter w;
  fib(w);
  m.load(w);
  CHECK(m.call("t.fib", {20}) == 6765);
  CHECK(m.exit == RunExit::kDone);
}

TEST_CASE("deep recursion grows the stack, and addresses of slots follow") {
  Machine m;
  ImageWriter w;
  // func deep(n int, p *int) int { if n == 0 { *p = 7; return 0 }; return deep(n-1, p) + 1 }
  Assembler a(w, "t.deep", 2, 8, 2, 1, {1});
  a.op(encode(Op::JNEK_I64, 0, 0, 3)).op(encode(Op::LDI, 0) | Word{7} << 32).op(encode(Op::ST_64, 1, 0)).op(encode(Op::RETK, 0));
  a.op(encode(Op::ADDK_I64, 4, 0, static_cast<u16>(-1))).op(encode(Op::MOV, 5, 1)).call(4, "t.deep");
  a.op(encode(Op::ADDK_I64, 0, 4, 1)).op(encode(Op::RET));
  a.done();
  // func top(n int) int { var x int; return deep(n, &x)*10 + x }
  Assembler t(w, "t.top", 3, 9, 1, 1, {2}, 2, 3);
  t.op(encode(Op::SLOTADDR, 2, 1)).op(encode(Op::MOV, 5, 0)).op(encode(Op::MOV, 6, 2)).call(5, "t.deep");
  t.op(encode(Op::MULK_I64, 0, 5, 10)).op(encode(Op::ADD_I64, 0, 0, 1)).op(encode(Op::RET));
  t.done();
  m.load(w);
  CHECK(m.call("t.top", {10000}) == 100007);
  CHECK(m.g->stack.bytes() >= 8 * 6 * 10000);
}

TEST_CASE("a backward jump is a safepoint") {
  Machine m;
  ImageWriter w;
  Assembler a(w, "t.loop", 2, 4, 1, 1);
  a.op(encodeBC(Op::LDI, 1, 0)).op(encode(Op::ADDK_I64, 1, 1, 1)).op(encode(Op::JLT_I64_B, 1, 0, static_cast<u16>(-2)));
  a.op(encode(Op::RET1, 1));
  a.done();
  m.load(w);
  CHECK(m.call("t.loop", {1000}) == 1000);
  Func* f = loader::findFuncBySymbol(&m.vm, "t.loop");
  m.vm.engine->prepare(m.g, reinterpret_cast<Closure*>(f));
  m.g->savedFp[0] = 1000;
  m.g->preempt = true;
  CHECK(m.vm.engine->run(m.m, m.g) == RunExit::kPreempt);
  m.g->preempt = false;
  CHECK(m.vm.engine->run(m.m, m.g) == RunExit::kDone);
  CHECK(m.g->stack.lo[4] == 1000);
}

TEST_CASE("natives take and return typed values, park and tail-call") {
  Machine m;
  static int parks;
  parks = 0;
  NativeFn add = [](NativeCall& c) {
    c.ret<i64>(0, c.arg<i64>(0) + c.arg<i64>(1));
    return NativeStatus::kDone;
  };
  NativeFn twice = [](NativeCall& c) {
    if (!c.resuming()) return parks++, NativeStatus::kParkRetry;
    c.ret<i64>(0, c.arg<i64>(0) * 2);
    return NativeStatus::kDone;
  };
  m.registry.add("t.add", add, nullptr);
  m.registry.add("t.twice", twice, nullptr);
  ImageWriter w;
  for (auto [name, args] : {std::pair{"t.add", 2u}, {"t.twice", 1u}}) {
    FuncDef d;
    d.row.type = d.row.file = d.row.deferReturn = kNone;
    d.row.flags = FuncRow::kNative;
    d.row.argSlots = args;
    d.row.resultSlots = 1;
    w.defineFunc(w.symbol(SymbolKind::kFunc, name), std::move(d));
  }
  Assembler a(w, "t.main", 1, 6, 1, 1);
  a.op(encode(Op::MOV, 3, 0)).op(encodeBC(Op::LDI, 4, 5));
  a.op(encode(Op::CALLN, 3)).ext(RelocKind::kNative, w.symbol(SymbolKind::kFunc, "t.add"));
  a.call(3, "t.twice").op(encode(Op::RET1, 3));
  a.done();
  m.load(w);
  m.call("t.main", {10});
  CHECK(m.exit == RunExit::kPark);
  CHECK(m.vm.engine->run(m.m, m.g) == RunExit::kDone);
  CHECK(m.g->stack.lo[4] == 30);
  CHECK(parks == 1);
}

// func f(p *int, crash bool) (r int) { defer func() { *p += 1; recover() }(); *p += 10; if crash { panic(int) }; return *p }
void deferring(ImageWriter& w) {
  Assembler d(w, "t.deferred", 4, 6, 0, 0, {0, 3}, 0, 1);
  d.op(encode(Op::LDCTX_P, 0, 0, 8)).op(encode(Op::ADDMK_I64, 0, 1)).op(encode(Op::RECOVER, 2)).op(encode(Op::RET));
  d.done(FuncRow::kUsesContext);
  // The closure lies in slots 2, 3 of the frame.
  Assembler f(w, "t.f", 7, 13, 2, 1, {0, 2, 3, 4, 6}, 2, 7);
  bytecode::TypeRow intRow{};
  intRow.kind = static_cast<u8>(Kind::Int);
  f.op(encode(Op::LDFN, 2)).ext(RelocKind::kFunc, w.symbol(SymbolKind::kFunc, "t.deferred"));
  f.op(encode(Op::MOV, 3, 0)).op(encode(Op::SLOTADDR, 4, 2)).op(encode(Op::DEFER, 4));
  f.op(encode(Op::ADDMK_I64, 0, 10)).op(encodeBC(Op::JF, 1, 3));
  f.op(encode(Op::LDTYPE, 5)).ext(RelocKind::kType, w.addType(intRow)).op(encode(Op::PANIC, 5));
  u32 end = f.here();
  f.op(encode(Op::RUNDEFERS, 9)).op(0).op(encode(Op::DEFERLOOP));
  f.op(encode(Op::LD_64, 0, 0)).op(encode(Op::RET));
  f.def.row.deferReturn = end;
  f.done(FuncRow::kHasDefer);
  Assembler t(w, "t.g", 3, 9, 1, 1, {2}, 2, 3);
  t.op(encodeBC(Op::LDI, 1, 100)).op(encode(Op::SLOTADDR, 2, 1)).op(encode(Op::MOV, 5, 2)).op(encode(Op::MOV, 6, 0));
  t.call(5, "t.f").op(encode(Op::RET1, 5));
  t.done();
}

TEST_CASE("deferred calls run at return, and recover stops a panic") {
  Machine m;
  ImageWriter w;
  deferring(w);
  m.load(w);
  CHECK(m.call("t.g", {0}) == 111);
  CHECK(m.g->deferTop == nullptr);
  CHECK(m.call("t.g", {1}) == 111);
  CHECK(m.g->deferTop == nullptr);
  CHECK(m.g->panicTop == nullptr);
  CHECK(m.exit == RunExit::kDone);
}

}  // namespace
}  // namespace gvm::interp::test
