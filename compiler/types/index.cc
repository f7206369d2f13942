// This file type-checks index and slice expressions.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

// What indexing a value of underlying type u gives; elem nullptr: it cannot be indexed.
struct Checker::Indexed {
  Type* key = nullptr;   // maps only
  Type* elem = nullptr;
  int64_t length = -1;   // of arrays
  Mode mode = Mode::Variable;
};
Checker::Indexed Checker::indexed(Type* u, Mode xmode) {
  Indexed r;
  if (!u) return r;
  switch (u->tag) {
    case Tag::Basic:
      if (isString(u)) {
        r.elem = universe.byteType;
        r.mode = Mode::Value;
      }
      break;
    case Tag::Array:
      r.length = static_cast<Array*>(u)->len;
      r.elem = static_cast<Array*>(u)->elem;
      if (xmode != Mode::Variable) r.mode = Mode::Value;
      break;
    case Tag::Pointer:
      if (auto* a = underAs<Array>(static_cast<Pointer*>(u)->base)) {
        r.length = a->len;
        r.elem = a->elem;
      }
      break;
    case Tag::Slice: r.elem = static_cast<Slice*>(u)->elem; break;
    case Tag::Map:
      r.key = static_cast<Map*>(u)->key;
      r.elem = static_cast<Map*>(u)->elem;
      r.mode = Mode::MapIndex;
      break;
    default: break;
  }
  return r;
}

// Checks x[e.indices]. The result is true if x is a generic function to be instantiated.
bool Checker::indexExpr(Operand& x, IndexExpr* e) {
  exprOrType(x, e->x, true);
  switch (x.mode) {
    case Mode::Invalid: use(e->indices); return false;
    case Mode::TypExpr:
      // A generic type.
      x.mode = Mode::Invalid;
      x.type = varType(e);
      if (isValid(x.type)) x.mode = Mode::TypExpr;
      return false;
    case Mode::Value:
      if (auto* sig = underAs<Signature>(x.type); sig && !sig->tparams.empty()) return true;
      break;
    default: break;
  }
  nonGeneric(nullptr, x);
  if (!x.valid()) return false;

  Indexed r;
  Type* u = under(x.type);
  if (isTypeParam(x.type)) {
    // All types of the type set must agree; the length is the shortest, maps must all be maps.
    bool first = true, addressable = true;
    bool ok = underIs(x.type, [&](Type* t) {
      Indexed k = indexed(t, x.mode);
      if (!k.elem) return false;
      if (k.mode == Mode::Value) addressable = false;
      if (first) {
        first = false;
        r = k;
        return true;
      }
      // A nil key is identical only to another nil key.
      if ((r.key == nullptr) != (k.key == nullptr) || (r.key && !identical(r.key, k.key))) return false;
      if (!identical(r.elem, k.elem)) return false;
      if (k.length >= 0 && (r.length < 0 || k.length < r.length)) r.length = k.length;
      return true;
    });
    if (!ok) r = Indexed();
    if (!r.key) r.mode = addressable ? Mode::Variable : Mode::Value;
  } else {
    r = indexed(u, x.mode);
    if (x.mode == Mode::Constant && u->tag == Tag::Basic && r.elem)
      r.length = static_cast<int64_t>(constant::stringVal(x.val).size());
  }
  if (!r.elem) {
    errorf(e->pos, Code::NonSliceableOperand, "cannot index {}", x);
    use(e->indices);
    x.invalidate();
    return false;
  }
  Expr* index = singleIndex(e);
  if (!index) {
    x.invalidate();
    return false;
  }
  x.mode = r.mode;
  x.type = r.elem;
  if (r.key) {
    Operand key;
    expr(nullptr, key, index);
    assignment(key, r.key, "map index");
    // An invalid key leaves the element valid.
    x.expr = e;
    return false;
  }
  int64_t ignored;
  this->index(index, r.length, &ignored);
  return false;
}

