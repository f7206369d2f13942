// This file declares what is found in a package's _test.go files, and the main program that runs it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace gvm::driver {

struct ExampleCode {
  std::string name, output;
  bool unordered = false;
};

// The functions that a test program lists, from one package: the one under test, or its external tests.
struct TestFunctions {
  std::vector<std::string> tests, benchmarks, fuzzTargets;
  std::vector<ExampleCode> examples;  // those with an output comment
  bool hasMain = false;               // TestMain
  bool any() const {
    return hasMain || !tests.empty() || !benchmarks.empty() || !fuzzTargets.empty() || !examples.empty();
  }
};

// One counted block of statements.
struct CoverBlock {
  source::Position from, to;
  uint32_t statements = 0;
};

// The counters of one file: they are the variable `variable` of its package.
struct CoverFile {
  std::string name;      // import path of the package and the file's base name
  std::string variable;
  std::vector<CoverBlock> blocks;
};

// The package name in a Go file's text, or "" without a package clause.
std::string_view packageClause(std::string_view text);

// Adds the test functions of a parsed file, which must have its comments. A function with a name of a test and another
// signature goes to *error, as go test words it.
void collectTests(const source::FileSet& files, const syntax::File* file, TestFunctions* out, std::string* error);

// The text of the main program that runs them. path is the import path of the package under test, and imported is the
// same, or empty where that has external tests alone; they are in path + "_test". `mode` is empty unless coverage counts.
std::string testMainText(const std::string& imported, const std::string& path, const TestFunctions& internal, const TestFunctions& external,
                         const std::string& mode, const std::vector<CoverFile>& covered);

// Puts a counter into each block of statements of the file's functions. The tree is changed; *out gets the blocks.
void insertCounters(source::Arena& arena, source::Interner& names, const source::FileSet& files, syntax::File* file,
                    const std::string& mode, CoverFile* out);

}  // namespace gvm::driver
