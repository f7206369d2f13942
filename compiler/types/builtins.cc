// This file type-checks calls of the predeclared functions.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;
using constant::Op;

namespace {
struct BuiltinRow {
  const char* name;
  uint32_t nargs;
  bool variadic;
};
constexpr BuiltinRow kRows[] = {
#define GVM_BUILTIN(id, name, nargs, variadic, kind) {name, nargs, variadic},
#include "compiler/types/builtins.def"
#undef GVM_BUILTIN
};

// The array that t is, or that it points to; else t.
Type* arrayPtrDeref(Type* t) {
  if (t->tag == Tag::Pointer)
    if (auto* a = underAs<Array>(static_cast<Pointer*>(t)->base)) return a;
  return t;
}
}  // namespace

Signature* Checker::makeSig(Type* res, const std::vector<Type*>& args) {
  auto params = arena.list<Var*>(args.size());
  for (uint32_t i = 0; i < params.size(); i++)
    params[i] = arena.make<Var>(VarKind::Param, Pos(0), nullptr, Name(), defaultType(args[i]));
  List<Var*> results;
  if (res) results = arena.copy<Var*>({arena.make<Var>(VarKind::Result, Pos(0), nullptr, Name(), res)});
  auto* sig = arena.make<Signature>();
  sig->params = arena.make<Tuple>(params);
  sig->results = arena.make<Tuple>(results);
  return sig;
}

// The element type of a slice operand; nullptr and a cause if it is none.
Type* Checker::sliceElem(Operand& x, std::string* cause) {
  Type* E = nullptr;
  bool ok = typeset(x.type, [&](Type*, Type* u) {
    auto* s = u && u->tag == Tag::Slice ? static_cast<Slice*>(u) : nullptr;
    if (!s) {
      *cause = x.isNil() ? "argument must be a slice; have untyped nil" : sprintf("argument must be a slice; have {}", x);
      return false;
    }
    if (!E) {
      E = s->elem;
    } else if (!identical(E, s->elem)) {
      *cause = sprintf("mismatched slice element types {} and {} in {}", E, s->elem, x);
      return false;
    }
    return true;
  });
  return ok ? E : nullptr;
}

// f of x's type; for a type parameter a new one constrained by the results of f on its terms (which Go does not support
// yet, and says so).
Type* Checker::applyTypeFunc(Type* (*f)(Universe&, Type*), Operand& x, BuiltinId id) {
  auto* tp = types::as<TypeParam>(x.type);
  if (!tp) return f(universe, x.type);
  std::vector<Term*> terms;
  bool ok = typeSetIs(typeSetOf(tp->iface()), [&](const Term* t) {
    if (!t) return false;
    Type* r = f(universe, t->type);
    if (!r) return false;
    terms.push_back(arena.make<Term>(t->tilde, r));
    return true;
  });
  if (!ok) return nullptr;
  Code code = id == BuiltinId::Real ? Code::InvalidReal : id == BuiltinId::Imag ? Code::InvalidImag : Code::InvalidComplex;
  softErrorf(x, code, "{} not supported as argument to built-in {} for go1.18 (see go.dev/issue/50937)", x, builtinName(id));
  auto* tname = arena.make<TypeName>(Pos(0), pkg, tp->obj->name, nullptr);
  Interface* bound = newInterface();
  bound->embeddeds = arena.copy<Type*>({arena.make<Union>(arena.copy(terms))});
  bound->complete = true;
  TypeParam* res = newTypeParam(tname, bound);
  res->index = tp->index;
  return res;
}

