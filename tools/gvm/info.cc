// This file is `gvm version`, `gvm env`, `gvm help` and `gvm completion`.
#include <cstdlib>

#include <fmt/format.h>

#include "tools/gvm/commands.h"

namespace gvm::tool {
namespace {


std::string subcommandNames(CLI::App& app) {
  std::string out;
  for (auto* s : app.get_subcommands({})) out += (out.empty() ? "" : " ") + s->get_name();
  return out;
}

// Flags of a subcommand, as a user types them.
std::string flagNames(CLI::App* sub) {
  std::string out;
  for (auto* o : sub->get_options())
    if (!o->get_lnames().empty())
      out += " --" + o->get_lnames()[0];
    else if (!o->get_snames().empty())
      out += " -" + o->get_snames()[0];
  return out;
}

std::string bashCompletion(CLI::App& app) {
  std::string cases;
  for (auto* s : app.get_subcommands({})) cases += fmt::format("    {}) words=\"{}\" ;;\n", s->get_name(), flagNames(s));
  return fmt::format(R"(# bash completion for gvm: source <(gvm completion bash)
_gvm() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} words=
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "{}" -- "$cur") $(compgen -f -X '!*.go' -- "$cur"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -f -X '!*.@(go|gvmc)' -- "$cur") $(compgen -d -- "$cur"))
}}
complete -o filenames -F _gvm gvm
)", subcommandNames(app), cases);
}

std::string zshCompletion(CLI::App& app) {
  std::string list;
  for (auto* s : app.get_subcommands({})) list += fmt::format("    '{}:{}'\n", s->get_name(), s->get_description());
  return fmt::format(R"(#compdef gvm
# zsh completion for gvm: put this file on fpath as _gvm
_gvm() {{
  local -a commands
  commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
  fi
  _files -g '*.(go|gvmc)(-.) *(-/)'
}}
_gvm "$@"
)", list);
}

std::string fishCompletion(CLI::App& app) {
  std::string out = "# fish completion for gvm: gvm completion fish | source\n";
  for (auto* s : app.get_subcommands({}))
    out += fmt::format("complete -c gvm -n __fish_use_subcommand -a {} -d '{}'\n", s->get_name(), s->get_description());
  return out;
}

}  // namespace

void addInfo(CLI::App& app, Invocation& inv) {
  app.add_subcommand("version", "Print gvm's version and the Go language version it speaks")->callback([&inv] {
    inv.action = [] {
      fmt::print("gvm version {} go1.26 linux/amd64\n", kVersion);
      return 0;
    };
  });
  app.add_subcommand("env", "Print the settings gvm works with")->callback([&inv] {
    inv.action = [] {
      auto e = driver::Environment::fromProcess();
      auto show = [](const char* k, const std::string& v) { fmt::print("{}='{}'\n", k, v); };
      auto var = [](const char* k) { return std::string(getenv(k) ? getenv(k) : ""); };
      show("GOARCH", "amd64");
      show("GOOS", "linux");
      show("GOROOT", e.goroot);
      show("GOMODCACHE", e.modCache);
      show("GVMVERSION", kVersion);
      show("GOVERSION", "go1.26");
      for (const char* k : {"GOMAXPROCS", "GOGC", "GOMEMLIMIT", "GODEBUG", "GOTRACEBACK"}) show(k, var(k));
      return 0;
    };
  });
  auto* help = app.add_subcommand("help", "Help for a command");
  auto topic = std::make_shared<std::string>();
  help->add_option("command", *topic, "The command");
  help->callback([&inv, &app, topic] {
    inv.action = [&app, topic] {
      if (topic->empty()) {
        fmt::print("{}", app.help());
        return 0;
      }
      for (auto* s : app.get_subcommands({}))
        if (s->get_name() == *topic) {
          fmt::print("{}", s->help());
          return 0;
        }
      fmt::print(stderr, "gvm: no help for \"{}\": the commands are {}\n", *topic, subcommandNames(app));
      return 2;
    };
  });
  auto* comp = app.add_subcommand("completion", "Print a completion script for a shell");
  auto shell = std::make_shared<std::string>();
  comp->add_option("shell", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  comp->callback([&inv, &app, shell] {
    inv.action = [&app, shell] {
      fmt::print("{}", *shell == "bash" ? bashCompletion(app) : *shell == "zsh" ? zshCompletion(app) : fishCompletion(app));
      return 0;
    };
  });
}

}  // namespace gvm::tool
