// This file is the walk over a function body that comes before its lowering: which local variables closures share, which are
// reassigned, whose address is taken; and what the body contains (defer, recover, returns out of range-over-func loops).
// It works on the syntax tree, once per declared function, also for all instances of a generic one.
#include "compiler/lower/module.h"

namespace gvm::lower {

using syntax::NodeKind;
using syntax::Operator;
using syntax::unparen;

VarNote* Module::note(types::Var* v) {
  if (!v->data) v->data = arena.make<VarNote>();
  return static_cast<VarNote*>(v->data);
}

BodyNote* Module::bodyNote(const syntax::Node* fn) {
  BodyNote*& n = notes_[fn];
  if (!n) n = arena.make<BodyNote>();
  return n;
}

namespace {

// The single underlying type of x, for type parameters that of their type set.
Type* coreUnder(Type* t) {
  if (!t) return nullptr;
  if (!types::isTypeParam(t)) return types::under(t);
  std::string cause;
  return types::commonUnder(nullptr, t, nullptr, &cause);
}

class Analyser {
 public:
  explicit Analyser(Module& m) : m_(m) {}

  void function(const syntax::Node* fn, types::Signature* sig, syntax::BlockStmt* body) {
    Scope saved = scope_;
    scope_ = {fn, m_.bodyNote(fn), false};
    if (sig) {
      if (sig->recv) own(sig->recv);
      for (types::Var* v : sig->params->vars) own(v);
      for (types::Var* v : sig->results->vars) own(v);
    }
    block(body);
    scope_ = saved;
  }

  void expr(syntax::Expr* e) {
    if (!e) return;
    switch (e->kind) {
      case NodeKind::Ident:
        use(static_cast<syntax::Ident*>(e));
        break;
      case NodeKind::CompositeLit:
        for (syntax::Expr* x : static_cast<syntax::CompositeLit*>(e)->elems) {
          if (auto* kv = syntax::as<syntax::KeyValueExpr>(x)) {
            Type* u = coreUnder(e->type);
            if (auto* p = types::as<types::Pointer>(u)) u = coreUnder(p->base);
            if (u && u->tag != types::Tag::Struct) expr(kv->key);
            expr(kv->val);
          } else {
            expr(x);
          }
        }
        break;
      case NodeKind::FuncLit: {
        auto* f = static_cast<syntax::FuncLit*>(e);
        function(f, types::underAs<types::Signature>(f->type), f->body);
        break;
      }
      case NodeKind::ParenExpr:
        expr(static_cast<syntax::ParenExpr*>(e)->x);
        break;
      case NodeKind::SelectorExpr: {
        auto* s = static_cast<syntax::SelectorExpr*>(e);
        if (!s->selection) break;
        if (s->selection->kind == types::SelectionKind::MethodExpr) break;
        expr(s->x);
        if (s->selection->kind == types::SelectionKind::MethodVal && takesAddress(s)) address(s->x);
        break;
      }
      case NodeKind::IndexExpr: {
        auto* x = static_cast<syntax::IndexExpr*>(e);
        if (x->inst || e->mode == static_cast<uint8_t>(types::Mode::TypExpr)) break;
        expr(x->x);
        expr(x->indices[0]);
        if (!x->indices[0]->value) {
          Type* u = coreUnder(x->x->type);
          if (!u || u->tag == types::Tag::Array) address(x->x);
        }
        break;
      }
      case NodeKind::SliceExpr: {
        auto* s = static_cast<syntax::SliceExpr*>(e);
        expr(s->x);
        for (syntax::Expr* i : s->index) expr(i);
        Type* u = coreUnder(s->x->type);
        if (!u || u->tag == types::Tag::Array) address(s->x);
        break;
      }
      case NodeKind::TypeAssertExpr:
        expr(static_cast<syntax::TypeAssertExpr*>(e)->x);
        break;
      case NodeKind::StarExpr:
        expr(static_cast<syntax::StarExpr*>(e)->x);
        break;
      case NodeKind::UnaryExpr: {
        auto* u = static_cast<syntax::UnaryExpr*>(e);
        expr(u->x);
        if (u->op == Operator::And) address(u->x);
        break;
      }
      case NodeKind::BinaryExpr:
        expr(static_cast<syntax::BinaryExpr*>(e)->x);
        expr(static_cast<syntax::BinaryExpr*>(e)->y);
        break;
      case NodeKind::CallExpr: {
        auto* c = static_cast<syntax::CallExpr*>(e);
        if (unparen(c->fun)->mode != static_cast<uint8_t>(types::Mode::TypExpr) && !c->builtin) expr(c->fun);
        if (c->builtin == 1 + static_cast<uint32_t>(types::BuiltinId::Recover) && scope_.body) scope_.body->hasRecover = true;
        for (syntax::Expr* a : c->args)
          if (a->mode != static_cast<uint8_t>(types::Mode::TypExpr)) expr(a);
        break;
      }
      default:
        break;
    }
  }

