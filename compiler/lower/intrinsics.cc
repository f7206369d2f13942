// This file turns calls of the library functions in intrinsics.def into single operations.
#include "compiler/lower/fn.h"

namespace gvm::lower {
namespace {

enum class Form : uint8_t { Unary, Binary, Bits, Len, Multi, Load, Store, Rmw, Cas, Keep, Caller };
struct Entry {
  std::string_view symbol;
  Op op;
  Form form;
};
constexpr Entry kEntries[] = {
#define GVM_INTRINSIC(symbol, op, form) {symbol, Op::op, Form::form},
#include "compiler/lower/intrinsics.def"
#undef GVM_INTRINSIC
};

const Entry* find(std::string_view symbol) {
  static const std::unordered_map<std::string_view, const Entry*> table = [] {
    std::unordered_map<std::string_view, const Entry*> t;
    for (const Entry& e : kEntries) t[e.symbol] = &e;
    return t;
  }();
  auto it = table.find(symbol);
  return it == table.end() ? nullptr : it->second;
}

}  // namespace

bool Fn::intrinsic(Function* fn, types::Func* obj, syntax::CallExpr* e, std::vector<Reg>& results) {
  if (!fn->pkg || !obj) return false;
  std::string_view path = fn->pkg->path;
  if (path != "math" && path != "math/bits" && path != "sync/atomic" && path != "runtime" && path != "internal/runtime/sys") return false;
  const Entry* entry = find(fn->symbol);
  if (!entry) return false;
  auto* sig = types::as<types::Signature>(fn->sig);
  if (e->args.size() == 1 && types::as<types::Tuple>(e->args[0]->type)) return false;
  if (entry->form == Form::Keep) {
    syntax::Expr* a = syntax::unparen(e->args[0]);
    if (a->value || a->mode == static_cast<uint8_t>(types::Mode::NilValue)) return true;
    Reg r = expr(a);
    pos = e->pos;
    ins(Op::KeepAlive, {}, {r}, regType(r));
    return true;
  }
  std::vector<Reg> args;
  arguments(e, sig, args);
  pos = e->pos;
  auto& rs = sig->results->vars;
  Type* rt = rs.empty() ? nullptr : m.canon(rs[0]->type);
  Type* at = args.empty() ? nullptr : fn->paramTypes[0];
  auto one = [&](Type* t) {
    Reg r = tmp(rt);
    insv(entry->op, {r}, args, t);
    results.push_back(r);
  };
  switch (entry->form) {
    case Form::Unary:
    case Form::Binary:
      one(at);
      break;
    case Form::Bits:
      one(rt);
      last()->type2 = at;
      break;
    case Form::Len: {
      Reg z = tmp(rt);
      insv(Op::Clz, {z}, args, at);
      results.push_back(val(Op::Sub, rt, {constInt(rt, sizeOf(at) * 8), z}, rt));
      break;
    }
    case Form::Multi: {
      Reg a = tmp(rt), b = tmp(m.canon(rs[1]->type));
      insv(entry->op, {a, b}, args, at);
      results = {a, b};
      break;
    }
    case Form::Load:
      one(rt);
      break;
    case Form::Store:
      insv(entry->op, {}, args, fn->paramTypes[1]);
      break;
    case Form::Rmw:
    case Form::Cas:
      one(fn->paramTypes[1]);
      break;
    case Form::Caller:
      one(rt);
      break;
    case Form::Keep:
      break;
  }
  return true;
}

}  // namespace gvm::lower
