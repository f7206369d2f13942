// This file is `gvm build-library`, which the build runs once: all packages of the library to one image.
#include <fmt/format.h>

#include "compiler/driver/large_stack.h"
#include "stdlib/stdlib.h"
#include "tools/gvm/commands.h"
#include "tools/gvm/compile_heap.h"
#include "vm/bytecode/verifier.h"

namespace gvm::tool {

void addLibrary(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("build-library", "Compile the library to an image")->group("");
  auto out = std::make_shared<std::string>();
  sub->add_option("-o", *out, "File to write")->required();
  sub->callback([&inv, out] {
    inv.action = [out] {
      auto options = defaultOptions();
      options.requireMain = false;
      options.keepAll = true;
      options.summaries = true;
      options.env.goroot.clear();
      driver::Compilation c(std::move(options));
      std::vector<uint8_t> image;
      driver::onLargeStack([&] {
        CompileHeap memory;
        bool ok = true;
        for (auto& p : stdlib::packages()) ok = c.loadPath(std::string(p.path)) && ok;
        if (ok && c.check())
          if (auto program = c.lower()) image = c.emit(*program);
      });
      if (image.empty()) {
        fmt::print(stderr, "{}", c.errors());
        return 1;
      }
      // The binary's own image is not verified again when programs start.
      bytecode::Image made;
      std::string fault = made.open(image);
      if (fault.empty()) fault = bytecode::verifyImage(made);
      if (!fault.empty()) {
        fmt::print(stderr, "the library's image is not sound: {}\n", fault);
        return 1;
      }
      return writeFile(*out, image) ? 0 : 1;
    };
  });
}

}  // namespace gvm::tool
