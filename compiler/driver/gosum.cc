// This file reads go.sum and the hashes in the module cache.
#include "compiler/driver/gosum.h"

#include <sstream>

#include <fmt/format.h>

#include "compiler/driver/modfile.h"
#include "compiler/driver/read_file.h"

namespace gvm::driver {

GoSum::GoSum(const std::string& root) {
  std::string text, ignored, line, file = root + "/go.sum";
  if (!readFile(file, &text, &ignored)) return;
  std::istringstream lines(text);
  for (int number = 1; std::getline(lines, line); number++) {
    std::istringstream words(line);
    std::string path, version, hash, more;
    size_t count = 0;
    for (std::string w; words >> w; count++) (count == 0 ? path : count == 1 ? version : count == 2 ? hash : more) = w;
    if (count == 0) continue;
    if (count != 3) {
      malformed_ = fmt::format("malformed go.sum:\n{}:{}: wrong number of fields {}", file, number, count);
      return;
    }
    hashes_[path + " " + version] = hash;
  }
}

bool GoSum::check(const std::string& modCache, const std::string& path, const std::string& version, bool* missing,
                  std::string* error) const {
  if (!malformed_.empty()) {
    *error = malformed_;
    return false;
  }
  auto it = hashes_.find(path + " " + version);
  if (it == hashes_.end()) {
    *missing = true;
    return false;
  }
  std::string have, ignored;
  std::string file = fmt::format("{}/cache/download/{}/@v/{}.ziphash", modCache, escapeModPath(path), escapeModPath(version));
  // A cache without the hash (a copy of the folders alone) has nothing to compare.
  if (!readFile(file, &have, &ignored)) return true;
  while (!have.empty() && isspace(static_cast<unsigned char>(have.back()))) have.pop_back();
  if (have == it->second) return true;
  *error = fmt::format(
      "verifying {}@{}: checksum mismatch\n\tdownloaded: {}\n\tgo.sum:     {}\n\n"
      "gvm does not run a module that is not the one recorded: the module cache or go.sum has been changed", path,
      version, have, it->second);
  return false;
}

}  // namespace gvm::driver
