// This file inserts the counters of statement coverage into syntax trees.
//
// A block is a run of statements in one list that are executed together: it ends after a statement that may go
// elsewhere. The counter is an element of an array in the package, GvmCover<n>, declared in a file that the driver adds:
// the inserted statement is GvmCover<n>[i]++ (or = 1), placed before the block's first statement.
#include "compiler/driver/test_program.h"

#include <fmt/format.h>

#include "compiler/syntax/walk.h"

namespace gvm::driver {
namespace {

using namespace syntax;
using source::List;

class Inserter {
 public:
  Inserter(source::Arena& arena, source::Interner& names, const source::FileSet& files, bool counts, CoverFile* out)
      : arena_(arena), names_(names), files_(files), counts_(counts), out_(out) {}

  // Walks a node that is no list of statements.
  void walk(Node* n) {
    if (!n) return;
    switch (n->kind) {
      case NodeKind::BlockStmt: {
        auto* b = static_cast<BlockStmt*>(n);
        b->list = statements(b->list, b->rbrace + 1);
        return;
      }
      case NodeKind::CaseClause: {
        auto* c = static_cast<CaseClause*>(n);
        for (auto* e : c->cases) walk(e);
        c->body = statements(c->body, endOf(c->body, c->colon));
        return;
      }
      case NodeKind::CommClause: {
        auto* c = static_cast<CommClause*>(n);
        walk(c->comm);
        c->body = statements(c->body, endOf(c->body, c->colon));
        return;
      }
      case NodeKind::IfStmt: {
        auto* s = static_cast<IfStmt*>(n);
        walk(s->init), walk(s->cond), walk(s->then);
        // An else-if counts as a block that holds the if.
        if (auto* nested = as<IfStmt>(s->els)) {
          auto* block = newNode<BlockStmt>(arena_, nested->pos);
          block->list = arena_.copy<Stmt*>({nested});
          block->rbrace = endPos(nested);
          s->els = block;
        }
        walk(s->els);
        return;
      }
      default:
        forEachChild(n, [this](const char*, Node* c) { walk(c); });
    }
  }

 private:
  static source::Pos endOf(const List<Stmt*>& list, source::Pos otherwise) {
    return list.empty() ? otherwise : endPos(list.back());
  }

  // Whether what follows s in its list may run another number of times than s.
  static bool endsBlock(const Stmt* s) {
    switch (s->kind) {
      case NodeKind::IfStmt: case NodeKind::ForStmt: case NodeKind::RangeStmt: case NodeKind::SwitchStmt:
      case NodeKind::TypeSwitchStmt: case NodeKind::SelectStmt: case NodeKind::BlockStmt: case NodeKind::BranchStmt:
      case NodeKind::ReturnStmt: case NodeKind::LabeledStmt:
        return true;
      case NodeKind::ExprStmt: {
        auto* call = as<CallExpr>(static_cast<const ExprStmt*>(s)->x);
        auto* fun = call ? as<Ident>(call->fun) : nullptr;
        return fun && fun->name == "panic";
      }
      default:
        return false;
    }
  }

  static bool marksControl(const Stmt* s) {
    return s && (s->kind == NodeKind::ForStmt || s->kind == NodeKind::RangeStmt || s->kind == NodeKind::SwitchStmt ||
                 s->kind == NodeKind::TypeSwitchStmt || s->kind == NodeKind::SelectStmt);
  }

  List<Stmt*> statements(const List<Stmt*>& list, source::Pos end) {
    std::vector<Stmt*> out;
    size_t i = 0;
    if (list.empty()) return list;
    while (i < list.size()) {
      size_t from = i;
      while (i < list.size() && !endsBlock(list[i])) {
        // A label may be jumped to: what it marks begins a block.
        if (i > from && list[i]->kind == NodeKind::LabeledStmt) break;
        i++;
      }
      if (i < list.size() && (i == from || list[i]->kind != NodeKind::LabeledStmt)) i++;
      size_t count = i - from;
      // A label that marks no loop or switch counts as a statement of its own.
      for (size_t k = from; k < i; k++)
        if (auto* label = as<LabeledStmt>(list[k]); label && !marksControl(label->stmt)) count++;
      out.push_back(counter(list[from], i < list.size() ? startPos(list[i]) : end, count));
      for (size_t k = from; k < i; k++) {
        walk(list[k]);
        out.push_back(list[k]);
      }
    }
    return arena_.copy(out);
  }

  Stmt* counter(Stmt* first, source::Pos end, size_t count) {
    CoverBlock b;
    b.from = files_.position(startPos(first), false);
    b.to = files_.position(end, false);
    b.statements = static_cast<uint32_t>(count);
    source::Pos pos = startPos(first);
    auto* array = newNode<Ident>(arena_, pos);
    array->name = names_.intern(out_->variable);
    auto* number = newNode<BasicLit>(arena_, pos);
    number->text = names_.intern(fmt::format("{}", out_->blocks.size()));
    number->lit = LitKind::Int;
    auto* element = newNode<IndexExpr>(arena_, pos);
    element->x = array;
    element->indices = arena_.copy<Expr*>({number});
    out_->blocks.push_back(b);
    if (counts_) {
      auto* s = newNode<IncDecStmt>(arena_, pos);
      s->op = Operator::Add;
      s->x = element;
      return s;
    }
    auto* one = newNode<BasicLit>(arena_, pos);
    one->text = names_.intern("1");
    one->lit = LitKind::Int;
    auto* s = newNode<AssignStmt>(arena_, pos);
    s->lhs = arena_.copy<Expr*>({element});
    s->rhs = arena_.copy<Expr*>({one});
    return s;
  }

  source::Arena& arena_;
  source::Interner& names_;
  const source::FileSet& files_;
  bool counts_;
  CoverFile* out_;
};

}  // namespace

void insertCounters(source::Arena& arena, source::Interner& names, const source::FileSet& files, syntax::File* file,
                    const std::string& mode, CoverFile* out) {
  Inserter in(arena, names, files, mode != "set", out);
  for (auto* d : file->decls) {
    if (auto* f = as<FuncDecl>(d)) in.walk(f->body);
    if (auto* v = as<VarDecl>(d))
      for (auto* e : v->values) in.walk(e);
  }
}

}  // namespace gvm::driver
