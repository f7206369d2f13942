// This file prints operands for messages and says when one is assignable to a type.
#include "compiler/types/checker.h"

namespace gvm::types {

namespace {
constexpr const char* kModeNames[] = {
    "invalid operand", "no value", "built-in", "type", "constant", "variable", "map index expression", "value", "nil",
    "comma, ok expression",
};
constexpr const char* kBuiltinNames[] = {
#define GVM_BUILTIN(id, name, nargs, variadic, kind) name,
#include "compiler/types/builtins.def"
#undef GVM_BUILTIN
};
}  // namespace

std::string_view builtinName(BuiltinId id) { return kBuiltinNames[static_cast<int>(id)]; }

std::string compositeKind(Type* t) {
  switch (under(t)->tag) {
    case Tag::Array: return "array";
    case Tag::Slice: return "slice";
    case Tag::Struct: return "struct";
    case Tag::Pointer: return "pointer";
    case Tag::Signature: return "func";
    case Tag::Interface: return "interface";
    case Tag::Map: return "map";
    case Tag::Chan: return "chan";
    case Tag::Tuple: return "tuple";
    case Tag::Union: return "union";
    default: return "";
  }
}

// x.expr (<untyped kind> <mode>), x.expr (<mode> of type <type>), and so on.
std::string Checker::str(const Operand& x) {
  if (x.mode == Mode::NilValue) {
    if (!x.type || x.type == universe.invalid()) return "nil (with invalid type)";
    if (x.type == universe.typ[UntypedNil]) return "nil";
    return fmt::format("nil (of type {})", str(x.type));
  }
  std::string expr;
  if (x.expr) {
    expr = syntax::exprString(x.expr);
  } else if (x.mode == Mode::Builtin) {
    expr = builtinName(x.id);
  } else if (x.mode == Mode::TypExpr) {
    expr = str(x.type);
  } else if (x.mode == Mode::Constant) {
    expr = constant::toString(x.val);
  }
  std::string out;
  if (!expr.empty()) out = expr + " (";
  bool hasType = false;
  switch (x.mode) {
    case Mode::Invalid:
    case Mode::NoValue:
    case Mode::Builtin:
    case Mode::TypExpr: break;
    default:
      if (!x.type) break;
      if (isUntyped(x.type)) {
        out += std::string(static_cast<Basic*>(x.type)->name) + " ";
        break;
      }
      hasType = true;
  }
  out += kModeNames[static_cast<int>(x.mode)];
  if (x.mode == Mode::Constant) {
    std::string v = constant::toString(x.val);
    if (v != expr) out += " " + v;
  }
  if (hasType) {
    if (isValid(x.type)) {
      std::string desc;
      if (isGeneric(x.type)) desc = "generic ";
      auto* tpar = as<TypeParam>(x.type);
      if (!tpar && (x.type->tag == Tag::Alias || x.type->tag == Tag::Named)) {
        std::string what = compositeKind(x.type);
        if (what.empty())
          if (auto* b = underAs<Basic>(x.type)) what = b->name;
        desc += what + " ";
      }
      out += " of " + desc + "type " + str(x.type);
      if (tpar) {
        out += " constrained by " + str(tpar->bound);
        if (hasEmptyTypeset(tpar)) out += " with empty type set";
      }
    } else {
      out += " with invalid type";
    }
  }
  if (!expr.empty()) out += ")";
  return out;
}

// Puts text before what cause says already.
static void prependCause(std::string* cause, std::string text) {
  if (!cause) return;
  if (!cause->empty()) text += "\n\t" + *cause;
  *cause = std::move(text);
}

bool Checker::assignableTo(Operand& x, Type* T, std::string* cause, Code* code) {
  Code ignored;
  if (!code) code = &ignored;
  *code = Code::None;
  if (x.mode == Mode::Invalid || !isValid(T)) return true;
  Type* origT = T;
  Type* V = unalias(x.type);
  T = unalias(T);
  if (identical(V, T)) return true;
  Type *Vu = under(V), *Tu = under(T);
  auto* Vp = V->tag == Tag::TypeParam ? static_cast<TypeParam*>(V) : nullptr;
  auto* Tp = T->tag == Tag::TypeParam ? static_cast<TypeParam*>(T) : nullptr;
  *code = Code::IncompatibleAssign;

  if (isUntyped(Vu)) {
    if (Tp)
      return typeSetIs(typeSetOf(Tp->iface()), [&](const Term* t) { return t && implicitTypeAndValue(x, t->type).type; });
    return implicitTypeAndValue(x, T).type != nullptr;
  }
  // Identical underlying types, at least one of the two no named type and neither a type parameter.
  // (The question of identity comes first, as in Go: it computes type sets, and where an interface wrongly embeds itself
  // the order decides which errors follow.)
  if (identical(Vu, Tu) && (!hasName(V) || !hasName(T)) && !Vp && !Tp) return true;

  // T is an interface that x implements.
  if ((Tu->tag == Tag::Interface && !Tp) || isInterfacePtr(Tu)) {
    if (implements(this, V, T, false, cause)) return true;
    if (!Vp) return *code = Code::InvalidIfaceAssign, false;
    if (cause) cause->clear();
  }
  // An interface that the target type implements: a type assertion is probably missing.
  if (Vu->tag == Tag::Interface && !Vp && implements(this, T, V, false, nullptr)) {
    if (cause) *cause = "need type assertion";
    return false;
  }
  // A bidirectional channel may become a directional one.
  if (Vu->tag == Tag::Chan && static_cast<Chan*>(Vu)->dir == ChanDir::SendRecv && Tu->tag == Tag::Chan &&
      identical(static_cast<Chan*>(Vu)->elem, static_cast<Chan*>(Tu)->elem)) {
    *code = Code::InvalidChanAssign;
    return !hasName(V) || !hasName(T);
  }
  if (!Vp && !Tp) return false;

  // x of a type without a name is assignable to a type parameter if it is to each type of its type set, and vice versa.
  if (!hasName(V) && Tp) {
    return typeSetIs(typeSetOf(Tp->iface()), [&](const Term* t) {
      if (!t) return false;
      if (assignableTo(x, t->type, cause, code)) return true;
      if (cause) prependCause(cause, sprintf("cannot assign {} to {} (in {})", x.type, t->type, Tp));
      return false;
    });
  }
  if (Vp && !hasName(T)) {
    Operand y = x;
    return typeSetIs(typeSetOf(Vp->iface()), [&](const Term* v) {
      if (!v) return false;
      y.type = v->type;
      if (assignableTo(y, T, cause, code)) return true;
      if (cause) prependCause(cause, sprintf("cannot assign {} (in {}) to {}", v->type, Vp, origT));
      return false;
    });
  }
  return false;
}

bool Checker::convertibleTo(Operand& x, Type* T, std::string* cause) {
  if (assignableTo(x, T, cause)) return true;
  Type* origT = T;
  Type* V = unalias(x.type);
  T = unalias(T);
  Type *Vu = under(V), *Tu = under(T);
  auto* Vp = V->tag == Tag::TypeParam ? static_cast<TypeParam*>(V) : nullptr;
  auto* Tp = T->tag == Tag::TypeParam ? static_cast<TypeParam*>(T) : nullptr;

  if (!Vp && !Tp && identicalIgnoreTags(Vu, Tu)) return true;
  if (V->tag == Tag::Pointer && T->tag == Tag::Pointer) {
    Type *vb = static_cast<Pointer*>(V)->base, *tb = static_cast<Pointer*>(T)->base;
    if (identicalIgnoreTags(under(vb), under(tb)) && !isTypeParam(vb) && !isTypeParam(tb)) return true;
  }
  auto intOrFloat = [](Type* t) { return isBasic(t, IsInteger | IsFloat); };
  if (!Vp && !Tp) {
    if (intOrFloat(Vu) && intOrFloat(Tu)) return true;
    if (isComplex(Vu) && isComplex(Tu)) return true;
    if ((isInteger(Vu) || isBytesOrRunes(Vu)) && isString(Tu)) return true;
    if (isString(Vu) && isBytesOrRunes(Tu)) return true;
    // Package unsafe: any pointer, and uintptr, to unsafe.Pointer and back.
    if ((isPointerType(Vu) || isUintptr(Vu)) && isUnsafePointer(Tu)) return true;
    if (isUnsafePointer(Vu) && (isPointerType(Tu) || isUintptr(Tu))) return true;
    // Slice to array or array pointer.
    if (Vu->tag == Tag::Slice) {
      Type* elem = static_cast<Slice*>(Vu)->elem;
      if (Tu->tag == Tag::Array && identical(elem, static_cast<Array*>(Tu)->elem)) {
        if (allowVersion(20)) return true;
        if (cause) *cause = "conversion of slice to array requires go1.20 or later";
        return false;
      }
      if (Tu->tag == Tag::Pointer) {
        auto* a = underAs<Array>(static_cast<Pointer*>(Tu)->base);
        if (a && identical(elem, a->elem)) {
          if (allowVersion(17)) return true;
          if (cause) *cause = "conversion of slice to array pointer requires go1.17 or later";
          return false;
        }
      }
    }
    return false;
  }

  // With type parameters: every type of V's type set must convert to every type of T's.
  Operand y = x;
  auto each = [&](TypeParam* p, auto&& f) { return typeSetIs(typeSetOf(p->iface()), f); };
  if (Vp && Tp) {
    return each(Vp, [&](const Term* v) {
      if (!v) return false;
      y.type = v->type;
      return each(Tp, [&](const Term* t) {
        if (!t) return false;
        if (convertibleTo(y, t->type, cause)) return true;
        if (cause) prependCause(cause, sprintf("cannot convert {} (in {}) to type {} (in {})", v->type, Vp, t->type, Tp));
        return false;
      });
    });
  }
  if (Vp) {
    return each(Vp, [&](const Term* v) {
      if (!v) return false;
      y.type = v->type;
      if (convertibleTo(y, T, cause)) return true;
      if (cause) prependCause(cause, sprintf("cannot convert {} (in {}) to type {}", v->type, Vp, origT));
      return false;
    });
  }
  return each(Tp, [&](const Term* t) {
    if (!t) return false;
    if (convertibleTo(x, t->type, cause)) return true;
    if (cause) prependCause(cause, sprintf("cannot convert {} to type {} (in {})", x.type, t->type, Tp));
    return false;
  });
}

bool isUintptr(Type* t) {
  auto* b = underAs<Basic>(t);
  return b && b->kind == Uintptr;
}
bool isUnsafePointer(Type* t) {
  auto* b = underAs<Basic>(t);
  return b && b->kind == UnsafePointer;
}
bool isPointerType(Type* t) { return under(t)->tag == Tag::Pointer; }
bool isBytesOrRunes(Type* t) {
  auto* s = underAs<Slice>(t);
  if (!s) return false;
  auto* b = underAs<Basic>(s->elem);
  return b && (b->kind == Byte || b->kind == Rune);
}

}  // namespace gvm::types
