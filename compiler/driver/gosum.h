// This file is about go.sum: whether modules in the cache are those that the main module has recorded.
#pragma once
#include <map>
#include <string>

namespace gvm::driver {

// The hashes of a go.sum, and the check of cached modules against them.
class GoSum {
 public:
  // Reads root/go.sum; none is an empty one. A malformed file makes every check fail with its error.
  explicit GoSum(const std::string& root);

  // Whether a module of the cache is the recorded one: the hash that the download has left beside it is compared. The
  // files themselves are not read again, as Go does not either. Without a record *missing is set and *error is left to
  // the caller.
  bool check(const std::string& modCache, const std::string& path, const std::string& version, bool* missing,
             std::string* error) const;

 private:
  std::map<std::string, std::string> hashes_;  // by "path version"
  std::string malformed_;
};

}  // namespace gvm::driver
