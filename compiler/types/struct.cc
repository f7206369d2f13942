// This file type-checks struct and interface types, and the unions in constraints.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

// The name an embedded field gets from its type, or nullptr if that is no type name (with at most one star).
static Ident* embeddedFieldIdent(Expr* e) {
  switch (e->kind) {
    case NodeKind::Ident: return static_cast<Ident*>(e);
    case NodeKind::StarExpr: {
      Expr* base = static_cast<StarExpr*>(e)->x;
      return base->kind == NodeKind::StarExpr ? nullptr : embeddedFieldIdent(base);
    }
    case NodeKind::SelectorExpr: return static_cast<SelectorExpr*>(e)->sel;
    case NodeKind::IndexExpr: return embeddedFieldIdent(static_cast<IndexExpr*>(e)->x);
    default: return nullptr;
  }
}

void Checker::declareField(std::unordered_map<const char*, Object*>& set, Pos pos, Var* field, std::vector<Var*>* out) {
  if (field->name != "_") {
    auto [it, fresh] = set.emplace(field->name.data(), field);
    if (!fresh) {
      ErrorDesc err(this, Code::DuplicateDecl);
      err.add(pos, fmt::format("{} redeclared", field->name));
      err.addAltDecl(it->second);
      err.report();
      return;
    }
  }
  out->push_back(field);
}

void Checker::structType(Struct* t, StructType* e) {
  std::vector<Var*> fields;
  std::vector<std::string_view> tags;
  std::unordered_map<const char*, Object*> set;
  Type* typ = nullptr;
  Expr* prev = nullptr;
  for (Field* f : e->fields) {
    if (f->typ != prev || !prev) {
      typ = varType(f->typ);
      prev = f->typ;
    }
    std::string_view tag;
    if (f->tag && !f->tag->bad) tag = constant::stringVal(constant::makeStringLiteral(arena, f->tag->text));
    Ident* name = f->name;
    Pos pos = name ? name->pos : startPos(f->typ);
    bool embedded = !name;
    Type* ftype = typ;
    if (embedded) {
      name = embeddedFieldIdent(f->typ);
      if (!name) {
        errorf(pos, Code::InvalidSyntaxTree, "invalid embedded field type {}", f->typ);
        name = arena.make<Ident>();
        name->kind = NodeKind::Ident;
        name->pos = pos;
        name->name = universe.nameBlank;
        ftype = universe.invalid();
      }
    }
    auto* v = arena.make<Var>(VarKind::Field, name->pos, pkg, name->name, ftype);
    v->color = Color::Black;
    v->embedded = embedded;
    f->obj = v;
    if (f->name) recordDef(f->name, v);
    size_t before = fields.size();
    declareField(set, name->pos, v, &fields);
    if (fields.size() > before && (!tag.empty() || !tags.empty())) {
      tags.resize(fields.size() - 1);
      tags.push_back(tag);
    }
    if (!embedded || ftype != typ) continue;
    // Embedded: T or *T, T no pointer, *T no interface; known only when T is complete.
    later([this, ftype, pos] {
      bool isPtr = false;
      Type* base = deref(ftype, &isPtr);
      Type* u = under(base);
      if (u->tag == Tag::Basic) {
        if (static_cast<Basic*>(u)->kind == UnsafePointer)
          error(pos, Code::InvalidPtrEmbed, "embedded field type cannot be unsafe.Pointer");
      } else if (u->tag == Tag::Pointer) {
        error(pos, Code::InvalidPtrEmbed, "embedded field type cannot be a pointer");
      } else if (u->tag == Tag::Interface) {
        if (isTypeParam(base))
          error(pos, Code::MisplacedTypeParam, "embedded field type cannot be a (pointer to a) type parameter");
        else if (isPtr)
          error(pos, Code::InvalidPtrEmbed, "embedded field type cannot be a pointer to an interface");
      }
    });
  }
  if (!tags.empty()) tags.resize(fields.size());
  t->fields = arena.copy(fields);
  t->tags = arena.copy(tags);
}

void Checker::interfaceType(Interface* t, InterfaceType* e, TypeName* def) {
  std::vector<Func*> methods;
  std::vector<Type*> embeddeds;
  std::vector<Pos> embedPos;
  if (!opts.lazyBodies && !e->methods.empty()) interfaces_.push_back(e);
  for (Field* f : e->methods) {
    if (!f->name) {
      Pos pos = startPos(f->typ);
      embeddeds.push_back(parseUnion(f->typ));
      embedPos.push_back(pos);
      continue;
    }
    if (f->name->name == "_") {
      error(f->name, Code::BlankIfaceMethod, "methods must have a unique non-blank name");
      continue;
    }
    Type* typ = this->typ(f->typ);
    if (typ->tag != Tag::Signature) {
      if (isValid(typ)) errorf(f->typ, Code::InvalidSyntaxTree, "{} is not a method signature", typ);
      continue;
    }
    auto* sig = static_cast<Signature*>(typ);
    // The receiver of an interface method is the declared type, if there is one, for better messages.
    Type* recvType = t;
    if (def && def->type)
      if (auto* named = types::as<Named>(def->type)) recvType = named;
    sig->recv = arena.make<Var>(VarKind::Recv, f->name->pos, pkg, Name(), recvType);
    auto* m = arena.make<Func>(f->name->pos, pkg, f->name->name, sig);
    m->color = Color::Black;
    recordDef(f->name, m);
    f->obj = m;
    methods.push_back(m);
  }
  std::sort(methods.begin(), methods.end(), [](Func* a, Func* b) { return compareFunc(a, b) < 0; });
  t->methods = arena.copy(methods);
  t->embeddeds = arena.copy(embeddeds);
  t->embedPos = arena.copy(embedPos).data;
  t->complete = true;
  if (methods.empty() && embeddeds.empty()) {
    t->tset = &universe.topTypeSet;
    return;
  }
  Pos pos = e->pos;
  later([this, t, pos] { computeInterfaceTypeSet(this, pos, t); });
}

