// This file tests the page allocator, mallocgc and several threads allocating at once.
#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <thread>

#include "runtime/heap/malloc_fast.h"
#include "tests/unit/runtime/vm_fixture.h"

using namespace gvm;
using namespace gvm::rt;

TEST_CASE("the page allocator finds the lowest fit and joins what is freed") {
  PageAlloc pa;
  const u64 n = 512 * 40;
  REQUIRE(pa.init(n));
  pa.grow(0, n);
  std::vector<bool> used(n, false);
  std::vector<std::pair<u64, u64>> live;
  std::mt19937 rng(7);
  for (int step = 0; step < 4000; step++) {
    if (live.empty() || rng() % 5 < 3) {
      u64 want = rng() % 10 == 0 ? 1 + rng() % 1500 : 1 + rng() % 20, scav = 0;
      u64 page = pa.alloc(want, &scav);
      u64 expect = kNoPage;
      for (u64 i = 0, run = 0; i < n; i++) {
        run = used[i] ? 0 : run + 1;
        if (run == want) {
          expect = i + 1 - want;
          break;
        }
      }
      REQUIRE(page == expect);
      if (page == kNoPage) continue;
      for (u64 i = 0; i < want; i++) used[page + i] = true;
      live.push_back({page, want});
    } else {
      usize k = rng() % live.size();
      auto [page, count] = live[k];
      live[k] = live.back();
      live.pop_back();
      pa.free(page, count);
      for (u64 i = 0; i < count; i++) used[page + i] = false;
    }
  }
  pa.destroy();
}

TEST_CASE("objects of every size are zeroed, apart, and found from inside") {
  TestVM t;
  Type* word = t.basic(Kind::UnsafePointer);
  std::vector<std::pair<u8*, u64>> objs;
  for (u64 size = 8; size < 200000; size += size < 2000 ? 8 : 4096 + 8) {
    for (const Type* typ : {static_cast<const Type*>(nullptr), static_cast<const Type*>(word)}) {
      u8* p = static_cast<u8*>(mallocgc(size, typ));
      for (u64 i = 0; i < size; i += 8) REQUIRE(loadAs<u64>(p + i) == 0);
      u64 got = 0;
      REQUIRE(findObjectBase(t.vm, reinterpret_cast<uptr>(p) + size - 1, &got) <= reinterpret_cast<uptr>(p));
      REQUIRE(got >= size);
      REQUIRE(roundupsize(size, typ == nullptr) >= size);
      if (typ == nullptr) std::memset(p, 0xff, size);
      objs.push_back({p, size});
    }
  }
  std::sort(objs.begin(), objs.end());
  for (usize i = 1; i < objs.size(); i++) REQUIRE(objs[i - 1].first + objs[i - 1].second <= objs[i].first);
}

TEST_CASE("small pointer-free objects share a block, zero-size ones an address") {
  TestVM t;
  Type* i8t = t.basic(Kind::Int8);
  void* a = mallocgc(1, i8t);
  void* b = mallocgc(1, i8t);
  CHECK(reinterpret_cast<uptr>(b) - reinterpret_cast<uptr>(a) < 16);
  CHECK(mallocgc(0, nullptr) == mallocgc(0, i8t));
}

TEST_CASE("several threads allocate without locks of their own") {
  TestVM t;
  Type* ptr = t.basic(Kind::UnsafePointer);
  M* self = currentM;
  std::vector<std::thread> threads;
  std::vector<std::vector<u64*>> got(4);
  for (int k = 0; k < 4; k++) {
    threads.emplace_back([&, k] {
      M m;
      P p;
      m.vm = t.vm;
      m.p = &p;
      p.vm = t.vm;
      p.mcache = allocmcache(t.vm);
      currentM = &m;
      std::mt19937 rng(static_cast<u32>(k));
      for (int i = 0; i < 20000; i++) {
        u64 words = rng() % 50 == 0 ? 1 + rng() % 9000 : 1 + rng() % 40;
        u64* x = static_cast<u64*>(mallocgc(words * 8, i % 2 ? ptr : nullptr));
        x[0] = static_cast<u64>(k) << 32 | static_cast<u64>(i);
        x[words - 1] = x[0];
        got[static_cast<usize>(k)].push_back(x);
      }
      freemcache(t.vm, p.mcache);
      currentM = nullptr;
    });
  }
  for (auto& th : threads) th.join();
  currentM = self;
  std::set<u64*> all;
  for (usize k = 0; k < 4; k++) {
    for (usize i = 0; i < got[k].size(); i++) REQUIRE(got[k][i][0] == (k << 32 | i));
    all.insert(got[k].begin(), got[k].end());
  }
  CHECK(all.size() == 80000);
}
