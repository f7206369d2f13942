// This file is the REPL's loop: it reads inputs, compiles them, and has the session's program run them. Commands are in
// commands.cc.
#include "tools/repl/repl.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <fmt/format.h>

#include "compiler/driver/large_stack.h"
#include "compiler/driver/read_file.h"
#include "stdlib/image.h"
#include "stdlib/stdlib.h"
#include "tools/repl/loop.h"
#include "vm/embed/program.h"

extern char** environ;

namespace gvm::repl {

namespace {

constexpr const char* kPrompt = ">>> ";
constexpr const char* kMore = "... ";

std::string historyFile() {
  if (const char* f = getenv("GVM_HISTORY")) return f;
  if (const char* state = getenv("XDG_STATE_HOME"); state && *state) return std::string(state) + "/gvm/history";
  if (const char* home = getenv("HOME"); home && *home) return std::string(home) + "/.local/state/gvm/history";
  return "";
}

}  // namespace

// The package that a well-known name means. Where several end in it, the plainer one.
std::string wellKnownPackage(std::string_view name) {
  std::string best;
  for (auto& p : stdlib::packages()) {
    std::string_view path = p.path;
    if (path.starts_with("internal/") || path.find("/internal/") != std::string_view::npos) continue;
    if (path.substr(path.rfind('/') + 1) != name) continue;
    if (best.empty() || path.size() < best.size()) best = path;
  }
  if (name == "rand") return "math/rand";
  if (name == "template") return "text/template";
  return best;
}

Loop::Loop(Config config)
    : config_(std::move(config)),
      session_([&] {
        driver::SessionOptions o;
        o.base = config_.options;
        o.autoImport = wellKnownPackage;
        o.showPackage = "internal/repl";
        return o;
      }()),
      host_([this](Host&) { return read(); }) {
  terminal_ = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  colour_ = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
}

// Ctrl-C: ends the evaluation, or the line being typed. Runs on a thread of its own until the process ends.
void* Loop::waitForInterrupts(void* arg) {
  Loop* me = static_cast<Loop*>(arg);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  for (;;) {
    int sig = 0;
    if (sigwait(&set, &sig) != 0) continue;
    if (me->host_.evaluating()) me->host_.interrupt();
    else if (me->editor_) me->editor_->interrupt();
    else _exit(130);
  }
}

int Loop::run() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);  // for all threads, which inherit it
  pthread_t thread;
  pthread_create(&thread, nullptr, waitForInterrupts, this);
  pthread_detach(thread);

  // The program that the session lives in.
  std::vector<uint8_t> boot;
  {
    driver::Options o = config_.options;
    o.requireMain = false;
    driver::Compilation c(std::move(o));
    driver::onLargeStack([&] {
      auto* u = c.loadSession({{"repl", "package main; import \"internal/repl\"; import _ \"runtime\"; func main() { repl.Main() }"}}, 0);
      if (u && c.check())
        if (auto program = c.lower()) boot = c.emit(*program);
    });
    if (boot.empty()) {
      fmt::print(stderr, "gvm: the session's program does not compile:\n{}", c.errors());
      return 1;
    }
  }
  embed::Program program;
  program.images.push_back(stdlib::image());
  program.trusted = 2;
  program.jit = config_.jit;
  program.images.push_back(boot);
  program.registerNatives = [](rt::NativeRegistry& r) {
    stdlib::registerNatives(r);
    Host::registerNatives(r);
  };
  rt::VMConfig vc;
  vc.args = {"gvm"};
  for (char** e = environ; *e; e++) vc.env.push_back(*e);
  vc.goroot = config_.goroot;
  std::string error;
  rt::VM* vm = rt::createVM(vc, embed::programLoader(&program), &error);
  if (!vm) {
    fmt::print(stderr, "gvm: {}\n", error);
    return 1;
  }
  host_.attach(vm);
  if (terminal_) {
    editor_ = std::make_unique<Editor>(historyFile(), [this](std::string_view line, size_t* from) { return complete(line, from); });
    host_.output = [this](int fd, std::string_view text) { return (fd == 1 || fd == 2) && editor_->print(text); };
    fmt::print("gvm {}: Go, one input at a time. :help shows the commands, Ctrl-D ends the session.\n", config_.version);
  }
  if (!config_.files.empty() && !loadFiles(config_.files)) failed_ = true;
  rt::runVM(vm);  // does not return: the process ends with the program, or in read
  return 0;
}

