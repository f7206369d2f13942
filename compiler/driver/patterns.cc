// This file walks folders for patterns such as ./... and sorts out what else a command line may call a package.
#include "compiler/driver/patterns.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gvm::driver {
namespace {

bool isDir(const std::string& p) {
  struct stat st;
  return stat(p.c_str(), &st) == 0 && S_ISDIR(st.st_mode);
}

bool exists(const std::string& p) {
  struct stat st;
  return stat(p.c_str(), &st) == 0;
}

// Whether s matches a pattern in which "..." stands for any text.
bool matches(std::string_view pattern, std::string_view s) {
  size_t dots = pattern.find("...");
  if (dots == pattern.npos) return pattern == s;
  if (pattern.size() == dots + 3 && dots > 0 && pattern[dots - 1] == '/' && s == pattern.substr(0, dots - 1)) return true;
  if (!s.starts_with(pattern.substr(0, dots))) return false;
  std::string_view rest = pattern.substr(dots + 3);
  for (size_t i = dots; i <= s.size(); i++)
    if (matches(rest, s.substr(i))) return true;
  return false;
}

// The folders at and below dir that may hold packages of its module, in order of their paths.
void walk(const std::string& dir, bool top, std::vector<std::string>* out) {
  if (!top && exists(dir + "/go.mod")) return;
  DIR* d = opendir(dir.c_str());
  if (!d) return;
  std::vector<std::string> folders;
  bool go = false;
  while (dirent* e = readdir(d)) {
    std::string name = e->d_name;
    if (name[0] == '.' || name[0] == '_') continue;
    std::string path = dir + "/" + name;
    if (name.ends_with(".go")) {
      go = true;
    } else if (name != "testdata" && name != "vendor") {
      struct stat st;
      if (lstat(path.c_str(), &st) == 0 && S_ISDIR(st.st_mode)) folders.push_back(path);
    }
  }
  closedir(d);
  if (go) out->push_back(dir);
  std::sort(folders.begin(), folders.end());
  for (auto& f : folders) walk(f, false, out);
}

bool isLocal(const std::string& word) {
  return word == "." || word == ".." || word.starts_with("./") || word.starts_with("../") || word.starts_with("/");
}

std::string cleaned(const std::string& workDir, const std::string& word) {
  std::string full = word.starts_with("/") ? word : workDir + "/" + word;
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
  for (auto& p : parts) out += "/" + p;
  return out.empty() ? "/" : out;
}

}  // namespace

bool expandPatterns(Finder& finder, const std::vector<std::string>& words, std::vector<PackageDir>* out,
                    std::string* error, std::string* culprit, std::string* warnings) {
  std::set<std::string> seen;
  auto take = [&](PackageDir p) {
    if (seen.insert(p.importPath + "\n" + p.dir).second) out->push_back(std::move(p));
  };
  std::vector<std::string> list = words;
  if (list.empty()) list.push_back(".");
  for (auto& word : list) {
    bool local = isLocal(word);
    size_t dots = word.find("...");
    if (dots == word.npos) {
      auto p = local ? finder.folder(word, error, true) : finder.find(word, nullptr, error, true);
      if (!p) {
        *culprit = word;
        return false;
      }
      take(std::move(*p));
      continue;
    }
    std::string pattern = local ? cleaned(finder.env().workDir, word) : word;
    std::string start;
    if (local) {
      start = pattern.substr(0, pattern.find("..."));
      start.resize(std::max<size_t>(start.rfind('/'), 1));
    } else if (finder.hasModule()) {
      start = finder.moduleRoot();
    }
    std::vector<std::string> folders;
    if (!start.empty() && isDir(start)) walk(start, true, &folders);
    size_t before = out->size();
    for (auto& dir : folders) {
      std::string ignored;
      auto p = finder.folder(dir, &ignored, true);
      if (p && matches(pattern, local ? dir : p->importPath)) take(std::move(*p));
    }
    if (out->size() == before) *warnings += fmt::format("gvm: warning: \"{}\" matched no packages\n", word);
  }
  return true;
}

}  // namespace gvm::driver