bool Checker::builtin(Operand& x, CallExpr* call, BuiltinId id) {
  List<Expr*> argList = call->args;
  const BuiltinRow& row = kRows[static_cast<int>(id)];
  // append is the only one that takes ...
  if (call->hasDots && id != BuiltinId::Append) {
    errorf(call, Code::InvalidDotDotDot, "invalid operation: invalid use of ... with built-in {}", row.name);
    use(argList);
    return false;
  }
  // len(x) and cap(x) are constant if x has no calls or receives: track those of x alone.
  bool isLen = id == BuiltinId::Len || id == BuiltinId::Cap;
  bool savedCall = env.hasCallOrRecv;
  if (isLen) env.hasCallOrRecv = false;
  struct Restore {
    Checker* c;
    bool active, value;
    ~Restore() {
      if (active) c->env.hasCallOrRecv = value;
    }
  } restore{this, isLen, savedCall};

  std::vector<Operand*> args;
  size_t nargs = argList.size();
  if (id != BuiltinId::Make && id != BuiltinId::New && id != BuiltinId::Offsetof) {
    args = exprList(argList);
    nargs = args.size();
    for (Operand* a : args)
      if (!a->valid()) return false;
    if (nargs > 0) x = *args[0];
  }
  const char* amount = nargs < row.nargs ? "not enough" : !row.variadic && nargs > row.nargs ? "too many" : nullptr;
  if (amount) {
    errorf(call, Code::WrongArgCount, "invalid operation: {} arguments for {} (expected {}, found {})", amount,
           static_cast<Expr*>(call), row.nargs, static_cast<int64_t>(nargs));
    return false;
  }

  switch (id) {
    case BuiltinId::Append: return builtinAppend(x, call, args);
    case BuiltinId::Cap:
    case BuiltinId::Len: return builtinLen(x, call, id);
    case BuiltinId::Clear:
      verifyVersion(call->fun, 21, "clear");
      if (!underIs(x.type, [&](Type* u) {
            if (u && (u->tag == Tag::Map || u->tag == Tag::Slice)) return true;
            errorf(x, Code::InvalidClear, "invalid argument: cannot clear {}: argument must be (or constrained by) map or slice", x);
            return false;
          }))
        return false;
      x.mode = Mode::NoValue;
      recordBuiltinType(call->fun, makeSig(nullptr, {x.type}));
      return true;
    case BuiltinId::Close:
      if (!underIs(x.type, [&](Type* u) {
            auto* ch = u && u->tag == Tag::Chan ? static_cast<Chan*>(u) : nullptr;
            if (!ch) {
              errorf(x, Code::InvalidClose, "invalid operation: cannot close non-channel {}", x);
              return false;
            }
            if (ch->dir == types::ChanDir::RecvOnly) {
              errorf(x, Code::InvalidClose, "invalid operation: cannot close receive-only channel {}", x);
              return false;
            }
            return true;
          }))
        return false;
      x.mode = Mode::NoValue;
      recordBuiltinType(call->fun, makeSig(nullptr, {x.type}));
      return true;
    case BuiltinId::Complex: return builtinComplex(x, call, args);
    case BuiltinId::Copy: return builtinCopy(x, call, args);
    case BuiltinId::Delete: {
      Type* map = x.type;
      Type* key = nullptr;
      if (!underIs(map, [&](Type* u) {
            auto* m = u && u->tag == Tag::Map ? static_cast<Map*>(u) : nullptr;
            if (!m) {
              errorf(x, Code::InvalidDelete, "invalid argument: {} is not a map", x);
              return false;
            }
            if (key && !identical(m->key, key)) {
              errorf(x, Code::InvalidDelete, "invalid argument: maps of {} must have identical key types", x);
              return false;
            }
            key = m->key;
            return true;
          }))
        return false;
      x = *args[1];
      assignment(x, key, "argument to delete");
      if (!x.valid()) return false;
      x.mode = Mode::NoValue;
      recordBuiltinType(call->fun, makeSig(nullptr, {map, key}));
      return true;
    }
    case BuiltinId::Imag:
    case BuiltinId::Real: return builtinRealImag(x, call, id);
    case BuiltinId::Make: return builtinMake(x, call);
    case BuiltinId::Max:
    case BuiltinId::Min: return builtinMinMax(x, call, id, args);
    case BuiltinId::New: {
      Expr* arg = argList[0];
      exprOrType(x, arg, false);
      exclude(x, 1u << static_cast<unsigned>(Mode::NoValue) | 1u << static_cast<unsigned>(Mode::Builtin));
      if (!x.valid()) return false;
      if (x.mode == Mode::TypExpr) {
        validVarType(arg, x.type);
      } else {
        // new(expr): a pointer to a variable with that value.
        if (isUntyped(x.type)) {
          assignment(x, nullptr, "argument to new");
          if (!x.valid()) return false;
        }
        verifyVersion(call->fun, 26, sprintf("new({})", arg));
      }
      Type* T = x.type;
      x.mode = Mode::Value;
      x.type = arena.make<Pointer>(T);
      recordBuiltinType(call->fun, makeSig(x.type, {T}));
      return true;
    }
    case BuiltinId::Panic:
      // Calls of panic end a function like a return.
      call->flags |= kPanicCall;
      assignment(x, universe.emptyInterface, "argument to panic");
      if (!x.valid()) return false;
      x.mode = Mode::NoValue;
      recordBuiltinType(call->fun, makeSig(nullptr, {universe.emptyInterface}));
      return true;
    case BuiltinId::Print:
    case BuiltinId::Println: {
      std::vector<Type*> params;
      std::string context = std::string("argument to built-in ") + row.name;
      for (Operand* a : args) {
        assignment(*a, nullptr, context);
        if (!a->valid()) return false;
        params.push_back(a->type);
      }
      x.mode = Mode::NoValue;
      recordBuiltinType(call->fun, makeSig(nullptr, params));
      return true;
    }
    case BuiltinId::Recover:
      x.mode = Mode::Value;
      x.type = universe.emptyInterface;
      recordBuiltinType(call->fun, makeSig(x.type, {}));
      return true;
    case BuiltinId::Offsetof: return builtinOffsetof(x, call);
    default: return builtinUnsafe(x, call, id, args);
  }
}

