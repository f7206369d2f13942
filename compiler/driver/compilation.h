// This file is the entrance of the compiler: a Compilation takes packages from source to an image.
//
//   Compilation c(options);
//   Unit* u = c.load({"prog.go"});      // finds and parses it and everything it imports
//   if (!u || !c.check()) print c.errors(), exit 1
//   auto program = c.lower();           // IR
//   auto image = c.emit(*program);      // bytes of an image (vm/bytecode/image.h)
//
// Everything made on the way lives as long as the Compilation. One Compilation is one thread's.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/packages.h"
#include "compiler/driver/test_program.h"
#include "compiler/lower/lower.h"
#include "compiler/source/source.h"
#include "compiler/syntax/parser.h"
#include "compiler/types/universe.h"
#include "vm/bytecode/image.h"

namespace gvm::driver {

struct Options {
  Environment env;
  size_t errorLimit = 10;    // errors shown per package; 0: all
  bool requireMain = true;   // the loaded package must be a program
  bool checkAll = false;     // type-check library bodies too (building the library, checking GOROOT)
  int mLevel = 0;            // 1, 2: notes() says what was inlined and what escapes (-gcflags=-m, -m -m)
  bool optimize = true;      // off: -gcflags=-N
  bool summaries = false;    // functions carry what importing compilers want to know (the library's image)
  std::vector<std::string> alsoLoad;  // packages that become part of the program though nothing imports them
  bool withTests = false;    // a loaded folder's _test.go files too: those of its package, and its external test package
  bool keepAll = false;      // lower everything in the loaded packages, not what main reaches
  // String variables with values of the command line (-ldflags=-X), where the source gives none or a constant one.
  struct StringValue {
    std::string package, name, value;  // "main" is the program's
  };
  std::vector<StringValue> stringValues;
  bool trimPath = false;     // tracebacks name files by import path, not by folder
  // Packages that the program itself may not import (the library may), "unsafe" included.
  std::function<bool(std::string_view importPath)> isForbidden;
  std::function<bool(std::string_view importPath)> isExternal;  // defined by an image that is there already
  std::span<const uint8_t> externalImage;  // that image
};

// A file that exists in memory only.
struct MemoryFile {
  std::string name;  // as diagnostics and tracebacks show it
  std::string text;
};

// One package being compiled.
struct Unit {
  PackageDir where;
  std::vector<syntax::File*> files;
  std::vector<Unit*> imports;
  std::map<std::string, Unit*, std::less<>> importMap;  // by the path written
  types::Package* pkg = nullptr;
  std::unique_ptr<source::Diagnostics> diags;
  std::string label;        // heads its errors; empty: the import path
  bool underTest = false;   // part of a test program: a package main here is no program
  bool external = false;    // a package's external tests: the path is that package's, with _test behind
  enum State : uint8_t { New, Loading, Loaded, Checked, Failed } state = New;
  bool session = false;            // one state of a session's package: imports may go unused
  uint32_t firstLocalType = 0;     // local types are numbered from here
  bool library() const { return where.origin == Origin::Library || where.origin == Origin::Goroot; }
};

class Compilation {
 public:
  explicit Compilation(Options options);
  ~Compilation();
  Compilation(const Compilation&) = delete;

  // Loads the package that the words name: .go files, "-", or one folder. nullptr after errors.
  Unit* load(const std::vector<std::string>& words);
  // What a test program is made for.
  struct TestRequest {
    PackageDir package;      // as Finder::folder gives it, test files included
    std::string coverMode;   // set, count or atomic; empty: no coverage
  };
  // Loads the program that runs a package's tests: the package with its internal tests, its external tests, and a main
  // that lists them. nullptr after errors; setupFailed() tells those of loading from those of compiling.
  Unit* loadTest(TestRequest request);
  bool setupFailed() const { return !loadErrors_.empty(); }
  Finder& finder() { return finder_; }
  // Loads a package whose files are in memory: their names as diagnostics show them, and their texts, which must stay.
  Unit* loadTexts(const std::vector<std::pair<std::string, std::string_view>>& files);
  // Loads a package by import path.
  Unit* loadPath(const std::string& importPath);

  // A session's package main, made of these files, as the only root. The one before it is forgotten. nullptr after errors.
  Unit* loadSession(const std::vector<MemoryFile>& files, uint32_t firstLocalType);

  // Type-checks all loaded packages, imported ones first; false after errors.
  bool check();
  // Lowers the loaded packages; nullptr after errors.
  std::unique_ptr<lower::Program> lower(const lower::Continuation* session = nullptr);
  // Lowers all of some packages, as a library for later units of a session.
  std::unique_ptr<lower::Program> lowerWhole(const std::vector<Unit*>& units);
  // The loaded packages, imported ones first.
  const std::vector<Unit*>& order() const { return order_; }
  // Escape analysis, optimisation and code generation.
  std::vector<uint8_t> emit(lower::Program& program);

  // All errors so far as go build prints them (each package's under a "# path" line), ready for standard error.
  std::string errors() const;

  // What Options::mLevel asked for: the loaded package's lines under a "# path" line, after emit.
  const std::string& notes() const { return notes_; }

  const std::string& loadErrors() const { return loadErrors_; }
  source::FileSet& files() { return files_; }
  source::Arena& arena() { return arena_; }
  syntax::ParseContext parseContext(Unit& u) { return {arena_, interner_, *u.diags}; }
  const std::vector<Unit*>& roots() const { return roots_; }

 private:
  Unit* add(PackageDir where);
  bool addCounters(Unit* u, const std::string& mode, std::vector<CoverFile>* covered);
  bool addText(Unit* u, const std::string& name, std::string text);
  std::unique_ptr<lower::Program> lowerRoots(const std::vector<Unit*>& units, lower::Options lo);
  Unit* shipped(const std::string& path);
  void readShipped(Unit* u);
  bool loadUnit(Unit* u);
  bool parse(Unit* u, const std::string& importedAt = "");
  void setStrings(Unit* u);
  bool addTestFiles(PackageDir* package, PackageDir* external);
  bool loadImports(Unit* u);
  bool importAllowed(const Unit* from, const PackageDir& to) const;
  std::string cycleText(Unit* again) const;
  bool checkUnit(Unit* u);
  bool checkPackage(Unit* u);
  bool checkBody(types::Func* f);
  void loadError(std::string text) { loadErrors_ += text + "\n"; }

  Options options_;
  Finder finder_;
  source::Arena arena_;
  source::Interner interner_;
  source::FileSet files_;
  types::Universe universe_;
  std::vector<std::unique_ptr<Unit>> units_;
  std::map<std::string, Unit*, std::less<>> byPath_;
  std::map<std::string_view, uint32_t> shippedRows_;  // packages of the external image, by path
  std::vector<Unit*> order_;     // loaded, imported ones first
  std::vector<Unit*> loading_;   // the chain of imports being loaded
  std::vector<Unit*> roots_;
  std::map<const types::Package*, Unit*> byPackage_;
  std::string loadErrors_;
  std::string notes_;
  bytecode::Image external_;
  std::vector<std::unique_ptr<std::string>> texts_;  // of files that the driver writes
};

}  // namespace gvm::driver
