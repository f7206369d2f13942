// This file is about the text of one input to a session: where it falls into declarations and statements, whether more
// of it must be coming, and which names it mentions.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gvm::driver {

// One declaration, statement or expression of an input. Offsets count bytes of the input.
struct Chunk {
  enum Kind : uint8_t {
    kImport,      // one import declaration
    kDecl,        // func, type, var or const
    kDefine,      // a, b := x: a declaration of variables in a session
    kExpr,        // an expression on its own, whose value is shown
    kStmt,        // any other statement
  };
  Kind kind = kStmt;
  size_t begin = 0, end = 0;  // without trailing comments and semicolons
  size_t define = 0;          // kDefine: where the := is
  uint32_t line = 1;          // of begin, from 1
};

// Cuts an input into chunks. False with *error ("line:col: text", of the first syntax error) when it is not Go.
struct InputError {
  uint32_t line = 1, col = 1;  // from 1, col in bytes
  std::string text;
};
bool splitInput(std::string_view input, std::vector<Chunk>* out, InputError* error);

// Whether the input breaks off: a bracket, raw string or comment is open, or its last token wants another after it.
bool inputIncomplete(std::string_view input);

// The identifiers in a text, and those of them that a '.' follows (which may name packages).
struct Mentions {
  std::set<std::string, std::less<>> names, qualifiers;
};
Mentions mentionsIn(std::string_view text);

}  // namespace gvm::driver