// Splits A | B | C into its terms; ors gets the binary expressions, innermost first.
static void flattenUnion(Expr* x, std::vector<Expr*>& terms, std::vector<Expr*>& ors) {
  if (auto* b = syntax::as<BinaryExpr>(x); b && b->op == Operator::Or) {
    flattenUnion(b->x, terms, ors);
    ors.push_back(b);
    x = b->y;
  }
  terms.push_back(x);
}

static Term* parseTilde(Checker* c, Expr* tx) {
  Expr* x = tx;
  bool tilde = false;
  if (auto* u = syntax::as<UnaryExpr>(x); u && u->op == Operator::Tilde) {
    x = u->x;
    tilde = true;
  }
  Type* t = c->typ(x);
  // Type parameters in unions would need type sets that depend on type arguments; embedding alone is refused too.
  if (isTypeParam(t)) {
    if (tilde)
      c->errorf(x, Code::MisplacedTypeParam, "type in term {} cannot be a type parameter", tx);
    else
      c->error(x, Code::MisplacedTypeParam, "term cannot be a type parameter");
    t = c->universe.invalid();
  }
  auto* term = c->arena.make<Term>(tilde, t);
  if (tilde) c->recordTypeAndValue(tx, Mode::TypExpr, c->arena.make<Union>(c->arena.copy<Term*>({term})), nullptr);
  return term;
}

Type* Checker::parseUnion(Expr* e) {
  constexpr size_t kMaxTerms = 100;
  std::vector<Expr*> tlist, ors;
  flattenUnion(e, tlist, ors);
  std::vector<Term*> terms;
  Type* u = nullptr;
  for (size_t i = 0; i < tlist.size(); i++) {
    Term* term = parseTilde(this, tlist[i]);
    if (tlist.size() == 1 && !term->tilde) return term->type;
    if (terms.size() >= kMaxTerms) {
      if (isValid(u)) {
        errorf(tlist[i], Code::InvalidUnion, "cannot handle more than {} union terms (implementation limitation)", static_cast<int>(kMaxTerms));
        u = universe.invalid();
      }
    } else {
      terms.push_back(term);
      u = arena.make<Union>(List<Term*>());
    }
    if (i > 0) recordTypeAndValue(ors[i - 1], Mode::TypExpr, u, nullptr);
  }
  if (!isValid(u)) return u;
  List<Term*> list = arena.copy(terms);
  static_cast<Union*>(u)->terms = list;
  List<Expr*> exprs = arena.copy(tlist);
  later([this, list, exprs] {
    auto text = [](Term* t) { return termString(*t); };
    for (uint32_t i = 0; i < list.size(); i++) {
      Term* t = list[i];
      if (!isValid(t->type)) continue;
      Type* ut = under(t->type);
      auto* f = types::as<Interface>(ut);
      if (t->tilde) {
        if (f) {
          errorf(exprs[i], Code::InvalidUnion, "invalid use of ~ ({} is an interface)", t->type);
          continue;
        }
        if (!identical(ut, t->type)) {
          errorf(exprs[i], Code::InvalidUnion, "invalid use of ~ (underlying type of {} is {})", t->type, ut);
          continue;
        }
      }
      if (f) {
        TypeSet* ts = typeSetOf(f);
        if (!ts->methods.empty())
          errorf(exprs[i], Code::InvalidUnion, "cannot use {} in union ({} contains methods)", text(t), text(t));
        else if (t->type == universe.comparableType)
          error(exprs[i], Code::InvalidUnion, "cannot use comparable in union");
        else if (ts->comparable)
          errorf(exprs[i], Code::InvalidUnion, "cannot use {} in union ({} embeds comparable)", text(t), text(t));
        continue;   // terms of interface type may overlap
      }
      for (uint32_t j = 0; j < i; j++) {
        if (isInterface(list[j]->type) || !isValid(list[j]->type) || !termsOverlap(*list[j], *t)) continue;
        softErrorf(exprs[i], Code::InvalidUnion, "overlapping terms {} and {}", text(t), text(list[j]));
        break;
      }
    }
  });
  return u;
}

}  // namespace gvm::types
