// This file type-checks identifiers and type expressions.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

// Arrays longer than this are looked at once more, for the size of the whole.
constexpr int64_t kLargeArray = 1 << 16;

void Checker::ident(Operand& x, Ident* e, bool wantType) {
  x.mode = Mode::Invalid;
  x.expr = e;
  Scope* where = nullptr;
  Object* obj = env.scope->lookupParent(e->name, &where);
  if (!obj) {
    if (e->name == "_")
      error(e, Code::InvalidBlank, "cannot use _ as value or type");
    else if (!e->name.empty())
      errorf(e, Code::UndeclaredName, "undefined: {}", e->name);
    return;
  }
  if (where == universe.scope && (obj == universe.comparableType->obj || obj == universe.anyType->obj)) {
    if (!verifyVersion(e, 18, sprintf("predeclared {}", e->name))) return;
  }
  recordUse(e, obj);

  bool gotType = obj->kind == ObjKind::TypeName;
  if (!gotType && wantType) {
    errorf(e, Code::NotAType, "{} ({}) is not a type", obj->name, objectKind(obj));
    if (auto* v = objAs<Var>(obj); v && v->pkg == pkg) v->used = true;
    return;
  }
  // A type name is looked at again even if it has its type: it may be on the object path, which is a cycle.
  if (!obj->type || (gotType && wantType && obj->pkg == pkg)) objDecl(obj);
  Type* typ = obj->type;
  if (!typ) {
    // Reached only with erroneous declarations.
    typ = obj->type = universe.invalid();
  }
  if (!dotImports_.empty()) {
    auto it = dotImports_.find({where, obj});
    if (it != dotImports_.end()) it->second->used = true;
  }

  switch (obj->kind) {
    case ObjKind::PkgName: errorf(e, Code::InvalidPkgUse, "use of package {} not in selector", obj->name); return;
    case ObjKind::Const:
      addDeclDep(obj);
      if (!isValid(typ)) return;
      if (obj == universe.universeIota) {
        if (!env.iota) {
          error(e, Code::InvalidIota, "cannot use iota outside constant declaration");
          return;
        }
        x.val = env.iota;
      } else {
        x.val = static_cast<Const*>(obj)->val;
      }
      x.mode = Mode::Constant;
      break;
    case ObjKind::TypeName: x.mode = Mode::TypExpr; break;
    case ObjKind::Var:
      // Variables of other packages (dot imports) are theirs to use.
      if (obj->pkg == pkg) obj->used = true;
      addDeclDep(obj);
      if (!isValid(typ)) return;
      x.mode = Mode::Variable;
      break;
    case ObjKind::Func:
      addDeclDep(obj);
      x.mode = Mode::Value;
      break;
    case ObjKind::Builtin:
      x.id = static_cast<Builtin*>(obj)->id;
      x.mode = Mode::Builtin;
      break;
    case ObjKind::Nil: x.mode = Mode::NilValue; break;
    case ObjKind::Label: return;
  }
  x.type = typ;
}

Type* Checker::typ(Expr* e) { return declaredType(e, nullptr); }

Type* Checker::varType(Expr* e) {
  Type* t = declaredType(e, nullptr);
  validVarType(e, t);
  return t;
}

void Checker::validVarType(Expr* e, Type* t) {
  // A type parameter is fine; its constraint is not asked for here (it may not be there yet).
  if (isTypeParam(t)) return;
  // Types that cannot be interfaces need no look later.
  Tag tag = unalias(t)->tag;
  if (tag != Tag::Named && tag != Tag::Interface) return;
  later([this, e, t] {
    auto* iface = underAs<Interface>(t);
    if (!iface) return;
    Pos pos = startPos(e);
    TypeSet* tset = computeInterfaceTypeSet(this, pos, iface);
    if (tset->isMethodSet()) return;
    if (tset->comparable)
      softErrorf(pos, Code::MisplacedConstraintIface, "cannot use type {} outside a type constraint: interface is (or embeds) comparable", t);
    else
      softErrorf(pos, Code::MisplacedConstraintIface, "cannot use type {} outside a type constraint: interface contains type constraints", t);
  });
}

