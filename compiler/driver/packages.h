// This file is about finding packages: which folder or library entry an import path stands for, and which files in it
// belong to the build. Nothing is parsed but import clauses.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/gosum.h"
#include "compiler/driver/modfile.h"

namespace gvm::driver {

// One source file of the library that is part of gvm: "strings/builder.go" and its text. The list is sorted by path.
struct LibraryFile {
  std::string_view path;
  std::string_view text;
};

// Where packages are looked for. Everything is absolute paths.
struct Environment {
  std::string workDir;
  std::string goroot;    // an installed Go, or empty
  std::string modCache;  // GOMODCACHE
  std::span<const LibraryFile> library;

  // From the process: current folder, GOROOT or the `go` on PATH, GOMODCACHE or GOPATH or ~/go.
  static Environment fromProcess();
};

enum class Origin : uint8_t { Local, Library, Goroot, Module };

struct SourceFile {
  std::string path;      // absolute; library files: "$GOROOT/src/" and their library path
  std::string display;   // as diagnostics name it
  std::string_view text; // library files and files in memory: their text; else empty, to be read
  bool isLibrary = false;
  bool inMemory = false;
};

// A package that was found.
struct PackageDir {
  std::string importPath;
  std::string dir;       // absolute; empty for library packages
  Origin origin = Origin::Local;
  std::string goVersion; // of its module; empty: the latest
  std::vector<SourceFile> files;
  std::vector<SourceFile> testFiles;   // _test.go files
};

// The main module and how import paths resolve under it.
class Finder {
 public:
  explicit Finder(Environment env);

  // Reads the go.mod of the module that dir belongs to; none is fine. False with *error when go.mod is malformed.
  bool openModule(const std::string& dir, std::string* error);
  bool hasModule() const { return main_ != nullptr; }
  const std::string& moduleRoot() const { return main_->root; }
  const ModFile& module() const { return main_->file; }

  // The package that `path`, imported by `from` (nullptr: the command line), stands for. Without one, *error says what
  // is missing and where it was looked for, in the form go build gives it where that has one.
  // withTests finds packages that have test files alone, too.
  std::optional<PackageDir> find(const std::string& path, const PackageDir* from, std::string* error,
                                 bool withTests = false);

  // The package in a folder. Its import path follows from the module, else it is command-line-arguments.
  std::optional<PackageDir> folder(const std::string& dir, std::string* error, bool withTests = false);
  // The package made of these files ("-" is standard input).
  std::optional<PackageDir> files(const std::vector<std::string>& files, std::string* error);

  // A path as diagnostics print it: relative to the working folder where that is shorter.
  std::string shortPath(const std::string& path) const;
  const Environment& env() const { return env_; }

 private:
  struct Module {
    std::string root;     // absolute folder
    std::string version;  // in the module cache
    ModFile file;
    Origin origin = Origin::Local;
    std::string cachedAs;  // the path under which the cache has it; a replacement's own
    bool verified = false;
  };
  bool listDir(PackageDir* p, std::string* error, bool withTests = false);
  bool listLibrary(PackageDir* p);
  const Module* moduleFor(const std::string& path, std::string* looked);
  Module* cachedModule(const std::string& path, const std::string& version, std::string* looked);
  void selectVersions();
  bool verify(Module* m, const std::string& package, const PackageDir* from, std::string* error);
  std::string findVendored(const std::string& path) const;
  bool readVendor(std::string* error);

  Environment env_;
  std::unique_ptr<Module> main_;
  std::map<std::string, std::unique_ptr<Module>> modules_;  // by module path, selected versions
  std::map<std::string, std::string> vendorGo_;              // go versions of vendored modules, by path
  std::unique_ptr<GoSum> sums_;
  bool selected_ = false, vendor_ = false;
};

}  // namespace gvm::driver
