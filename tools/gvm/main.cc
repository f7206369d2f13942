// This file is gvm's entry: it takes the command line apart and hands over to a subcommand.
//
// Flags are accepted as Go's tools do, with one dash or two. For `run`, everything after the program's file belongs to
// the program. `gvm FILE ...` is `gvm run FILE ...`, so that gvm can stand in a #! line.
#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "tools/gvm/commands.h"

namespace gvm::tool {
namespace {

// Letters to add, drop, change or swap to get from a to b.
size_t editDistance(const std::string& a, const std::string& b) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); i++) d[i][0] = i;
  for (size_t j = 0; j <= b.size(); j++) d[0][j] = j;
  for (size_t i = 1; i <= a.size(); i++)
    for (size_t j = 1; j <= b.size(); j++) {
      size_t best = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, d[i - 2][j - 2] + 1);
      d[i][j] = best;
    }
  return d[a.size()][b.size()];
}

std::string nearest(const std::string& word, const std::vector<std::string>& list) {
  std::string best;
  size_t least = std::max<size_t>(2, word.size() / 3) + 1;
  for (auto& c : list)
    if (size_t n = editDistance(word, c); n < least) least = n, best = c;
  return best;
}

bool isSubcommand(CLI::App& app, const std::string& name) {
  for (auto* s : app.get_subcommands({}))
    if (s->get_name() == name) return true;
  return false;
}

// -name becomes --name where that is a long flag of the subcommand; the words after a program's file are set aside.
std::vector<std::string> normalise(CLI::App& app, std::vector<std::string> words, Invocation& inv) {
  if (words.empty()) return words;
  if (!isSubcommand(app, words[0]) && words[0][0] != '-' &&
      (words[0].ends_with(".go") || access(words[0].c_str(), R_OK) == 0))
    words.insert(words.begin(), "run");
  if (!isSubcommand(app, words[0])) return words;
  // These two take their words apart themselves.
  if (words[0] == "test" || words[0] == "run-test") {
    bool help = words.size() == 2 && (words[1] == "-h" || words[1] == "-help" || words[1] == "--help");
    if (help) return {words[0], "--help"};
    inv.passed.assign(words.begin() + 1, words.end());
    return {words[0]};
  }
  CLI::App* sub = app.get_subcommand(words[0]);
  bool run = words[0] == "run";
  std::vector<std::string> out{words[0]};
  bool sawGoFile = false;
  for (size_t i = 1; i < words.size(); i++) {
    std::string& w = words[i];
    if (run && w == "--") {
      inv.passed.assign(words.begin() + i + 1, words.end());
      break;
    }
    if (w.size() > 1 && w[0] == '-' && !sawGoFile) {
      std::string name = w.substr(w[1] == '-' ? 2 : 1);
      std::string key = name.substr(0, name.find('='));
      CLI::Option* opt = sub->get_option_no_throw("--" + key);
      if (!opt && key.size() == 1) opt = sub->get_option_no_throw("-" + key);
      out.push_back(opt && key.size() > 1 ? "--" + name : w);
      if (opt && opt->get_items_expected_max() > 0 && name.find('=') == std::string::npos && i + 1 < words.size())
        out.push_back(words[++i]);
      continue;
    }
    bool goFile = w.ends_with(".go");
    if (run && !out.empty() && (sawGoFile ? !goFile : false)) {
      inv.passed.assign(words.begin() + i, words.end());
      break;
    }
    out.push_back(w);
    if (run && !goFile) {
      inv.passed.assign(words.begin() + i + 1, words.end());
      break;
    }
    sawGoFile = sawGoFile || goFile;
  }
  return out;
}

int mainWithArgs(int argc, char** argv) {
  CLI::App app{"gvm runs Go programs: compiler, virtual machine and Go runtime in one.", "gvm"};
  app.require_subcommand(0, 1);
  app.footer("`gvm help COMMAND` says more about a command.");
  Invocation inv;
  inv.program = argv[0];
  addRun(app, inv);
  addCheck(app, inv);
  addBuild(app, inv);
  addTest(app, inv);
  addRunTest(app, inv);
  addRepl(app, inv);
  addDisasm(app, inv);
  addDump(app, inv);
  addVerify(app, inv);
  addTrace(app, inv);
  addLibrary(app, inv);
  addInfo(app, inv);

  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty() && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) return runRepl({});
  if (words.empty()) {
    fmt::print("{}", app.help());
    return 0;
  }
  if (words[0][0] != '-' && !isSubcommand(app, words[0]) && !words[0].ends_with(".go") &&
      access(words[0].c_str(), R_OK) != 0) {
    std::vector<std::string> names;
    for (auto* s : app.get_subcommands({})) names.push_back(s->get_name());
    std::string best = nearest(words[0], names);
    fmt::print(stderr, "gvm: unknown command \"{}\"\n", words[0]);
    if (!best.empty()) fmt::print(stderr, "Did you mean \"{}\"?\n", best);
    fmt::print(stderr, "Run 'gvm help' for the commands.\n");
    return 2;
  }
  words = normalise(app, std::move(words), inv);
  std::reverse(words.begin(), words.end());
  try {
    app.parse(std::move(words));
  } catch (const CLI::ParseError& e) {
    int status = app.exit(e);
    return status == 0 ? 0 : 2;
  }
  return inv.action ? inv.action() : 0;
}

}  // namespace
}  // namespace gvm::tool

int main(int argc, char** argv) { return gvm::tool::mainWithArgs(argc, argv); }