Type* Checker::declaredType(Expr* e, TypeName* def) {
  if (tooDeep() && reportDepth(e)) return universe.invalid();
  Type* t = typInternal(e, def);
  if (isGeneric(t)) {
    errorf(e, Code::WrongTypeArgCount, "cannot use generic type {} without instantiation", t);
    t = universe.invalid();
  }
  recordTypeAndValue(e, Mode::TypExpr, t, nullptr);
  return t;
}

Type* Checker::genericType(Expr* e, std::string* cause) {
  Type* t = typInternal(e, nullptr);
  if (isValid(t) && !isGeneric(t)) {
    if (cause) *cause = sprintf("{} is not a generic type", t);
    t = universe.invalid();
  }
  recordTypeAndValue(e, Mode::TypExpr, t, nullptr);
  return t;
}

Type* Checker::typInternal(Expr* e0, TypeName* def) {
  switch (e0->kind) {
    case NodeKind::BadExpr: break;
    case NodeKind::Ident:
    case NodeKind::SelectorExpr: {
      Operand x;
      if (e0->kind == NodeKind::Ident)
        ident(x, static_cast<Ident*>(e0), true);
      else
        selector(x, static_cast<SelectorExpr*>(e0), true);
      switch (x.mode) {
        case Mode::TypExpr: return x.type;
        case Mode::Invalid: break;
        case Mode::NoValue: errorf(x, Code::NotAType, "{} used as type", x); break;
        default: errorf(x, Code::NotAType, "{} is not a type", x); break;
      }
      break;
    }
    case NodeKind::IndexExpr: {
      auto* e = static_cast<IndexExpr*>(e0);
      verifyVersion(e, 18, "type instantiation");
      return instantiatedType(e->x, e->indices, e);
    }
    case NodeKind::ParenExpr:
      // A parenthesised type is recorded too, with the same type.
      return declaredType(static_cast<ParenExpr*>(e0)->x, def);
    case NodeKind::ArrayType: {
      auto* e = static_cast<ArrayType*>(e0);
      auto* t = arena.make<Array>(nullptr, int64_t(-1));
      if (e->len)
        t->len = arrayLength(e->len);
      else
        error(e, Code::BadDotDotDotSyntax, "invalid use of [...] array (outside a composite literal)");
      t->elem = varType(e->elem);
      if (t->len > kLargeArray) noteSized(e);
      if (t->len >= 0) return t;
      break;
    }
    case NodeKind::SliceType: {
      auto* t = arena.make<Slice>(nullptr);
      t->elem = universe.invalid();
      t->elem = varType(static_cast<SliceType*>(e0)->elem);
      return t;
    }
    case NodeKind::DotsType: error(e0, Code::InvalidSyntaxTree, "invalid use of ..."); break;
    case NodeKind::StructType: {
      auto* t = arena.make<Struct>();
      structType(t, static_cast<StructType*>(e0));
      return t;
    }
    case NodeKind::StarExpr: {
      auto* t = arena.make<Pointer>(universe.invalid());
      t->base = varType(static_cast<StarExpr*>(e0)->x);
      if (!isValid(t->base)) return universe.invalid();
      return t;
    }
    case NodeKind::FuncType: {
      auto* t = arena.make<Signature>();
      funcType(t, nullptr, {}, static_cast<FuncType*>(e0));
      return t;
    }
    case NodeKind::InterfaceType: {
      Interface* t = newInterface();
      interfaceType(t, static_cast<InterfaceType*>(e0), def);
      return t;
    }
    case NodeKind::MapType: {
      auto* e = static_cast<MapType*>(e0);
      auto* t = arena.make<Map>(universe.invalid(), universe.invalid());
      t->key = varType(e->key);
      t->elem = varType(e->val);
      // Whether the key can be compared is known only when all types are complete.
      if (unalias(t->key)->tag != Tag::Basic) {
        later([this, t, e] {
          if (comparable(t->key)) return;
          errorf(e->key, Code::IncomparableMapKey, "invalid map key type {}{}", t->key,
                 isTypeParam(t->key) ? " (missing comparable constraint)" : "");
        });
      }
      return t;
    }
    case NodeKind::ChanType: {
      auto* e = static_cast<ChanType*>(e0);
      auto* t = arena.make<Chan>(static_cast<types::ChanDir>(e->dir), universe.invalid());
      t->elem = varType(e->elem);
      noteSized(e);
      return t;
    }
    default:
      errorf(e0, Code::NotAType, "{} is not a type", e0);
      use(e0);
      break;
  }
  return universe.invalid();
}

