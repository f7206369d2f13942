// This file is the process of one package's tests: it compiles them and becomes them.
//
// The program is also written to a file that the kernel can execute, an image behind a #! line that names this gvm, for
// tests that start os.Args[0] again.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>

#include <fmt/format.h>

#include "compiler/driver/large_stack.h"
#include "compiler/driver/read_file.h"
#include "tools/gvm/commands.h"
#include "tools/gvm/compile_heap.h"
#include "tools/gvm/test_run.h"

namespace gvm::tool {
namespace {

void report(int fd, TestPhase phase, std::string_view text) {
  std::string message(1, static_cast<char>(phase));
  message += text;
  for (size_t done = 0; done < message.size();) {
    ssize_t n = write(fd, message.data() + done, message.size() - done);
    if (n <= 0) return;
    done += static_cast<size_t>(n);
  }
}

std::string executable() {
  char path[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  return n > 0 ? std::string(path, static_cast<size_t>(n)) : "gvm";
}

// The file: "#!gvm run-test", a newline, the image.
bool writeProgram(const std::string& path, const std::vector<uint8_t>& image) {
  std::string head = fmt::format("#!{} run-test\n", executable());
  std::vector<uint8_t> bytes(head.begin(), head.end());
  bytes.insert(bytes.end(), image.begin(), image.end());
  return writeFile(path, bytes) && chmod(path.c_str(), 0755) == 0;
}

}  // namespace

int compileAndTest(const TestRequest& request, const driver::PackageDir& package, const std::string& program,
                   const std::string& coverFile, int reports) {
  std::vector<uint8_t> image;
  {
    driver::Compilation c(defaultOptions());
    driver::Compilation::TestRequest wanted{package, request.coverMode};
    driver::onLargeStack([&] {
      CompileHeap memory;
      std::string error;
      if (!c.finder().openModule(package.dir, &error)) return;
      if (c.loadTest(wanted) && c.check())
        if (auto lowered = c.lower()) image = c.emit(*lowered);
    });
    if (image.empty()) {
      std::string text = c.errors();
      bool setup = c.setupFailed();
      if (setup && !text.starts_with("# ")) text = fmt::format("# {}\n{}", package.importPath, text);
      report(reports, setup ? TestPhase::SetupFailed : TestPhase::BuildFailed, text);
      return 1;
    }
  }
  if (!writeProgram(program, image)) {
    report(reports, TestPhase::BuildFailed, "");
    return 1;
  }
  if (request.compileOnly) {
    report(reports, TestPhase::Compiled, "");
    return 0;
  }
  if (chdir(package.dir.c_str()) != 0) {
    report(reports, TestPhase::SetupFailed, fmt::format("chdir {}: {}\n", package.dir, strerror(errno)));
    return 1;
  }
  setenv("PWD", package.dir.c_str(), 1);
  std::vector<std::string> args{program, "-test.paniconexit0"};
  if (!coverFile.empty()) args.push_back("-test.coverprofile=" + coverFile);
  args.insert(args.end(), request.args.begin(), request.args.end());
  report(reports, TestPhase::Running, "");
  close(reports);
  return runImage(std::move(image), std::move(args), true);
}

// A test program that is executed as a file.
void addRunTest(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("run-test", "Run a test program that gvm test has written")->group("");
  sub->prefix_command();
  sub->callback([&inv] {
    inv.action = [&inv] {
      if (inv.passed.empty()) {
        fmt::print(stderr, "gvm: run-test: no test program is named\n");
        return 2;
      }
      std::string bytes, error;
      if (!driver::readFile(inv.passed[0], &bytes, &error)) {
        fmt::print(stderr, "gvm: {}\n", error);
        return 1;
      }
      size_t head = bytes.find('\n') + 1;
      return runImage({bytes.begin() + static_cast<ptrdiff_t>(head), bytes.end()}, inv.passed, false);
    };
  });
}

}  // namespace gvm::tool