void Checker::sliceExpr(Operand& x, SliceExpr* e) {
  expr(nullptr, x, e->x);
  if (!x.valid()) {
    for (Expr* i : e->index)
      if (i) use(i);
    return;
  }
  // Strings and byte slices may mix in a type set; the result is then a string.
  Type *ct = nullptr, *cu = nullptr;
  bool hasString = false;
  bool ok = typeset(x.type, [&](Type* t, Type* u) {
    if (!u) {
      errorf(x, Code::NonSliceableOperand, "cannot slice {}: no specific type in {}", x, x.type);
      return false;
    }
    if (isString(u)) {
      u = arena.make<Slice>(universe.byteType);
      hasString = true;
    }
    if (!cu) {
      ct = t;
      cu = u;
      return true;
    }
    if (identical(cu, u)) return true;
    errorf(x, Code::NonSliceableOperand, "cannot slice {}: {} and {} have different underlying types", x, ct, t);
    return false;
  });
  if (!ok || !cu) {
    x.invalidate();
    return;
  }
  if (hasString) cu = isTypeParam(x.type) ? universe.typ[String] : under(x.type);

  bool valid = false;
  int64_t length = -1;
  switch (cu->tag) {
    case Tag::Basic:
      if (!isString(cu)) break;
      if (e->full) {
        error(e->index[2] ? e->index[2] : static_cast<Expr*>(e), Code::InvalidSliceExpr, "invalid operation: 3-index slice of string");
        x.invalidate();
        return;
      }
      valid = true;
      if (x.mode == Mode::Constant) length = static_cast<int64_t>(constant::stringVal(x.val).size());
      // The result of slicing an untyped string is a string.
      if (isUntyped(x.type)) x.type = universe.typ[String];
      break;
    case Tag::Array:
      valid = true;
      length = static_cast<Array*>(cu)->len;
      if (x.mode != Mode::Variable) {
        errorf(x, Code::NonSliceableOperand, "cannot slice unaddressable value {}", x);
        x.invalidate();
        return;
      }
      x.type = arena.make<Slice>(static_cast<Array*>(cu)->elem);
      break;
    case Tag::Pointer:
      if (auto* a = underAs<Array>(static_cast<Pointer*>(cu)->base)) {
        valid = true;
        length = a->len;
        x.type = arena.make<Slice>(a->elem);
      }
      break;
    case Tag::Slice: valid = true; break;
    default: break;
  }
  if (!valid) {
    errorf(x, Code::NonSliceableOperand, "cannot slice {}", x);
    x.invalidate();
    return;
  }
  x.mode = Mode::Value;
  if (e->full && (!e->index[1] || !e->index[2])) {
    error(e, Code::InvalidSyntaxTree, "2nd and 3rd index required in 3-index slice");
    x.invalidate();
    return;
  }
  int64_t ind[3];
  for (int i = 0; i < 3; i++) {
    ind[i] = -1;
    if (Expr* ie = e->index[i]) {
      int64_t v = -1;
      index(ie, length >= 0 ? length + 1 : -1, &v);
      ind[i] = v;
    } else if (i == 0) {
      ind[i] = 0;
    } else if (length >= 0) {
      ind[i] = length;
    }
  }
  // Constant indices must not decrease.
  for (int i = 0; i < 2; i++) {
    if (ind[i] <= 0) continue;
    for (int j = i + 1; j < 3; j++) {
      if (ind[j] < 0 || ind[j] >= ind[i]) continue;
      // The second of the two is where the constant was written, or the array's length.
      Expr* at = e->index[j] ? e->index[j] : e;
      errorf(at, Code::SwappedSliceIndices, "invalid slice indices: {} < {}", ind[j], ind[i]);
      return;
    }
  }
}

Expr* Checker::singleIndex(IndexExpr* e) {
  if (e->indices.empty()) {
    errorf(e, Code::InvalidSyntaxTree, "missing index for {}", e->x);
    return nullptr;
  }
  if (e->indices.size() > 1) error(e->indices[1], Code::InvalidIndex, "invalid operation: more than one index");
  return e->indices[0];
}

// Checks an index below max (if max >= 0). The result is its type, and in *val its value if it is constant, else -1.
Type* Checker::index(Expr* e, int64_t max, int64_t* val) {
  *val = -1;
  Operand x;
  expr(nullptr, x, e);
  if (!isValidIndex(x, Code::InvalidIndex, "index", false)) return universe.invalid();
  if (x.mode != Mode::Constant) return x.type;
  if (constant::isUnknown(x.val)) return universe.invalid();
  bool exact;
  int64_t v = constant::int64Val(x.val, &exact);
  if (max >= 0 && v >= max) {
    errorf(x, Code::InvalidIndex, "invalid argument: index {} out of bounds [0:{}]", constant::toString(x.val), max);
    return universe.invalid();
  }
  *val = v;
  return x.type;
}

bool Checker::isValidIndex(Operand& x, Code code, std::string_view what, bool allowNegative) {
  if (!x.valid()) return false;
  // "a constant index that is untyped is given type int"
  convertUntyped(x, universe.typ[Int]);
  if (!x.valid()) return false;
  if (!allInteger(x.type)) {
    errorf(x, code, "invalid argument: {} {} must be integer", what, x);
    return false;
  }
  if (x.mode != Mode::Constant) return true;
  if (!allowNegative && !constant::isUnknown(x.val) && constant::sign(x.val) < 0) {
    errorf(x, code, "invalid argument: {} {} must not be negative", what, x);
    return false;
  }
  if (!representableConst(arena, x.val, universe.typ[Int], &x.val)) {
    errorf(x, code, "invalid argument: {} {} overflows int", what, x);
    return false;
  }
  return true;
}

}  // namespace gvm::types
