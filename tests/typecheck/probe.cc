// This file is a command that type-checks and does nothing else, with an importer that reads an installed Go's sources.
//
//   typecheck_probe [-lang go1.N] file.go...      one package of these files; prints its errors, one package per file
//                                                 where the names of the packages differ
//   typecheck_probe -list                         reads lines "[-lang go1.N] file.go..." and prints for each its errors
//                                                 and a line "== STATUS"
//   typecheck_probe -facts path                   what is recorded on the trees of a package of GOROOT/src (see facts.go)
//   typecheck_probe -std [-time] [path...]        checks packages of GOROOT/src fully (none given: all of them)
//
// GOROOT is taken from the environment. tests/typecheck/errorcheck.py compares the errors with the expectations that
// are written in Go's own test files.
#include <dirent.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include "compiler/syntax/build.h"
#include "compiler/syntax/parser.h"
#include "compiler/syntax/walk.h"
#include "compiler/types/checker.h"

using namespace gvm;

namespace {

struct Loaded {
  types::Package* pkg = nullptr;
  bool loading = false, failed = false;
};

struct Probe {
  source::Arena arena;
  source::Interner names{arena};
  source::FileSet files;
  types::Universe universe{arena, names};
  source::Diagnostics libDiags{files};
  std::string goroot = std::getenv("GOROOT") ? std::getenv("GOROOT") : "/usr/local/go";
  std::map<std::string, Loaded> packages;
  syntax::BuildContext build;
  size_t lines = 0;
  double parseSeconds = 0, checkSeconds = 0;
  bool lazy = true;
  int serial = 0;

  static bool isFile(const std::string& p) {
    struct stat st;
    return stat(p.c_str(), &st) == 0;
  }

  std::vector<std::string> goFiles(const std::string& dir) {
    std::vector<std::string> out;
    if (DIR* d = opendir(dir.c_str())) {
      while (dirent* e = readdir(d)) {
        std::string n = e->d_name;
        if (n.size() > 3 && n.ends_with(".go") && !n.ends_with("_test.go") && n[0] != '_' && n[0] != '.' && syntax::matchFileName(build, n)) out.push_back(dir + "/" + n);
      }
      closedir(d);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  types::Package* importPath(const std::string& path, types::Package* from, std::string* error) {
    std::string dir = goroot + "/src/" + path;
    std::string key = path;
    for (std::string vendor : {"vendor/", "cmd/vendor/"}) {
      if (isFile(dir)) break;
      dir = goroot + "/src/" + vendor + path;
      key = vendor + path;
    }
    Loaded& l = packages[key];
    if (l.pkg) return l.pkg;
    if (l.loading) return *error = "import cycle", nullptr;
    if (l.failed || !isFile(dir)) return *error = "package " + path + " is not in std", nullptr;
    l.loading = true;
    types::Package* p = loadDir(dir, key, libDiags, lazy);
    Loaded& again = packages[key];
    again.loading = false;
    again.failed = !p;
    again.pkg = p;
    if (!p) *error = "no Go files";
    return p;
  }

  types::Package* loadDir(const std::string& dir, const std::string& path, source::Diagnostics& diags, bool lazyBodies) {
    std::vector<syntax::File*> trees;
    syntax::ParseContext ctx{arena, names, diags};
    for (const std::string& name : goFiles(dir)) {
      std::string error;
      source::File* f = files.readFile(name, "", &error);
      if (!f || !syntax::matchFileText(build, f->text())) continue;
      auto t0 = std::chrono::steady_clock::now();
      syntax::ParseOptions po;
      po.skipBodies = lazyBodies;
      po.std = true;
      trees.push_back(syntax::parseFile(ctx, f, po));
      parseSeconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - t0).count();
      lines += static_cast<size_t>(std::count(f->text().begin(), f->text().end(), '\n'));
    }
    if (trees.empty()) return nullptr;
    types::Package* pkg = types::newPackage(universe, path, "");
    types::CheckOptions o;
    o.diags = &diags;
    o.lazyBodies = lazyBodies;
    o.goVersion = "go1.26";
    o.importer = [this](std::string_view p, types::Package* from, std::string* err) { return importPath(std::string(p), from, err); };
    // Imports first, so that the time of checking is this package's alone.
    for (syntax::File* t : trees) {
      for (syntax::ImportDecl* imp : t->imports) {
        std::string p, err;
        if (imp->path && syntax::unquote(imp->path->text, &p) && p != "unsafe" && p != "C") importPath(p, pkg, &err);
      }
    }
    auto t0 = std::chrono::steady_clock::now();
    types::checkPackage(universe, pkg, trees, o);
    checkSeconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - t0).count();
    return pkg;
  }

