// This file is `gvm disasm`, `gvm dump` and `gvm verify`: looking at a program stage by stage.
#include <fmt/format.h>

#include "compiler/driver/large_stack.h"
#include "compiler/driver/read_file.h"
#include "compiler/lower/ir.h"
#include "compiler/types/checker.h"
#include "stdlib/image.h"
#include "tools/gvm/commands.h"
#include "vm/bytecode/disasm.h"
#include "vm/bytecode/verifier.h"

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

// Verifies one image and says how long that took; false when it is refused.
bool verifyOne(const std::string& name, std::span<const uint8_t> bytes) {
  auto start = std::chrono::steady_clock::now();
  bytecode::Image image;
  std::string error = image.open(bytes);
  if (error.empty()) error = bytecode::verifyImage(image);
  std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (error.empty())
    fmt::print("{}: sound ({} functions, {} words, {:.1f} ms)\n", name, image.funcs().size(), image.code().size(), took.count());
  else
    fmt::print(stderr, "{}: invalid image: {}\n", name, error);
  return error.empty();
}

}  // namespace

void addVerify(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("verify", "Check that images are sound, without running them");
  auto words = std::make_shared<std::vector<std::string>>();
  sub->add_option("image", *words, "Images made by gvm build (default: the library's own image)");
  sub->callback([&inv, words] {
    inv.action = [words] {
      if (words->empty()) return verifyOne("library", stdlib::image()) ? 0 : 1;
      bool ok = true;
      for (auto& w : *words) {
        std::string bytes, error;
        if (!driver::readFile(w, &bytes, &error)) {
          fmt::print(stderr, "gvm: {}\n", error);
          ok = false;
          continue;
        }
        std::vector<uint8_t> aligned(bytes.begin(), bytes.end());
        ok = verifyOne(w, aligned) && ok;
      }
      return ok ? 0 : 1;
    };
  });
}

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
