// This file finds packages. The order in which an import path is tried: the library, the main module, its vendor
// folder, replaced and required modules in the module cache, and last an installed GOROOT. Versions are chosen by
// minimal version selection over the go.mod files at hand.
#include "compiler/driver/packages.h"

#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "compiler/driver/build_constraint.h"
#include "compiler/driver/read_file.h"

namespace gvm::driver {
namespace {

bool isDir(const std::string& p) {
  struct stat st;
  return stat(p.c_str(), &st) == 0 && S_ISDIR(st.st_mode);
}
bool isFile(const std::string& p) {
  struct stat st;
  return stat(p.c_str(), &st) == 0 && S_ISREG(st.st_mode);
}
std::string getenvOr(const char* name, std::string fallback) {
  const char* v = getenv(name);
  return v && *v ? v : fallback;
}
std::string absolute(const std::string& dir, const std::string& p) {
  std::string full = p.empty() ? dir : p[0] == '/' ? p : dir + "/" + p;
  // Lexical cleaning: the folder may not exist.
  std::vector<std::string> parts;
  for (size_t i = 0; i < full.size();) {
    size_t j = std::min(full.find('/', i), full.size());
    std::string part = full.substr(i, j - i);
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    i = j + 1;
  }
  std::string out;
  for (auto& part : parts) out += "/" + part;
  return out.empty() ? "/" : out;
}
bool within(const std::string& path, const std::string& prefix) {
  return path == prefix || (path.size() > prefix.size() && path.starts_with(prefix) && path[prefix.size()] == '/');
}
// The library and GOROOT have no dot in the first element of their paths.
bool looksStandard(const std::string& path) { return path.substr(0, path.find('/')).find('.') == std::string::npos; }

}  // namespace

Environment Environment::fromProcess() {
  Environment e;
  char buf[PATH_MAX];
  e.workDir = getcwd(buf, sizeof buf) ? buf : "/";
  e.goroot = getenvOr("GOROOT", "");
  if (e.goroot.empty()) {
    std::string path = getenvOr("PATH", "");
    for (size_t i = 0; i <= path.size() && e.goroot.empty();) {
      size_t j = std::min(path.find(':', i), path.size());
      std::string go = path.substr(i, j - i) + "/go";
      if (isFile(go) && realpath(go.c_str(), buf)) {
        std::string root = absolute(buf, "../..");
        if (isDir(root + "/src/fmt")) e.goroot = root;
      }
      i = j + 1;
    }
    if (e.goroot.empty() && isDir("/usr/local/go/src/fmt")) e.goroot = "/usr/local/go";
  }
  std::string gopath = getenvOr("GOPATH", getenvOr("HOME", "") + "/go");
  e.modCache = getenvOr("GOMODCACHE", gopath.substr(0, gopath.find(':')) + "/pkg/mod");
  return e;
}

Finder::Finder(Environment env) : env_(std::move(env)) {}

std::string Finder::shortPath(const std::string& path) const {
  const std::string& w = env_.workDir;
  if (within(path, w) && path != w) {
    std::string rel = path.substr(w == "/" ? 1 : w.size() + 1);
    return rel.find('/') == std::string::npos ? "./" + rel : rel;
  }
  std::string up = w, rel;
  while (up.size() > 1) {
    up = up.substr(0, up.rfind('/'));
    rel += "../";
    if (within(path, up)) {
      rel += path.substr(up.size() + 1);
      return rel.size() < path.size() ? rel : path;
    }
  }
  return path;
}

bool Finder::openModule(const std::string& start, std::string* error) {
  for (std::string dir = absolute(env_.workDir, start);; dir = absolute(dir, "..")) {
    std::string path = dir + "/go.mod", text;
    if (isFile(path)) {
      auto m = std::make_unique<Module>();
      std::string what;
      if (!readFile(path, &text, &what)) {
        *error = "go: " + what;
        return false;
      }
      std::string shown = shortPath(path);
      if (shown.starts_with("./")) shown = shown.substr(2);
      if (!parseModFile(text, shown, &m->file, &what)) {
        *error = fmt::format("go: errors parsing {}:\n{}", shown, what);
        return false;
      }
      if (m->file.module.empty()) {
        *error = fmt::format("go: error reading {}: missing module declaration. To specify the module path:\n"
                             "\tgo mod edit -module=example.com/mod", shown);
        return false;
      }
      // Without a go directive the language is that of Go 1.16, the last before the directive was written by default.
      if (m->file.go.empty()) m->file.go = "1.16";
      m->root = dir;
      main_ = std::move(m);
      vendor_ = isFile(dir + "/vendor/modules.txt");
      return !vendor_ || readVendor(error);
    }
    if (dir == "/") return true;
  }
}

// Reads vendor/modules.txt: "# path version" and, below it, "## explicit; go 1.N", then the packages. What go.mod requires
// must be what lies there.
bool Finder::readVendor(std::string* error) {
  std::string text;
  if (!readFile(main_->root + "/vendor/modules.txt", &text, error)) return false;
  struct Entry {
    std::string version;
    bool explicitly = false;
  };
  std::map<std::string, Entry> found;
  std::string module;
  for (size_t i = 0; i < text.size();) {
    size_t j = std::min(text.find('\n', i), text.size());
    std::string line = text.substr(i, j - i);
    i = j + 1;
    if (line.starts_with("## ") && !module.empty()) {
      if (line.find("explicit") != line.npos) found[module].explicitly = true;
      if (size_t go = line.find("go 1."); go != line.npos) vendorGo_[module] = line.substr(go + 3, line.find(';', go) - go - 3);
    } else if (line.starts_with("# ")) {
      std::string rest = line.substr(2);
      module = rest.substr(0, rest.find(' '));
      std::string version = module.size() < rest.size() ? rest.substr(module.size() + 1) : "";
      found[module] = {version.substr(0, version.find(' ')), false};
      vendorGo_[module] = "1.16";
    }
  }
  std::string wrong;
  for (auto& r : main_->file.require) {
    auto it = found.find(r.path);
    if (it == found.end() || !it->second.explicitly || it->second.version != r.version)
      wrong += fmt::format("\n\t{}@{}: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt",
                           r.path, r.version);
  }
  for (auto& [path, e] : found) {
    bool required = std::any_of(main_->file.require.begin(), main_->file.require.end(),
                                [&](const ModRequire& r) { return r.path == path; });
    if (e.explicitly && !required)
      wrong += fmt::format("\n\t{}@{}: is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod",
                           path, e.version);
  }
  if (wrong.empty()) return true;
  *error = fmt::format("go: inconsistent vendoring in {}:{}\n\n\tTo ignore the vendor directory, use -mod=readonly or "
                       "-mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor", main_->root, wrong);
  return false;
}

bool Finder::listLibrary(PackageDir* p) {
  std::string prefix = p->importPath + "/";
  auto lib = env_.library;
  auto it = std::lower_bound(lib.begin(), lib.end(), prefix,
                             [](const LibraryFile& f, const std::string& s) { return f.path < s; });
  for (; it != lib.end() && it->path.starts_with(prefix); ++it) {
    std::string_view rest = it->path.substr(prefix.size());
    if (rest.find('/') != rest.npos || !rest.ends_with(".go") || rest.ends_with("_test.go")) continue;
    std::string path = "$GOROOT/src/" + std::string(it->path);
    p->files.push_back({path, path, it->text, true});
  }
  p->origin = Origin::Library;
  return !p->files.empty();
}

bool Finder::listDir(PackageDir* p, std::string* error, bool withTests) {
  DIR* d = opendir(p->dir.c_str());
  if (!d) {
    *error = fmt::format("cannot read folder {}: {}", p->dir, strerror(errno));
    return false;
  }
  std::vector<std::string> names;
  size_t excluded = 0;
  while (dirent* e = readdir(d)) {
    std::string n = e->d_name;
    if (n.ends_with(".go") && n[0] != '.' && n[0] != '_') names.push_back(n);
  }
  closedir(d);
  std::sort(names.begin(), names.end());
  for (auto& n : names) {
    std::string path = p->dir + "/" + n;
    if (!isFile(path)) continue;
    std::string text, what;
    bool test = n.ends_with("_test.go");
    if (!nameMatches(n) || (readFile(path, &text, &what) && !constraintHolds(text))) {
      excluded++;
      continue;
    }
    (test ? p->testFiles : p->files).push_back({path, shortPath(path), {}, false});
  }
  if (p->files.empty() && !(withTests && !p->testFiles.empty())) {
    if (excluded && p->testFiles.empty())
      *error = fmt::format("build constraints exclude all Go files in {}", p->dir);
    else if (!p->testFiles.empty())
      *error = fmt::format("no non-test Go files in {}", p->dir);
    else
      *error = fmt::format("no Go files in {}", p->dir);
    return false;
  }
  return true;
}

std::optional<PackageDir> Finder::folder(const std::string& dir, std::string* error, bool withTests) {
  PackageDir p;
  p.dir = absolute(env_.workDir, dir);
  p.importPath = "command-line-arguments";
  if (!isDir(p.dir)) {
    *error = fmt::format("stat {}: directory not found", p.dir);
    return std::nullopt;
  }
  if (main_ && within(p.dir, main_->root)) {
    p.importPath = main_->file.module + p.dir.substr(main_->root.size());
    p.goVersion = main_->file.go;
  }
  if (!listDir(&p, error, withTests)) {
    if (error->starts_with("build constraints")) *error = fmt::format("package {}: {}", p.importPath, *error);
    if (error->starts_with("no non-test")) *error = fmt::format("{}: {}", p.importPath, *error);
    return std::nullopt;
  }
  return p;
}

std::optional<PackageDir> Finder::files(const std::vector<std::string>& list, std::string* error) {
  PackageDir p;
  p.importPath = "command-line-arguments";
  p.dir = env_.workDir;
  bool first = true;
  for (auto& f : list) {
    if (f == "-") {
      p.files.push_back({env_.workDir + "/-", "./-", {}, false});
      continue;
    }
    std::string path = absolute(env_.workDir, f);
    if (!isFile(path) && access(path.c_str(), R_OK) != 0) {
      *error = fmt::format("stat {}: {}", f, strerror(errno));
      return std::nullopt;
    }
    std::string dir = path.substr(0, path.rfind('/'));
    if (first) p.dir = dir;
    if (dir != p.dir) {
      auto shown = [&](const std::string& d) {
        std::string s = d == env_.workDir ? "." : shortPath(d);
        return s.starts_with("./") ? s.substr(2) : s;
      };
      *error = fmt::format("named files must all be in one directory; have {} and {}", shown(p.dir), shown(dir));
      return std::nullopt;
    }
    first = false;
    p.files.push_back({path, shortPath(path), {}, false});
  }
  if (main_ && within(p.dir, main_->root)) p.goVersion = main_->file.go;
  return p;
}

Finder::Module* Finder::cachedModule(const std::string& path, const std::string& version, std::string* looked) {
  std::string dir = fmt::format("{}/{}@{}", env_.modCache, escapeModPath(path), escapeModPath(version));
  if (!isDir(dir)) {
    *looked += "\n\tlooked for " + dir;
    return nullptr;
  }
  auto m = std::make_unique<Module>();
  m->root = dir;
  m->version = version;
  m->origin = Origin::Module;
  m->file.module = path;
  std::string text, what;
  if (readFile(dir + "/go.mod", &text, &what)) parseModFile(text, "go.mod", &m->file, &what);
  if (m->file.go.empty()) m->file.go = "1.16";
  auto& slot = modules_[path];
  slot = std::move(m);
  return slot.get();
}

// Minimal version selection: of each module the highest version that any go.mod in the graph requires.
void Finder::selectVersions() {
  if (selected_ || !main_) return;
  selected_ = true;
  std::map<std::string, std::string> version;
  std::vector<ModRequire> work(main_->file.require);
  std::string ignored;
  while (!work.empty()) {
    ModRequire r = work.back();
    work.pop_back();
    auto it = version.find(r.path);
    if (it != version.end() && compareVersions(it->second, r.version) >= 0) continue;
    version[r.path] = r.version;
    const ModReplace* rep = nullptr;
    for (auto& x : main_->file.replace)
      if (x.path == r.path && (x.version.empty() || x.version == r.version)) rep = &x;
    Module* m = nullptr;
    if (rep && rep->newVersion.empty()) {
      auto owned = std::make_unique<Module>();
      owned->root = absolute(main_->root, rep->newPath);
      std::string text, what;
      if (readFile(owned->root + "/go.mod", &text, &what)) parseModFile(text, "go.mod", &owned->file, &what);
      if (owned->file.go.empty()) owned->file.go = "1.16";
      auto& slot = modules_[r.path];
      slot = std::move(owned);
      m = slot.get();
    } else if (rep) {
      m = cachedModule(rep->newPath, rep->newVersion, &ignored);
      if (m && rep->newPath != r.path) {
        auto node = modules_.extract(rep->newPath);
        modules_[r.path] = std::move(node.mapped());
        m = modules_[r.path].get();
      }
    } else {
      m = cachedModule(r.path, r.version, &ignored);
    }
    if (m)
      for (auto& x : m->file.require) work.push_back(x);
  }
}

std::string Finder::findVendored(const std::string& path) const {
  std::string dir = main_->root + "/vendor/" + path;
  return isDir(dir) ? dir : "";
}

std::optional<PackageDir> Finder::find(const std::string& path, const PackageDir* from, std::string* error,
                                       bool withTests) {
  PackageDir p;
  p.importPath = path;
  if (listLibrary(&p)) return p;
  bool fromGoroot = from && from->origin == Origin::Goroot;
  if (main_ && within(path, main_->file.module)) {
    p.dir = main_->root + path.substr(main_->file.module.size());
    p.origin = Origin::Local;
    p.goVersion = main_->file.go;
    if (isDir(p.dir)) {
      if (listDir(&p, error, withTests)) return p;
      return std::nullopt;
    }
    *error = looksStandard(path)
                 ? fmt::format("package {} is not in std ({}/src/{})", path, env_.goroot, path)
                 : fmt::format("no required module provides package {}; to add it:\n\tgo get {}", path, path);
    *error += fmt::format("\n\tlooked for {}", p.dir);
    return std::nullopt;
  }
  if (!looksStandard(path) || (main_ && !fromGoroot)) {
    std::string looked;
    if (main_ && vendor_) {
      p.dir = findVendored(path);
      if (!p.dir.empty()) {
        p.origin = Origin::Module;
        size_t longest = 0;
        for (auto& [mod, go] : vendorGo_)
          if (within(path, mod) && mod.size() >= longest) longest = mod.size(), p.goVersion = go;
        if (listDir(&p, error, withTests)) return p;
        return std::nullopt;
      }
      if (!looksStandard(path)) {
        *error = fmt::format("cannot find module providing package {}: import lookup disabled by -mod=vendor\n\t(Go version in "
                             "go.mod is at least 1.14 and vendor directory exists.)\n\tlooked for {}/vendor/{}",
                             path, main_->root, path);
        return std::nullopt;
      }
    } else if (main_) {
      selectVersions();
      const Module* best = nullptr;
      std::string bestPath;
      for (auto& [mod, m] : modules_)
        if (within(path, mod) && mod.size() > bestPath.size()) best = m.get(), bestPath = mod;
      if (best) {
        p.dir = best->root + path.substr(bestPath.size());
        p.origin = best->origin;
        p.goVersion = best->file.go;
        if (isDir(p.dir)) {
          if (listDir(&p, error, withTests)) return p;
          return std::nullopt;
        }
        looked = fmt::format("\n\tlooked for {}", p.dir);
        for (auto& x : main_->file.replace)
          if (x.path == bestPath && x.newVersion.empty() && !isDir(best->root)) {
            std::string version;
            for (auto& r : main_->file.require)
              if (r.path == x.path) version = "@" + r.version;
            *error = fmt::format("{}{}: replacement directory {} does not exist", x.path, version, x.newPath);
            return std::nullopt;
          }
      }
      for (auto& r : main_->file.require)
        if (!best && within(path, r.path)) cachedModule(r.path, r.version, &looked);
    }
    if (!looksStandard(path)) {
      if (fromGoroot && !env_.goroot.empty() && isDir(env_.goroot + "/src/vendor/" + path)) {
        p.dir = env_.goroot + "/src/vendor/" + path;
        p.importPath = "vendor/" + path;
        p.origin = Origin::Goroot;
        if (listDir(&p, error, withTests)) return p;
        return std::nullopt;
      }
      if (main_)
        *error = fmt::format("no required module provides package {}; to add it:\n\tgo get {}{}", path, path, looked);
      else
        *error = fmt::format(
            "no required module provides package {}: go.mod file not found in current directory or any parent "
            "directory; see 'go help modules'", path);
      return std::nullopt;
    }
  }
  p.goVersion.clear();
  if (!env_.goroot.empty()) {
    p.dir = env_.goroot + "/src/" + path;
    p.origin = Origin::Goroot;
    if (isDir(p.dir)) {
      if (listDir(&p, error, withTests)) return p;
      return std::nullopt;
    }
    *error = fmt::format("package {} is not in std ({})", path, p.dir);
    return std::nullopt;
  }
  *error = fmt::format(
      "package {} is not in std (it is not part of gvm's library, and no installed Go was found to take it from: set "
      "GOROOT or put go on PATH)", path);
  return std::nullopt;
}

}  // namespace gvm::driver
