// This file visits the children of a node, for passes that do not care about most kinds.
#pragma once
#include "compiler/syntax/ast.h"

namespace gvm::syntax {

// Calls f(role, child) for each child of n in source order, nil children left out. role names the child's place ("x",
// "body"...). A type that
// several fields share is visited once for each of them.
template <class F>
void forEachChild(Node* n, F f) {
  auto one = [&](const char* role, Node* c) {
    if (c) f(role, c);
  };
  auto all = [&](const char* role, auto list) {
    for (auto* c : list) f(role, static_cast<Node*>(c));
  };
  auto fields = [&](const char* role, List<Field*> list) {
    for (Field* c : list) f(role, static_cast<Node*>(c));
  };
#define GVM_CASE(T)          \
  case NodeKind::T: {        \
    auto* x = static_cast<T*>(n);
#define GVM_END \
  return;       \
  }
  switch (n->kind) {
    GVM_CASE(File) one("package", x->pkgName), all("decl", x->decls); GVM_END
    GVM_CASE(ImportDecl) one("name", x->name), one("path", x->path); GVM_END
    GVM_CASE(ConstDecl) all("name", x->names), one("type", x->typ), all("value", x->values); GVM_END
    GVM_CASE(TypeDecl) one("name", x->name), fields("tparam", x->tparams), one("type", x->typ); GVM_END
    GVM_CASE(VarDecl) all("name", x->names), one("type", x->typ), all("value", x->values); GVM_END
    GVM_CASE(FuncDecl)
      one("recv", x->recv), one("name", x->name), fields("tparam", x->tparams), one("sig", x->sig), one("body", x->body);
    GVM_END
    GVM_CASE(CompositeLit) one("type", x->typ), all("elem", x->elems); GVM_END
    GVM_CASE(KeyValueExpr) one("key", x->key), one("value", x->val); GVM_END
    GVM_CASE(FuncLit) one("sig", x->sig), one("body", x->body); GVM_END
    GVM_CASE(ParenExpr) one("x", x->x); GVM_END
    GVM_CASE(SelectorExpr) one("x", x->x), one("sel", x->sel); GVM_END
    GVM_CASE(IndexExpr) one("x", x->x), all("index", x->indices); GVM_END
    GVM_CASE(SliceExpr)
      one("x", x->x), one("lo", x->index[0]), one("hi", x->index[1]), one("max", x->index[2]);
    GVM_END
    GVM_CASE(TypeAssertExpr) one("x", x->x), one("type", x->typ); GVM_END
    GVM_CASE(TypeSwitchGuard) one("lhs", x->lhs), one("x", x->x); GVM_END
    GVM_CASE(StarExpr) one("x", x->x); GVM_END
    GVM_CASE(UnaryExpr) one("x", x->x); GVM_END
    GVM_CASE(BinaryExpr) one("x", x->x), one("y", x->y); GVM_END
    GVM_CASE(CallExpr) one("fun", x->fun), all("arg", x->args); GVM_END
    GVM_CASE(ListExpr) all("elem", x->elems); GVM_END
    GVM_CASE(ArrayType) one("len", x->len), one("elem", x->elem); GVM_END
    GVM_CASE(SliceType) one("elem", x->elem); GVM_END
    GVM_CASE(DotsType) one("elem", x->elem); GVM_END
    GVM_CASE(StructType) fields("field", x->fields); GVM_END
    GVM_CASE(FuncType) fields("param", x->params), fields("result", x->results); GVM_END
    GVM_CASE(InterfaceType) fields("method", x->methods); GVM_END
    GVM_CASE(MapType) one("key", x->key), one("value", x->val); GVM_END
    GVM_CASE(ChanType) one("elem", x->elem); GVM_END
    GVM_CASE(Field) one("name", x->name), one("type", x->typ), one("tag", x->tag); GVM_END
    GVM_CASE(DeclStmt) all("decl", x->decls); GVM_END
    GVM_CASE(LabeledStmt) one("label", x->label), one("stmt", x->stmt); GVM_END
    GVM_CASE(ExprStmt) one("x", x->x); GVM_END
    GVM_CASE(SendStmt) one("chan", x->chan), one("value", x->val); GVM_END
    GVM_CASE(IncDecStmt) one("x", x->x); GVM_END
    GVM_CASE(AssignStmt) all("lhs", x->lhs), all("rhs", x->rhs); GVM_END
    GVM_CASE(BranchStmt) one("label", x->label); GVM_END
    GVM_CASE(CallStmt) one("call", x->call); GVM_END
    GVM_CASE(ReturnStmt) all("result", x->results); GVM_END
    GVM_CASE(BlockStmt) all("stmt", x->list); GVM_END
    GVM_CASE(IfStmt) one("init", x->init), one("cond", x->cond), one("then", x->then), one("else", x->els); GVM_END
    GVM_CASE(ForStmt) one("init", x->init), one("cond", x->cond), one("post", x->post), one("body", x->body); GVM_END
    GVM_CASE(RangeStmt) all("lhs", x->lhs), one("x", x->x), one("body", x->body); GVM_END
    GVM_CASE(CaseClause) all("case", x->cases), all("stmt", x->body); GVM_END
    GVM_CASE(SwitchStmt) one("init", x->init), one("tag", x->tag), all("clause", x->body); GVM_END
    GVM_CASE(TypeSwitchStmt) one("init", x->init), one("guard", x->guard), all("clause", x->body); GVM_END
    GVM_CASE(CommClause) one("comm", x->comm), all("stmt", x->body); GVM_END
    GVM_CASE(SelectStmt) all("clause", x->body); GVM_END
    case NodeKind::BadExpr: case NodeKind::Ident: case NodeKind::BasicLit: case NodeKind::EmptyStmt: return;
  }
#undef GVM_CASE
#undef GVM_END
}

}  // namespace gvm::syntax
