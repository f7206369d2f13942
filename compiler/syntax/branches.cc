// This file checks labels and branch statements of one function body: it finds the target of each break, continue and
// goto, and reports misplaced ones, jumps over declarations and into blocks, and labels that are missing or unused.
//
// One walk over the blocks. A goto whose label has not been seen yet travels outwards with its block's end, block by
// block, until the label turns up; one that is left over at the end of the function names no label it may jump to.
#include <deque>

#include "compiler/syntax/parser_impl.h"

namespace gvm::syntax {

namespace {

struct Block {
  Block* parent;
  Pos start;
  LabeledStmt* label;  // the label of the statement whose block this is, or nullptr
};

struct Label {
  Block* parent;
  LabeledStmt* stmt;
  bool used;
};

// The statements that an unlabelled break and continue mean.
struct Targets {
  Stmt* breaks = nullptr;
  Stmt* continues = nullptr;
  int caseIndex = -1;  // of the switch clause that this is the statement list of
};

bool isLoop(Stmt* s) { return s->kind == NodeKind::ForStmt || s->kind == NodeKind::RangeStmt; }
bool isBreakable(Stmt* s) {
  return isLoop(s) || s->kind == NodeKind::SwitchStmt || s->kind == NodeKind::TypeSwitchStmt ||
         s->kind == NodeKind::SelectStmt;
}

class Checker {
 public:
  explicit Checker(source::Diagnostics& diags) : diags_(diags) {}

  void check(BlockStmt* body) {
    for (BranchStmt* fwd : block(nullptr, {}, nullptr, body->pos, body->list)) {
      std::string_view name = fwd->label->name;
      if (Label* l = find(name)) {
        l->used = true;
        error(fwd->label->pos, fmt::format("goto {} jumps into block starting at {}", name, at(l->parent->start)));
      } else {
        error(fwd->label->pos, fmt::format("label {} not defined", name));
      }
    }
    for (const auto& l : labels_) {
      if (!l->used) error(l->stmt->label->pos, fmt::format("label {} defined and not used", l->stmt->label->name));
    }
  }

 private:
  using Branches = std::vector<BranchStmt*>;

  void error(Pos pos, std::string msg) { diags_.error(pos, source::Code::Syntax, std::move(msg)); }
  std::string at(Pos p) const { return diags_.files().format(p); }

  Label* find(std::string_view name) {
    for (const auto& l : labels_) {
      if (source::sameName(l->stmt->label->name, name)) return l.get();
    }
    return nullptr;
  }

  Label* declare(Block* b, LabeledStmt* s) {
    if (Label* alt = find(s->label->name)) {
      error(s->label->pos, fmt::format("label {} already defined at {}", s->label->name, at(alt->stmt->label->pos)));
      return alt;
    }
    labels_.push_back(std::make_unique<Label>(Label{b, s, false}));
    return labels_.back().get();
  }

  // The statement of a label that is declared already and that a goto in b may jump to.
  LabeledStmt* gotoTarget(Block* b, std::string_view name) {
    Label* l = find(name);
    if (l == nullptr) return nullptr;
    l->used = true;
    for (; b; b = b->parent) {
      if (l->parent == b) return l->stmt;
    }
    return nullptr;
  }

  // The statement that a break or continue in b with a label means: nullptr if the label is unknown (*known is false)
  // or does not enclose b.
  Stmt* enclosing(Block* b, std::string_view name, bool* known) {
    Label* l = find(name);
    *known = l != nullptr;
    if (l == nullptr) return nullptr;
    l->used = true;
    for (; b; b = b->parent) {
      if (b->label == l->stmt) return l->stmt->stmt;
    }
    return nullptr;
  }

  // Checks one block's statements; gives the gotos whose labels it does not have.
  Branches block(Block* parent, Targets ctx, LabeledStmt* label, Pos start, List<Stmt*> body);
  void branch(Block* b, const Targets& ctx, BranchStmt* s, bool last, Branches& forward);
  void fallthrough(const Targets& ctx, BranchStmt* s, bool last);