 private:
  struct Scope {
    const void* owner = nullptr;
    BodyNote* body = nullptr;   // of the function around
    bool inRange = false;       // in the body of a range-over-func loop of that function
  };

  void own(types::Var* v) {
    VarNote* n = m_.note(v);
    if (!n->owner) n->owner = scope_.owner;
  }
  void use(syntax::Ident* id) {
    auto* v = types::objAs<types::Var>(id->obj);
    if (!v || v->vkind == types::VarKind::Package || v->vkind == types::VarKind::Field) return;
    VarNote* n = m_.note(v);
    if (!n->owner) n->owner = scope_.owner;
    else if (n->owner != scope_.owner) n->captured = true;
  }
  // The local variable that x is a part of, when no pointer lies between.
  types::Var* root(syntax::Expr* x) {
    for (;;) {
      x = unparen(x);
      if (auto* id = syntax::as<syntax::Ident>(x)) {
        auto* v = types::objAs<types::Var>(id->obj);
        return v && v->vkind != types::VarKind::Package && v->vkind != types::VarKind::Field ? v : nullptr;
      }
      if (auto* s = syntax::as<syntax::SelectorExpr>(x)) {
        if (!s->selection || s->selection->kind != types::SelectionKind::FieldVal || !direct(s)) return nullptr;
        x = s->x;
      } else if (auto* i = syntax::as<syntax::IndexExpr>(x)) {
        Type* u = coreUnder(i->x->type);
        if (u && u->tag != types::Tag::Array) return nullptr;
        x = i->x;
      } else {
        return nullptr;
      }
    }
  }
  // Whether the field lies in x itself, with no pointer followed.
  static bool direct(syntax::SelectorExpr* s) {
    Type* t = s->selection->recv;
    for (uint32_t i = 0; i < s->selection->path.size(); i++) {
      Type* u = coreUnder(t);
      if (!u || u->tag != types::Tag::Struct) return false;
      t = static_cast<types::Struct*>(u)->fields[static_cast<size_t>(s->selection->path[i])]->type;
    }
    return true;
  }
  // Whether the method takes the address of the selector's operand.
  static bool takesAddress(syntax::SelectorExpr* s) {
    auto* f = types::objAs<types::Func>(s->selection->obj);
    if (!f) return false;
    Type* t = s->selection->recv;
    for (uint32_t i = 0; i + 1 < s->selection->path.size(); i++) {
      Type* u = coreUnder(t);
      if (!u || u->tag != types::Tag::Struct) return false;
      t = static_cast<types::Struct*>(u)->fields[static_cast<size_t>(s->selection->path[i])]->type;
    }
    if (types::isTypeParam(t) || types::isInterface(t)) return false;
    return types::under(t)->tag != types::Tag::Pointer && f->hasPtrRecv();
  }
  void address(syntax::Expr* x) {
    if (types::Var* v = root(x)) m_.note(v)->addressed = true;
  }
  void assigned(syntax::Expr* x, bool define) {
    auto* id = syntax::as<syntax::Ident>(unparen(x));
    if (define && id && id->obj && id->obj->pos == id->pos) {
      use(id);
      return;
    }
    expr(x);
    if (types::Var* v = root(x)) m_.note(v)->reassigned = true;
  }

  void block(syntax::BlockStmt* b) {
    if (b)
      for (syntax::Stmt* s : b->list) stmt(s);
  }

