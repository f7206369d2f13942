// This file puts package variables in the order of their initialisation.
//
// Variables and constants depend on each other directly, or through functions that they mention. Repeatedly the object
// with the fewest outstanding dependencies is taken, the first in the source among equals; constants come before
// variables. If the one taken still depends on something, there is a cycle.
#include <set>

#include "compiler/types/checker.h"

namespace gvm::types {

namespace {

struct Node {
  Object* obj;
  std::vector<uint32_t> dependents;  // nodes that wait for this one
  uint32_t ndeps = 0;                // nodes that this one waits for
};

bool isDependency(Object* o) {
  return o->kind == ObjKind::Const || o->kind == ObjKind::Var || o->kind == ObjKind::Func;
}

struct Order {
  Checker* check;
  std::vector<Node> nodes;
  std::unordered_map<Object*, uint32_t> index;
  std::unordered_map<Object*, uint32_t> visited;  // functions: the last node they were reached from

  // Variables and constants that node n depends on, through functions too; n itself if it depends on itself.
  void collect(Object* from, uint32_t n, std::vector<bool>& has, std::vector<uint32_t>& out) {
    std::vector<Object*> work{from};
    while (!work.empty()) {
      Object* o = work.back();
      work.pop_back();
      if (!o->decl) continue;
      for (Object* d : o->decl->deps) {
        if (auto* f = objAs<Func>(d)) {
          auto [it, fresh] = visited.emplace(f, n);
          if (!fresh && it->second == n) continue;
          it->second = n;
          // What a body mentions is known when it has been checked.
          if (check->opts.lazyBodies && f->body == BodyState::Unchecked && f->pkg == check->pkg) check->checkFuncBody(f);
          work.push_back(f);
        } else if (auto it = index.find(d); it != index.end() && !has[it->second]) {
          has[it->second] = true;
          out.push_back(it->second);
        }
      }
    }
  }

  void build() {
    for (Object* o : check->objList) {
      if (o->kind != ObjKind::Const && o->kind != ObjKind::Var) continue;
      index[o] = static_cast<uint32_t>(nodes.size());
      nodes.push_back({o, {}, 0});
    }
    std::vector<bool> has(nodes.size());
    std::vector<uint32_t> deps;
    for (uint32_t n = 0; n < nodes.size(); n++) {
      deps.clear();
      collect(nodes[n].obj, n, has, deps);
      nodes[n].ndeps = static_cast<uint32_t>(deps.size());
      for (uint32_t d : deps) {
        nodes[d].dependents.push_back(n);
        has[d] = false;
      }
    }
  }

  // The objects on a way from `from` to `to` by dependencies, last one first; empty if there is none.
  std::vector<Object*> findPath(Object* from, Object* to, std::unordered_set<Object*>& seen) {
    if (!seen.insert(from).second || !from->decl) return {};
    std::vector<Object*> deps;
    for (Object* d : from->decl->deps) {
      if (isDependency(d)) deps.push_back(d);
    }
    std::sort(deps.begin(), deps.end(), [](Object* a, Object* b) { return a->order < b->order; });
    for (Object* d : deps) {
      if (d == to) return {d};
      std::vector<Object*> path = findPath(d, to, seen);
      if (!path.empty()) {
        path.push_back(d);
        return path;
      }
    }
    return {};
  }

  void reportCycle(const std::vector<Object*>& cycle) {
    Object* obj = cycle[0];
    if (cycle.size() == 1) {
      check->errorf(obj, Code::InvalidInitCycle, "initialization cycle: {} refers to itself", obj->name);
      return;
    }
    ErrorDesc err(check, Code::InvalidInitCycle);
    err.add(obj, fmt::format("initialization cycle for {}", obj->name));
    for (size_t i = cycle.size(); i-- > 0;) {
      err.add(obj, fmt::format("{} refers to {}", obj->name, cycle[i]->name));
      obj = cycle[i];
    }
    err.report();
  }

  void run() {
    build();
    // (is no constant, outstanding dependencies, source order, node)
    using Key = std::tuple<bool, uint32_t, uint32_t, uint32_t>;
    auto key = [&](uint32_t n) {
      return Key{nodes[n].obj->kind != ObjKind::Const, nodes[n].ndeps, nodes[n].obj->order, n};
    };
    std::set<Key> queue;
    for (uint32_t n = 0; n < nodes.size(); n++) queue.insert(key(n));
    std::unordered_set<DeclInfo*> emitted;
    while (!queue.empty()) {
      uint32_t n = std::get<3>(*queue.begin());
      queue.erase(queue.begin());
      Object* obj = nodes[n].obj;
      if (nodes[n].ndeps > 0) {
        // An object that merely leads to a cycle has no path to itself; the cycle is reported at one of its own.
        std::unordered_set<Object*> seen;
        std::vector<Object*> cycle = findPath(obj, obj, seen);
        if (!cycle.empty()) reportCycle(cycle);
      }
      for (uint32_t d : nodes[n].dependents) {
        if (d == n) continue;
        bool queued = queue.erase(key(d)) > 0;
        nodes[d].ndeps--;
        if (queued) queue.insert(key(d));
      }
      auto* v = objAs<Var>(obj);
      if (!v || !v->decl || !v->decl->init || !emitted.insert(v->decl).second) continue;
      auto* init = check->arena.make<Initializer>();
      init->lhs = v->decl->lhs.empty() ? check->arena.copy<Var*>({v}) : v->decl->lhs;
      init->rhs = v->decl->init;
      check->pkg->initOrder.push_back(init);
    }
  }
};

}  // namespace

void Checker::initOrder() {
  pkg->initOrder.clear();
  Order{this, {}, {}, {}}.run();
}

}  // namespace gvm::types
