// This file is the entrance of the syntax room: parsing files, parsing skipped bodies, and the dumps.
#pragma once
#include <string>

#include "compiler/syntax/ast.h"

namespace gvm::syntax {

struct ParseOptions {
  bool skipBodies = false;     // pass over bodies of top-level functions; parseBody gets them later
  bool importsOnly = false;    // stop after the import declarations
  bool keepComments = false;   // fill File::comments
  bool checkBranches = true;   // resolve and check labels, break, continue and goto within each function
  bool std = false;            // a file of the standard library, which may carry cgo directives
};

// What the parser works with; all of it must outlive the trees.
struct ParseContext {
  source::Arena& arena;
  source::Interner& names;
  source::Diagnostics& diags;
};

// Parses a file. Always returns a tree, of what could be understood; errors are in ctx.diags.
File* parseFile(ParseContext ctx, source::File* file, ParseOptions options = {});

// Parses the body of a function that was skipped; nothing happens if it was parsed already. Its syntax errors are
// reported here, at the first call only.
void parseBody(ParseContext ctx, source::File* file, FuncDecl* fn, ParseOptions options = {});

// Parses text as one expression or type, for tests and debuggers. The text must be all of `file`.
Expr* parseExpr(ParseContext ctx, source::File* file);

// One line per token: position, token, text. (gvm dump -tokens)
std::string dumpTokens(ParseContext ctx, source::File* file);
// The tree, indented, with positions. (gvm dump -ast)
std::string dumpAst(const source::FileSet& files, const Node* n);

// Values of literals. The value of a rune or string literal that scanned without error.
int32_t runeValue(std::string_view lit);
std::string stringValue(std::string_view lit);
// As stringValue, or false if lit is not a valid string literal.
bool unquote(std::string_view lit, std::string* out);

}  // namespace gvm::syntax
