// This file resolves //go:embed patterns against the package's folder.
#include "compiler/driver/embed.h"

#include <dirent.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/driver/read_file.h"

namespace gvm::driver {
namespace {

struct Resolver {
  const std::string& root;
  std::map<std::string, std::string> files;  // name -> contents
  std::string error;

  std::vector<std::string> list(const std::string& dir) {
    std::vector<std::string> names;
    if (DIR* d = opendir(dir.c_str())) {
      while (dirent* e = readdir(d)) {
        std::string n = e->d_name;
        if (n != "." && n != "..") names.push_back(n);
      }
      closedir(d);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  bool addFile(const std::string& name) {
    if (files.contains(name)) return true;
    std::string text;
    if (!readFile(root + "/" + name, &text, &error)) return false;
    files.emplace(name, std::move(text));
    return true;
  }

  // Takes in a matched name; folders with all below them.
  bool add(const std::string& name, bool all, bool* any) {
    struct stat st;
    std::string path = root + "/" + name;
    if (lstat(path.c_str(), &st) != 0) return true;
    if (S_ISREG(st.st_mode)) {
      *any = true;
      return addFile(name);
    }
    if (!S_ISDIR(st.st_mode)) {
      error = fmt::format("cannot embed irregular file {}", name);
      return false;
    }
    for (auto& n : list(path)) {
      if (!all && (n[0] == '.' || n[0] == '_')) continue;
      struct stat sub;
      std::string child = name == "." ? n : name + "/" + n;
      if (lstat((root + "/" + child).c_str(), &sub) != 0) continue;
      if (S_ISDIR(sub.st_mode) && access((root + "/" + child + "/go.mod").c_str(), F_OK) == 0) continue;
      if ((S_ISREG(sub.st_mode) || S_ISDIR(sub.st_mode)) && !add(child, all, any)) return false;
    }
    return true;
  }

  // Matches the pattern's elements from `at` on below `base`.
  bool match(const std::string& base, const std::string& pattern, size_t at, bool all, bool* any) {
    size_t slash = pattern.find('/', at);
    std::string element = pattern.substr(at, slash == std::string::npos ? slash : slash - at);
    std::vector<std::string> names;
    if (element.find_first_of("*?[\\") == std::string::npos) {
      names.push_back(element);
    } else {
      for (auto& n : list(base.empty() ? root : root + "/" + base))
        if (fnmatch(element.c_str(), n.c_str(), 0) == 0) names.push_back(n);
    }
    for (auto& n : names) {
      std::string name = base.empty() ? n : base + "/" + n;
      if (slash == std::string::npos ? !add(name, all, any) : !match(name, pattern, slash + 1, all, any)) return false;
    }
    return true;
  }
};

}  // namespace

bool resolveEmbeds(source::Diagnostics& diags, const std::string& dir, const syntax::VarDecl* d,
                   std::vector<lower::EmbedFile>* out) {
  Resolver r{dir, {}, {}};
  for (auto& e : d->embeds) {
    std::string pattern(e.pattern);
    bool all = pattern.starts_with("all:");
    if (all) pattern.erase(0, 4);
    bool any = false;
    if (pattern.empty() || pattern[0] == '/' || (pattern + "/").find("../") != std::string::npos) {
      diags.error(e.pos, source::Code{}, fmt::format("pattern {}: invalid pattern syntax", e.pattern));
      return false;
    }
    if (!r.match("", pattern, 0, all, &any)) {
      diags.error(e.pos, source::Code{}, fmt::format("pattern {}: {}", e.pattern, r.error));
      return false;
    }
    if (!any) {
      diags.error(e.pos, source::Code{}, fmt::format("pattern {}: no matching files found", e.pattern));
      return false;
    }
  }
  for (auto& [name, text] : r.files) out->push_back({name, text});
  return true;
}

}  // namespace gvm::driver