  // Checks files as packages, one for each package name; later ones may import earlier ones as "./name" or "test/name".
  bool checkFiles(const std::vector<std::string>& words, std::string lang) {
    source::Diagnostics diags(files);
    std::vector<std::vector<syntax::File*>> groups;
    std::vector<std::string> groupFiles;
    bool ok = true;
    for (const std::string& name : words) {
      std::string error;
      source::File* f = files.readFile(name, name, &error);
      if (!f) {
        std::cout << error << "\n";
        return false;
      }
      auto* t = syntax::parseFile({arena, names, diags}, f);
      if (diags.syntaxErrors() || !t->pkgName) ok = false;
      if (!groups.empty() && groups.back()[0]->pkgName && t->pkgName && groups.back()[0]->pkgName->name == t->pkgName->name)
        groups.back().push_back(t);
      else {
        groups.push_back({t});
        groupFiles.push_back(name);
      }
    }
    // As in gc, what the scanner and parser find besides syntax errors does not keep the checker from going on.
    for (auto* d : diags.sorted()) ok = ok && !d->text.starts_with("syntax error");
    std::map<std::string, types::Package*> local;
    if (ok) {
      for (size_t i = 0; i < groups.size(); i++) {
        auto& g = groups[i];
        std::string path(g[0]->pkgName->name);
        types::Package* pkg = types::newPackage(universe, path, "");
        types::CheckOptions o;
        o.diags = &diags;
        o.goVersion = lang;
        o.allowMissingBodies = false;
        o.importer = [&](std::string_view p, types::Package* from, std::string* err) {
          std::string s(p);
          for (std::string prefix : {"./", "test/", ""}) {
            if (s.starts_with(prefix))
              if (auto it = local.find(s.substr(prefix.size())); it != local.end()) return it->second;
          }
          return importPath(s, from, err);
        };
        types::checkPackage(universe, pkg, g, o);
        std::string base = groupFiles[i].substr(groupFiles[i].rfind('/') + 1);
        local[base.substr(0, base.size() - 3)] = pkg;
        local[path] = pkg;
      }
    }
    std::cout << diags.print(std::getenv("PROBE_LIMIT") ? 10 : 0);
    return !diags.any();
  }

  // One line for each identifier, literal, call, selector and operation: what the checker recorded, for comparison with
  // go/types (facts.go).
  void facts(syntax::Node* n) {
    auto line = [&](char kind, source::Pos pos, types::Type* t, const constant::Value* v) {
      source::Position p = files.position(pos, false);
      std::string base(p.filename.substr(p.filename.rfind('/') + 1));
      std::cout << fmt::format("{}:{}:{} {} {}", base, p.line, p.col, kind, types::fullTypeString(t));
      if (v) std::cout << " = " << constant::exactString(v);
      std::cout << "\n";
    };
    if (n->kind <= syntax::NodeKind::ChanType) {
      auto* e = static_cast<types::Expr*>(n);
      auto* id = syntax::as<syntax::Ident>(n);
      types::Type* t = e->type;
      if (id && id->obj && id->obj->kind == types::ObjKind::PkgName) t = nullptr;
      if (t) {
        switch (n->kind) {
          case syntax::NodeKind::Ident: line('i', n->pos, t, e->value); break;
          case syntax::NodeKind::BasicLit: line('l', n->pos, t, e->value); break;
          case syntax::NodeKind::CallExpr: line('c', static_cast<syntax::CallExpr*>(n)->rparen, t, e->value); break;
          case syntax::NodeKind::SelectorExpr: line('s', static_cast<syntax::SelectorExpr*>(n)->sel->pos, t, e->value); break;
          case syntax::NodeKind::BinaryExpr: line('b', n->pos, t, e->value); break;
          case syntax::NodeKind::UnaryExpr: line('u', n->pos, t, e->value); break;
          case syntax::NodeKind::StarExpr: line('*', n->pos, t, e->value); break;
          case syntax::NodeKind::FuncLit: line('f', n->pos, t, e->value); break;
          default: break;
        }
      }
    }
    syntax::forEachChild(n, [&](const char*, syntax::Node* c) { facts(c); });
  }

