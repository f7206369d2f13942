// This file type-checks calls of package unsafe's functions.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

// Whether the size of t depends on type parameters.
static bool hasVarSize(Type* t, std::vector<std::pair<Named*, bool>>& seen) {
  auto* named = types::as<Named>(t);
  size_t index = seen.size();
  if (named) {
    for (auto& [n, v] : seen)
      if (n == named) return v;
    seen.emplace_back(named, true);   // possibly cyclic until proven otherwise
  }
  bool res = false;
  Type* u = under(t);
  if (u->tag == Tag::Array) {
    res = hasVarSize(static_cast<Array*>(u)->elem, seen);
  } else if (u->tag == Tag::Struct) {
    for (Var* f : static_cast<Struct*>(u)->fields) res = res || hasVarSize(f->type, seen);
  } else if (u->tag == Tag::Interface) {
    res = isTypeParam(t);
  }
  if (named) seen[index].second = res;
  return res;
}

static bool hasVarSize(Type* t) {
  std::vector<std::pair<Named*, bool>> seen;
  return hasVarSize(t, seen);
}

bool Checker::builtinOffsetof(Operand& x, CallExpr* call) {
  Expr* arg0 = call->args[0];
  auto* selx = syntax::as<SelectorExpr>(unparen(arg0));
  if (!selx) {
    errorf(arg0, Code::BadOffsetofSyntax, "invalid argument: {} is not a selector expression", arg0);
    use(arg0);
    return false;
  }
  expr(nullptr, x, selx->x);
  if (!x.valid()) return false;
  Type* base = derefStructPtr(x.type);
  Name sel = selx->sel->name;
  LookupResult r = lookupFieldOrMethod(arena, base, false, pkg, sel);
  if (!r.obj) {
    errorf(x, Code::MissingFieldOrMethod, "invalid argument: {} has no single field {}", base, sel);
    return false;
  }
  if (r.obj->kind == ObjKind::Func) {
    errorf(arg0, Code::InvalidOffsetof, "invalid argument: {} is a method value", arg0);
    return false;
  }
  if (r.indirect) {
    errorf(x, Code::InvalidOffsetof, "invalid argument: field {} is embedded via a pointer in {}", sel, base);
    return false;
  }
  recordSelection(selx, SelectionKind::FieldVal, base, r.obj, r.path, false);
  recordTypeAndValue(selx, x.mode == Mode::Variable ? Mode::Variable : Mode::Value, r.obj->type, nullptr);
  if (hasVarSize(base)) {
    x.mode = Mode::Value;
    recordBuiltinType(call->fun, makeSig(universe.typ[Uintptr], {r.obj->type}));
  } else {
    int64_t off = sizeOf(base) < 0 ? -1 : offsetOf(base, r.path);
    if (off < 0) {
      errorf(x, Code::TypeTooLarge, "{} is too large", x);
      return false;
    }
    x.mode = Mode::Constant;
    x.val = constant::makeInt64(arena, off);
  }
  x.type = universe.typ[Uintptr];
  return true;
}

bool Checker::builtinUnsafe(Operand& x, CallExpr* call, BuiltinId id, std::vector<Operand*>& args) {
  Basic* const* typ = universe.typ;
  Type* bytePtr = arena.make<Pointer>(universe.byteType);
  auto finish = [&](Type* t, std::initializer_list<Type*> params) {
    x.mode = Mode::Value;
    x.type = t;
    recordBuiltinType(call->fun, makeSig(t, params));
    return true;
  };
  switch (id) {
    case BuiltinId::Add:
      verifyVersion(call->fun, 17, "unsafe.Add");
      assignment(x, typ[UnsafePointer], "argument to unsafe.Add");
      if (!x.valid() || !isValidIndex(*args[1], Code::InvalidUnsafeAdd, "length", true)) return false;
      return finish(typ[UnsafePointer], {typ[UnsafePointer], args[1]->type});
    case BuiltinId::Alignof:
    case BuiltinId::Sizeof: {
      bool isSize = id == BuiltinId::Sizeof;
      assignment(x, nullptr, isSize ? "argument to unsafe.Sizeof" : "argument to unsafe.Alignof");
      if (!x.valid()) return false;
      if (hasVarSize(x.type)) return finish(typ[Uintptr], {x.type});
      int64_t n = isSize ? sizeOf(x.type) : alignOf(x.type);
      if (n < 0) {
        errorf(x, Code::TypeTooLarge, "{} is too large", x);
        return false;
      }
      x.mode = Mode::Constant;
      x.val = constant::makeInt64(arena, n);
      x.type = typ[Uintptr];
      return true;
    }
    case BuiltinId::Slice: {
      verifyVersion(call->fun, 17, "unsafe.Slice");
      auto* ptr = types::as<Pointer>(commonUnder(this, x.type, nullptr, nullptr));
      if (!ptr) {
        errorf(x, Code::InvalidUnsafeSlice, "invalid argument: {} is not a pointer", x);
        return false;
      }
      if (!isValidIndex(*args[1], Code::InvalidUnsafeSlice, "length", false)) return false;
      return finish(arena.make<Slice>(ptr->base), {ptr, args[1]->type});
    }
    case BuiltinId::SliceData: {
      verifyVersion(call->fun, 20, "unsafe.SliceData");
      auto* s = types::as<Slice>(commonUnder(this, x.type, nullptr, nullptr));
      if (!s) {
        errorf(x, Code::InvalidUnsafeSliceData, "invalid argument: {} is not a slice", x);
        return false;
      }
      return finish(arena.make<Pointer>(s->elem), {s});
    }
    case BuiltinId::String:
      verifyVersion(call->fun, 20, "unsafe.String");
      assignment(x, bytePtr, "argument to unsafe.String");
      if (!x.valid() || !isValidIndex(*args[1], Code::InvalidUnsafeString, "length", false)) return false;
      return finish(typ[String], {bytePtr, args[1]->type});
    case BuiltinId::StringData:
      verifyVersion(call->fun, 20, "unsafe.StringData");
      assignment(x, typ[String], "argument to unsafe.StringData");
      if (!x.valid()) return false;
      return finish(bytePtr, {typ[String]});
    default: return false;
  }
}

}  // namespace gvm::types
