// This file is `gvm disasm` and `gvm dump`: looking at a program stage by stage.
#include <fmt/format.h>

#include "compiler/driver/large_stack.h"
#include "compiler/driver/read_file.h"
#include "compiler/lower/ir.h"
#include "compiler/types/checker.h"
#include "tools/gvm/commands.h"
#include "vm/bytecode/disasm.h"

namespace gvm::tool {

namespace {

struct Stages {
  bool tokens = false, ast = false, types = false, ir = false;
};

int dump(const std::vector<std::string>& words, const Stages& st) {
  auto options = defaultOptions();
  options.requireMain = false;
  options.keepAll = true;
  driver::Compilation c(std::move(options));
  driver::Unit* u = c.load(words);
  auto fail = [&] {
    fmt::print(stderr, "{}", c.errors());
    return 1;
  };
  if (!u) return fail();
  if (st.tokens)
    for (auto* f : u->files) fmt::print("{}", syntax::dumpTokens(c.parseContext(*u), f->file));
  if (st.ast)
    for (auto* f : u->files) fmt::print("{}", syntax::dumpAst(c.files(), f));
  if (st.tokens || st.ast) return u->diags->any() ? fail() : 0;
  if (!c.check()) return fail();
  if (st.types) {
    for (auto* f : u->files) fmt::print("{}", types::dumpTypes(c.files(), f));
    return 0;
  }
  auto program = c.lower();
  if (!program) return fail();
  std::string prefix = std::string(u->pkg->path) + ".";
  for (auto* fn : program->functions)
    if (fn->symbol.starts_with(prefix)) fmt::print("{}\n", lower::dump(*fn));
  return 0;
}

}  // namespace

void addDisasm(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("disasm", "Show a program's bytecode beside its source lines");
  auto words = std::make_shared<std::vector<std::string>>();
  sub->add_option("program", *words, "Go file, folder or image; then functions to show (main.f, or part of a name)")->required();
  sub->callback([&inv, words] {
    inv.action = [words] {
      std::vector<std::string> program, functions;
      for (auto& w : *words) (w.ends_with(".go") || program.empty() ? program : functions).push_back(w);
      std::vector<uint8_t> image;
      if (isImage(program[0])) {
        std::string bytes, error;
        if (!driver::readFile(program[0], &bytes, &error)) {
          fmt::print(stderr, "gvm: {}\n", error);
          return 1;
        }
        image.assign(bytes.begin(), bytes.end());
      } else {
        auto options = defaultOptions();
        options.requireMain = false;
        options.keepAll = true;
        driver::Compilation c(std::move(options));
        image = compileProgram(c, program);
        if (image.empty()) return 1;
      }
      std::string error;
      std::string text = bytecode::disassemble(image, functions, &error);
      if (!error.empty()) {
        fmt::print(stderr, "gvm: {}\n", error);
        return 1;
      }
      fmt::print("{}", text);
      return 0;
    };
  });
}

void addDump(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("dump", "Show what a stage of the compiler makes of a program");
  auto words = std::make_shared<std::vector<std::string>>();
  auto st = std::make_shared<Stages>();
  sub->add_flag("--tokens", st->tokens, "The tokens, one a line");
  sub->add_flag("--ast", st->ast, "The syntax tree");
  sub->add_flag("--types", st->types, "The type and value of each expression");
  sub->add_flag("--ir", st->ir, "The lowered IR");
  sub->add_option("program", *words, "Go file or folder")->required();
  sub->callback([&inv, words, st] {
    inv.action = [words, st] {
      int status = 0;
      driver::onLargeStack([&] { status = dump(*words, *st); });
      return status;
    };
  });
}

}  // namespace gvm::tool
