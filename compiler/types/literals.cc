// This file type-checks basic, function and composite literals.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

// Literal forms that older language versions do not have.
static void checkLiteralVersion(Checker* c, BasicLit* lit) {
  std::string_view s = lit->text;
  if (s.size() <= 2 || c->allowVersion(13)) return;
  if (s.find('_') != std::string_view::npos) {
    c->versionError(lit, 13, "underscore in numeric literal");
    return;
  }
  if (s[0] != '0') return;
  char radix = s[1] | 0x20;
  if (radix == 'b')
    c->versionError(lit, 13, "binary literal");
  else if (radix == 'o')
    c->versionError(lit, 13, "0o/0O-style octal literal");
  else if (lit->lit != LitKind::Int && radix == 'x')
    c->versionError(lit, 13, "hexadecimal floating-point literal");
}

void Checker::basicLit(Operand& x, BasicLit* e) {
  if (e->lit == LitKind::Int || e->lit == LitKind::Float || e->lit == LitKind::Imag) {
    checkLiteralVersion(this, e);
    // Very long literals would take very long.
    constexpr size_t kMaxLength = 10000;
    if (e->text.size() > kMaxLength) {
      errorf(e, Code::InvalidConstVal, "excessively long constant: {}... ({} chars)", e->text.substr(0, 10), static_cast<int64_t>(e->text.size()));
      x.invalidate();
      return;
    }
  }
  BasicKind kind = UntypedInt;
  switch (e->lit) {
    case LitKind::Int: x.val = constant::makeIntLiteral(arena, e->text); break;
    case LitKind::Float: kind = UntypedFloat; x.val = constant::makeFloatLiteral(arena, e->text); break;
    case LitKind::Imag: kind = UntypedComplex; x.val = constant::makeImagLiteral(arena, e->text); break;
    case LitKind::Rune: kind = UntypedRune; x.val = constant::makeCharLiteral(arena, e->text); break;
    case LitKind::String: kind = UntypedString; x.val = constant::makeStringLiteral(arena, e->text); break;
  }
  if (constant::isUnknown(x.val)) {
    errorf(e, Code::InvalidConstVal, "malformed constant: {}", e->text);
    x.invalidate();
    return;
  }
  x.mode = Mode::Constant;
  x.type = universe.typ[kind];
  x.expr = e;
  overflow(x, e->pos);
}

void Checker::funcLit(Operand& x, FuncLit* e) {
  Type* t = typ(e->sig);
  if (t->tag != Tag::Signature) {
    x.invalidate();
    return;
  }
  auto* sig = static_cast<Signature*>(t);
  if (!opts.ignoreFuncBodies && e->body) {
    // The body is checked when the enclosing statement is done, in the environment of now.
    DeclInfo* decl = env.decl;
    Func* func = env.func;
    const Value* iota = env.iota;
    later([this, decl, func, sig, e, iota] { funcBody(decl, func, sig, e->body, iota); });
  }
  x.mode = Mode::Value;
  x.type = sig;
}

// A key that is equal for equal constants of whatever form: for duplicate detection.
static std::string constantKey(Arena& a, const Value* v) {
  using constant::Kind;
  if (v->kind() == Kind::Complex) {
    const Value* f = constant::toFloat(a, v);
    if (f->kind() != Kind::Float)
      return fmt::format("c{},{}", constant::float64Val(constant::real(a, v)), constant::float64Val(constant::imag(a, v)));
    v = f;
  }
  if (v->kind() == Kind::Float) {
    const Value* i = constant::toInt(a, v);
    if (i->kind() != Kind::Int) return fmt::format("f{}", constant::float64Val(v));
    v = i;
  }
  if (v->kind() == Kind::String) return "s" + std::string(constant::stringVal(v));
  return constant::exactString(v);
}

void Checker::compositeLit(Operand& x, CompositeLit* e, Type* hint) {
  Type *typ = nullptr, *base = nullptr;
  bool isElem = false;
  if (e->typ) {
    auto* at = syntax::as<ArrayType>(e->typ);
    if (at && !at->len) {
      // [...]T: the length comes from the elements.
      auto* arr = arena.make<Array>(nullptr, int64_t(-1));
      arr->elem = varType(at->elem);
      typ = base = arr;
    } else {
      typ = base = this->typ(e->typ);
    }
  } else if (hint) {
    // No type: the element type of the enclosing literal, where &T may be left out too.
    typ = base = hint;
    Type* u = commonUnder(this, base, nullptr, nullptr);
    if (u) {
      bool isPtr = false;
      Type* b = deref(u, &isPtr);
      if (isPtr) base = b;
    }
    isElem = true;
  } else {
    error(e, Code::UntypedLit, "missing type in composite literal");
    typ = base = universe.invalid();
  }

  Type* utyp = commonUnder(this, base, nullptr, nullptr);
  switch (utyp ? utyp->tag : Tag::Tuple) {
    case Tag::Struct: structLit(x, e, static_cast<Struct*>(utyp), base); break;
    case Tag::Array: {
      auto* arr = static_cast<Array*>(utyp);
      int64_t n = indexedElts(e->elems, arr->elem, arr->len);
      // An open array gets its length now; it is not shared with anyone yet.
      if (arr->len < 0) {
        arr->len = n;
        if (e->typ) recordTypeAndValue(e->typ, Mode::TypExpr, arr, nullptr);
      }
      break;
    }
    case Tag::Slice: indexedElts(e->elems, static_cast<Slice*>(utyp)->elem, -1); break;
    case Tag::Map: mapLit(x, e, static_cast<Map*>(utyp)); break;
    default:
      // Look at the elements all the same, so that what they use is used.
      for (Expr* el : e->elems) {
        if (auto* kv = syntax::as<KeyValueExpr>(el)) el = kv->val;
        use(el);
      }
      if (!utyp || isValid(utyp)) {
        errorf(e, Code::InvalidLit, "invalid composite literal{} type {}{}", isElem ? " element" : "", typ,
               utyp ? "" : " (no common underlying type)");
        x.invalidate();
        return;
      }
  }
  x.mode = Mode::Value;
  x.type = typ;
}

