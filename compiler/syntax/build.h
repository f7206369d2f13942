// This file evaluates build constraints: //go:build lines, and the system and architecture tags in file names.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gvm::syntax {

// A parsed //go:build expression.
class BuildExpr {
 public:
  // True if the constraint holds when exactly the tags accepted by `has` are set.
  bool eval(const std::function<bool(std::string_view)>& has) const;
  // The Go version that the expression implies ("go1.21"), or "".
  std::string goVersion() const;

 private:
  friend class BuildParser;
  enum class Kind : uint8_t { Tag, Not, And, Or };
  struct Node {
    Kind kind;
    std::string tag;
    int x = -1, y = -1;
  };
  bool evalNode(int n, const std::function<bool(std::string_view)>& has) const;
  int minVersion(int n, int sign) const;
  std::vector<Node> nodes_;
  int root_ = -1;
};

// Parses a line that begins with //go:build. On failure returns false and sets *error, if given.
bool parseBuildLine(std::string_view line, BuildExpr* out, std::string* error = nullptr);

// What a build is for.
struct BuildContext {
  std::string goos = "linux";
  std::string goarch = "amd64";
  int goMinor = 26;                     // release tags go1.1 to go1.goMinor are set
  std::vector<std::string> tags;        // further tags, such as those of -tags
  bool hasTag(std::string_view tag) const;
};

// True if a file of that base name (x_linux.go, x_amd64_test.go...) belongs to the build.
bool matchFileName(const BuildContext& ctx, std::string_view name);
// True if the text's //go:build line, if it has one, holds. Only the comments before the package clause count. A
// malformed line gives false and sets *error.
bool matchFileText(const BuildContext& ctx, std::string_view text, std::string* error = nullptr);

}  // namespace gvm::syntax
