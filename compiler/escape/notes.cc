// This file words the decisions of inlining and escape analysis as gc does for -gcflags=-m, one line for each, at the position
// of the function, call, variable or expression. Code that was inlined is reported where the outermost call stands.
#include "compiler/escape/notes.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "compiler/syntax/ast.h"
#include "compiler/types/object.h"

namespace gvm::escape {

using namespace lower;

namespace {

struct Line {
  uint32_t pos;
  uint32_t order;  // as found
  std::string text;
};

class Writer {
 public:
  Writer(const NoteOptions& o, const InlineReport& in, const EscapeReport& esc) : o_(o), in_(in), esc_(esc) {}

  std::string run() {
    bodies();
    flush();
    for (const InlineReport::Call& c : in_.calls)
      if (mine(c.caller) && !c.callee->wrapper) {
        add(c.pos, "inlining call to " + nameOf(*c.callee));
        inlined_.insert(c.pos);
      }
    flush();
    for (const EscapeReport::Param& p : esc_.params)
      if (mine(p.fn)) param(p);
    for (const EscapeReport::Moved& v : esc_.moved)
      if (mine(v.fn)) moved(v);
    for (const EscapeReport::Alloc& a : esc_.allocs)
      if (mine(a.fn)) allocation(a);
    flush();
    return std::move(out_);
  }

 private:
  bool mine(const Function* f) const {
    while (f->outer) f = f->outer;
    return f->pkg == o_.pkg && !f->wrapper;
  }

  void add(uint32_t pos, std::string text) {
    if (pos) lines_.push_back({pos, static_cast<uint32_t>(lines_.size()), std::move(text)});
  }

  // Lines so far in order of position; what is said twice of one place is printed once.
  void flush() {
    std::sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) { return std::tie(a.pos, a.order) < std::tie(b.pos, b.order); });
    std::set<std::pair<uint32_t, std::string_view>> seen;
    for (const Line& l : lines_)
      if (seen.insert({l.pos, l.text}).second) out_ += o_.files->format(l.pos) + ": " + l.text + "\n";
    lines_.clear();
  }

  // F, T.M, (*T).M, F.func1; with the package's name before it when it is another's.
  std::string nameOf(const Function& f) const {
    std::string s(f.symbol);
    if (!f.pkg) return s;
    std::string path = std::string(f.pkg->path) + ".";
    if (!s.starts_with(path)) return s;
    s.erase(0, path.size());
    if (f.pkg == o_.pkg) return s;
    return std::string(f.pkg->name) + "." + s;
  }
  // gc names a method's place by the parenthesis before its receiver.
  static uint32_t posOf(const Function& f) {
    auto* d = syntax::as<syntax::FuncDecl>(f.decl);
    if (!d || !d->recv) return f.pos;
    const syntax::Node* first = d->recv->name ? static_cast<const syntax::Node*>(d->recv->name) : d->recv->typ;
    return first->pos - 1;
  }
  std::string typeText(types::Type* t) const { return types::typeString(t, types::Qualify::Name, o_.pkg); }

  void bodies() {
    for (const InlineReport::Body& b : in_.bodies) {
      if (!mine(b.fn) || !b.fn->decl || b.fn->rangeBody) continue;
      if (b.why.empty() && b.price <= kInlineBudget) {
        std::string text = "can inline " + nameOf(*b.fn);
        if (o_.level > 1) text += " with cost " + std::to_string(b.price) + " as: " + bodyText(*b.fn);
        add(posOf(*b.fn), text);
      } else if (o_.level > 1) {
        std::string why = b.why.empty() ? "function too complex: cost " + std::to_string(b.price) + " exceeds budget " + std::to_string(kInlineBudget)
                                        : std::string(b.why);
        add(posOf(*b.fn), "cannot inline " + nameOf(*b.fn) + ": " + why);
      }
    }
  }

