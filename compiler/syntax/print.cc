// This file prints expressions and simple statements on one line, as gc shows them in messages: bodies of functions and
// elements of composite literals are abbreviated to an ellipsis.
#include "compiler/syntax/ast.h"

#include <fmt/format.h>

namespace gvm::syntax {

namespace {

constexpr std::string_view kEllipsis = "\u2026";

class Printer {
 public:
  void node(const Node* n);
  std::string out;

 private:
  template <class T>
  void commaList(List<T*> l) {
    for (uint32_t i = 0; i < l.size(); i++) {
      if (i) out += ", ";
      node(l[i]);
    }
  }
  void fields(List<Field*> l);
  void params(List<Field*> l);
  void signature(const FuncType* t);
};

void Printer::params(List<Field*> l) {
  out += '(';
  for (uint32_t i = 0; i < l.size(); i++) {
    if (i) out += ", ";
    const Field* f = l[i];
    if (f->name) {
      node(f->name);
      if (i + 1 < l.size() && l[i + 1]->name && l[i + 1]->typ == f->typ) continue;
      out += ' ';
    }
    node(f->typ);
  }
  out += ')';
}

void Printer::signature(const FuncType* t) {
  params(t->params);
  if (t->results.empty()) return;
  out += ' ';
  if (t->results.size() == 1 && t->results[0]->name == nullptr) {
    node(t->results[0]->typ);
  } else {
    params(t->results);
  }
}

// Struct fields, with those declared together printed together.
void Printer::fields(List<Field*> l) {
  for (uint32_t i = 0; i < l.size();) {
    if (i) out += "; ";
    uint32_t j = i + 1;
    if (l[i]->name) {
      while (j < l.size() && l[j]->name && l[j]->typ == l[i]->typ) j++;
      for (uint32_t k = i; k < j; k++) {
        if (k > i) out += ", ";
        node(l[k]->name);
      }
      out += ' ';
    }
    node(l[i]->typ);
    if (l[i]->tag) {
      out += ' ';
      node(l[i]->tag);
    }
    i = j;
  }
}

void Printer::node(const Node* n) {
  if (n == nullptr) return;
#define GVM_N(T) auto* x = static_cast<const T*>(n)
  switch (n->kind) {
    case NodeKind::BadExpr: out += "<bad expr>"; return;
    case NodeKind::Ident: out += static_cast<const Ident*>(n)->name; return;
    case NodeKind::BasicLit: out += static_cast<const BasicLit*>(n)->text; return;
    case NodeKind::FuncLit: {
      GVM_N(FuncLit);
      node(x->sig);
      out += " {";
      if (x->body && !x->body->list.empty()) out += kEllipsis;
      out += '}';
      return;
    }
    case NodeKind::CompositeLit: {
      GVM_N(CompositeLit);
      node(x->typ);
      out += '{';
      if (!x->elems.empty()) out += kEllipsis;
      out += '}';
      return;
    }
    case NodeKind::KeyValueExpr: {
      GVM_N(KeyValueExpr);
      node(x->key);
      out += ": ";
      node(x->val);
      return;
    }
    case NodeKind::ParenExpr: {
      GVM_N(ParenExpr);
      out += '(';
      node(x->x);
      out += ')';
      return;
    }
    case NodeKind::SelectorExpr: {
      GVM_N(SelectorExpr);
      node(x->x);
      out += '.';
      node(x->sel);
      return;
    }
    case NodeKind::IndexExpr: {
      GVM_N(IndexExpr);
      node(x->x);
      out += '[';
      commaList(x->indices);
      out += ']';
      return;
    }
    case NodeKind::SliceExpr: {
      GVM_N(SliceExpr);
      node(x->x);
      out += '[';
      node(x->index[0]);
      out += ':';
      node(x->index[1]);
      if (x->index[2]) {
        out += ':';
        node(x->index[2]);
      }
      out += ']';
      return;
    }
    case NodeKind::TypeAssertExpr: {
      GVM_N(TypeAssertExpr);
      node(x->x);
      out += ".(";
      node(x->typ);
      out += ')';
      return;
    }
    case NodeKind::TypeSwitchGuard: {
      GVM_N(TypeSwitchGuard);
      if (x->lhs) {
        node(x->lhs);
        out += " := ";
      }
      node(x->x);
      out += ".(type)";
      return;
    }
    case NodeKind::StarExpr:
      out += '*';
      return node(static_cast<const StarExpr*>(n)->x);
    case NodeKind::UnaryExpr: {
      GVM_N(UnaryExpr);
      out += operatorText(x->op);
      return node(x->x);
    }
    case NodeKind::BinaryExpr: {
      GVM_N(BinaryExpr);
      node(x->x);
      out += fmt::format(" {} ", operatorText(x->op));
      return node(x->y);
    }
    case NodeKind::CallExpr: {
      GVM_N(CallExpr);
      node(x->fun);
      out += '(';
      commaList(x->args);
      if (x->hasDots) out += "...";
      out += ')';
      return;
    }
    case NodeKind::ListExpr: return commaList(static_cast<const ListExpr*>(n)->elems);
    case NodeKind::ArrayType: {
      GVM_N(ArrayType);
      out += '[';
      if (x->len) {
        node(x->len);
      } else {
        out += "...";
      }
      out += ']';
      return node(x->elem);
    }
    case NodeKind::SliceType:
      out += "[]";
      return node(static_cast<const SliceType*>(n)->elem);
    case NodeKind::DotsType:
      out += "...";
      return node(static_cast<const DotsType*>(n)->elem);
    case NodeKind::StructType:
      out += "struct{";
      fields(static_cast<const StructType*>(n)->fields);
      out += '}';
      return;
    case NodeKind::FuncType:
      out += "func";
      return signature(static_cast<const FuncType*>(n));
    case NodeKind::InterfaceType: {
      GVM_N(InterfaceType);
      out += "interface{";
      for (uint32_t i = 0; i < x->methods.size(); i++) {
        if (i) out += "; ";
        const Field* f = x->methods[i];
        auto* sig = as<FuncType>(f->typ);
        if (f->name && sig) {
          node(f->name);
          signature(sig);
        } else {
          node(f->typ);
        }
      }
      out += '}';
      return;
    }
    case NodeKind::MapType: {
      GVM_N(MapType);
      out += "map[";
      node(x->key);
      out += ']';
      return node(x->val);
    }
    case NodeKind::ChanType: {
      GVM_N(ChanType);
      if (x->dir == ChanDir::RecvOnly) out += "<-";
      out += "chan";
      if (x->dir == ChanDir::SendOnly) out += "<-";
      out += ' ';
      auto* e = as<ChanType>(x->elem);
      bool parens = x->dir == ChanDir::Both && e && e->dir == ChanDir::RecvOnly;
      if (parens) out += '(';
      node(x->elem);
      if (parens) out += ')';
      return;
    }
    case NodeKind::Field: {
      GVM_N(Field);
      if (x->name) {
        node(x->name);
        out += ' ';
      }
      return node(x->typ);
    }
    case NodeKind::ExprStmt: return node(static_cast<const ExprStmt*>(n)->x);
    case NodeKind::SendStmt: {
      GVM_N(SendStmt);
      node(x->chan);
      out += " <- ";
      return node(x->val);
    }
    case NodeKind::IncDecStmt: {
      GVM_N(IncDecStmt);
      node(x->x);
      out += fmt::format("{0}{0}", operatorText(x->op));
      return;
    }
    case NodeKind::AssignStmt: {
      GVM_N(AssignStmt);
      commaList(x->lhs);
      out += fmt::format(" {}= ", x->define ? ":" : operatorText(x->op));
      return commaList(x->rhs);
    }
    case NodeKind::RangeStmt: {
      GVM_N(RangeStmt);
      if (!x->lhs.empty()) {
        commaList(x->lhs);
        out += x->define ? " := " : " = ";
      }
      out += "range ";
      return node(x->x);
    }
    default:
      out += nodeKindName(n->kind);
  }
#undef GVM_N
}

}  // namespace

std::string exprString(const Node* x) {
  Printer p;
  p.node(x);
  return std::move(p.out);
}

}  // namespace gvm::syntax
