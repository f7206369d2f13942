// This file has the small functions over trees: names of kinds and tokens, first and last positions.
#include "compiler/syntax/ast.h"

namespace gvm::syntax {

std::string_view nodeKindName(NodeKind k) {
  static constexpr std::string_view kNames[] = {
#define GVM_NODE(name, doc) #name,
#include "compiler/syntax/nodes.def"
#undef GVM_NODE
  };
  return kNames[static_cast<size_t>(k)];
}

std::string_view tokenText(Token t) {
  static constexpr std::string_view kTexts[] = {
#define GVM_TOKEN(name, text) text,
#include "compiler/syntax/tokens.def"
#undef GVM_TOKEN
  };
  return kTexts[static_cast<size_t>(t)];
}

namespace {
constexpr std::string_view kOperatorTexts[] = {
#define GVM_OPERATOR(name, text, prec) text,
#include "compiler/syntax/operators.def"
#undef GVM_OPERATOR
};
constexpr int kOperatorPrecs[] = {
#define GVM_OPERATOR(name, text, prec) prec,
#include "compiler/syntax/operators.def"
#undef GVM_OPERATOR
};
}  // namespace

std::string_view operatorText(Operator op) { return kOperatorTexts[static_cast<size_t>(op)]; }
int operatorPrec(Operator op) { return kOperatorPrecs[static_cast<size_t>(op)]; }

Expr* unparen(Expr* x) {
  while (x && x->kind == NodeKind::ParenExpr) x = static_cast<ParenExpr*>(x)->x;
  return x;
}

// Slice expressions and expression statements stay at their pos, as gc reports them there.
Pos startPos(const Node* n) {
  for (;;) {
    const Node* m = nullptr;
    switch (n->kind) {
      case NodeKind::File: return static_cast<const File*>(n)->file->base();
      case NodeKind::CompositeLit: m = static_cast<const CompositeLit*>(n)->typ; break;
      case NodeKind::KeyValueExpr: m = static_cast<const KeyValueExpr*>(n)->key; break;
      case NodeKind::SelectorExpr: m = static_cast<const SelectorExpr*>(n)->x; break;
      case NodeKind::IndexExpr: m = static_cast<const IndexExpr*>(n)->x; break;
      case NodeKind::TypeAssertExpr: m = static_cast<const TypeAssertExpr*>(n)->x; break;
      case NodeKind::TypeSwitchGuard: {
        auto* g = static_cast<const TypeSwitchGuard*>(n);
        m = g->lhs ? static_cast<const Node*>(g->lhs) : g->x;
        break;
      }
      case NodeKind::BinaryExpr: m = static_cast<const BinaryExpr*>(n)->x; break;
      case NodeKind::CallExpr: m = static_cast<const CallExpr*>(n)->fun; break;
      case NodeKind::ListExpr: {
        auto* l = static_cast<const ListExpr*>(n);
        if (!l->elems.empty()) m = l->elems[0];
        break;
      }
      case NodeKind::SliceExpr: m = static_cast<const SliceExpr*>(n)->x; break;
      case NodeKind::LabeledStmt: m = static_cast<const LabeledStmt*>(n)->label; break;
      case NodeKind::SendStmt: m = static_cast<const SendStmt*>(n)->chan; break;
      case NodeKind::IncDecStmt: m = static_cast<const IncDecStmt*>(n)->x; break;
      case NodeKind::AssignStmt: m = static_cast<const AssignStmt*>(n)->lhs[0]; break;
      default: break;
    }
    if (m == nullptr) return n->pos;
    n = m;
  }
}

namespace {
template <class T>
const Node* lastOf(List<T*> l) {
  return l.empty() ? nullptr : l.back();
}
const Node* firstOf(std::initializer_list<const Node*> l) {
  for (const Node* n : l) {
    if (n) return n;
  }
  return nullptr;
}
}  // namespace

Pos endPos(const Node* n) {
  for (;;) {
    const Node* m = nullptr;
#define GVM_N(T) static_cast<const T*>(n)
    switch (n->kind) {
      case NodeKind::File: return GVM_N(File)->eof;
      case NodeKind::ImportDecl: m = GVM_N(ImportDecl)->path; break;
      case NodeKind::ConstDecl:
        m = firstOf({lastOf(GVM_N(ConstDecl)->values), GVM_N(ConstDecl)->typ, lastOf(GVM_N(ConstDecl)->names)});
        break;
      case NodeKind::VarDecl:
        m = firstOf({lastOf(GVM_N(VarDecl)->values), GVM_N(VarDecl)->typ, lastOf(GVM_N(VarDecl)->names)});
        break;
      case NodeKind::TypeDecl: m = GVM_N(TypeDecl)->typ; break;
      case NodeKind::FuncDecl:
        if (GVM_N(FuncDecl)->hasBody) return GVM_N(FuncDecl)->bodyEnd;
        m = GVM_N(FuncDecl)->sig;
        break;
      case NodeKind::Ident: return n->pos + static_cast<Pos>(GVM_N(Ident)->name.size());
      case NodeKind::BasicLit: return n->pos + static_cast<Pos>(GVM_N(BasicLit)->text.size());
      case NodeKind::CompositeLit: return GVM_N(CompositeLit)->rbrace;
      case NodeKind::KeyValueExpr: m = GVM_N(KeyValueExpr)->val; break;
      case NodeKind::FuncLit: m = GVM_N(FuncLit)->body; break;
      case NodeKind::ParenExpr: m = GVM_N(ParenExpr)->x; break;
      case NodeKind::SelectorExpr: m = GVM_N(SelectorExpr)->sel; break;
      case NodeKind::IndexExpr: m = lastOf(GVM_N(IndexExpr)->indices); break;
      case NodeKind::SliceExpr: {
        auto* s = GVM_N(SliceExpr);
        m = firstOf({s->index[2], s->index[1], s->index[0], s->x});
        break;
      }
      case NodeKind::TypeAssertExpr: m = GVM_N(TypeAssertExpr)->typ; break;
      case NodeKind::TypeSwitchGuard: m = GVM_N(TypeSwitchGuard)->x; break;
      case NodeKind::StarExpr: m = GVM_N(StarExpr)->x; break;
      case NodeKind::UnaryExpr: m = GVM_N(UnaryExpr)->x; break;
      case NodeKind::BinaryExpr: m = GVM_N(BinaryExpr)->y; break;
      case NodeKind::CallExpr: m = firstOf({lastOf(GVM_N(CallExpr)->args), GVM_N(CallExpr)->fun}); break;
      case NodeKind::ListExpr: m = lastOf(GVM_N(ListExpr)->elems); break;
      case NodeKind::ArrayType: m = GVM_N(ArrayType)->elem; break;
      case NodeKind::SliceType: m = GVM_N(SliceType)->elem; break;
      case NodeKind::DotsType: m = GVM_N(DotsType)->elem; break;
      case NodeKind::MapType: m = GVM_N(MapType)->val; break;
      case NodeKind::ChanType: m = GVM_N(ChanType)->elem; break;
      case NodeKind::StructType: m = lastOf(GVM_N(StructType)->fields); break;
      case NodeKind::InterfaceType: m = lastOf(GVM_N(InterfaceType)->methods); break;
      case NodeKind::FuncType: m = firstOf({lastOf(GVM_N(FuncType)->results), lastOf(GVM_N(FuncType)->params)}); break;
      case NodeKind::Field: m = firstOf({GVM_N(Field)->typ, GVM_N(Field)->name}); break;
      case NodeKind::LabeledStmt: m = GVM_N(LabeledStmt)->stmt; break;
      case NodeKind::BlockStmt: return GVM_N(BlockStmt)->rbrace;
      case NodeKind::ExprStmt: m = GVM_N(ExprStmt)->x; break;
      case NodeKind::SendStmt: m = GVM_N(SendStmt)->val; break;
      case NodeKind::IncDecStmt: return endPos(GVM_N(IncDecStmt)->x) + 2;
      case NodeKind::DeclStmt: m = lastOf(GVM_N(DeclStmt)->decls); break;
      case NodeKind::AssignStmt: m = lastOf(GVM_N(AssignStmt)->rhs); break;
      case NodeKind::BranchStmt: m = GVM_N(BranchStmt)->label; break;
      case NodeKind::CallStmt: m = GVM_N(CallStmt)->call; break;
      case NodeKind::ReturnStmt: m = lastOf(GVM_N(ReturnStmt)->results); break;
      case NodeKind::IfStmt: m = firstOf({GVM_N(IfStmt)->els, GVM_N(IfStmt)->then}); break;
      case NodeKind::ForStmt: m = GVM_N(ForStmt)->body; break;
      case NodeKind::RangeStmt: m = GVM_N(RangeStmt)->body; break;
      case NodeKind::SwitchStmt: return GVM_N(SwitchStmt)->rbrace;
      case NodeKind::TypeSwitchStmt: return GVM_N(TypeSwitchStmt)->rbrace;
      case NodeKind::SelectStmt: return GVM_N(SelectStmt)->rbrace;
      case NodeKind::CaseClause:
        m = lastOf(GVM_N(CaseClause)->body);
        if (m == nullptr) return GVM_N(CaseClause)->colon;
        break;
      case NodeKind::CommClause:
        m = lastOf(GVM_N(CommClause)->body);
        if (m == nullptr) return GVM_N(CommClause)->colon;
        break;
      default: break;
    }
#undef GVM_N
    if (m == nullptr) return n->pos;
    n = m;
  }
}

}  // namespace gvm::syntax