  // Signature and body in one line; bodies of more than one plain statement are left out.
  std::string bodyText(const Function& f) const {
    std::string s = f.sig ? typeText(f.sig) : "func()";
    if (auto* o = f.object; o && f.paramTypes.size() == types::underAs<types::Signature>(f.sig)->params->vars.size() + 1)
      s = "method(" + typeText(f.paramTypes[0]) + ") " + s;
    const syntax::BlockStmt* body = nullptr;
    if (auto* d = syntax::as<syntax::FuncDecl>(f.decl)) body = d->body;
    if (auto* l = syntax::as<syntax::FuncLit>(f.decl)) body = l->body;
    if (!body || body->list.size() == 0) return s + " {  }";
    if (body->list.size() == 1) {
      const syntax::Stmt* st = body->list[0];
      if (auto* r = syntax::as<syntax::ReturnStmt>(st)) {
        std::string list;
        for (syntax::Expr* e : r->results) list += (list.empty() ? " " : ", ") + syntax::exprString(e);
        return s + " { return" + list + " }";
      }
      if (auto* e = syntax::as<syntax::ExprStmt>(st)) return s + " { " + syntax::exprString(e->x) + " }";
    }
    return s + " { ... }";
  }

  std::string resultName(const Function& f, int k) const {
    if (auto* s = f.sig ? types::underAs<types::Signature>(f.sig) : nullptr; s && static_cast<size_t>(k) < s->results->vars.size()) {
      std::string_view n = s->results->vars[static_cast<size_t>(k)]->name;
      if (!n.empty() && n != "_") return std::string(n);
    }
    return "~r" + std::to_string(k);
  }

  void param(const EscapeReport::Param& p) {
    const RegInfo& r = p.fn->regs[p.fn->params[p.index]];
    if (r.name.empty() || !r.pos || p.fn->rangeBody) return;
    std::string name(r.name);
    const ParamFlow& f = p.flow;
    if (p.moved) return add(r.pos, "moved to heap: " + name);
    if (f.none()) return add(r.pos, name + " does not escape");
    if (f.heap >= 0) add(r.pos, (f.heap == 0 ? "leaking param: " : "leaking param content: ") + name);
    for (int k = 0; k < ParamFlow::kMaxResults; k++)
      if (f.result[k] >= 0 && (f.heap < 0 || f.result[k] < f.heap))
        add(r.pos, "leaking param: " + name + " to result " + resultName(*p.fn, k) + " level=" + std::to_string(f.result[k]));
  }

  uint32_t outermost(const Function& f, const Instr& i) const {
    uint32_t pos = i.pos;
    for (uint32_t n = i.inl; n; n = f.inlines[n].parent) pos = f.inlines[n].callPos;
    return pos;
  }

  void moved(const EscapeReport::Moved& v) {
    if (v.var->kind == Var::Param || v.fn->rangeBody) return;  // the parameter's own line says it
    add(v.decl && v.decl->inl ? outermost(*v.fn, *v.decl) : v.var->pos, "moved to heap: " + std::string(v.var->name));
  }

  static bool isStringConversion(Op o) {
    return o == Op::StrFromBytes || o == Op::StrFromRunes || o == Op::StrFromRune || o == Op::BytesFromStr || o == Op::RunesFromStr;
  }

  void allocation(const EscapeReport::Alloc& a) {
    const Instr& i = *a.instr;
    if (i.has(kImplicit)) return;
    std::string what = subject(*a.fn, i);
    if (what.empty()) return;
    const syntax::Node* at = i.expr;
    // Conversions between strings and slices stand at their operand.
    if (auto* c = syntax::as<syntax::CallExpr>(at); c && isStringConversion(i.op) && c->args.size() == 1) at = c->args[0];
    uint32_t pos = i.inl || i.op == Op::Append || i.op == Op::AppendSlice || i.op == Op::New || !i.expr ? outermost(*a.fn, i) : at->pos;
    add(pos, what + (a.heap ? " escapes to heap" : " does not escape"));
  }