// One input, by as many lines as its brackets want. False at the end of all input.
bool Loop::readInput(std::string* input) {
  input->clear();
  for (;;) {
    std::string line;
    if (editor_) {
      Editor::Result r = editor_->readLine(input->empty() ? kPrompt : kMore, &line);
      if (r == Editor::Result::kInterrupted) {
        input->clear();
        continue;
      }
      if (r == Editor::Result::kEnd) {
        fmt::print("\n");
        return false;
      }
    } else if (!readPlainLine(&line)) {
      return !input->empty();
    }
    if (input->empty() && (line.starts_with(":") || line.find_first_not_of(" \t\r") == std::string::npos)) {
      *input = line;
      return true;
    }
    *input += line + "\n";
    if (!driver::inputIncomplete(*input)) return true;
    // An empty line ends an input on a terminal, whatever is open.
    if (editor_ && line.empty()) return true;
  }
}

bool Loop::readPlainLine(std::string* line) {
  for (;;) {
    size_t nl = buffer_.find('\n');
    if (nl != std::string::npos || (ended_ && !buffer_.empty())) {
      *line = buffer_.substr(0, nl);
      buffer_.erase(0, nl == std::string::npos ? nl : nl + 1);
      return true;
    }
    if (ended_) return false;
    char chunk[4096];
    ssize_t n = ::read(STDIN_FILENO, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) ended_ = true;
    else buffer_.append(chunk, static_cast<size_t>(n));
  }
}

// Host::ReadFn: gets something to run.
bool Loop::read() {
  if (!host_.succeeded()) failed_ = true;
  if (timing_) {
    timing_ = false;
    fmt::print("{:.3f} ms\n", static_cast<double>(nowNs() - began_) / 1e6);
  }
  std::string input;
  while (readInput(&input)) {
    while (!input.empty() && (input.back() == '\n' || input.back() == '\r' || input.back() == ' ')) input.pop_back();
    if (input.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    if (editor_) editor_->remember(input);
    if (input[0] == ':') {
      Next next = command(input);
      if (next == Next::kQuit) break;
      if (next == Next::kRun) return true;
      continue;
    }
    if (submit(input)) return true;
  }
  fflush(stdout);
  if (!terminal_ && failed_) _exit(1);
  return false;
}

// Compiles an input; true when there is something to run.
bool Loop::submit(const std::string& input) {
  auto r = session_.compile(input);
  return accept(std::move(r), input);
}

bool Loop::accept(driver::SessionResult r, const std::string& input) {
  for (auto& e : r.errors) showError(e, input);
  for (auto& n : r.notes) fmt::print(stderr, "{}note:{} {}\n", colour_ ? "\x1b[33m" : "", colour_ ? "\x1b[0m" : "", n);
  if (!r.errors.empty()) {
    failed_ = true;
    return false;
  }
  if (r.images.empty()) return false;
  host_.add(std::move(r.images));
  return true;
}

// The line with a caret below, and the text.
void Loop::showError(const driver::InputError& e, const std::string& input) {
  size_t at = 0;
  for (uint32_t line = 1; line < e.line && at != std::string::npos; line++) {
    at = input.find('\n', at);
    if (at != std::string::npos) at++;
  }
  std::string text = at == std::string::npos ? "" : input.substr(at, input.find('\n', at) - at);
  if (!text.empty() && e.col >= 1 && e.col <= text.size() + 1) {
    std::string pad;
    for (size_t i = 0; i + 1 < e.col && i < text.size(); i++)
      if (text[i] == '\t') pad += '\t';
      else if ((text[i] & 0xC0) != 0x80) pad += ' ';
    fmt::print(stderr, "    {}\n    {}{}^{}\n", text, pad, colour_ ? "\x1b[31m" : "", colour_ ? "\x1b[0m" : "");
  }
  fmt::print(stderr, "{}{}:{}: {}{}\n", colour_ ? "\x1b[31m" : "", e.line, e.col, colour_ ? "\x1b[0m" : "", e.text);
}

int run(Config config) {
  // Never freed: goroutines of the program may run until the process ends.
  return (new Loop(std::move(config)))->run();
}

}  // namespace gvm::repl
