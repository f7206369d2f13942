// This file tests maps against std::map, and iteration during changes.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "runtime/map/map.h"
#include "runtime/value/string.h"
#include "tests/unit/runtime/vm_fixture.h"

using namespace gvm;
using namespace gvm::rt;

static Type* mapType(TestVM& t, Type* k, Type* e) {
  Type* m = t.vm->types->mapOf(k, e);
  REQUIRE(t.vm->types->complete(m));
  return m;
}

TEST_CASE("a map of integers behaves as std::map under random work") {
  TestVM t;
  Type* mt = mapType(t, t.basic(Kind::Int), t.basic(Kind::Int));
  Map* m = makemap(t.vm, mt, 0);
  std::map<u64, i64> ref;
  std::mt19937_64 rng(3);
  for (int step = 0; step < 200000; step++) {
    u64 key = rng() % (step < 100000 ? 50000 : 300);
    switch (rng() % 4) {
      case 0:
      case 1:
        *static_cast<i64*>(mapassign64(t.vm, mt, m, key)) = step;
        ref[key] = step;
        break;
      case 2:
        mapdelete64(t.vm, mt, m, key);
        ref.erase(key);
        break;
      default: {
        auto* e = static_cast<i64*>(mapaccess64(t.vm, mt, m, key));
        auto it = ref.find(key);
        REQUIRE((e != nullptr) == (it != ref.end()));
        if (e) REQUIRE(*e == it->second);
      }
    }
    REQUIRE(maplen(m) == static_cast<i64>(ref.size()));
  }
  std::map<u64, i64> seen;
  MapIter it;
  for (mapiterinit(t.vm, mt, m, &it); it.key; mapiternext(t.vm, &it)) {
    REQUIRE(seen.emplace(loadAs<u64>(it.key), loadAs<i64>(it.elem)).second);
  }
  CHECK(seen == ref);
  mapclear(t.vm, mt, m);
  CHECK(maplen(m) == 0);
  CHECK(mapaccess64(t.vm, mt, m, 1) == nullptr);
}

TEST_CASE("iteration sees each surviving entry once while the map changes") {
  TestVM t;
  Type* mt = mapType(t, t.basic(Kind::Int), t.basic(Kind::Int));
  for (u64 n : {5, 8, 100, 3000}) {
    Map* m = makemap(t.vm, mt, 0);
    for (u64 i = 0; i < n; i++) *static_cast<u64*>(mapassign64(t.vm, mt, m, i)) = i;
    std::set<u64> seen, deleted;
    MapIter it;
    u64 next = n;
    for (mapiterinit(t.vm, mt, m, &it); it.key; mapiternext(t.vm, &it)) {
      u64 k = loadAs<u64>(it.key);
      REQUIRE(seen.insert(k).second);
      REQUIRE(deleted.count(k) == 0);
      if (next < 6 * n) {
        for (int g = 0; g < 5; g++) *static_cast<u64*>(mapassign64(t.vm, mt, m, next++)) = 0;
      }
      u64 victim = (k * 7 + 3) % n;
      if (!seen.count(victim)) {
        mapdelete64(t.vm, mt, m, victim);
        deleted.insert(victim);
      }
    }
    for (u64 i = 0; i < n; i++) REQUIRE(seen.count(i) + deleted.count(i) == 1);
  }
}

TEST_CASE("string, float and large keys") {
  TestVM t;
  Type* st = mapType(t, t.basic(Kind::String), t.basic(Kind::Int));
  Map* m = makemap(t.vm, st, 100);
  for (int i = 0; i < 5000; i++) {
    GoString k = gostring(fmt::format("key{}", i));
    *static_cast<i64*>(mapassignStr(t.vm, st, m, k)) = i;
  }
  for (int i = 0; i < 5000; i++) {
    auto* e = static_cast<i64*>(mapaccessStr(t.vm, st, m, gostring(fmt::format("key{}", i))));
    REQUIRE(e != nullptr);
    REQUIRE(*e == i);
  }
  Type* ft = mapType(t, t.basic(Kind::Float64), t.basic(Kind::Int));
  Map* f = makemap(t.vm, ft, 0);
  f64 nan = std::nan("");
  bool ok = true;
  for (int i = 0; i < 100; i++) mapassign(t.vm, ft, f, &nan, &ok);
  CHECK(maplen(f) == 100);
  CHECK(mapaccess(t.vm, ft, f, &nan, &ok) == nullptr);
  int n = 0;
  MapIter it;
  for (mapiterinit(t.vm, ft, f, &it); it.key; mapiternext(t.vm, &it)) n++;
  CHECK(n == 100);
  Type* bigKey = t.vm->types->arrayOf(t.basic(Kind::Int), 40);
  Type* bt = mapType(t, bigKey, bigKey);
  Map* b = makemap(t.vm, bt, 0);
  i64 key[40] = {};
  for (int i = 0; i < 500; i++) {
    key[39] = i;
    static_cast<i64*>(mapassign(t.vm, bt, b, key, &ok))[5] = i;
  }
  for (int i = 0; i < 500; i++) {
    key[39] = i;
    REQUIRE(static_cast<i64*>(mapaccess(t.vm, bt, b, key, &ok))[5] == i);
  }
}
