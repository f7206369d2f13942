// This file type-checks calls: what is called (function, type, builtin), the arguments against the parameters, and the
// inference of type arguments, of the called function and of generic functions passed as arguments.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

bool Checker::funcInst(Target* T, Pos pos, Operand& x, IndexExpr* inst, bool infer, List<Type*>* targsOut, List<Expr*>* xlistOut) {
  Pos instPos = inst ? inst->pos : pos;
  if (inst) x.expr = inst;
  bool versionErr = !verifyVersion(instPos, 18, "function instantiation");

  List<Expr*> xlist;
  std::vector<Type*> list;
  if (inst) {
    xlist = inst->indices;
    list = typeList(xlist);
    if (list.empty()) {
      x.invalidate();
      return false;
    }
  }
  if (xlistOut) *xlistOut = xlist;
  auto* sig = static_cast<Signature*>(x.type);
  size_t got = list.size(), want = sig->tparams.size();
  if (got > want) {
    errorf(xlist[got - 1], Code::WrongTypeArgCount, "got {} type arguments but want {}", static_cast<int64_t>(got), static_cast<int64_t>(want));
    x.invalidate();
    return false;
  }
  List<Type*> targs = arena.copy(list);
  if (got < want) {
    if (!infer) {
      *targsOut = targs;
      return true;
    }
    // What is missing may follow from the type the function is assigned to.
    std::vector<Operand*> args;
    std::vector<Var*> params;
    bool reverse = false;
    if (T) {
      if (!versionErr && !allowVersion(21))
        versionError(instPos, 21, inst ? "partially instantiated function in assignment" : "implicitly instantiated function in assignment");
      auto* gsig = arena.make<Signature>();
      gsig->params = sig->params;
      gsig->results = sig->results;
      gsig->variadic = sig->variadic;
      params.push_back(arena.make<Var>(VarKind::Param, x.expr->pos, pkg, Name(), gsig));
      // The target's description stands for the argument in messages.
      auto* name = arena.make<Ident>();
      name->kind = NodeKind::Ident;
      name->pos = x.expr->pos;
      name->name = arena.copy(std::string_view(T->desc));
      auto* arg = arena.make<Operand>();
      arg->mode = Mode::Value;
      arg->expr = name;
      arg->type = T->sig;
      args.push_back(arg);
      reverse = true;
    }
    List<TypeParam*> tparams;
    Type* renamed = renameTParams(this, pos, sig->tparams, arena.make<Tuple>(arena.copy(params)), &tparams);
    ErrorDesc err(this, Code::CannotInferTypeArgs);
    targs = this->infer(pos, tparams, targs, static_cast<Tuple*>(renamed), args, reverse, err);
    if (targs.empty()) {
      err.report();
      x.invalidate();
      return false;
    }
  }
  x.type = instantiateSignature(x.expr->pos, x.expr, sig, targs, xlist);
  x.mode = Mode::Value;
  return false;
}

Signature* Checker::instantiateSignature(Pos pos, Expr* e, Signature* typ, List<Type*> targs, List<Expr*> xlist) {
  auto* inst = static_cast<Signature*>(instance(this, universe, pos, typ, targs));
  recordInstance(e, targs, inst);
  // Verified later, when the constraints are complete.
  later([this, pos, typ, targs, xlist] {
    std::string why;
    int i = verifyInstance(this, pos, typ->tparams, targs, &why);
    if (i >= 0) {
      Pos at = static_cast<uint32_t>(i) < xlist.size() ? startPos(xlist[static_cast<uint32_t>(i)]) : pos;
      softErrorf(at, Code::InvalidTypeArg, "{}", why);
    } else {
      monoRecordInstance(pos, typ->tparams, targs, xlist);
    }
  });
  return inst;
}

static ExprKind builtinKind(BuiltinId id) {
  static constexpr char kKinds[] = {
#define GVM_BUILTIN(id, name, nargs, variadic, kind) kind,
#include "compiler/types/builtins.def"
#undef GVM_BUILTIN
  };
  return kKinds[static_cast<int>(id)] == 's' ? ExprKind::Statement : ExprKind::Expression;
}

ExprKind Checker::conversionCall(Operand& x, CallExpr* call) {
  nonGeneric(nullptr, x);
  if (!x.valid()) return ExprKind::Conversion;
  Type* T = x.type;
  x.invalidate();
  uint32_t n = call->args.size();
  if (n == 0) {
    errorf(call, Code::WrongArgCount, "missing argument in conversion to {}", T);
  } else if (n > 1) {
    use(call->args);
    errorf(call->args[n - 1], Code::WrongArgCount, "too many arguments in conversion to {}", T);
  } else {
    expr(nullptr, x, call->args[0]);
    if (x.valid()) {
      auto* t = underAs<Interface>(T);
      if (t && !isTypeParam(T) && !typeSetOf(t)->isMethodSet()) {
        errorf(call, Code::MisplacedConstraintIface, "cannot use interface {} in conversion (contains specific type constraints or is comparable)", T);
      } else if (call->hasDots) {
        errorf(call->args[0], Code::BadDotDotDotSyntax, "invalid use of ... in conversion to {}", T);
      } else {
        conversion(x, T);
      }
    }
  }
  x.expr = call;
  return ExprKind::Conversion;
}

