// This file tests layout, identity, texts, method lookup and itabs of types.
#include <catch2/catch.hpp>

#include "runtime/base/layout.h"
#include "tests/unit/runtime/vm_fixture.h"

using namespace gvm;
using namespace gvm::rt;

TEST_CASE("structs are laid out as Go does, with a byte after a trailing zero-size field") {
  TypeTable tt;
  Type *b = tt.basic(Kind::Bool), *i = tt.basic(Kind::Int), *s = tt.basic(Kind::String);
  FieldDesc f[] = {{"a", "", "", b, false}, {"b", "", "", i, false}, {"c", "", "", b, false}, {"d", "", "", s, false}};
  Type* t = tt.structOf(f);
  REQUIRE(tt.complete(t));
  CHECK(t->size == 40);
  CHECK(t->fields[3].offset == 24);
  CHECK(t->gcMask == 0b1000);
  FieldDesc z[] = {{"a", "", "", i, false}, {"z", "", "", tt.arrayOf(i, 0), false}};
  Type* tz = tt.structOf(z);
  REQUIRE(tt.complete(tz));
  CHECK(tz->size == 16);
  CHECK(tt.structOf(f) == t);
}

TEST_CASE("recursive named types, texts and pointer masks") {
  TypeTable tt;
  bool fresh = false;
  Type* node = tt.declareNamed({"main.Node", "main.Node", "Node", "main"}, &fresh);
  REQUIRE(fresh);
  FieldDesc f[] = {{"next", "", "main", tt.pointerTo(node), false}, {"v", "", "main", tt.emptyInterface(), false}};
  tt.setUnderlying(node, tt.structOf(f));
  REQUIRE(tt.complete(node));
  CHECK(node->size == 24);
  CHECK(node->gcMask == 0b101);
  Type* m = tt.mapOf(tt.basic(Kind::String), tt.sliceOf(tt.pointerTo(node)));
  CHECK(typeStringView(m) == "map[string][]*main.Node");
  CHECK(typeStringView(tt.chanOf(ChanDir::Both, tt.chanOf(ChanDir::Recv, node))) == "chan (<-chan main.Node)");
  Type* big = tt.arrayOf(node, 1000);
  REQUIRE(tt.complete(big));
  const u64* mask = gcMaskOf(big);
  CHECK((mask[2997 / 64] >> (2997 % 64) & 1) == 1);
  CHECK((mask[2998 / 64] >> (2998 % 64) & 1) == 0);
  Type* self = tt.declareNamed({"main.S", "main.S", "S", "main"}, &fresh);
  tt.setUnderlying(self, tt.arrayOf(self, 2));
  CHECK_FALSE(tt.complete(self));
}

TEST_CASE("itabs list methods in the interface's order and remember failures") {
  TypeTable tt;
  Type* str = tt.basic(Kind::String);
  Type* sig = tt.funcOf({}, std::span<Type* const>(&str, 1), false);
  Func f1, f2;
  Type* t = tt.declareNamed({"main.T", "main.T", "T", "main"}, nullptr);
  tt.setUnderlying(t, tt.structOf({}));
  MethodDesc ms[] = {{"String", "", sig, &f2, &f2}, {"Error", "", sig, &f1, &f1}};
  tt.setMethods(t, ms);
  tt.complete(t);
  Itab* tab = tt.getItab(tt.errorType(), t);
  REQUIRE(tab != nullptr);
  CHECK(tab->fun[0] == &f1);
  CHECK(tt.getItab(tt.errorType(), t) == tab);
  CHECK(tt.getItab(tt.errorType(), tt.basic(Kind::Int)) == nullptr);
  CHECK(tt.missingMethod(tt.errorType(), tt.basic(Kind::Int)) == "Error");
}

TEST_CASE("equality and hash agree") {
  TypeTable tt;
  HashState hs;
  hashInit(hs, 42, true);
  Type *f64t = tt.basic(Kind::Float64), *str = tt.basic(Kind::String);
  f64 pz = 0.0, nz = -0.0;
  const Type* bad = nullptr;
  CHECK(f64t->equal(f64t, &pz, &nz, &bad));
  CHECK(f64t->hashFn(f64t, &pz, 1, hs, &bad) == f64t->hashFn(f64t, &nz, 1, hs, &bad));
  for (usize n = 0; n < 200; n++) {
    std::string a(n, 'x'), b(n, 'x');
    GoString sa{reinterpret_cast<const u8*>(a.data()), static_cast<i64>(n)}, sb{reinterpret_cast<const u8*>(b.data()), static_cast<i64>(n)};
    CHECK(str->equal(str, &sa, &sb, &bad));
    CHECK(memhashAes(sa.ptr, 5, n, hs) == memhashAes(sb.ptr, 5, n, hs));
    CHECK(memhashPortable(sa.ptr, 5, n, hs) == memhashPortable(sb.ptr, 5, n, hs));
    if (n > 0) {
      b[n / 2] = 'y';
      CHECK(memhashPortable(sa.ptr, 5, n, hs) != memhashPortable(sb.ptr, 5, n, hs));
      CHECK(memhashAes(sa.ptr, 5, n, hs) != memhashAes(sb.ptr, 5, n, hs));
    }
  }
  GoSlice sl{};
  Eface e{tt.sliceOf(str), &sl};
  efaceEqual(e, e, &bad);
  CHECK(bad == tt.sliceOf(str));
}