// Whether all types of y's type set are []byte or strings; *hasString: one of them is a string.
static bool bytesOrStrings(Universe& u, Type* t, bool* hasString) {
  return typeset(t, [&](Type*, Type* ut) {
    if (!ut) return false;
    if (ut->tag == Tag::Slice && identical(static_cast<Slice*>(ut)->elem, u.byteType)) return true;
    if (!isString(ut)) return false;
    *hasString = true;
    return true;
  });
}

bool Checker::builtinAppend(Operand& x, CallExpr* call, std::vector<Operand*>& args) {
  std::string cause;
  Type* E = sliceElem(x, &cause);
  if (!E) {
    errorf(x, Code::InvalidAppend, "invalid append: {}", cause);
    return false;
  }
  // append([]byte, string...) is the special case.
  Signature* sig = nullptr;
  if (args.size() == 2 && call->hasDots && assignableTo(x, arena.make<Slice>(universe.byteType), nullptr)) {
    bool hasString = false;
    if (bytesOrStrings(universe, args[1]->type, &hasString) && hasString) {
      // An untyped string constant gets its type here.
      if (isUntyped(args[1]->type)) convertUntyped(*args[1], universe.typ[String]);
      sig = makeSig(x.type, {x.type, args[1]->type});
      sig->variadic = true;
    }
  }
  if (!sig) {
    Type* S = x.type;
    sig = makeSig(S, {S, arena.make<Slice>(E)});
    sig->variadic = true;
    std::vector<List<Type*>> none;
    arguments(call, sig, {}, {}, args, none);
  }
  recordBuiltinType(call->fun, sig);
  x.mode = Mode::Value;
  return true;
}

bool Checker::builtinCopy(Operand& x, CallExpr* call, std::vector<Operand*>& args) {
  Operand& y = *args[1];
  bool hasString = false;
  bool special = assignableTo(x, arena.make<Slice>(universe.byteType), nullptr) && bytesOrStrings(universe, y.type, &hasString);
  if (!special) {
    std::string cause;
    Type* dst = sliceElem(x, &cause);
    if (!dst) {
      errorf(x, Code::InvalidCopy, "invalid copy: {}", cause);
      return false;
    }
    Type* src = sliceElem(y, &cause);
    if (!src) {
      // A string in place of a byte slice, but the destination is none: report the element types.
      if (!allString(y.type)) {
        errorf(y, Code::InvalidCopy, "invalid copy: {}", cause);
        return false;
      }
      src = universe.byteType;
    }
    if (!identical(dst, src)) {
      errorf(x, Code::InvalidCopy, "invalid copy: arguments {} and {} have different element types {} and {}", x, y, dst, src);
      return false;
    }
  }
  if (isUntyped(y.type)) convertUntyped(y, universe.typ[String]);
  recordBuiltinType(call->fun, makeSig(universe.typ[Int], {x.type, y.type}));
  x.mode = Mode::Value;
  x.type = universe.typ[Int];
  return true;
}