  // What an allocation makes, as the source writes it.
  std::string subject(const Function& f, const Instr& i) const {
    if (i.has(kVariadic)) return "... argument";
    const syntax::Node* e = i.expr;
    switch (i.op) {
      case Op::FuncAddr: return "func literal";
      case Op::MakeClosure:
        if (i.aux.fn->isFuncLit) return "func literal";
        if (e && e->kind == syntax::NodeKind::CallExpr) return {};  // what go and defer wrap around a call
        break;
      case Op::MakeIface:
        if (std::string k = constantText(f, i.use(0), i.type2); !k.empty()) return k;
        break;
      case Op::MakeSlice: {
        auto* c = e ? syntax::as<syntax::CallExpr>(e) : nullptr;
        if (!c || c->args.size() < 2) break;
        std::string text = "make(" + syntax::exprString(c->args[0]);
        for (uint32_t k = 1; k < c->args.size(); k++) {
          int64_t n;
          text += ", " + (known(f, i.use(static_cast<int>(k) - 1), n) ? std::to_string(n) : syntax::exprString(c->args[k]));
        }
        return text + ")";
      }
      case Op::Append: case Op::AppendSlice: return "append";
      case Op::StrFromBytes: case Op::StrFromRunes: case Op::StrFromRune: return conversion(e);
      case Op::BytesFromStr: case Op::RunesFromStr: return conversion(e);
      default: break;
    }
    if (!e) return {};
    while (auto* p = syntax::as<syntax::ParenExpr>(e)) e = p->x;
    if (auto* u = syntax::as<syntax::UnaryExpr>(e); u && u->op == syntax::Operator::And)
      if (auto* lit = syntax::as<syntax::CompositeLit>(syntax::unparen(u->x))) return "&" + literal(*lit);
    if (auto* lit = syntax::as<syntax::CompositeLit>(e)) {
      // &T{...} with an elided &T.
      if (i.op == Op::New && i.type2 == lit->type) return "&" + literal(*lit);
      return literal(*lit);
    }
    if (auto* c = syntax::as<syntax::CallExpr>(e); c && i.op == Op::MakeIface && inlined_.contains(c->pos)) return "~r0";
    return syntax::exprString(e);
  }

  std::string literal(const syntax::CompositeLit& lit) const { return typeText(lit.type) + (lit.elems.size() == 0 ? "{}" : "{...}"); }

  // The only definition of r, behind copies.
  static const Instr* definition(const Function& f, Reg r) {
    for (int k = 0; k < 8 && r != kNoReg; k++) {
      const Instr* d = nullptr;
      for (const Block* b : f.blocks)
        for (const Instr* i : b->instrs)
          for (Reg x : i->defs())
            if (x == r) {
              if (d) return nullptr;
              d = i;
            }
      if (!d || d->op != Op::Copy) return d;
      r = d->use(0);
    }
    return nullptr;
  }
  static bool known(const Function& f, Reg r, int64_t& k) {
    const Instr* d = r == kNoReg ? nullptr : definition(f, r);
    if (!d || d->op != Op::Const) return false;
    k = d->imm;
    return true;
  }
  // A constant of type t as gc writes it: with its type when that is not the default one.
  std::string constantText(const Function& f, Reg r, types::Type* t) const {
    const Instr* d = definition(f, r);
    if (!d) return {};
    rt::Kind kind = kindOf(t);
    std::string text;
    if (d->op == Op::ConstStr) text = "\"" + std::string(*d->aux.str) + "\"";
    else if (d->op == Op::Const && kind == rt::Kind::Bool) text = d->imm ? "true" : "false";
    else if (d->op == Op::Const && rt::kindIsInteger(kind)) text = rt::kindIsSigned(kind) ? std::to_string(d->imm) : std::to_string(static_cast<uint64_t>(d->imm));
    else return {};
    bool plain = !types::as<types::Named>(t) && (kind == rt::Kind::Int || kind == rt::Kind::String || kind == rt::Kind::Bool);
    return plain ? text : typeText(t) + "(" + text + ")";
  }

  static std::string conversion(const syntax::Node* e) {
    auto* c = e ? syntax::as<syntax::CallExpr>(e) : nullptr;
    if (!c || c->args.size() != 1) return e ? syntax::exprString(e) : std::string();
    std::string t = syntax::exprString(c->fun);
    if (t.starts_with("[") || t.starts_with("*")) t = "(" + t + ")";
    return t + "(" + syntax::exprString(c->args[0]) + ")";
  }

  const NoteOptions& o_;
  const InlineReport& in_;
  const EscapeReport& esc_;
  std::vector<Line> lines_;
  std::set<uint32_t> inlined_;  // positions of calls that were inlined
  std::string out_;
};

}  // namespace

std::string notes(const NoteOptions& options, const InlineReport& inlined, const EscapeReport& escapes) {
  return Writer(options, inlined, escapes).run();
}

}  // namespace gvm::escape