ExprKind Checker::callExpr(Operand& x, CallExpr* call) {
  IndexExpr* inst = nullptr;
  if (auto* ix = syntax::as<IndexExpr>(call->fun)) {
    if (indexExpr(x, ix)) inst = ix;
    x.expr = ix;
    record(x);
  } else {
    exprOrType(x, call->fun, true);
  }
  auto fail = [&] {
    x.invalidate();
    x.expr = call;
    return ExprKind::Statement;
  };
  switch (x.mode) {
    case Mode::Invalid: use(call->args); return fail();
    case Mode::TypExpr: return conversionCall(x, call);
    case Mode::Builtin: {
      BuiltinId id = x.id;
      call->builtin = 1 + static_cast<uint32_t>(id);
      if (!builtin(x, call, id)) x.invalidate();
      x.expr = call;
      // Builtins that make no constant count as calls for the constness of len and cap.
      if (x.valid() && x.mode != Mode::Constant) env.hasCallOrRecv = true;
      return builtinKind(id);
    }
    default: break;
  }

  // An ordinary call; a type parameter's types must all be the same function type.
  Type* u;
  if (x.type->tag == Tag::Signature) {
    u = x.type;
  } else {
    std::string cause;
    u = commonUnder(this, x.type, [&](Type* t, Type* ut) -> std::optional<std::string> {
      if (ut && ut->tag != Tag::Signature) return sprintf("{} is not a function", t);
      return std::nullopt;
    }, &cause);
    if (!u) {
      errorf(x, Code::InvalidCall, "invalid operation: cannot call {}: {}", x, cause);
      return fail();
    }
  }
  auto* sig = static_cast<Signature*>(u);
  bool wasGeneric = !sig->tparams.empty();

  List<Expr*> xlist;
  List<Type*> targs;
  if (inst) {
    xlist = inst->indices;
    std::vector<Type*> list = typeList(xlist);
    if (list.empty()) {
      use(call->args);
      return fail();
    }
    targs = arena.copy(list);
    uint32_t got = targs.size(), want = sig->tparams.size();
    if (got > want) {
      errorf(xlist[want], Code::WrongTypeArgCount, "got {} type arguments but want {}", got, want);
      use(call->args);
      return fail();
    }
    // With all type arguments given, the function is an ordinary one.
    if (got == want && want > 0) {
      verifyVersion(inst, 18, "function instantiation");
      sig = instantiateSignature(inst->pos, inst, sig, targs, xlist);
      targs = {};
      xlist = {};
    }
  }

  std::vector<List<Type*>> atargs;
  std::vector<Operand*> args = genericExprList(call->args, &atargs);
  sig = arguments(call, sig, targs, xlist, args, atargs);

  if (wasGeneric && sig->tparams.empty()) recordTypeAndValue(call->fun, Mode::Value, sig, nullptr);

  switch (sig->results->len()) {
    case 0: x.mode = Mode::NoValue; break;
    case 1:
      x.mode = Mode::Value;
      x.type = sig->results->vars[0]->type;
      break;
    default:
      x.mode = Mode::Value;
      x.type = sig->results;
      break;
  }
  x.expr = call;
  env.hasCallOrRecv = true;
  // Inference failed (with an error): a result that mentions the type parameters is of no use.
  if (x.mode == Mode::Value && !sig->tparams.empty() && isParameterized(sig->tparams, x.type)) x.invalidate();
  return ExprKind::Statement;
}

std::vector<Operand*> Checker::exprList(List<Expr*> list) {
  bool ignored;
  if (list.size() == 1) return multiExpr(list[0], false, &ignored);
  std::vector<Operand*> res;
  for (Expr* e : list) {
    auto* x = arena.make<Operand>();
    expr(nullptr, *x, e);
    res.push_back(x);
  }
  return res;
}

namespace {
constexpr unsigned bit(Mode m) { return 1u << static_cast<unsigned>(m); }
constexpr unsigned kNotAValue = bit(Mode::NoValue) | bit(Mode::Builtin) | bit(Mode::TypExpr);
}  // namespace