bool Checker::builtinLen(Operand& x, CallExpr* call, BuiltinId id) {
  bool isLen = id == BuiltinId::Len;
  Mode mode = Mode::Invalid;
  const Value* val = nullptr;
  Type* ut = under(x.type);
  auto has = [&](Type* t) {
    switch (t->tag) {
      case Tag::Basic: return isString(t) && isLen;
      case Tag::Array:
      case Tag::Slice:
      case Tag::Chan: return true;
      case Tag::Map: return isLen;
      default: return false;
    }
  };
  if (isTypeParam(x.type)) {
    if (underIs(x.type, [&](Type* u) { return u && has(arrayPtrDeref(u)); })) mode = Mode::Value;
  } else {
    Type* t = arrayPtrDeref(ut);
    if (has(t)) {
      mode = Mode::Value;
      if (t->tag == Tag::Basic && x.mode == Mode::Constant) {
        mode = Mode::Constant;
        val = constant::makeInt64(arena, static_cast<int64_t>(constant::stringVal(x.val).size()));
      } else if (t->tag == Tag::Array && !env.hasCallOrRecv) {
        mode = Mode::Constant;
        int64_t n = static_cast<Array*>(t)->len;
        val = n >= 0 ? constant::makeInt64(arena, n) : constant::makeUnknown();
      }
    }
  }
  if (mode == Mode::Invalid) {
    if (isValid(ut))
      errorf(x, isLen ? Code::InvalidLen : Code::InvalidCap, "invalid argument: {} for built-in {}", x, builtinName(id));
    return false;
  }
  if (mode != Mode::Constant) recordBuiltinType(call->fun, makeSig(universe.typ[Int], {x.type}));
  x.mode = mode;
  x.type = universe.typ[Int];
  x.val = val;
  return true;
}

static Type* complexOf(Universe& u, Type* t) {
  auto* b = underAs<Basic>(t);
  switch (b ? b->kind : Invalid) {
    case Float32: return u.typ[Complex64];
    case Float64: return u.typ[Complex128];
    case UntypedFloat: return u.typ[UntypedComplex];
    default: return nullptr;
  }
}
static Type* floatOf(Universe& u, Type* t) {
  auto* b = underAs<Basic>(t);
  switch (b ? b->kind : Invalid) {
    case Complex64: return u.typ[Float32];
    case Complex128: return u.typ[Float64];
    case UntypedComplex: return u.typ[UntypedFloat];
    default: return nullptr;
  }
}

bool Checker::builtinComplex(Operand& x, CallExpr* call, std::vector<Operand*>& args) {
  Operand& y = *args[1];
  bool ux = isUntyped(x.type), uy = isUntyped(y.type);
  if (ux && !uy) {
    convertUntyped(x, y.type);
  } else if (uy && !ux) {
    convertUntyped(y, x.type);
  } else if (ux && uy) {
    if (x.mode == Mode::Constant && y.mode == Mode::Constant) {
      // Any real constants make an untyped complex constant.
      for (Operand* o : {&x, &y})
        if (isNumeric(o->type) && constant::sign(constant::imag(arena, o->val)) == 0) o->type = universe.typ[UntypedFloat];
    } else {
      convertUntyped(x, universe.typ[Float64]);
      convertUntyped(y, universe.typ[Float64]);
    }
  }
  if (!x.valid() || !y.valid()) return false;
  if (!identical(x.type, y.type)) {
    errorf(x, Code::InvalidComplex, "invalid operation: {} (mismatched types {} and {})", static_cast<Expr*>(call), x.type, y.type);
    return false;
  }
  Type* res = applyTypeFunc(complexOf, x, BuiltinId::Complex);
  if (!res) {
    errorf(x, Code::InvalidComplex, "invalid argument: arguments have type {}, expected floating-point", x.type);
    return false;
  }
  if (x.mode == Mode::Constant && y.mode == Mode::Constant)
    x.val = constant::binaryOp(arena, constant::toFloat(arena, x.val), Op::Add, constant::makeImag(arena, constant::toFloat(arena, y.val)));
  else
    x.mode = Mode::Value;
  if (x.mode != Mode::Constant) recordBuiltinType(call->fun, makeSig(res, {x.type, x.type}));
  x.type = res;
  return true;
}

