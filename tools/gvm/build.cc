// This file is `gvm build`: programs to images or to executables of one file, packages to a check that they compile.
//
// An executable is the launcher (tools/launcher), which this binary carries, and behind it an image of the whole program:
// what it reaches of the library is compiled into it from source, and the rest left out.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include <fmt/format.h>

#include "compiler/driver/patterns.h"
#include "compiler/driver/read_file.h"
#include "tools/gvm/commands.h"
#include "tools/launcher/executable.h"

extern "C" const uint8_t gvm_launcher_bytes[], gvm_launcher_bytes_end[];

namespace gvm::tool {

namespace {

struct BuildFlags {
  std::vector<std::string> words;
  std::string out, gcflags, ldflags;
  bool trimPath = false;
};

// The words of a flag's value: separated by blanks, quoted by ' or ".
std::vector<std::string> splitFlags(const std::string& text) {
  std::vector<std::string> words;
  bool open = false;
  char quote = 0;
  for (char c : text) {
    if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
      open = false;
      continue;
    }
    if (!open) words.emplace_back(), open = true;
    if (quote == 0 && (c == '\'' || c == '"')) quote = c;
    else if (c == quote) quote = 0;
    else words.back() += c;
  }
  return words;
}

// -X package.name=value sets a string variable; -s, -w and -buildid= say nothing about an image and are passed over.
bool applyLdflags(const std::string& flags, driver::Options* options) {
  auto words = splitFlags(flags);
  for (size_t i = 0; i < words.size(); i++) {
    std::string w = words[i];
    if (w.starts_with("--")) w.erase(0, 1);
    if (w == "-s" || w == "-w" || w.starts_with("-buildid=") || w.starts_with("-s=") || w.starts_with("-w=")) continue;
    if (w != "-X" && !w.starts_with("-X=")) {
      fmt::print(stderr, "gvm: -ldflags: {} has no meaning here; -X, -s and -w are known\n", w);
      return false;
    }
    std::string set = w == "-X" ? (i + 1 < words.size() ? words[++i] : "") : w.substr(3);
    size_t eq = set.find('='), dot = set.substr(0, eq).rfind('.');
    if (eq == std::string::npos || dot == std::string::npos || dot == 0) {
      fmt::print(stderr, "gvm: -ldflags: -X flag requires argument of the form importpath.name=value\n");
      return false;
    }
    options->stringValues.push_back({set.substr(0, dot), set.substr(dot + 1, eq - dot - 1), set.substr(eq + 1)});
  }
  return true;
}

// What an executable is called: after the first file, or the last part of the import path that is no major version.
std::string defaultName(const driver::PackageDir& p) {
  if (p.importPath == "command-line-arguments" && !p.files.empty()) {
    std::string name = std::filesystem::path(p.files[0].path).filename();
    return name.ends_with(".go") ? name.substr(0, name.size() - 3) : "main";
  }
  std::filesystem::path path = p.importPath == "command-line-arguments" ? p.dir : p.importPath;
  std::string last = path.filename();
  bool version = last.size() > 1 && last[0] == 'v' && last.find_first_not_of("0123456789", 1) == std::string::npos;
  if (version && path.has_parent_path() && !path.parent_path().empty()) last = path.parent_path().filename();
  return last;
}

bool writeExecutable(const std::string& path, const std::vector<uint8_t>& image, const std::string& goroot) {
  std::vector<uint8_t> bytes(gvm_launcher_bytes, gvm_launcher_bytes_end);
  launcher::Trailer t;
  bytes.resize((bytes.size() + launcher::Trailer::kPage - 1) / launcher::Trailer::kPage * launcher::Trailer::kPage);
  t.imageOffset = bytes.size();
  t.imageSize = image.size();
  t.gorootSize = goroot.size();
  memcpy(t.magic, launcher::Trailer::kMagic, sizeof t.magic);
  bytes.insert(bytes.end(), image.begin(), image.end());
  bytes.insert(bytes.end(), goroot.begin(), goroot.end());
  auto* trailer = reinterpret_cast<const uint8_t*>(&t);
  bytes.insert(bytes.end(), trailer, trailer + sizeof t);
  return writeFile(path, bytes, true);
}

bool isDirectory(const std::string& path) {
  struct stat st;
  return stat(path.c_str(), &st) == 0 && S_ISDIR(st.st_mode);
}

// A file that is written to and not replaced, as /dev/null is: nobody wants an executable there.
bool isDevice(const std::string& path) {
  struct stat st;
  return stat(path.c_str(), &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

class Builder {
 public:
  explicit Builder(const BuildFlags& flags) : flags_(flags) {}

  int run() {
    if (!applyGcflags(flags_.gcflags, &options_) || !applyLdflags(flags_.ldflags, &options_)) return 2;
    options_.trimPath = flags_.trimPath;
    intoFolder_ = flags_.out.ends_with('/') || isDirectory(flags_.out);
    if (!findPackages()) return 1;
    if (packages_.size() > 1 && !flags_.out.empty() && !intoFolder_ && !isDevice(flags_.out)) {
      fmt::print(stderr, "gvm: -o {} names one file, and there are {} packages: name a folder, with / at its end\n", flags_.out,
                 packages_.size());
      return 1;
    }
    if (intoFolder_) {
      std::error_code failed;
      std::filesystem::create_directories(flags_.out, failed);
    }
    bool ok = true;
    for (auto& p : packages_) ok = one(p) && ok;
    return ok ? 0 : 1;
  }

 private:
  struct Target {
    std::vector<std::string> words;  // for Compilation::load
    driver::PackageDir where;
    bool program = false;
  };

  bool findPackages() {
    auto& words = flags_.words;
    bool files = !words.empty() && (words[0] == "-" || words[0].ends_with(".go"));
    driver::Finder finder(options_.env);
    std::string error, culprit, warnings;
    std::vector<driver::PackageDir> found;
    if (files || (words.size() == 1 && access(words[0].c_str(), F_OK) == 0 && !isDirectory(words[0]))) {
      // Names only: what is wrong with the files is said when they are compiled.
      Target t;
      t.words = words;
      for (auto& w : words) {
        t.where.files.emplace_back();
        t.where.files.back().path = w;
      }
      t.where.importPath = "command-line-arguments";
      t.program = isProgram(t.where);
      packages_.push_back(std::move(t));
      return true;
    }
    std::string start = words.empty() ? options_.env.workDir : words[0].substr(0, words[0].find("..."));
    if (!finder.openModule(isDirectory(start) ? start : options_.env.workDir, &error)) return say(error);
    std::vector<std::string> patterns = words.empty() ? std::vector<std::string>{"."} : words;
    for (auto& w : patterns) {
      if (w.find("...") != std::string::npos) continue;
      // Folders are taken as they are, also without a go.mod above them.
      if (isDirectory(w)) {
        auto p = finder.folder(w, &error);
        if (!p) return say(error);
        found.push_back(std::move(*p));
        w.clear();
      }
    }
    std::erase(patterns, "");
    if (!patterns.empty() && !driver::expandPatterns(finder, patterns, &found, &error, &culprit, &warnings)) return say(error);
    fmt::print(stderr, "{}", warnings);
    for (auto& p : found) {
      if (p.files.empty()) continue;  // test files alone
      Target t;
      t.words = {p.dir};
      t.where = std::move(p);
      t.program = isProgram(t.where);
      packages_.push_back(std::move(t));
    }
    return true;
  }

  static bool say(const std::string& error) {
    fmt::print(stderr, "{}\n", error);
    return false;
  }

  static bool isProgram(const driver::PackageDir& p) {
    std::string text, error;
    if (p.files.empty() || p.files[0].path == "-") return true;
    return driver::readFile(p.files[0].path, &text, &error) && driver::packageClause(text) == "main";
  }

  bool one(const Target& t) {
    std::string out = flags_.out;
    bool image = out.ends_with(".gvmc");
    if (intoFolder_) out = t.program ? (std::filesystem::path(out) / defaultName(t.where)).string() : "";
    else if (out.empty() && t.program && packages_.size() == 1) out = defaultName(t.where);
    bool executable = !out.empty() && !image && !isDevice(out);
    if (executable && !t.program && !flags_.out.empty()) {
      fmt::print(stderr, "gvm: -o {}: package {} is not a main package\n", out, t.where.importPath);
      return false;
    }
    auto options = options_;
    options.requireMain = t.program;
    if (!executable && !image) options.keepAll = true;  // nothing is written: all of the package is compiled for its errors
    if (executable) {
      options.externalImage = {};
      options.isExternal = nullptr;
    }
    driver::Compilation c(options);
    auto bytes = compileProgram(c, t.words);
    if (bytes.empty()) return false;
    if (executable && isDirectory(out)) {
      fmt::print(stderr, "gvm: build output {} is a folder: name a file with -o\n", out);
      return false;
    }
    if (image) return writeFile(out, bytes);
    return !executable || writeExecutable(out, bytes, flags_.trimPath ? "" : options.env.goroot);
  }

  const BuildFlags& flags_;
  driver::Options options_ = defaultOptions();
  std::vector<Target> packages_;
  bool intoFolder_ = false;
};

}  // namespace

void addBuild(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("build", "Compile a program to an executable, or to an image that gvm run executes");
  auto flags = std::make_shared<BuildFlags>();
  sub->add_option("packages", flags->words, "Go files of one package, folders, or patterns such as ./cmd/... (default: this folder)");
  sub->add_option("-o", flags->out,
                  "File to write: an image if it ends in .gvmc, else an executable that needs nothing beside it; or a folder for "
                  "executables (default: an executable named after the program; packages that are none, or several, are compiled "
                  "and nothing written)");
  addGcflags(*sub, std::shared_ptr<std::string>(flags, &flags->gcflags));
  sub->add_option("--ldflags", flags->ldflags, "-X importpath.name=value sets a string variable; -s and -w are accepted");
  sub->add_flag("--trimpath", flags->trimPath, "Names files in tracebacks by package, not by folders of this machine");
  sub->callback([&inv, flags] {
    inv.action = [flags] { return Builder(*flags).run(); };
  });
}

}  // namespace gvm::tool