void Checker::structLit(Operand& x, CompositeLit* e, Struct* st, Type* base) {
  if (e->elems.empty()) return;
  List<Var*> fields = st->fields;
  if (e->elems[0]->kind == NodeKind::KeyValueExpr) {
    std::vector<bool> visited(fields.size());
    for (Expr* el : e->elems) {
      auto* kv = syntax::as<KeyValueExpr>(el);
      if (!kv) {
        error(el, Code::MixedStructLit, "mixture of field:value and value elements in struct literal");
        continue;
      }
      auto* key = syntax::as<Ident>(kv->key);
      // The value is checked first, so that it counts as used even if the field is wrong.
      int i = key ? fieldIndex(fields, pkg, key->name, false) : -1;
      expr(nullptr, x, kv->val);
      if (!key) {
        errorf(kv, Code::InvalidLitField, "invalid field name {} in struct literal", kv->key);
        continue;
      }
      if (i < 0) {
        int j = fieldIndex(fields, pkg, key->name, true);
        error(kv->key, Code::MissingLitField, lookupError(base, key->name, j >= 0 ? fields[static_cast<uint32_t>(j)] : nullptr, true));
        continue;
      }
      Var* f = fields[static_cast<uint32_t>(i)];
      recordUse(key, f);
      assignment(x, f->type, "struct literal");
      if (visited[static_cast<size_t>(i)]) {
        errorf(kv, Code::DuplicateLitField, "duplicate field name {} in struct literal", key->name);
        continue;
      }
      visited[static_cast<size_t>(i)] = true;
    }
    return;
  }
  for (uint32_t i = 0; i < e->elems.size(); i++) {
    Expr* el = e->elems[i];
    if (el->kind == NodeKind::KeyValueExpr) {
      error(el, Code::MixedStructLit, "mixture of field:value and value elements in struct literal");
      continue;
    }
    expr(nullptr, x, el);
    if (i >= fields.size()) {
      errorf(x, Code::InvalidStructLit, "too many values in struct literal of type {}", base);
      break;
    }
    Var* f = fields[i];
    if (!f->exported() && f->pkg != pkg) {
      errorf(x, Code::UnexportedLitField, "implicit assignment to unexported field {} in struct literal of type {}", f->name, base);
      continue;
    }
    assignment(x, f->type, "struct literal");
  }
  if (e->elems.size() < fields.size())
    errorf(e->rbrace, Code::InvalidStructLit, "too few values in struct literal of type {}", base);
}

void Checker::mapLit(Operand& x, CompositeLit* e, Map* m) {
  // Keys of interface type are the same only if their types are, too.
  bool keyIsInterface = isNonTypeParamInterface(m->key);
  std::unordered_map<std::string, std::vector<Type*>> visited;
  for (Expr* el : e->elems) {
    auto* kv = syntax::as<KeyValueExpr>(el);
    if (!kv) {
      error(el, Code::MissingLitKey, "missing key in map literal");
      continue;
    }
    exprWithHint(x, kv->key, m->key);
    assignment(x, m->key, "map literal");
    if (!x.valid()) continue;
    if (x.mode == Mode::Constant) {
      auto [it, fresh] = visited.try_emplace(constantKey(arena, x.val));
      bool duplicate = !fresh;
      if (keyIsInterface) {
        duplicate = std::any_of(it->second.begin(), it->second.end(), [&](Type* t) { return identical(t, x.type); });
        it->second.push_back(x.type);
      }
      if (duplicate) {
        errorf(x, Code::DuplicateLitKey, "duplicate key {} in map literal", constant::toString(x.val));
        continue;
      }
    }
    exprWithHint(x, kv->val, m->elem);
    assignment(x, m->elem, "map literal");
  }
}

int64_t Checker::indexedElts(List<Expr*> elts, Type* typ, int64_t length) {
  // Indices in order need no set: only explicit keys can go back.
  std::unordered_set<int64_t> visited;
  bool keyed = false;
  for (Expr* el : elts) keyed |= el->kind == NodeKind::KeyValueExpr;
  int64_t index = 0, max = 0;
  for (Expr* el : elts) {
    bool validIndex = false;
    Expr* eval = el;
    if (auto* kv = syntax::as<KeyValueExpr>(el)) {
      int64_t i;
      Type* t = this->index(kv->key, length, &i);
      if (isValid(t)) {
        if (i >= 0) {
          index = i;
          validIndex = true;
        } else {
          errorf(el, Code::InvalidLitIndex, "index {} must be integer constant", kv->key);
        }
      }
      eval = kv->val;
    } else if (length >= 0 && index >= length) {
      errorf(el, Code::OversizeArrayLit, "index {} is out of bounds (>= {})", index, length);
    } else {
      validIndex = true;
    }
    if (validIndex && keyed && !visited.insert(index).second)
      errorf(el, Code::DuplicateLitKey, "duplicate index {} in array or slice literal", index);
    index++;
    max = std::max(max, index);
    Operand x;
    exprWithHint(x, eval, typ);
    assignment(x, typ, "array or slice literal");
  }
  return max;
}

}  // namespace gvm::types