bool Checker::builtinRealImag(Operand& x, CallExpr* call, BuiltinId id) {
  if (isUntyped(x.type)) {
    if (x.mode == Mode::Constant) {
      if (isNumeric(x.type)) x.type = universe.typ[UntypedComplex];
    } else {
      convertUntyped(x, universe.typ[Complex128]);
      if (!x.valid()) return false;
    }
  }
  Type* res = applyTypeFunc(floatOf, x, id);
  if (!res) {
    errorf(x, id == BuiltinId::Real ? Code::InvalidReal : Code::InvalidImag, "invalid argument: argument has type {}, expected complex type", x.type);
    return false;
  }
  if (x.mode == Mode::Constant) {
    x.val = id == BuiltinId::Real ? constant::real(arena, x.val) : constant::imag(arena, x.val);
  } else {
    x.mode = Mode::Value;
    recordBuiltinType(call->fun, makeSig(res, {x.type}));
  }
  x.type = res;
  return true;
}

bool Checker::builtinMake(Operand& x, CallExpr* call) {
  List<Expr*> argList = call->args;
  Expr* arg0 = argList[0];
  Type* T = varType(arg0);
  if (!isValid(T)) return false;
  std::string cause;
  Type* u = commonUnder(this, T, [&](Type*, Type* ut) -> std::optional<std::string> {
    if (!ut) return "no specific type";
    if (ut->tag == Tag::Slice || ut->tag == Tag::Map || ut->tag == Tag::Chan) return std::nullopt;
    return "type must be slice, map, or channel";
  }, &cause);
  if (!u) {
    errorf(arg0, Code::InvalidMake, "invalid argument: cannot make {}: {}", arg0, cause);
    return false;
  }
  uint32_t min = u->tag == Tag::Slice ? 2 : 1, n = argList.size();
  if (n < min || min + 1 < n) {
    errorf(call, Code::WrongArgCount, "invalid operation: {} expects {} or {} arguments; found {}", static_cast<Expr*>(call), min, min + 1, n);
    return false;
  }
  std::vector<Type*> types{T};
  std::vector<int64_t> sizes;
  for (Expr* arg : argList.slice(1)) {
    int64_t size;
    types.push_back(index(arg, -1, &size));
    if (size >= 0) sizes.push_back(size);
  }
  if (sizes.size() == 2 && sizes[0] > sizes[1])
    error(argList[1], Code::SwappedMakeArgs, "invalid argument: length and capacity swapped");
  x.mode = Mode::Value;
  x.type = T;
  recordBuiltinType(call->fun, makeSig(T, types));
  return true;
}

bool Checker::builtinMinMax(Operand& x, CallExpr* call, BuiltinId id, std::vector<Operand*>& args) {
  std::string name(builtinName(id));
  verifyVersion(call->fun, 21, "built-in " + name);
  Op op = id == BuiltinId::Max ? Op::Gtr : Op::Lss;
  for (size_t i = 0; i < args.size(); i++) {
    Operand& a = *args[i];
    if (!allOrdered(a.type)) {
      errorf(a, Code::InvalidMinMaxOperand, "invalid argument: {} cannot be ordered", a);
      return false;
    }
    // x holds the smallest (largest) of the constants so far.
    if (i == 0) continue;
    matchTypes(x, a);
    if (!x.valid()) return false;
    if (!identical(x.type, a.type)) {
      errorf(a, Code::MismatchedTypes, "invalid argument: mismatched types {} (previous argument) and {} (type of {})", x.type, a.type, a.expr);
      return false;
    }
    if (x.mode == Mode::Constant && a.mode == Mode::Constant) {
      if (constant::compare(a.val, op, x.val)) x = a;
    } else {
      x.mode = Mode::Value;
    }
  }
  if (x.mode != Mode::Constant) {
    x.mode = Mode::Value;
    // A value must not be untyped.
    assignment(x, universe.emptyInterface, "argument to built-in " + name);
    if (!x.valid()) return false;
  }
  for (Operand* a : args) updateExprType(a->expr, x.type, true);
  if (x.mode != Mode::Constant) recordBuiltinType(call->fun, makeSig(x.type, std::vector<Type*>(args.size(), x.type)));
  return true;
}

}  // namespace gvm::types