  void allStd(const std::string& dir, const std::string& path, std::vector<std::string>& out) {
    DIR* d = opendir(dir.c_str());
    if (!d) return;
    bool has = false;
    std::vector<std::string> subs;
    while (dirent* e = readdir(d)) {
      std::string n = e->d_name;
      if (n[0] == '.' || n[0] == '_' || n == "testdata" || n == "vendor") continue;
      if (e->d_type == DT_DIR) subs.push_back(n);
      if (n.ends_with(".go") && !n.ends_with("_test.go")) has = true;
    }
    closedir(d);
    if (has && !path.empty() && path != "builtin") out.push_back(path);
    std::sort(subs.begin(), subs.end());
    for (auto& s : subs) allStd(dir + "/" + s, path.empty() ? s : path + "/" + s, out);
  }
};

int run(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  Probe p;
  auto take = [](std::vector<std::string>& w) {
    std::string lang = "go1.26";
    if (w.size() > 1 && w[0] == "-lang") {
      lang = w[1];
      w.erase(w.begin(), w.begin() + 2);
    }
    return lang;
  };
  if (!words.empty() && words[0] == "-list") {
    std::string line;
    while (std::getline(std::cin, line)) {
      std::istringstream in(line);
      std::vector<std::string> w{std::istream_iterator<std::string>(in), {}};
      std::string lang = take(w);
      bool ok = p.checkFiles(w, lang);
      std::cout << "== " << (ok ? 0 : 1) << std::endl;
    }
    return 0;
  }
  if (!words.empty() && words[0] == "-std") {
    words.erase(words.begin());
    bool time = !words.empty() && words[0] == "-time";
    if (time) words.erase(words.begin());
    if (words.empty()) p.allStd(p.goroot + "/src", "", words);
    p.lazy = false;
    for (auto& w : words) {
      std::string err;
      p.importPath(w, nullptr, &err);
    }
    std::cout << p.libDiags.print(0);
    rusage ru;
    getrusage(RUSAGE_SELF, &ru);
    if (time)
      std::cerr << fmt::format("{} lines, parse {:.3f} s, check {:.3f} s: {:.0f} lines/s checked, {:.0f} lines/s in all, arena {} MB, peak {} MB\n", p.lines,
                               p.parseSeconds, p.checkSeconds, static_cast<double>(p.lines) / p.checkSeconds,
                               static_cast<double>(p.lines) / (p.checkSeconds + p.parseSeconds), p.arena.reserved() >> 20, ru.ru_maxrss >> 10);
    return p.libDiags.any();
  }
  if (!words.empty() && words[0] == "-facts") {
    p.lazy = false;
    std::string err;
    types::Package* pkg = p.importPath(words.at(1), nullptr, &err);
    if (!pkg) return std::cout << err << "\n", 1;
    for (syntax::File* f : pkg->files)
      for (syntax::Decl* d : f->decls) p.facts(d);
    return 0;
  }
  std::string lang = take(words);
  return p.checkFiles(words, lang) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv); }