// What rawExpr does after indexExpr.
void Checker::finishIndexed(Operand& x, IndexExpr* e) {
  x.expr = e;
  if (x.valid() && !finiteSize(x.type)) x.invalidate();
  if (!x.valid()) x.type = universe.invalid();
  record(x);
}

std::vector<Operand*> Checker::genericExprList(List<Expr*> list, std::vector<List<Type*>>* targs) {
  // Before Go 1.21 generic functions had to be instantiated before they were passed.
  bool infer = list.empty() || !allowVersion(21);
  std::vector<Operand*> res;
  uint32_t n = list.size();
  if (n > 1) targs->resize(n);
  for (uint32_t i = 0; i < n; i++) {
    Expr* e = list[i];
    auto* x = arena.make<Operand>();
    auto* inst = syntax::as<IndexExpr>(e);
    if (inst && indexExpr(*x, inst)) {
      List<Type*> partial;
      x->expr = inst;
      if (funcInst(nullptr, x->expr->pos, *x, inst, infer, &partial, nullptr)) {
        // Partially instantiated: the arguments given are kept for inference.
        if (n == 1) targs->resize(1);
        (*targs)[i] = partial;
        x->expr = inst;
      } else {
        record(*x);
      }
      res.push_back(x);
      continue;
    }
    if (inst) {
      finishIndexed(*x, inst);   // an index expression, checked already
    } else {
      rawExpr(nullptr, *x, e, nullptr, true);
    }
    exclude(*x, kNotAValue);
    if (n > 1) singleValue(*x);
    if (n == 1 && x->valid() && x->type->tag == Tag::Tuple) {
      for (Var* v : static_cast<Tuple*>(x->type)->vars) {
        auto* y = arena.make<Operand>();
        y->mode = Mode::Value;
        y->expr = e;
        y->type = v->type;
        res.push_back(y);
      }
      return res;
    }
    res.push_back(x);
  }
  return res;
}

