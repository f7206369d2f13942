// This file tests code generation on small programs: which operations a function becomes, seen through the disassembler's table.
#include "compiler/emit/emit.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "compiler/lower/lower.h"
#include "compiler/syntax/parser.h"
#include "compiler/types/checker.h"
#include "vm/bytecode/image.h"
#include "vm/bytecode/opcodes.h"

using namespace gvm;

namespace {

struct Emitted {
  source::Arena arena;
  source::Interner names{arena};
  source::FileSet files;
  source::Diagnostics diags{files};
  types::Universe universe{arena, names};
  std::vector<std::string> errors;
  std::vector<uint8_t> bytes;
  bytecode::Image image;

  explicit Emitted(std::string body, bool optimize = true) {
    source::File* file = files.addFile("t.go", "package main\n" + body);
    syntax::File* tree = syntax::parseFile({arena, names, diags}, file);
    types::Package* pkg = types::newPackage(universe, names.intern("main"), names.intern("main"));
    pkg->isMain = true;
    types::CheckOptions o;
    o.diags = &diags;
    o.isMain = true;
    REQUIRE(types::checkPackage(universe, pkg, {tree}, o));
    lower::Options lo;
    lo.keepAll = true;
    auto program = lower::lowerProgram(universe, {pkg}, lo);
    emit::Options eo;
    eo.files = &files;
    eo.universe = &universe;
    eo.optimize = optimize;
    eo.report = [this](const lower::Function& f, std::string text) { errors.push_back(std::string(f.symbol) + ": " + text); };
    bytes = emit::emitProgram(*program, eo);
    if (!bytes.empty()) REQUIRE(image.open(bytes) == "");
  }
  // The names of a function's operations, in order.
  std::vector<std::string> ops(std::string_view symbol) const {
    uint32_t s = image.findSymbol(symbol);
    REQUIRE(s != bytecode::kNone);
    auto code = image.codeOf(image.funcs()[image.symbols()[s].index]);
    std::vector<std::string> list;
    for (size_t pc = 0; pc < code.size();) {
      bytecode::Op op = bytecode::opOf(code[pc]);
      list.emplace_back(bytecode::info(op).name);
      size_t n = bytecode::info(op).words();
      if (op == bytecode::Op::JTABLE) n += static_cast<uint32_t>(bytecode::bcOf(code[pc]));
      pc += n;
    }
    return list;
  }
  int count(std::string_view symbol, std::string_view op) const {
    auto list = ops(symbol);
    return static_cast<int>(std::count(list.begin(), list.end(), op));
  }
};

}  // namespace

TEST_CASE("a counting loop is one instruction a turn beside its body") {
  Emitted e("func f(n int) (s int) { for i := 0; i < n; i++ { s += i }; return }\nfunc main() {}");
  CHECK(e.count("main.f", "INCJLT_B") == 1);
}

TEST_CASE("without optimisation the same program has more operations") {
  const char* text = "func g(x int) int { return x + 1 }\nfunc f(n int) int { return g(n) * 2 }\nfunc main() {}";
  CHECK(Emitted(text).count("main.f", "CALL") == 0);
  CHECK(Emitted(text, false).count("main.f", "CALL") == 1);
}

TEST_CASE("integer switches become tables or searches") {
  Emitted e("func dense(x int) int { switch x { case 1: return 7; case 2: return 8; case 3: return 9; case 4: return 6; case 5: return 5 }; return 0 }\n"
            "func sparse(x int) int { switch x { case 1: return 7; case 100: return 8; case 1000: return 9; case 4000: return 6; case 9000: return 5 }; return 0 }\n"
            "func main() {}");
  CHECK(e.count("main.dense", "JTABLE") == 1);
  CHECK(e.count("main.sparse", "JTABLE") == 0);
  CHECK(e.count("main.sparse", "JGEK_I64") >= 1);
}

TEST_CASE("string switches look at the length first") {
  Emitted e("func f(s string) int { switch s { case \"a\": return 1; case \"ab\", \"cd\": return 2; case \"abc\": return 3; case \"abcd\": return 4; "
            "case \"abcde\": return 5; case \"\": return 6 }; return 0 }\nfunc main() {}");
  CHECK(e.count("main.f", "JGEK_I64") >= 1);
  CHECK(e.count("main.f", "JNEK_I64") >= 1);
}

TEST_CASE("values in interfaces that stay are made in the frame") {
  Emitted e("func is(x any) bool { return x == nil }\n//go:noinline\nfunc f(x any) bool { return is(x) }\nfunc g(n int) bool { return f(n) }\nfunc main() {}");
  CHECK(e.count("main.g", "MKEFACEF") == 1);
  CHECK(e.count("main.g", "MKEFACE") == 0);
}

TEST_CASE("a pointer that is dead is cleared before a call") {
  Emitted e("type t struct{ n int }\n//go:noinline\nfunc wait() {}\n//go:noinline\nfunc use(p *t) int { return p.n }\n"
            "func f(p *t) int { n := use(p); wait(); return n }\nfunc g(p *t) int { wait(); return use(p) }\nfunc main() {}");
  auto before = [&](const char* symbol) {  // calls before the slot is cleared
    auto list = e.ops(symbol);
    auto nil = std::find(list.begin(), list.end(), "NIL");
    REQUIRE(nil != list.end());
    return std::count(list.begin(), nil, "CALL");
  };
  CHECK(before("main.f") == 0);
  CHECK(before("main.g") == 1);
  CHECK(e.count("main.f", "NIL") == 1);
}

TEST_CASE("functions whose frame is too large are all reported") {
  Emitted e("type l struct{ b [1500000000]byte }\nfunc f(x l) int { return 1 }\nfunc g() (x l) { return }\nfunc main() {}");
  CHECK(e.bytes.empty());
  REQUIRE(e.errors.size() == 2);
  CHECK(e.errors[0].find("main.f: stack frame too large (>1GB): ") == 0);
}