Type* Checker::instantiatedType(Expr* x, List<Expr*> xlist, IndexExpr* e) {
  std::string cause;
  Type* gtyp = genericType(x, &cause);
  if (!cause.empty()) errorf(x, Code::NotAGenericType, "invalid operation: {}{} ({})", x, xlist, cause);
  if (!isValid(gtyp)) return gtyp;
  std::vector<Type*> list = typeList(xlist);
  if (list.empty()) return universe.invalid();
  List<Type*> targs = arena.copy(list);
  Type* inst = instance(this, universe, x->pos, gtyp, targs);
  if (!inst || (inst->tag != Tag::Named && inst->tag != Tag::Alias)) return universe.invalid();
  // The instance is verified later, when the constraints are complete; and its number of type arguments too, as the
  // generic type may still be collecting its parameters.
  later([this, x, xlist, targs, inst, e] {
    recordInstance(e, targs, inst);
    TypeName* obj = inst->tag == Tag::Named ? static_cast<Named*>(inst)->object() : static_cast<Alias*>(inst)->obj;
    List<TypeParam*> tparams = typeParamsOf(inst);
    if (!validateTArgLen(x->pos, obj->name, static_cast<int>(tparams.size()), static_cast<int>(targs.size()))) return;
    std::string why;
    int i = verifyInstance(this, x->pos, tparams, targs, &why);
    if (i >= 0) {
      Pos pos = static_cast<uint32_t>(i) < xlist.size() ? startPos(xlist[static_cast<uint32_t>(i)]) : x->pos;
      softErrorf(pos, Code::InvalidTypeArg, "{}", why);
    } else {
      monoRecordInstance(x->pos, tparams, targs, xlist);
    }
  });
  return inst;
}

int64_t Checker::arrayLength(Expr* e) {
  // An undeclared name is probably a type parameter whose constraint was forgotten: [P]int.
  if (auto* name = syntax::as<Ident>(e)) {
    Object* obj = env.scope->lookupParent(name->name);
    if (!obj) {
      errorf(name, Code::InvalidArrayLen, "undefined array length {} or missing type constraint", name->name);
      return -1;
    }
    if (obj->kind != ObjKind::Const) {
      errorf(name, Code::InvalidArrayLen, "invalid array length {}", name->name);
      return -1;
    }
  }
  Operand x;
  expr(nullptr, x, e);
  if (x.mode != Mode::Constant) {
    if (x.valid()) errorf(x, Code::InvalidArrayLen, "array length {} must be constant", x);
    return -1;
  }
  if (isUntyped(x.type) || isInteger(x.type)) {
    const Value* v = constant::toInt(arena, x.val);
    if (v->kind() == constant::Kind::Int && representableConst(arena, v, universe.typ[Int], nullptr)) {
      bool exact;
      int64_t n = constant::int64Val(v, &exact);
      if (exact && n >= 0) return n;
    }
  }
  if (isInteger(x.type))
    errorf(x, Code::InvalidArrayLen, "invalid array length {}", x);
  else
    errorf(x, Code::InvalidArrayLen, "array length {} must be integer", x);
  return -1;
}

std::vector<Type*> Checker::typeList(List<Expr*> list) {
  std::vector<Type*> res;
  bool ok = true;
  for (Expr* x : list) {
    Type* t = varType(x);
    if (!isValid(t)) ok = false;
    res.push_back(t);
  }
  if (!ok) res.clear();
  return res;
}

}  // namespace gvm::types
