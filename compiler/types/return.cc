// This file finds out whether a statement is terminating, as the specification defines it: a function with results must
// end in one.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

static bool hasBreakList(List<Stmt*> list, Name label, bool implicit);

// Whether s has a break that refers to the statement labelled `label`, or (implicit) to the unlabelled enclosing one.
static bool hasBreak(Stmt* s, Name label, bool implicit) {
  switch (s->kind) {
    case NodeKind::LabeledStmt: return hasBreak(static_cast<LabeledStmt*>(s)->stmt, label, implicit);
    case NodeKind::BranchStmt: {
      auto* b = static_cast<BranchStmt*>(s);
      if (b->tok != Token::Break) return false;
      return b->label ? b->label->name == label : implicit;
    }
    case NodeKind::BlockStmt: return hasBreakList(static_cast<BlockStmt*>(s)->list, label, implicit);
    case NodeKind::IfStmt: {
      auto* i = static_cast<IfStmt*>(s);
      return hasBreak(i->then, label, implicit) || (i->els && hasBreak(i->els, label, implicit));
    }
    // Inside these only a labelled break gets out.
    case NodeKind::SwitchStmt:
      if (!label.empty())
        for (CaseClause* c : static_cast<SwitchStmt*>(s)->body)
          if (hasBreakList(c->body, label, false)) return true;
      return false;
    case NodeKind::TypeSwitchStmt:
      if (!label.empty())
        for (CaseClause* c : static_cast<TypeSwitchStmt*>(s)->body)
          if (hasBreakList(c->body, label, false)) return true;
      return false;
    case NodeKind::SelectStmt:
      if (!label.empty())
        for (CommClause* c : static_cast<SelectStmt*>(s)->body)
          if (hasBreakList(c->body, label, false)) return true;
      return false;
    case NodeKind::ForStmt: return !label.empty() && hasBreak(static_cast<ForStmt*>(s)->body, label, false);
    case NodeKind::RangeStmt: return !label.empty() && hasBreak(static_cast<RangeStmt*>(s)->body, label, false);
    default: return false;
  }
}

static bool hasBreakList(List<Stmt*> list, Name label, bool implicit) {
  for (Stmt* s : list)
    if (hasBreak(s, label, implicit)) return true;
  return false;
}

static bool terminatingSwitch(Checker* c, List<CaseClause*> body, Name label) {
  bool hasDefault = false;
  for (CaseClause* cl : body) {
    hasDefault = hasDefault || cl->isDefault;
    if (!c->isTerminatingList(cl->body, Name()) || hasBreakList(cl->body, label, true)) return false;
  }
  return hasDefault;
}

bool Checker::isTerminating(Stmt* s, Name label) {
  switch (s->kind) {
    case NodeKind::LabeledStmt: {
      auto* l = static_cast<LabeledStmt*>(s);
      return isTerminating(l->stmt, l->label->name);
    }
    case NodeKind::ExprStmt: {
      Expr* x = unparen(static_cast<ExprStmt*>(s)->x);
      return x->kind == NodeKind::CallExpr && (x->flags & kPanicCall);
    }
    case NodeKind::ReturnStmt: return true;
    case NodeKind::BranchStmt: {
      Token t = static_cast<BranchStmt*>(s)->tok;
      return t == Token::Goto || t == Token::Fallthrough;
    }
    case NodeKind::BlockStmt: return isTerminatingList(static_cast<BlockStmt*>(s)->list, Name());
    case NodeKind::IfStmt: {
      auto* i = static_cast<IfStmt*>(s);
      return i->els && isTerminating(i->then, Name()) && isTerminating(i->els, Name());
    }
    case NodeKind::SwitchStmt: return terminatingSwitch(this, static_cast<SwitchStmt*>(s)->body, label);
    case NodeKind::TypeSwitchStmt: return terminatingSwitch(this, static_cast<TypeSwitchStmt*>(s)->body, label);
    case NodeKind::SelectStmt:
      for (CommClause* c : static_cast<SelectStmt*>(s)->body)
        if (!isTerminatingList(c->body, Name()) || hasBreakList(c->body, label, true)) return false;
      return true;
    case NodeKind::ForStmt: {
      auto* f = static_cast<ForStmt*>(s);
      return !f->cond && !hasBreak(f->body, label, true);
    }
    default: return false;
  }
}

bool Checker::isTerminatingList(List<Stmt*> list, Name label) {
  // Trailing empty statements do not count.
  for (uint32_t i = list.size(); i > 0; i--)
    if (list[i - 1]->kind != NodeKind::EmptyStmt) return isTerminating(list[i - 1], label);
  return false;
}

}  // namespace gvm::types
