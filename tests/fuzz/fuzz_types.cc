// This file fuzzes the type checker: any source must give a verdict and never a crash or a hang.
#include "compiler/source/source.h"
#include "compiler/syntax/parser.h"
#include "compiler/types/checker.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace gvm;
  source::Arena arena;
  source::Interner names(arena);
  source::FileSet files;
  source::Diagnostics diags(files);
  auto* f = files.addFile("fuzz.go", std::string(reinterpret_cast<const char*>(data), size));
  auto* tree = syntax::parseFile({arena, names, diags}, f);
  if (!tree || !tree->pkgName) return 0;
  types::Universe universe(arena, names);
  types::CheckOptions options;
  options.diags = &diags;
  options.importer = [&](std::string_view path, types::Package*, std::string* error) -> types::Package* {
    *error = "no packages here";
    return nullptr;
  };
  auto* pkg = types::newPackage(universe, names.intern("fuzz"), tree->pkgName->name);
  types::checkPackage(universe, pkg, {tree}, options);
  (void)diags.print();
  return 0;
}