Signature* Checker::arguments(CallExpr* call, Signature* sig, List<Type*> targs0, List<Expr*> xlist, std::vector<Operand*>& args, std::vector<List<Type*>>& atargs) {
  Signature* rsig = sig;
  size_t nargs = args.size();
  size_t npars = sig->params->len();
  bool ddd = call->hasDots;

  // Parameters one by one: for a variadic call without ..., the last is repeated.
  List<Var*> sigParams = sig->params->vars;
  bool adjusted = false;
  if (sig->variadic) {
    if (ddd) {
      if (call->args.size() == 1 && nargs > 1) {
        errorf(call, Code::InvalidDotDotDot, "cannot use ... with {}-valued {}", static_cast<int64_t>(nargs), call->args[0]);
        return rsig;
      }
    } else if (nargs + 1 >= npars) {
      Var* last = sigParams.back();
      auto vars = arena.list<Var*>(nargs);
      Var* rest = nullptr;
      for (uint32_t i = 0; i < nargs; i++) {
        if (i + 1 < npars) {
          vars[i] = sigParams[i];
        } else {
          if (!rest) rest = arena.make<Var>(VarKind::Param, last->pos, last->pkg, last->name, static_cast<Slice*>(unalias(last->type))->elem);
          vars[i] = rest;
        }
      }
      sigParams = vars;
      adjusted = true;
      npars = nargs;
    } else {
      npars--;   // for the message below
    }
  } else if (ddd) {
    errorf(call, Code::NonVariadicDotDotDot, "cannot use ... in call to non-variadic {}", call->fun);
    return rsig;
  }

  if (nargs != npars) {
    Pos at = call->rparen;
    std::string_view qualifier = "not enough";
    if (nargs > npars) {
      at = startPos(args[npars]->expr);
      qualifier = "too many";
    } else if (nargs > 0) {
      at = startPos(args[nargs - 1]->expr);
    } else {
      at = startPos(call);
    }
    std::vector<Type*> have, want;
    for (Operand* a : args) have.push_back(a->type);
    for (Var* v : sig->params->vars) want.push_back(v->type);
    ErrorDesc err(this, Code::WrongArgCount);
    err.add(at, sprintf("{} arguments in call to {}", qualifier, call->fun));
    err.add(Pos(0), "have " + typesSummary({have.data(), static_cast<uint32_t>(have.size())}, false, ddd));
    err.add(Pos(0), "want " + typesSummary({want.data(), static_cast<uint32_t>(want.size())}, sig->variadic, false));
    err.report();
    return rsig;
  }

  // Collect all type parameters to be inferred: the function's, then those of generic function arguments.
  std::vector<TypeParam*> tparams;
  std::vector<Type*> targs(targs0.begin(), targs0.end());
  size_t n = sig->tparams.size();
  if (n > 0) {
    if (!allowVersion(18)) {
      if (call->fun->kind == NodeKind::IndexExpr)
        versionError(call->fun, 18, "function instantiation");
      else
        versionError(call, 18, "implicit function instantiation");
    }
    // Renamed, so that a recursive call's parameters are not taken for the function's own.
    List<TypeParam*> renamed;
    Type* t = renameTParams(this, call->pos, sig->tparams, arena.make<Tuple>(sigParams), &renamed);
    sigParams = static_cast<Tuple*>(t)->vars;
    tparams.assign(renamed.begin(), renamed.end());
    targs.resize(n, nullptr);
  }
  std::vector<size_t> genericArgs;
  for (size_t i = 0; i < args.size(); i++) {
    Operand* arg = args[i];
    if (!arg->valid() || !arg->type || arg->type->tag != Tag::Signature) continue;
    auto* asig = static_cast<Signature*>(arg->type);
    if (asig->tparams.empty()) continue;
    // The argument gets parameters of its own, too: the same function may be passed twice.
    List<TypeParam*> renamed;
    auto* copy = arena.make<Signature>(*asig);
    copy->canon = nullptr;
    copy->hash = 0;
    auto* fresh = static_cast<Signature*>(renameTParams(this, call->pos, asig->tparams, copy, &renamed));
    if (fresh == copy || fresh == asig) fresh = arena.make<Signature>(*fresh);
    fresh->tparams = renamed;
    arg->type = fresh;
    tparams.insert(tparams.end(), renamed.begin(), renamed.end());
    if (i < atargs.size()) targs.insert(targs.end(), atargs[i].begin(), atargs[i].end());
    targs.resize(tparams.size(), nullptr);
    genericArgs.push_back(i);
  }
  if (!genericArgs.empty()) verifyVersion(args[genericArgs[0]], 21, "implicitly instantiated function as argument");

  if (!tparams.empty()) {
    ErrorDesc err(this, Code::CannotInferTypeArgs);
    List<TypeParam*> tlist = arena.copy(tparams);
    List<Type*> res = infer(call->pos, tlist, arena.copy(targs), arena.make<Tuple>(sigParams), args, false, err);
    if (res.empty()) {
      if (!err.empty()) errorf(err.pos(), Code::CannotInferTypeArgs, "in call to {}, {}", call->fun, err.text());
      return rsig;
    }
    if (n > 0) {
      List<Type*> own = res.slice(0, static_cast<uint32_t>(n));
      rsig = instantiateSignature(call->pos, call->fun, sig, own, xlist);
      if (adjusted) {
        SubstMap map{tlist.slice(0, static_cast<uint32_t>(n)), own};
        sigParams = static_cast<Tuple*>(subst(this, universe, call->pos, arena.make<Tuple>(sigParams), map))->vars;
      } else {
        sigParams = rsig->params->vars;
      }
    }
    uint32_t j = static_cast<uint32_t>(n);
    for (size_t i : genericArgs) {
      Operand* arg = args[i];
      auto* asig = static_cast<Signature*>(arg->type);
      uint32_t k = j + asig->tparams.size();
      arg->type = instantiateSignature(call->pos, arg->expr, asig, res.slice(j, k), {});
      record(*arg);
      j = k;
    }
  }

  // The context text is made only when an assignment fails.
  for (size_t i = 0; i < args.size(); i++) {
    Operand* a = args[i];
    Type* t = sigParams[i]->type;
    if (a->valid() && a->mode != Mode::Constant && a->type == t && isTyped(t)) continue;
    callee_ = call->fun;
    assignment(*a, t, kArgumentContext);
  }
  return rsig;
}

bool Checker::use(List<Expr*> args) {
  bool ok = true;
  for (Expr* e : args)
    if (!use1(e, false)) ok = false;
  return ok;
}

bool Checker::useLHS(List<Expr*> args) {
  bool ok = true;
  for (Expr* e : args)
    if (!use1(e, true)) ok = false;
  return ok;
}

bool Checker::use1(Expr* e, bool lhs) {
  if (!e) return true;
  Operand x;
  x.mode = Mode::Value;
  Expr* n = unparen(e);
  if (auto* id = syntax::as<Ident>(n)) {
    if (id->name == "_") return true;
    // Assigning to a variable does not use it.
    Var* v = nullptr;
    bool wasUsed = false;
    if (lhs) {
      v = objAs<Var>(env.scope->lookupParent(id->name));
      if (v && v->pkg == pkg)
        wasUsed = v->used;
      else
        v = nullptr;
    }
    exprOrType(x, id, true);
    if (v) v->used = wasUsed;
  } else if (auto* l = syntax::as<ListExpr>(n)) {
    return lhs ? useLHS(l->elems) : use(l->elems);
  } else {
    rawExpr(nullptr, x, e, nullptr, true);
  }
  return x.valid();
}

}  // namespace gvm::types
