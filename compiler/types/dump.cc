// This file prints what the checker found out about a file: one line for each typed expression. (gvm dump -types)
#include "compiler/syntax/walk.h"
#include "compiler/types/checker.h"

namespace gvm::types {

static bool isExpr(const syntax::Node* n) { return n->kind <= syntax::NodeKind::ChanType; }

static void dumpNode(const source::FileSet& files, syntax::Node* n, std::string& out) {
  static constexpr const char* kModes[] = {"invalid", "novalue", "builtin", "type", "constant", "variable", "mapindex", "value", "nil", "commaok"};
  if (isExpr(n)) {
    auto* e = static_cast<Expr*>(n);
    auto* id = syntax::as<syntax::Ident>(n);
    Type* t = e->type;
    if (!t && id && id->obj) t = id->obj->type;
    if (t) {
      source::Position p = files.position(syntax::startPos(n));
      const char* mode = e->type ? kModes[n->mode] : "declares";
      out += fmt::format("{}:{}\t{}\t{}\t{}", p.line, p.col, syntax::exprString(n), mode, typeString(t, Qualify::Name));
      if (e->value) out += "\t" + constant::exactString(e->value);
      out += "\n";
    }
  }
  syntax::forEachChild(n, [&](const char*, syntax::Node* c) { dumpNode(files, c, out); });
}

std::string dumpTypes(const source::FileSet& files, const syntax::File* f) {
  std::string out;
  for (syntax::Decl* d : f->decls) dumpNode(files, d, out);
  return out;
}

}  // namespace gvm::types
