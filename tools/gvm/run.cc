// This file is `gvm run`, and what the subcommands share of compiling a program.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <sstream>

#include <fmt/format.h>

#include "compiler/driver/large_stack.h"
#include "compiler/driver/read_file.h"
#include "tools/gvm/commands.h"
#include "tools/gvm/compile_heap.h"
#include "tools/libgvm/library_options.h"

namespace gvm::tool {

driver::Options defaultOptions() { return libraryOptions(); }

bool isImage(const std::string& path) {
  char magic[8] = {};
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool yes = read(fd, magic, sizeof magic) == 8 && std::string_view(magic, 8) == "gvmimage";
  close(fd);
  return yes;
}

std::vector<uint8_t> compileProgram(driver::Compilation& c, const std::vector<std::string>& words) {
  std::vector<uint8_t> image;
  driver::onLargeStack([&] {
    CompileHeap memory;
    if (c.load(words) && c.check())
      if (auto program = c.lower()) image = c.emit(*program);
  });
  fmt::print(stderr, "{}", c.notes());
  if (image.empty()) {
    std::string text = c.errors();
    fmt::print(stderr, "{}", text.empty() ? "gvm: compilation failed without a message; please report this program\n" : text);
  }
  return image;
}

void addGcflags(CLI::App& sub, std::shared_ptr<std::string> flags) {
  sub.add_option("--gcflags", *flags,
                 "Flags of the compiler: -m prints what is inlined and what escapes (-m -m says more), -N optimises nothing, -e "
                 "shows all errors");
}

bool applyGcflags(const std::string& flags, driver::Options* options) {
  std::istringstream words(flags);
  for (std::string w; words >> w;) {
    // A pattern of packages may stand before the flags.
    if (size_t eq = w.find("=-"); w[0] != '-' && eq != std::string::npos) w.erase(0, eq + 1);
    if (w[0] != '-') {
      fmt::print(stderr, "gvm: -gcflags: {} is not a flag\n", w);
      return false;
    }
    std::string name = w.substr(w.starts_with("--") ? 2 : 1);
    if (name == "m") options->mLevel++;
    else if (name.starts_with("m=")) options->mLevel = std::min(std::max(atoi(name.c_str() + 2), 0), 4);
    else if (name == "N") options->optimize = false;
    else if (name == "e") options->errorLimit = 0;
  }
  // As in gc, every function of the package is looked at, not what main reaches.
  if (options->mLevel > 0) options->keepAll = true;
  return true;
}

static mode_t currentUmask() {
  mode_t mask = umask(0);
  umask(mask);
  return mask;
}

bool writeFile(const std::string& path, const std::vector<uint8_t>& bytes, bool executable) {
  // A device or pipe is written to, not replaced.
  struct stat st;
  bool inPlace = stat(path.c_str(), &st) == 0 && !S_ISREG(st.st_mode);
  std::string tmp = inPlace ? path : path + ".tmp";
  FILE* f = fopen(tmp.c_str(), "wb");
  bool ok = f && fwrite(bytes.data(), 1, bytes.size(), f) == bytes.size();
  if (ok && executable && !inPlace) ok = fchmod(fileno(f), 0777 & ~currentUmask()) == 0;
  ok = f && fclose(f) == 0 && ok && (inPlace || rename(tmp.c_str(), path.c_str()) == 0);
  if (!ok) {
    fmt::print(stderr, "gvm: cannot write {}: {}\n", path, strerror(errno));
    if (!inPlace) unlink(tmp.c_str());
  }
  return ok;
}

void addJit(CLI::App& sub, std::shared_ptr<std::string> mode) {
  sub.add_option("--jit", *mode, "Machine code: on for hot functions, off, or force for every function (default: off, or $GVMJIT)");
}

bool chooseJit(const std::string& flag, jit::Mode* mode) {
  *mode = jit::Mode::kOff;
  const char* wanted = flag.empty() ? getenv("GVMJIT") : flag.c_str();
  if (wanted == nullptr || *wanted == 0 || jit::parseMode(wanted, mode)) return true;
  fmt::print(stderr, "gvm: -jit={}: on, off or force is expected\n", wanted);
  return false;
}

void addRun(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("run", "Compile and run a program");
  auto words = std::make_shared<std::vector<std::string>>();
  sub->add_option("program", *words,
                  "Go files of one package, a folder, an image made by gvm build, or - for standard input")
      ->required();
  auto gcflags = std::make_shared<std::string>();
  addGcflags(*sub, gcflags);
  auto jitMode = std::make_shared<std::string>();
  addJit(*sub, jitMode);
  auto profiles = std::make_shared<ProfileFiles>();
  for (auto [name, what] : {std::pair{"cpuprofile", "Samples where the program spends CPU time"},
                            std::pair{"memprofile", "Samples where it allocates memory"},
                            std::pair{"blockprofile", "Records where its goroutines wait"},
                            std::pair{"mutexprofile", "Records where they hold locks that others wait for"},
                            std::pair{"goroutineprofile", "Writes where its goroutines stand at the end"}})
    sub->add_option_function<std::string>(
        std::string("--") + name, [profiles, flag = std::string(name)](const std::string& file) { profiles->emplace_back(flag, file); },
        std::string(what) + "; FILE is for go tool pprof");
  sub->add_option_function<std::string>(
      "--trace", [profiles](const std::string& file) { profiles->emplace_back("trace", file); },
      "Writes what the program does over time to FILE, for gvm trace view and go tool trace");
  auto memRate = std::make_shared<std::string>();
  sub->add_option("--memprofilerate", *memRate, "Sets runtime.MemProfileRate: bytes between two samples of -memprofile");
  sub->footer("Words after the program are its own arguments (after --, where they end in .go).");
  sub->callback([&inv, words, gcflags, profiles, memRate, jitMode] {
    inv.action = [&inv, words, gcflags, profiles, memRate, jitMode] {
      if (!memRate->empty()) profiles->emplace_back("memprofilerate", *memRate);
      jit::Mode jit;
      if (!chooseJit(*jitMode, &jit)) return 2;
      std::vector<std::string> args{(*words)[0]};
      std::string& name = args[0];
      if (name == "-") name = "main";
      if (name.ends_with(".go")) name.resize(name.size() - 3);
      args.insert(args.end(), inv.passed.begin(), inv.passed.end());
      if (words->size() == 1 && isImage((*words)[0])) {
        std::string bytes, error;
        if (!driver::readFile((*words)[0], &bytes, &error)) {
          fmt::print(stderr, "gvm: {}\n", error);
          return 1;
        }
        return runImage({bytes.begin(), bytes.end()}, std::move(args), false, jit, *profiles);
      }
      auto options = defaultOptions();
      if (!applyGcflags(*gcflags, &options)) return 2;
      if (!profiles->empty()) options.alsoLoad.push_back("internal/profileflags");
      std::vector<uint8_t> image;
      {
        driver::Compilation c(std::move(options));
        image = compileProgram(c, *words);
      }
      if (image.empty()) return 1;
      return runImage(std::move(image), std::move(args), true, jit, *profiles);
    };
  });
}

void addCheck(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("check", "Type-check a package, without running it");
  auto words = std::make_shared<std::vector<std::string>>();
  auto all = std::make_shared<bool>(false), tests = std::make_shared<bool>(false);
  sub->add_option("package", *words, "Go files of one package, or a folder (default: this one)");
  sub->add_flag("-e", *all, "Show all errors, not the first ten");
  sub->add_flag("--tests", *tests, "Check the folder's _test.go files too");
  sub->callback([&inv, words, all, tests] {
    inv.action = [words, all, tests] {
      auto options = defaultOptions();
      options.requireMain = false;
      options.withTests = *tests;
      options.keepAll = true;
      if (*all) options.errorLimit = 0;
      driver::Compilation c(std::move(options));
      return compileProgram(c, *words).empty() ? 1 : 0;
    };
  });
}

}  // namespace gvm::tool
