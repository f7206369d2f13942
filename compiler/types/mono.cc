// This file finds instantiations that would go on for ever: func F[T any]() { F[*T]() }.
//
// Every type parameter of the package, and every local type in its scope, is a vertex; passing a type argument that
// mentions a parameter is an edge, of weight 1 if the argument is larger than the parameter (*T for T) and 0 if it is
// the parameter itself. A cycle of positive weight is the error. (As in Go's own checker; the algorithm is Bellman's and
// Ford's search for the heaviest path.)
#include "compiler/types/checker.h"

namespace gvm::types {

struct MonoGraph {
  struct Vertex {
    int weight, pre, len;   // weight of the heaviest known path here, its last edge, its length
    TypeName* obj;
  };
  struct Edge {
    int dst, src, weight;
    Pos pos;
    Type* type;
  };
  std::vector<Vertex> vertices;
  std::vector<Edge> edges;
  std::unordered_map<TypeParam*, TypeParam*> canon;   // receiver type parameters to those of the type
  std::unordered_map<TypeName*, int> index;

  int vertexOf(TypeParam* p) {
    auto c = canon.find(p);
    if (c != canon.end()) p = c->second;
    auto [it, fresh] = index.emplace(p->obj, static_cast<int>(vertices.size()));
    if (fresh) vertices.push_back({0, 0, 0, p->obj});
    return it->second;
  }

  // A type declared inside a generic function depends on its type parameters; -1 if there are none.
  int vertexOfLocal(Package* pkg, Named* named) {
    TypeName* obj = named->object();
    if (obj->pkg != pkg || !obj->parent || obj->parent == pkg->scope) return -1;
    auto it = index.find(obj);
    if (it != index.end()) return it->second;
    int idx = -1;
    for (Scope* s = obj->parent; s && s != pkg->scope; s = s->parent) {
      for (Object* e : s->objects()) {
        auto* t = objAs<TypeName>(e);
        if (!t || t->isAlias() || t->pos >= obj->pos || !t->type || t->type->tag != Tag::TypeParam) continue;
        auto* p = static_cast<TypeParam*>(t->type);
        if (idx < 0) {
          idx = static_cast<int>(vertices.size());
          vertices.push_back({0, 0, 0, obj});
        }
        edges.push_back({idx, vertexOf(p), 1, obj->pos, p});
      }
    }
    index.emplace(obj, idx);
    return idx;
  }

  void flow(Package* pkg, Pos pos, TypeParam* tpar, Type* targ, Type* t) {
    t = unalias(t);
    auto edge = [&](int src) { edges.push_back({vertexOf(tpar), src, t == unalias(targ) ? 0 : 1, pos, targ}); };
    auto tuple = [&](Tuple* tup) {
      for (Var* v : tup->vars) flow(pkg, pos, tpar, targ, v->type);
    };
    switch (t->tag) {
      case Tag::TypeParam: edge(vertexOf(static_cast<TypeParam*>(t))); break;
      case Tag::Named: {
        auto* n = static_cast<Named*>(t);
        int src = vertexOfLocal(pkg, n->origin());
        if (src >= 0) edge(src);
        for (Type* a : n->targs) flow(pkg, pos, tpar, targ, a);
        break;
      }
      case Tag::Array: flow(pkg, pos, tpar, targ, static_cast<Array*>(t)->elem); break;
      case Tag::Chan: flow(pkg, pos, tpar, targ, static_cast<Chan*>(t)->elem); break;
      case Tag::Slice: flow(pkg, pos, tpar, targ, static_cast<Slice*>(t)->elem); break;
      case Tag::Pointer: flow(pkg, pos, tpar, targ, static_cast<Pointer*>(t)->base); break;
      case Tag::Map:
        flow(pkg, pos, tpar, targ, static_cast<Map*>(t)->key);
        flow(pkg, pos, tpar, targ, static_cast<Map*>(t)->elem);
        break;
      case Tag::Interface:
        for (Func* m : typeSetOf(static_cast<Interface*>(t))->methods) flow(pkg, pos, tpar, targ, m->type);
        break;
      case Tag::Signature:
        tuple(static_cast<Signature*>(t)->params);
        tuple(static_cast<Signature*>(t)->results);
        break;
      case Tag::Struct:
        for (Var* f : static_cast<Struct*>(t)->fields) flow(pkg, pos, tpar, targ, f->type);
        break;
      default: break;
    }
  }
};

static MonoGraph* graph(Checker* c) {
  if (!c->mono) {
    auto g = std::make_shared<MonoGraph>();
    c->mono = g.get();
    c->universe.owned.push_back(std::move(g));
  }
  return c->mono;
}

void Checker::monoRecordCanon(TypeParam* mpar, TypeParam* tpar) { graph(this)->canon[mpar] = tpar; }

void Checker::monoRecordInstance(Pos pos, List<TypeParam*> tparams, List<Type*> targs, List<Expr*> xlist) {
  for (uint32_t i = 0; i < tparams.size() && i < targs.size(); i++) {
    if (tparams[i]->obj->pkg != pkg) continue;   // imported functions cannot call back into this package
    graph(this)->flow(pkg, i < xlist.size() ? syntax::startPos(xlist[i]) : pos, tparams[i], targs[i], targs[i]);
  }
}

void Checker::monomorph() {
  if (!mono) return;
  auto& vs = mono->vertices;
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < mono->edges.size(); i++) {
      auto& e = mono->edges[i];
      auto &src = vs[static_cast<size_t>(e.src)], &dst = vs[static_cast<size_t>(e.dst)];
      int w = src.weight + e.weight;
      if (w <= dst.weight) continue;
      dst.pre = static_cast<int>(i);
      dst.len = src.len + 1;
      if (dst.len == static_cast<int>(vs.size())) {
        reportInstanceLoop(e.dst);
        return;
      }
      dst.weight = w;
      again = true;
    }
  }
}

void Checker::reportInstanceLoop(int v) {
  auto& vs = mono->vertices;
  auto edgeTo = [&](int u) -> MonoGraph::Edge& { return mono->edges[static_cast<size_t>(vs[static_cast<size_t>(u)].pre)]; };
  std::vector<int> stack;
  std::vector<bool> seen(vs.size());
  while (!seen[static_cast<size_t>(v)]) {
    stack.push_back(v);
    seen[static_cast<size_t>(v)] = true;
    v = edgeTo(v).src;
  }
  // Drop what leads into the cycle.
  stack.erase(stack.begin(), std::find(stack.begin(), stack.end(), v));
  ErrorDesc err(this, Code::InvalidInstanceCycle);
  err.add(vs[static_cast<size_t>(v)].obj, "instantiation cycle:");
  for (int u : stack) {
    auto& e = edgeTo(u);
    TypeName* obj = vs[static_cast<size_t>(u)].obj;
    std::string t = fullTypeString(e.type, pkg);
    if (obj->type->tag == Tag::Named)
      err.add(e.pos, fmt::format("{} implicitly parameterized by {}", obj->name, t));
    else
      err.add(e.pos, fmt::format("{} instantiated as {}", obj->name, t));
  }
  err.report();
}

}  // namespace gvm::types
