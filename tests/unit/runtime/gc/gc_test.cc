// This file tests collections in a stopped world: what stays, what goes, finalizers, weak pointers.
#include <catch2/catch.hpp>

#include <random>

#include "runtime/heap/barrier.h"
#include "runtime/map/map.h"
#include "tests/unit/runtime/vm_fixture.h"

using namespace gvm;
using namespace gvm::rt;

namespace {
struct Node {
  Node* left;
  u64 id;
  Node* right;
};
Type* nodeType(TestVM& t) {
  TypeTable& tt = *t.vm->types;
  Type* n = tt.declareNamed({"test.Node", "test.Node", "Node", "test"}, nullptr);
  FieldDesc f[] = {{"left", "", "", tt.pointerTo(n), false}, {"id", "", "", t.basic(Kind::Int), false}, {"right", "", "", tt.pointerTo(n), false}};
  tt.setUnderlying(n, tt.structOf(f));
  tt.complete(n);
  return n;
}
u64 sum(Node* n) { return n ? n->id + sum(n->left) + sum(n->right) : 0; }
}  // namespace

TEST_CASE("what roots reach stays, the rest is freed and used again") {
  TestVM t;
  Type* nt = nodeType(t);
  Node* root = nullptr;
  u64 mask = 1;
  gcAddRoots(t.vm, &root, 1, &mask);
  std::mt19937 rng(1);
  u64 before = 0;
  for (int round = 0; round < 6; round++) {
    u64 want = 0;
    root = nullptr;
    std::vector<Node**> holes{&root};
    for (u64 i = 1; i <= 20000; i++) {
      auto* n = static_cast<Node*>(newobject(nt));
      REQUIRE(n->left == nullptr);
      n->id = i;
      if (i % 2) continue;  // garbage
      usize k = rng() % holes.size();
      *holes[k] = n;
      holes[k] = &n->left;
      holes.push_back(&n->right);
      want += i;
    }
    t.collect();
    REQUIRE(sum(root) == want);
    REQUIRE(validateHeap(t.vm) == "");
    u64 inUse = t.vm->heap->stats.heapInUse.load();
    if (round > 2) REQUIRE(inUse < before * 2);
    before = std::max(before, inUse);
  }
  root = nullptr;
  t.collect();
  t.collect();
  CHECK(t.vm->heap->gcctl.heapLive.load() < 100000);
}

TEST_CASE("the validator sees an object that marking has missed") {
  TestVM t;
  Node* root = static_cast<Node*>(newobject(nodeType(t)));
  u64 mask = 1;
  gcAddRoots(t.vm, &root, 1, &mask);
  t.vm->debug.gcvalidate = 1;
  t.collect();  // ends the process if something is missed
  t.collect();
  // After the sweep the marks are clear: the root's object looks like one that was passed over.
  CHECK(validateMarks(t.vm).find("is not marked") != std::string::npos);
  root = nullptr;
  CHECK(validateMarks(t.vm) == "");
}

TEST_CASE("interior pointers, arrays with headers, large objects and maps keep what they hold") {
  TestVM t;
  TypeTable& tt = *t.vm->types;
  Type* nt = nodeType(t);
  void* roots[4] = {};
  u64 mask = 0xf;
  gcAddRoots(t.vm, roots, 4, &mask);
  auto leaf = [&](u64 id) {
    auto* n = static_cast<Node*>(newobject(nt));
    n->id = id;
    return n;
  };
  auto* arr = static_cast<Node*>(newarray(nt, 100));       // header
  auto* big = static_cast<Node**>(newarray(tt.pointerTo(nt), 40000));  // large
  roots[0] = &arr[50].id;
  roots[1] = big + 30000;
  for (u64 i = 0; i < 100; i++) arr[i].right = leaf(i);
  for (u64 i = 0; i < 40000; i++) big[i] = leaf(i);
  Type* mt = tt.mapOf(t.basic(Kind::Int), tt.pointerTo(nt));
  tt.complete(mt);
  Map* m = makemap(t.vm, mt, 0);
  roots[2] = m;
  for (u64 i = 0; i < 3000; i++) storePtr(t.vm, static_cast<void**>(mapassign64(t.vm, mt, m, i)), leaf(i));
  for (int k = 0; k < 3; k++) {
    t.collect();
    for (int g = 0; g < 30000; g++) static_cast<Node*>(newobject(nt))->id = ~u64{0};
  }
  for (u64 i = 0; i < 100; i++) REQUIRE(arr[i].right->id == i);
  for (u64 i = 0; i < 40000; i++) REQUIRE(big[i]->id == i);
  for (u64 i = 0; i < 3000; i++) REQUIRE((*static_cast<Node**>(mapaccess64(t.vm, mt, m, i)))->id == i);
  REQUIRE(validateHeap(t.vm) == "");
}

TEST_CASE("finalizers run once and weak pointers are cleared") {
  TestVM t;
  Type* nt = nodeType(t);
  Node* root = static_cast<Node*>(newobject(nt));
  void* handle = nullptr;
  u64 mask = 1;
  gcAddRoots(t.vm, &root, 1, &mask);
  gcAddRoots(t.vm, &handle, 1, &mask);
  Func f;
  f.self = &f;
  auto* fn = reinterpret_cast<Closure*>(&f);
  root->left = static_cast<Node*>(newobject(nt));
  REQUIRE(addFinalizer(t.vm, root, fn, t.vm->types->pointerTo(nt), nullptr));
  REQUIRE_FALSE(addFinalizer(t.vm, root, fn, nullptr, nullptr));
  handle = registerWeakPointer(t.vm, root);
  CHECK(registerWeakPointer(t.vm, &root->id) == handle);
  t.collect();
  CHECK(makeStrongFromWeak(t.vm, handle) == root);
  FinalizerCall call;
  CHECK_FALSE(takeFinalizer(t.vm, &call));
  Node* was = root;
  was->left->id = 77;
  root = nullptr;
  t.collect();
  CHECK(makeStrongFromWeak(t.vm, handle) == nullptr);
  REQUIRE(takeFinalizer(t.vm, &call));
  CHECK(call.arg == was);
  CHECK(was->left->id == 77);
  t.collect();
  CHECK_FALSE(takeFinalizer(t.vm, &call));
}