  void stmt(syntax::Stmt* s) {
    if (!s) return;
    switch (s->kind) {
      case NodeKind::DeclStmt:
        for (syntax::Decl* d : static_cast<syntax::DeclStmt*>(s)->decls)
          if (auto* v = syntax::as<syntax::VarDecl>(d)) {
            for (syntax::Expr* e : v->values) expr(e);
            for (syntax::Ident* id : v->names) use(id);
          }
        break;
      case NodeKind::LabeledStmt:
        stmt(static_cast<syntax::LabeledStmt*>(s)->stmt);
        break;
      case NodeKind::ExprStmt:
        expr(static_cast<syntax::ExprStmt*>(s)->x);
        break;
      case NodeKind::SendStmt:
        expr(static_cast<syntax::SendStmt*>(s)->chan);
        expr(static_cast<syntax::SendStmt*>(s)->val);
        break;
      case NodeKind::IncDecStmt:
        assigned(static_cast<syntax::IncDecStmt*>(s)->x, false);
        break;
      case NodeKind::AssignStmt: {
        auto* a = static_cast<syntax::AssignStmt*>(s);
        for (syntax::Expr* e : a->rhs) expr(e);
        for (syntax::Expr* e : a->lhs) assigned(e, a->define);
        break;
      }
      case NodeKind::CallStmt: {
        auto* c = static_cast<syntax::CallStmt*>(s);
        if (c->tok == syntax::Token::Defer) scope_.body->hasDefer = true;
        expr(c->call);
        break;
      }
      case NodeKind::ReturnStmt:
        if (scope_.inRange) scope_.body->returnsInRange = true;
        for (syntax::Expr* e : static_cast<syntax::ReturnStmt*>(s)->results) expr(e);
        break;
      case NodeKind::BlockStmt:
        block(static_cast<syntax::BlockStmt*>(s));
        break;
      case NodeKind::IfStmt: {
        auto* i = static_cast<syntax::IfStmt*>(s);
        stmt(i->init);
        expr(i->cond);
        block(i->then);
        stmt(i->els);
        break;
      }
      case NodeKind::ForStmt: {
        auto* f = static_cast<syntax::ForStmt*>(s);
        stmt(f->init);
        expr(f->cond);
        stmt(f->post);
        block(f->body);
        break;
      }
      case NodeKind::RangeStmt:
        range(static_cast<syntax::RangeStmt*>(s));
        break;
      case NodeKind::SwitchStmt: {
        auto* w = static_cast<syntax::SwitchStmt*>(s);
        stmt(w->init);
        expr(w->tag);
        for (syntax::CaseClause* c : w->body) {
          for (syntax::Expr* e : c->cases) expr(e);
          for (syntax::Stmt* b : c->body) stmt(b);
        }
        break;
      }
      case NodeKind::TypeSwitchStmt: {
        auto* w = static_cast<syntax::TypeSwitchStmt*>(s);
        stmt(w->init);
        expr(w->guard->x);
        for (syntax::CaseClause* c : w->body) {
          if (auto* v = types::objAs<types::Var>(c->implicit)) own(v);
          for (syntax::Stmt* b : c->body) stmt(b);
        }
        break;
      }
      case NodeKind::SelectStmt:
        for (syntax::CommClause* c : static_cast<syntax::SelectStmt*>(s)->body) {
          stmt(c->comm);
          for (syntax::Stmt* b : c->body) stmt(b);
        }
        break;
      default:
        break;
    }
  }

  void range(syntax::RangeStmt* r) {
    expr(r->x);
    Type* u = coreUnder(r->x->type);
    bool func = u && u->tag == types::Tag::Signature;
    Scope saved = scope_;
    if (func) {
      scope_.owner = r;
      scope_.inRange = true;
      scope_.body->hasRangeFunc = true;
    }
    for (syntax::Expr* e : r->lhs) {
      if (!e) continue;
      assigned(e, r->define);
      // Before Go 1.22 each iteration assigns to the same variable.
      if (r->define && !func)
        if (types::Var* v = root(e); v && !m_.perIteration(r->pos, v->pkg)) m_.note(v)->reassigned = true;
    }
    block(r->body);
    scope_ = saved;
  }

  Module& m_;
  Scope scope_;
};

}  // namespace

void Module::analyse(syntax::FuncDecl* d) {
  if (notes_.count(d)) return;
  auto* fo = types::objAs<types::Func>(d->name->obj);
  Analyser(*this).function(d, fo ? fo->origin()->signature() : nullptr, d->body);
}

void Module::analyseExpr(syntax::Expr* e) { Analyser(*this).expr(e); }

}  // namespace gvm::lower
