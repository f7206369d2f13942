// This file fuzzes the scanner and the parser: any bytes must give a tree and diagnostics, and never a crash.
#include "compiler/source/source.h"
#include "compiler/syntax/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace gvm;
  source::Arena arena;
  source::Interner names(arena);
  source::FileSet files;
  source::Diagnostics diags(files);
  auto* f = files.addFile("fuzz.go", std::string(reinterpret_cast<const char*>(data), size));
  auto* tree = syntax::parseFile({arena, names, diags}, f);
  (void)diags.print();
  if (tree && !diags.any()) {
    // Skipped bodies must parse to the same verdict.
    source::FileSet files2;
    source::Diagnostics diags2(files2);
    auto* f2 = files2.addFile("fuzz.go", std::string(reinterpret_cast<const char*>(data), size));
    syntax::ParseOptions lazy;
    lazy.skipBodies = true;
    auto* tree2 = syntax::parseFile({arena, names, diags2}, f2, lazy);
    for (auto* d : tree2->decls)
      if (d->kind == syntax::FuncDecl::kKind) syntax::parseBody({arena, names, diags2}, f2, static_cast<syntax::FuncDecl*>(d));
    if (diags2.any()) {
      fprintf(stderr, "skipped bodies give errors that a full parse does not:\n%s", diags2.print().c_str());
      abort();
    }
  }
  return 0;
}