  source::Diagnostics& diags_;
  std::deque<Block> blocks_;
  std::vector<std::unique_ptr<Label>> labels_;  // few per function: searched one by one
};

Checker::Branches Checker::block(Block* parent, Targets ctx, LabeledStmt* label, Pos start, List<Stmt*> body) {
  // Labels point to their blocks after those have ended.
  Block* b = &blocks_.emplace_back(Block{parent, start, label});
  Branches forward;         // gotos to labels not seen yet
  Branches jumpedOver;      // those of them that were there before the last variable declaration
  Pos varPos = 0;
  std::string varName;

  auto declareVar = [&](Pos pos, std::string name) {
    varPos = pos;
    varName = std::move(name);
    jumpedOver = forward;
  };
  auto inner = [&](Targets t, LabeledStmt* l, Pos pos, List<Stmt*> list) {
    Branches f = block(b, t, l, pos, list);
    forward.insert(forward.end(), f.begin(), f.end());
  };

  // Empty statements at the end do not make a fallthrough misplaced.
  uint32_t n = body.size();
  while (n > 0 && body[n - 1]->kind == NodeKind::EmptyStmt) n--;
  for (uint32_t i = 0; i < n; i++) {
    Stmt* s = body[i];
    LabeledStmt* own = nullptr;  // the label of this statement
    while (s->kind == NodeKind::LabeledStmt) {
      auto* ls = static_cast<LabeledStmt*>(s);
      std::string_view name = ls->label->name;
      if (name != "_") {
        Label* l = declare(b, ls);
        size_t kept = 0;
        for (BranchStmt* fwd : forward) {
          if (!source::sameName(fwd->label->name, name)) {
            forward[kept++] = fwd;
            continue;
          }
          fwd->target = ls;
          l->used = true;
          if (varPos && std::find(jumpedOver.begin(), jumpedOver.end(), fwd) != jumpedOver.end()) {
            error(fwd->label->pos,
                  fmt::format("goto {} jumps over declaration of {} at {}", name, varName, at(varPos)));
          }
        }
        forward.resize(kept);
        own = ls;
      }
      s = ls->stmt;
    }
    Targets plain{ctx.breaks, ctx.continues, -1};
    switch (s->kind) {
      case NodeKind::DeclStmt:
        for (Decl* d : static_cast<DeclStmt*>(s)->decls) {
          if (auto* v = as<VarDecl>(d)) {
            declareVar(v->pos, std::string(v->names[0]->name));
            break;
          }
        }
        break;
      case NodeKind::AssignStmt: {
        auto* a = static_cast<AssignStmt*>(s);
        if (a->define && !forward.empty()) {
          std::string names;
          for (Expr* x : a->lhs) names += (names.empty() ? "" : ", ") + exprString(x);
          declareVar(a->pos, names);
        }
        break;
      }
      case NodeKind::BranchStmt:
        branch(b, ctx, static_cast<BranchStmt*>(s), i + 1 == n, forward);
        break;
      case NodeKind::BlockStmt:
        inner(plain, own, s->pos, static_cast<BlockStmt*>(s)->list);
        break;
      case NodeKind::IfStmt: {
        auto* x = static_cast<IfStmt*>(s);
        inner(plain, own, x->then->pos, x->then->list);
        if (x->els) inner(plain, own, x->els->pos, {&x->els, 1});
        break;
      }
      case NodeKind::ForStmt: {
        auto* x = static_cast<ForStmt*>(s);
        inner({s, s, -1}, own, x->body->pos, x->body->list);
        break;
      }
      case NodeKind::RangeStmt: {
        auto* x = static_cast<RangeStmt*>(s);
        inner({s, s, -1}, own, x->body->pos, x->body->list);
        break;
      }
      case NodeKind::SwitchStmt:
      case NodeKind::TypeSwitchStmt: {
        List<CaseClause*> clauses = s->kind == NodeKind::SwitchStmt ? static_cast<SwitchStmt*>(s)->body
                                                                    : static_cast<TypeSwitchStmt*>(s)->body;
        for (uint32_t k = 0; k < clauses.size(); k++) {
          inner({s, ctx.continues, static_cast<int>(k)}, own, clauses[k]->pos, clauses[k]->body);
        }
        break;
      }
      case NodeKind::SelectStmt:
        for (CommClause* c : static_cast<SelectStmt*>(s)->body) inner({s, ctx.continues, -1}, own, c->pos, c->body);
        break;
      default:
        break;
    }
  }
  return forward;
}

void Checker::branch(Block* b, const Targets& ctx, BranchStmt* s, bool last, Branches& forward) {
  bool known;
  switch (s->tok) {
    case Token::Fallthrough:
      return fallthrough(ctx, s, last);
    case Token::Goto:
      s->target = gotoTarget(b, s->label->name);
      if (s->target == nullptr) forward.push_back(s);
      return;
    case Token::Break:
      if (s->label == nullptr) {
        s->target = ctx.breaks;
        if (s->target == nullptr) error(s->pos, "break is not in a loop, switch, or select");
        return;
      }
      s->target = enclosing(b, s->label->name, &known);
      if (!known) {
        error(s->label->pos, fmt::format("break label not defined: {}", s->label->name));
      } else if (s->target == nullptr || !isBreakable(s->target)) {
        s->target = nullptr;
        error(s->label->pos, fmt::format("invalid break label {}", s->label->name));
      }
      return;
    default:
      if (s->label == nullptr) {
        s->target = ctx.continues;
        if (s->target == nullptr) error(s->pos, "continue is not in a loop");
        return;
      }
      s->target = enclosing(b, s->label->name, &known);
      if (!known) {
        error(s->label->pos, fmt::format("continue label not defined: {}", s->label->name));
      } else if (s->target == nullptr || !isLoop(s->target)) {
        s->target = nullptr;
        error(s->label->pos, fmt::format("invalid continue label {}", s->label->name));
      }
  }
}

void Checker::fallthrough(const Targets& ctx, BranchStmt* s, bool last) {
  const char* msg = "fallthrough statement out of place";
  if (ctx.breaks && ctx.breaks->kind == NodeKind::TypeSwitchStmt) {
    msg = "cannot fallthrough in type switch";
  } else if (auto* sw = as<SwitchStmt>(ctx.breaks); sw && ctx.caseIndex >= 0 && last) {
    if (ctx.caseIndex + 1 < static_cast<int>(sw->body.size())) return;
    msg = "cannot fallthrough final case in switch";
  }
  error(s->pos, msg);
}

}  // namespace

void checkBranches(BlockStmt* body, source::Diagnostics& diags) { Checker(diags).check(body); }

}  // namespace gvm::syntax
