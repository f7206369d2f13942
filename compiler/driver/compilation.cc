// This file drives a compilation: loading packages with what they import, checking them in order, lowering, emitting.
#include "compiler/driver/compilation.h"

#include <dirent.h>
#include <unistd.h>

#include <fmt/format.h>

#include "compiler/driver/embed.h"
#include "compiler/driver/read_file.h"
#include "compiler/emit/emit.h"
#include "compiler/lower/lower.h"
#include "compiler/types/checker.h"
#include "compiler/types/import_path.h"

namespace gvm::driver {
namespace {

// What is wrong with a well-formed import path; empty if nothing is. The checker reports it at the import.
std::string pathFault(const std::string& path) {
  if (path[0] == '/') return "import path cannot be absolute path";
  std::vector<std::string> parts;
  for (size_t i = 0; i < path.size();) {
    size_t j = std::min(path.find('/', i), path.size());
    std::string part = path.substr(i, j - i);
    i = j + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") parts.pop_back();
    else parts.push_back(part);
  }
  std::string clean;
  for (auto& part : parts) clean += (clean.empty() ? "" : "/") + part;
  if (clean.empty()) clean = ".";
  return clean == path ? "" : fmt::format("non-canonical import path \"{}\" (should be \"{}\")", path, clean);
}

// Whether a folder holds assembly, so that functions of its package may lack a body in Go.
bool hasAssembly(const std::string& dir) {
  DIR* d = dir.empty() ? nullptr : opendir(dir.c_str());
  if (!d) return false;
  bool found = false;
  while (dirent* e = readdir(d)) {
    std::string_view n = e->d_name;
    found |= n.ends_with(".s") && n[0] != '.' && n[0] != '_';
  }
  closedir(d);
  return found;
}

bool isRelative(std::string_view path) { return path == "." || path == ".." || path.starts_with("./") || path.starts_with("../"); }

}  // namespace

Compilation::Compilation(Options options)
    : options_(std::move(options)), finder_(options_.env), interner_(arena_), universe_(arena_, interner_) {
  if (!options_.externalImage.empty() && !external_.open(options_.externalImage).empty()) options_.externalImage = {};
}
Compilation::~Compilation() = default;

Unit* Compilation::add(PackageDir where) {
  auto u = std::make_unique<Unit>();
  u->where = std::move(where);
  u->diags = std::make_unique<source::Diagnostics>(files_);
  Unit* p = u.get();
  units_.push_back(std::move(u));
  byPath_[p->where.importPath] = p;
  return p;
}

Unit* Compilation::load(const std::vector<std::string>& words) {
  std::string error;
  bool asFiles = !words.empty() && (words[0] == "-" || words[0].ends_with(".go") || access(words[0].c_str(), F_OK) != 0 ||
                                    words.size() > 1);
  std::string start = options_.env.workDir;
  if (asFiles && words[0] != "-" && words[0].find('/') != std::string::npos)
    start = words[0].substr(0, words[0].rfind('/'));
  if (!asFiles && !words.empty()) start = words[0];
  if (start.empty()) start = "/";
  if (!finder_.openModule(start, &error)) {
    loadError(error);
    return nullptr;
  }
  std::optional<PackageDir> where;
  if (asFiles) {
    where = finder_.files(words, &error);
  } else {
    where = finder_.folder(words.empty() ? "." : words[0], &error, options_.withTests);
    // A file without the .go suffix, as a #! script may be.
    if (!where && words.size() == 1) {
      std::string again;
      if (access((words[0] + "/.").c_str(), F_OK) != 0) where = finder_.files(words, &again);
    }
  }
  if (!where) {
    loadError(error);
    return nullptr;
  }
  // Every program holds package runtime, imported or not: the VM needs its error types and its main.
  if (options_.requireMain && !loadPath("runtime")) return nullptr;
  for (const std::string& path : options_.alsoLoad)
    if (!loadPath(path)) return nullptr;
  PackageDir external;
  bool tested = options_.withTests && !where->testFiles.empty();
  if (tested && !addTestFiles(&*where, &external)) return nullptr;
  Unit* u = nullptr;
  if (!where->files.empty()) {
    u = add(std::move(*where));
    u->underTest = tested;
    if (tested) u->label = fmt::format("{0} [{0}.test]", u->where.importPath);
    roots_.push_back(u);
    if (!loadUnit(u)) return nullptr;
  }
  if (!external.files.empty()) {
    Unit* x = add(std::move(external));
    x->underTest = x->external = true;
    x->label = fmt::format("{} [{}.test]", x->where.importPath, x->where.importPath.substr(0, x->where.importPath.size() - 5));
    roots_.push_back(x);
    if (!loadUnit(x)) return nullptr;
    if (u == nullptr) u = x;
  }
  if (options_.requireMain && u->pkg->name != "main") {
    loadError(fmt::format("package {} is not a main package", u->where.importPath));
    return nullptr;
  }
  return u;
}

// Adds a file of the driver's own to a unit that is not loaded yet.
bool Compilation::addText(Unit* u, const std::string& name, std::string text) {
  texts_.push_back(std::make_unique<std::string>(std::move(text)));
  u->where.files.push_back({name, name, *texts_.back(), true});
  return true;
}

// Counts the blocks of a loaded package's files. Its counters are declared in one more file.
bool Compilation::addCounters(Unit* u, const std::string& mode, std::vector<CoverFile>* covered) {
  std::string text = fmt::format("package {}\n", u->pkg->name);
  size_t n = 0;
  for (size_t i = 0; i < u->files.size(); i++) {
    std::string_view path = u->where.files[i].path;
    if (path.ends_with("_test.go")) continue;
    CoverFile file;
    file.name = u->where.importPath + "/" + std::string(path.substr(path.rfind('/') + 1));
    file.variable = fmt::format("GvmCover{}", n++);
    insertCounters(arena_, interner_, files_, u->files[i], mode, &file);
    if (file.blocks.empty()) continue;
    text += fmt::format("var {} [{}]uint32\n", file.variable, file.blocks.size());
    covered->push_back(std::move(file));
  }
  auto* file = files_.addFile("GvmCover.go", std::move(text));
  if (!file) return false;
  u->files.push_back(syntax::parseFile(parseContext(*u), file, {}));
  return true;
}

Unit* Compilation::loadTest(TestRequest request) {
  if (!loadPath("runtime")) return nullptr;
  PackageDir& where = request.package;
  std::string path = where.importPath, error;
  PackageDir external = where;
  external.importPath += "_test";
  external.files.clear();
  external.testFiles.clear();
  bool alone = where.files.empty();
  for (auto& f : where.testFiles) {
    std::string text;
    if (!readFile(f.path, &text, &error)) return loadError(error), nullptr;
    (packageClause(text).ends_with("_test") ? external : where).files.push_back(f);
  }
  alone = alone && where.files.empty();
  auto loaded = [&](PackageDir dir, const std::string& name, TestFunctions* found) -> Unit* {
    Unit* u = add(std::move(dir));
    u->underTest = true;
    u->external = name != path;
    u->label = fmt::format("{} [{}.test]", name, path);
    if (!loadUnit(u)) return nullptr;
    for (size_t i = 0; i < u->files.size(); i++)
      if (u->where.files[i].path.ends_with("_test.go")) collectTests(files_, u->files[i], found, &error);
    if (!error.empty()) return loadError(error), nullptr;
    return u;
  };
  TestFunctions inside, outside;
  std::vector<CoverFile> covered;
  Unit* package = alone ? nullptr : loaded(where, path, &inside);
  if (!alone && !package) return nullptr;
  if (!external.files.empty() && !loaded(external, path + "_test", &outside)) return nullptr;
  if (package && !request.coverMode.empty() && !addCounters(package, request.coverMode, &covered)) return nullptr;

  PackageDir main;
  main.importPath = path + ".test";
  main.dir = where.dir;
  Unit* u = add(std::move(main));
  addText(u, "_testmain.go", testMainText(alone ? "" : path, path, inside, outside, request.coverMode, covered));
  roots_.push_back(u);
  return loadUnit(u) ? u : nullptr;
}

// The unit of a package that the external image defines, or nullptr. Of such a package the name and the imports are
// known from there; its source is read when a name in it is looked up, which for most packages of a program never happens.
Unit* Compilation::shipped(const std::string& path) {
  if (auto it = byPath_.find(path); it != byPath_.end()) return it->second;
  if (options_.externalImage.empty() || options_.checkAll || !options_.isExternal || !options_.isExternal(path)) return nullptr;
  if (shippedRows_.empty())
    for (uint32_t i = 0; i < external_.packages().size(); i++) shippedRows_[external_.str(external_.packages()[i].path)] = i;
  auto row = shippedRows_.find(path);
  if (row == shippedRows_.end()) return nullptr;
  const bytecode::PackageRow& p = external_.packages()[row->second];
  PackageDir where;
  where.importPath = path;
  where.origin = Origin::Library;
  Unit* u = add(std::move(where));
  u->pkg = types::newPackage(universe_, interner_.intern(path), interner_.intern(external_.str(p.name)));
  u->pkg->complete = true;
  u->pkg->load = [this, u] { readShipped(u); };
  u->state = Unit::Checked;
  byPackage_[u->pkg] = u;
  for (uint32_t i : external_.indices().subspan(p.import, p.numImport))
    if (Unit* to = shipped(std::string(external_.str(external_.packages()[i].path)))) u->pkg->imports.push_back(to->pkg);
  return u;
}

void Compilation::readShipped(Unit* u) {
  std::string error;
  auto where = finder_.find(u->where.importPath, nullptr, &error);
  if (!where) return loadError(error);
  u->where = std::move(*where);
  u->pkg->imports.clear();
  size_t before = order_.size();
  if (!parse(u) || !loadImports(u)) return;
  for (size_t i = before; i < order_.size(); i++) checkUnit(order_[i]);
  checkPackage(u);
}

// Hands the test files of a folder to the package they name: the folder's own, or the external one with its name and _test.
bool Compilation::addTestFiles(PackageDir* package, PackageDir* external) {
  auto clause = [&](const SourceFile& f) -> std::string {
    std::string text, error;
    if (!readFile(f.path, &text, &error)) return loadError(error), "";
    return std::string(packageClause(text));
  };
  std::string own = package->files.empty() ? "" : clause(package->files[0]);
  external->importPath = package->importPath + "_test";
  external->dir = package->dir;
  external->goVersion = package->goVersion;
  for (auto& f : package->testFiles) {
    std::string name = clause(f);
    bool outside = name.ends_with("_test") && (own.empty() || name == own + "_test");
    (outside ? external->files : package->files).push_back(f);
  }
  return loadErrors_.empty();
}

Unit* Compilation::loadTexts(const std::vector<std::pair<std::string, std::string_view>>& files) {
  PackageDir where;
  where.importPath = "command-line-arguments";
  where.dir = finder_.env().workDir;
  for (auto& [name, text] : files) where.files.push_back({name, name, text, false, true});
  if (!loadPath("runtime")) return nullptr;  // as in load
  Unit* u = add(std::move(where));
  roots_.push_back(u);
  return loadUnit(u) ? u : nullptr;
}

Unit* Compilation::loadPath(const std::string& importPath) {
  std::string error;
  Unit* u = shipped(importPath);
  if (!u) {
    auto where = finder_.find(importPath, nullptr, &error);
    if (!where) {
      loadError(error);
      return nullptr;
    }
    u = add(std::move(*where));
  }
  roots_.push_back(u);
  return u->state >= Unit::Loaded || loadUnit(u) ? u : nullptr;
}

Unit* Compilation::loadSession(const std::vector<MemoryFile>& files, uint32_t firstLocalType) {
  for (Unit* old : roots_) {
    std::erase(order_, old);
    byPackage_.erase(old->pkg);
    byPath_.erase(old->where.importPath);
    std::erase_if(units_, [old](auto& u) { return u.get() == old; });
  }
  roots_.clear();
  loadErrors_.clear();
  std::string error;
  if (!finder_.hasModule() && !finder_.openModule(options_.env.workDir, &error)) return loadError(error), nullptr;
  PackageDir where;
  where.importPath = "command-line-arguments";
  where.dir = options_.env.workDir;
  for (auto& f : files) {
    SourceFile s;
    s.path = s.display = f.name;
    s.text = f.text;
    s.isLibrary = true;
    where.files.push_back(std::move(s));
  }
  Unit* u = add(std::move(where));
  u->session = true;
  u->firstLocalType = firstLocalType;
  roots_.push_back(u);
  return loadUnit(u) ? u : nullptr;
}

bool Compilation::loadUnit(Unit* u) {
  u->state = Unit::Loading;
  loading_.push_back(u);
  bool ok = (u->pkg || parse(u)) && loadImports(u);
  loading_.pop_back();
  u->state = Unit::Loaded;
  if (ok) order_.push_back(u);
  return ok;
}

// A file's name where folders of this machine are to stay out of the program: that of its package, and its own.
static std::string trimmedPath(const PackageDir& where, const SourceFile& f) {
  constexpr std::string_view kLibrary = "$GOROOT/src/";
  if (f.path.starts_with(kLibrary)) return f.path.substr(kLibrary.size());
  std::string base = f.path.substr(f.path.rfind('/') + 1);
  return where.importPath == "command-line-arguments" ? "./" + base : where.importPath + "/" + base;
}

// Gives variables the values of Options::stringValues: before the check those without a value, after it those whose value
// is constant.
void Compilation::setStrings(Unit* u) {
  for (auto& set : options_.stringValues) {
    if (u->pkg == nullptr || u->pkg->path != set.package) continue;
    for (syntax::File* file : u->files)
      for (syntax::Decl* d : file->decls) {
        auto* decl = syntax::as<syntax::VarDecl>(d);
        if (!decl) continue;
        for (size_t i = 0; i < decl->names.size(); i++) {
          if (decl->names[i]->name != set.name) continue;
          auto* type = syntax::as<syntax::Ident>(decl->typ);
          if (decl->values.empty() && decl->names.size() == 1 && type && type->name == "string") {
            auto* lit = arena_.make<syntax::BasicLit>();
            lit->pos = decl->names[i]->pos;
            lit->lit = syntax::LitKind::String;
            lit->text = "\"\"";
            lit->value = constant::makeString(arena_, set.value);
            syntax::Expr* value = lit;
            decl->values = arena_.copy(&value, 1);
          } else if (i < decl->values.size() && decl->values.size() == decl->names.size()) {
            syntax::Expr* value = decl->values[i];
            if (value->value && value->value->kind() == constant::Kind::String)
              value->value = constant::makeString(arena_, set.value);
          }
        }
      }
  }
}

// Parses the files. Syntax errors do not stop the loading: they are reported with the package's other errors.
bool Compilation::parse(Unit* u, const std::string& importedAt) {
  bool lazy = u->library() && !options_.checkAll;
  std::string_view firstName, firstFile;
  for (auto& f : u->where.files) {
    std::string text, error;
    if (f.isLibrary || f.inMemory) {
      text = f.text;
    } else if (f.path.ends_with("/-") && f.display == "./-") {
      if (!readFd(0, "standard input", &text, &error)) return loadError(error), false;
    } else if (!readFile(f.path, &text, &error)) {
      return loadError(error), false;
    }
    // A script's first line, for the kernel, reads as a comment.
    if (text.starts_with("#!")) text.replace(0, 2, "//");
    auto* file = files_.addFile(f.display, std::move(text));
    if (!file) return loadError("the program's sources are larger than 4 GB"), false;
    file->setPath(options_.trimPath ? trimmedPath(u->where, f) : f.path);
    syntax::ParseOptions po;
    po.skipBodies = lazy;
    po.std = u->library();
    po.keepComments = u->underTest;
    auto* tree = syntax::parseFile(parseContext(*u), file, po);
    u->files.push_back(tree);
    if (!tree->pkgName) continue;
    std::string_view name = tree->pkgName->name;
    if (firstName.empty()) {
      firstName = name;
      firstFile = f.display;
    } else if (name != firstName) {
      auto base = [](std::string_view p) { return p.substr(p.rfind('/') + 1); };
      loadError(fmt::format("{}found packages {} ({}) and {} ({}) in {}", importedAt, firstName, base(firstFile), name,
                            base(f.display), u->where.dir));
      return false;
    }
  }
  auto path = u->where.importPath;
  // As in Go, the program's package is "main" for link names and types, whatever its folder.
  bool isMain = firstName == "main" && !u->underTest;
  if (u->pkg) return true;  // known before it was read
  u->pkg = types::newPackage(universe_, interner_.intern(isMain ? "main" : path), interner_.intern(firstName));
  u->pkg->isMain = isMain;
  byPackage_[u->pkg] = u;
  setStrings(u);
  return true;
}

bool Compilation::importAllowed(const Unit* from, const PackageDir& to) const {
  const std::string& path = to.importPath;
  // The last element named "internal": what lies above it may import.
  size_t at = std::string::npos;
  for (size_t i = path.rfind("internal"); i != std::string::npos; i = i ? path.rfind("internal", i - 1) : i - 1) {
    bool starts = i == 0 || path[i - 1] == '/';
    bool ends = i + 8 == path.size() || path[i + 8] == '/';
    if (starts && ends) {
      at = i;
      break;
    }
    if (i == 0) break;
  }
  if (at == std::string::npos) return true;
  if (to.origin == Origin::Library || to.origin == Origin::Goroot) return from->library() || from->session;
  std::string parent = at == 0 ? "" : path.substr(0, at - 1);
  std::string_view who = from->where.importPath;
  if (from->external) who.remove_suffix(std::string_view("_test").size());
  if (who == "command-line-arguments") {
    // Files named on the command line count as in their folder.
    size_t depth = to.dir.rfind("/internal");
    return depth != std::string::npos &&
           (from->where.dir + "/").starts_with(to.dir.substr(0, depth) + "/");
  }
  return who == parent || who.starts_with(parent + "/");
}

std::string Compilation::cycleText(Unit* again) const {
  std::string text = "package " + loading_.front()->where.importPath;
  auto importingFile = [&](Unit* from, Unit* to) -> std::string {
    for (size_t i = 0; i < from->files.size(); i++)
      for (auto* imp : from->files[i]->imports)
        if (imp->path) {
          auto it = from->importMap.find(syntax::stringValue(imp->path->text));
          if (it != from->importMap.end() && it->second == to) {
            auto& d = from->where.files[i].display;
            return d.substr(d.rfind('/') + 1);
          }
        }
    return "?";
  };
  for (size_t i = 1; i <= loading_.size(); i++) {
    Unit* to = i < loading_.size() ? loading_[i] : again;
    text += fmt::format("\n\timports {} from {}", to->where.importPath, importingFile(loading_[i - 1], to));
  }
  return text + ": import cycle not allowed" + (again->underTest ? " in test" : "");
}

bool Compilation::loadImports(Unit* u) {
  bool ok = true;
  for (auto* f : u->files) {
    for (auto* imp : f->imports) {
      if (!imp->path || imp->path->bad) continue;
      std::string path = syntax::stringValue(imp->path->text);
      std::string why;
      if (u->importMap.contains(path) || !types::validImportPath(path, &why)) continue;
      auto display = [&] {
        std::string p = files_.format(imp->path->pos);
        return p.starts_with("./") ? p.substr(2) : p;
      };
      // What the library's image defines is trusted with everything; all else is the program's, GOROOT's packages too.
      bool trusted = u->library() && options_.isExternal && options_.isExternal(u->where.importPath);
      if (!trusted && options_.isForbidden && options_.isForbidden(path)) {
        loadError(fmt::format("{}: package {} is not allowed in this program", display(), path));
        ok = false;
        continue;
      }
      if (path == "unsafe") continue;
      if (isRelative(path)) {
        loadError(fmt::format("{}: \"{}\" is relative, but relative import paths are not supported in module mode",
                              display(), path));
        if (finder_.hasModule()) loadError(fmt::format("{}: local import \"{}\" in non-local package", display(), path));
        ok = false;
        continue;
      }
      if (!pathFault(path).empty()) continue;
      if (path == "C") {
        loadError(fmt::format("{}: gvm cannot compile packages that use cgo (import \"C\")", display()));
        ok = false;
        continue;
      }
      std::string error;
      Unit* to = nullptr;
      if (Unit* known = shipped(path)) {
        to = known;
      } else if (auto where = finder_.find(path, &u->where, &error)) {
        auto known = byPath_.find(where->importPath);
        to = known != byPath_.end() ? known->second : add(std::move(*where));
      }
      if (!to) {
        loadError(fmt::format("{}: {}", display(), error));
        ok = false;
        continue;
      }
      u->importMap[path] = to;
      if (!importAllowed(u, to->where)) {
        loadError(fmt::format("package {}\n\t{}: use of internal package {} not allowed",
                              u->where.importPath, display(), to->where.importPath));
        ok = false;
        continue;
      }
      if (to->state == Unit::Loading) {
        loadError(cycleText(to));
        return false;
      }
      if (to->state == Unit::New && !parse(to, display() + ": ")) {
        to->state = Unit::Loaded;
        ok = false;
        continue;
      }
      if (to->pkg && to->pkg->isMain && !to->underTest) {
        loadError(fmt::format("{}: import \"{}\" is a program, not an importable package", display(), path));
        ok = false;
        continue;
      }
      if ((to->state == Unit::New && !loadUnit(to)) || !to->pkg) {
        ok = false;
        continue;
      }
      u->imports.push_back(to);
    }
  }
  return ok;
}

bool Compilation::check() {
  if (!loadErrors_.empty()) return false;
  bool ok = true;
  for (size_t i = 0; i < order_.size(); i++) ok = checkUnit(order_[i]) && ok;  // checking may read more packages
  return ok;
}

bool Compilation::checkUnit(Unit* u) {
  if (u->state == Unit::Checked) return true;
  if (u->state == Unit::Failed) return false;
  u->state = Unit::Failed;
  for (Unit* i : u->imports)
    if (i->state != Unit::Checked) return false;  // reported there
  if (u->diags->syntaxErrors()) return false;
  if (!checkPackage(u)) return false;
  setStrings(u);
  if (options_.requireMain && u->pkg->isMain) {
    auto* obj = u->pkg->scope->lookup(universe_.nameMain);
    if (!obj || obj->kind != types::ObjKind::Func) {
      u->diags->error(0, source::Code{}, "function main is undeclared in the main package");
      return false;
    }
  }
  u->state = Unit::Checked;
  return true;
}

bool Compilation::checkPackage(Unit* u) {
  types::CheckOptions co;
  co.diags = u->diags.get();
  co.importer = [u](std::string_view path, types::Package*, std::string* error) -> types::Package* {
    auto it = u->importMap.find(path);
    if (it != u->importMap.end()) return it->second->pkg;
    *error = pathFault(std::string(path));
    return nullptr;
  };
  if (!u->where.goVersion.empty()) co.goVersion = "go" + u->where.goVersion;
  co.lazyBodies = u->library() && !options_.checkAll;
  co.lazyObjects = co.lazyBodies && options_.isExternal && options_.isExternal(u->where.importPath);
  co.allowMissingBodies = u->library() || hasAssembly(u->where.dir);
  co.isMain = u->pkg->isMain;
  co.ignoreUnusedImports = u->session;
  u->pkg->numLocalTypes = u->firstLocalType;
  return types::checkPackage(universe_, u->pkg, u->files, co) && !u->diags->any();
}

bool Compilation::checkBody(types::Func* f) {
  f = f->origin();
  if (f->fdecl && f->fdecl->bodySkipped) {
    auto it = byPackage_.find(f->pkg);
    if (it == byPackage_.end()) return false;
    syntax::parseBody(parseContext(*it->second), files_.file(f->fdecl->bodyPos), f->fdecl);
    if (it->second->diags->any()) return false;
  }
  return types::checkBody(f);
}

std::unique_ptr<lower::Program> Compilation::lower(const lower::Continuation* session) {
  lower::Options lo;
  lo.keepAll = options_.keepAll;
  lo.session = session;
  return lowerRoots(roots_, std::move(lo));
}

std::unique_ptr<lower::Program> Compilation::lowerWhole(const std::vector<Unit*>& units) {
  lower::Options lo;
  lo.keepAll = true;
  return lowerRoots(units, std::move(lo));
}

std::unique_ptr<lower::Program> Compilation::lowerRoots(const std::vector<Unit*>& units, lower::Options lo) {
  std::vector<types::Package*> roots;
  for (Unit* u : units) roots.push_back(u->pkg);
  if (options_.isExternal)
    lo.isExternal = [this](types::Package* p) {
      auto it = byPackage_.find(p);
      return it != byPackage_.end() && options_.isExternal(it->second->where.importPath);
    };
  if (!options_.externalImage.empty())
    lo.externalFunction = [this](std::string_view symbol) -> lower::Options::ExternalFunction {
      uint32_t s = external_.findSymbol(symbol);
      if (s == bytecode::kNone || external_.symbols()[s].kind != static_cast<uint32_t>(bytecode::SymbolKind::kFunc)) return {};
      const bytecode::FuncRow& f = external_.funcs()[external_.symbols()[s].index];
      lower::Options::ExternalFunction x;
      if (f.tags.offset != bytecode::kNone) x.escapeTags = external_.str(f.tags);
      x.inlinable = options_.optimize && (f.flags & bytecode::FuncRow::kInlinable);
      return x;
    };
  lo.checkBody = [this](types::Func* f) { return checkBody(f); };
  bool ok = true;
  lo.embed = [&](types::Package* p, const syntax::VarDecl* d) {
    Unit* u = byPackage_[p];
    std::vector<lower::EmbedFile> list;
    ok = resolveEmbeds(*u->diags, u->where.dir, d, &list) && ok;
    return list;
  };
  auto program = lower::lowerProgram(universe_, roots, lo);
  for (auto& u : units_) ok = ok && !u->diags->any();
  return ok ? std::move(program) : nullptr;
}

std::vector<uint8_t> Compilation::emit(lower::Program& program) {
  emit::Options eo;
  eo.files = &files_;
  eo.universe = &universe_;
  bool reported = false;
  eo.report = [&](const lower::Function& f, std::string text) {
    reported = true;
    const lower::Function* top = &f;
    while (top->outer) top = top->outer;
    auto it = byPackage_.find(top->pkg);
    if (it == byPackage_.end()) return loadError(std::move(text));
    it->second->diags->error(f.pos, source::Code{}, std::move(text));
  };
  eo.optimize = options_.optimize;
  eo.summaries = options_.summaries;
  std::string notes;
  if (options_.mLevel > 0 && !roots_.empty()) {
    eo.notes = &notes;
    eo.mLevel = options_.mLevel;
    eo.notesFor = roots_.back()->pkg;
  }
  auto image = emit::emitProgram(program, eo);
  if (image.empty() && !reported) loadError("the program cannot be expressed in an image");
  if (!notes.empty()) notes_ = fmt::format("# {}\n{}", roots_.back()->where.importPath, notes);
  return image;
}

std::string Compilation::errors() const {
  std::string out = loadErrors_;
  if (!out.empty()) return out;
  for (auto& u : units_) {
    if (!u->diags->any()) continue;
    std::string text = u->diags->print(options_.errorLimit);
    if (text.find("function main is undeclared in the main package") != std::string::npos)
      text = "runtime.main_main·f: function main is undeclared in the main package\n";
    // As go build shortens paths: those of a package in the working folder begin with "./", whatever they lead to.
    if (u->where.dir == options_.env.workDir) {
      for (size_t i = text.find("\n\t"); i != std::string::npos; i = text.find("\n\t", i + 2)) {
        std::string_view path = std::string_view(text).substr(i + 2, text.find_first_of(" :\n", i + 2) - i - 2);
        if (path.ends_with(".go") && path.find('/') != path.npos && path[0] != '/' && path[0] != '.') text.insert(i + 2, "./");
      }
    }
    out += fmt::format("# {}\n{}", u->label.empty() ? u->where.importPath : u->label, text);
  }
  return out;
}

}  // namespace gvm::driver
