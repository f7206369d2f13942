// This file is `gvm test`: it finds the packages, runs each in a process of its own, and prints what go test prints.
//
// The processes are forks of this one that compile and then become the test program. Results are printed in the order
// of the packages. Where no package is named, or benchmarks run, output is passed on as it comes; otherwise it is kept
// until the package is through, and shown if it failed or -v is given.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "compiler/driver/patterns.h"
#include "compiler/driver/read_file.h"
#include "tools/gvm/commands.h"
#include "tools/gvm/test_run.h"

namespace gvm::tool {
namespace {

using Clock = std::chrono::steady_clock;

enum class To { Program, Here, Both };
struct Flag {
  const char *name, *value;
  To to;
  const char* doc;
};
constexpr Flag kFlags[] = {
#define TEST_FLAG(name, value, to, doc) {name, value, To::to, doc},
#include "tools/gvm/test_flags.def"
#undef TEST_FLAG
};

const Flag* flagNamed(std::string_view name) {
  if (name.starts_with("test.")) name.remove_prefix(5);
  for (auto& f : kFlags)
    if (name == f.name) return &f;
  return nullptr;
}

// Go's durations, as far as a limit needs them: seconds, or a negative number for what is none.
double durationSeconds(std::string_view s) {
  if (s == "0") return 0;
  double sum = 0;
  while (!s.empty()) {
    size_t n = s.find_first_not_of("0123456789.");
    if (n == 0 || n == s.npos) return -1;
    double v = strtod(std::string(s.substr(0, n)).c_str(), nullptr);
    s.remove_prefix(n);
    size_t unit = std::min(s.find_first_of("0123456789."), s.size());
    std::string_view u = s.substr(0, unit);
    double scale = u == "h" ? 3600 : u == "m" ? 60 : u == "s" ? 1 : u == "ms" ? 1e-3 : u == "us" || u == "µs" ? 1e-6 : u == "ns" ? 1e-9 : -1;
    if (scale < 0) return -1;
    sum += v * scale;
    s.remove_prefix(unit);
  }
  return sum;
}

bool takeFlag(const Flag& f, const std::string& value, TestRequest* r, std::string* error) {
  std::string_view name = f.name;
  bool on = value != "false" && value != "0";
  if (name == "v") r->verbose = on || value == "test2json";
  if (name == "json") r->json = on;
  if (name == "bench") r->bench = true;
  if (name == "list") r->list = true;
  if (name == "failfast") r->failFast = on;
  if (name == "c") r->compileOnly = on;
  if (name == "o") r->output = value;
  if (name == "p") r->jobs = static_cast<size_t>(std::max(atoi(value.c_str()), 0));
  if (name == "timeout") {
    if (durationSeconds(value) < 0) {
      *error = fmt::format("invalid value \"{}\" for flag -timeout: parse error", value);
      return false;
    }
    r->timeout = value;
  }
  if (name == "cover" && on && r->coverMode.empty()) r->coverMode = "set";
  if (name == "covermode") {
    if (value != "set" && value != "count" && value != "atomic") {
      *error = fmt::format("invalid value \"{}\" for flag -covermode: valid modes are set, count, or atomic", value);
      return false;
    }
    r->coverMode = value;
  }
  if (name == "coverprofile") {
    r->coverProfile = std::filesystem::absolute(value).string();
    if (r->coverMode.empty()) r->coverMode = "set";
  }
  if (f.to != To::Here && !(name == "v" && !on)) r->args.push_back(fmt::format("-test.{}={}", name, value));
  return true;
}

// Takes the command line apart: flags and packages in any order, then -args and the program's own words.
bool parseWords(const std::vector<std::string>& words, TestRequest* r, std::string* error) {
  std::vector<std::string> own;
  for (size_t i = 0; i < words.size(); i++) {
    const std::string& w = words[i];
    if (w == "-args" || w == "--args") {
      own.insert(own.end(), words.begin() + static_cast<ptrdiff_t>(i) + 1, words.end());
      break;
    }
    if (w.size() < 2 || w[0] != '-') {
      r->packages.push_back(w);
      continue;
    }
    std::string body = w.substr(w[1] == '-' ? 2 : 1);
    size_t eq = body.find('=');
    const Flag* f = flagNamed(body.substr(0, eq));
    if (!f) {
      // A flag of the tests themselves. After the packages, all that follows is theirs too.
      own.push_back(w);
      if (!r->packages.empty()) {
        own.insert(own.end(), words.begin() + static_cast<ptrdiff_t>(i) + 1, words.end());
        break;
      }
      continue;
    }
    std::string value = eq == body.npos ? "true" : body.substr(eq + 1);
    if (*f->value && eq == body.npos) {
      if (i + 1 == words.size()) {
        *error = fmt::format("flag needs an argument: -{}", f->name);
        return false;
      }
      value = words[++i];
    }
    if (!takeFlag(*f, value, r, error)) return false;
  }
  if (r->json) {
    std::erase_if(r->args, [](const std::string& a) { return a.starts_with("-test.v="); });
    r->args.insert(r->args.begin(), "-test.v=test2json");
  }
  r->args.push_back("-test.timeout=" + (r->timeout == "0" ? "0s" : r->timeout));
  r->args.insert(r->args.end(), own.begin(), own.end());
  return true;
}

// One package on its way.
struct Job {
  const driver::PackageDir* package = nullptr;
  std::string program, coverFile;
  pid_t pid = -1;
  int output = -1, reports = -1;
  std::string text, report;     // what came so far
  bool ended = false, shown = false, killed = false, summed = false;
  int status = 0;
  Clock::time_point started, endedAt;
  std::unique_ptr<TestEvents> events;

  TestPhase phase() const { return report.empty() ? TestPhase::Building : static_cast<TestPhase>(report[0]); }
  double seconds() const { return std::chrono::duration<double>(std::max(endedAt, started) - started).count(); }
};

class Runner {
 public:
  Runner(TestRequest request, std::vector<driver::PackageDir> packages)
      : request_(std::move(request)), packages_(std::move(packages)) {
    streams_ = request_.packages.empty() || request_.bench || (request_.verbose && packages_.size() == 1) || request_.json;
    progress_ = isatty(2) && !request_.json;
    double limit = durationSeconds(request_.timeout);
    limit_ = limit > 0 ? limit + 60 : 0;
  }

  int run() {
    char name[] = "/tmp/gvm-test-XXXXXX";
    if (const char* dir = getenv("TMPDIR"); dir && *dir) root_ = std::string(dir) + "/gvm-test-XXXXXX";
    else root_ = name;
    if (!mkdtemp(root_.data())) {
      fmt::print(stderr, "gvm: cannot make a folder for test programs: {}\n", strerror(errno));
      return 1;
    }
    signal(SIGPIPE, SIG_IGN);
    size_t parallel = request_.bench ? 1 : request_.jobs ? request_.jobs : std::max(sysconf(_SC_NPROCESSORS_ONLN), 1L);
    jobs_.resize(packages_.size());
    size_t next = 0, first = 0;
    while (first < jobs_.size()) {
      while (next < jobs_.size() && running() < parallel) start(next++);
      showProgress(next);
      wait(first);
      while (first < next && jobs_[first].ended) finish(jobs_[first++]);
    }
    clearProgress();
    if (failed_ && !request_.json && !request_.packages.empty()) fmt::print("FAIL\n");
    fflush(stdout);
    if (!request_.coverProfile.empty()) mergeProfiles();
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
    return failed_ ? 1 : 0;
  }

 private:
  size_t running() const {
    size_t n = 0;
    for (auto& j : jobs_) n += j.pid > 0 && !j.ended;
    return n;
  }

  void start(size_t index) {
    Job& j = jobs_[index];
    j.package = &packages_[index];
    j.started = j.endedAt = Clock::now();
    const std::string& path = j.package->importPath;
    if (request_.json) j.events = std::make_unique<TestEvents>(path);
    if (j.package->testFiles.empty() && request_.coverMode.empty()) {
      j.report = static_cast<char>(TestPhase::NoTests);
      j.pid = 0;
      j.ended = true;
      return;
    }
    std::string base = path.substr(path.rfind('/') + 1);
    std::string dir = fmt::format("{}/b{:03}", root_, index + 1);
    mkdir(dir.c_str(), 0755);
    j.program = dir + "/" + base + ".test";
    if (request_.compileOnly) {
      j.program = request_.output.empty() ? base + ".test" : request_.output;
      j.program = std::filesystem::absolute(j.program).string();
    }
    if (!request_.coverProfile.empty()) j.coverFile = dir + "/cover.out";
    int out[2], rep[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(rep, O_CLOEXEC) != 0) {
      fmt::print(stderr, "gvm: cannot make a pipe: {}\n", strerror(errno));
      exit(1);
    }
    fflush(stdout);
    fflush(stderr);
    j.pid = fork();
    if (j.pid == 0) {
      int null = open("/dev/null", O_RDONLY);
      dup2(null, 0);
      dup2(out[1], 1);
      dup2(out[1], 2);
      // The other packages' pipes are closed, so that their ends are seen.
      for (auto& other : jobs_)
        for (int fd : {other.output, other.reports})
          if (fd >= 0) close(fd);
      signal(SIGPIPE, SIG_DFL);
      _exit(compileAndTest(request_, *j.package, j.program, j.coverFile, rep[1]));
    }
    close(out[1]);
    close(rep[1]);
    j.output = out[0];
    j.reports = rep[0];
  }

  // Waits until something comes from a process, or one ends.
  void wait(size_t first) {
    std::vector<pollfd> fds;
    std::vector<std::pair<Job*, int*>> who;
    for (auto& j : jobs_)
      for (int* fd : {&j.output, &j.reports})
        if (*fd >= 0) {
          fds.push_back({*fd, POLLIN, 0});
          who.emplace_back(&j, fd);
        }
    if (!fds.empty()) poll(fds.data(), fds.size(), 500);
    for (size_t i = 0; i < fds.size(); i++)
      if (fds[i].revents) receive(*who[i].first, who[i].second);
    for (auto& j : jobs_) {
      if (j.pid <= 0 || j.ended) continue;
      enforceLimit(j);
      int status;
      bool dead = waitpid(j.pid, &status, WNOHANG) == j.pid;
      if (dead) {
        j.status = status;
        j.endedAt = Clock::now();
        j.ended = true;
        drain(j);
      }
    }
    if (first < jobs_.size() && streams_) stream(jobs_[first]);
  }

  void receive(Job& j, int* fd) {
    char buffer[65536];
    ssize_t n = read(*fd, buffer, sizeof buffer);
    if (n <= 0) {
      if (n < 0 && errno == EINTR) return;
      close(*fd);
      *fd = -1;
      return;
    }
    if (fd == &j.reports && buffer[0] == static_cast<char>(TestPhase::Running)) j.started = Clock::now();
    (fd == &j.reports ? j.report : j.text).append(buffer, static_cast<size_t>(n));
  }

  // What a finished process has left in its pipes. Processes that it started may hold the output open for ever.
  void drain(Job& j) {
    for (int* fd : {&j.reports, &j.output}) {
      auto until = Clock::now() + std::chrono::seconds(1);
      while (*fd >= 0 && Clock::now() < until) {
        pollfd p{*fd, POLLIN, 0};
        if (poll(&p, 1, 100) > 0) receive(j, fd);
      }
      if (*fd >= 0) close(*fd);
      *fd = -1;
    }
  }

  void enforceLimit(Job& j) {
    if (limit_ == 0 || j.phase() != TestPhase::Running || j.reports >= 0) return;
    double ran = std::chrono::duration<double>(Clock::now() - j.started).count();
    if (ran > limit_ + 5) kill(j.pid, SIGKILL);
    else if (ran > limit_ && !j.killed) {
      j.killed = true;
      j.text += fmt::format("*** Test killed with quit: ran too long ({}s).\n", static_cast<long>(limit_));
      kill(j.pid, SIGQUIT);
    }
  }

  // Passes on what a package has printed so far.
  void stream(Job& j) {
    if (j.phase() != TestPhase::Running || j.text.empty()) return;
    clearProgress();
    if (j.events) {
      begin(j);
      fmt::print("{}", j.events->take(j.text));
    } else {
      fwrite(j.text.data(), 1, j.text.size(), stdout);
    }
    collect(j);
    j.text.clear();
    j.shown = true;
    fflush(stdout);
  }

  void begin(Job& j) {
    if (!j.summed) fmt::print("{}", j.events->start());
    j.summed = true;
  }

  // Remembers from the output what the line that sums up will say.
  void collect(Job& j) {
    auto find = [&](std::string_view what) { return j.text.find(what); };
    if (size_t at = find("coverage: "); at != std::string::npos && (at == 0 || j.text[at - 1] == '\n')) {
      size_t end = j.text.find('\n', at);
      coverage_ = "\t" + j.text.substr(at, end - at);
    }
    if (find("testing: warning: no tests to run\n") != std::string::npos) noTests_ = true;
  }

  void finish(Job& j) {
    clearProgress();
    const std::string& path = j.package->importPath;
    std::string last, action = "fail", failedBuild;
    auto fail = [&](const char* why) {
      failed_ = true;
      last = fmt::format("FAIL\t{} [{}]\n", path, why);
    };
    coverage_.clear();
    noTests_ = false;
    switch (j.phase()) {
      case TestPhase::NoTests:
        last = fmt::format("?   \t{}\t[no test files]\n", path);
        action = "skip";
        break;
      case TestPhase::SetupFailed:
      case TestPhase::BuildFailed: {
        bool setup = j.phase() == TestPhase::SetupFailed;
        std::string_view why = std::string_view(j.report).substr(1);
        failedBuild = fmt::format("{} [{}.test]", path, path);
        if (request_.json) fmt::print("{}", TestEvents::buildFailure(failedBuild, std::string(why)));
        else fflush(stdout), fmt::print(stderr, "{}", why);
        fail(setup ? "setup failed" : "build failed");
        break;
      }
      case TestPhase::Compiled:
        return;
      case TestPhase::Building:
        fmt::print(stderr, "{}gvm: {}: the compiler died ({})\n", j.text, path, ending(j.status));
        fail("build failed");
        break;
      case TestPhase::Running:
        last = sumUp(j, &action);
        break;
    }
    if (j.events) {
      begin(j);
      fmt::print("{}", j.events->finish(action, last, j.seconds(), failedBuild));
    } else {
      fmt::print("{}", last);
    }
    fflush(stdout);
  }

  static std::string ending(int status) {
    if (WIFSIGNALED(status)) {
      std::string name = strsignal(WTERMSIG(status));
      for (char& c : name) c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
      return "signal: " + name;
    }
    return fmt::format("exit status {}", WEXITSTATUS(status));
  }

  // The output of a package that ran, and the line that sums it up.
  std::string sumUp(Job& j, std::string* action) {
    const std::string& path = j.package->importPath;
    bool ok = WIFEXITED(j.status) && WEXITSTATUS(j.status) == 0;
    std::string all = j.text;
    collect(j);
    if (streams_) {
      stream(j);
    } else if (!ok || request_.verbose || request_.list) {
      fmt::print("{}", j.text);
    }
    std::string time = fmt::format("{:.3f}s", j.seconds());
    if (ok) {
      *action = "pass";
      std::string extra = coverage_ + (noTests_ ? " [no tests to run]" : "");
      if (j.package->testFiles.empty()) return fmt::format("\t{}\t\tcoverage: 0.0% of statements\n", path);
      return fmt::format("ok  \t{}\t{}{}\n", path, time, extra);
    }
    failed_ = true;
    std::string out;
    // The output of a run that is passed on says enough, unless nobody may have seen it with the result.
    bool direct = request_.packages.empty() || request_.bench;
    if (direct || (all.empty() && !j.shown)) out = ending(j.status) + "\n";
    return out + fmt::format("FAIL\t{}\t{}\n", path, time);
  }

  // On a terminal: what is being built or run, in one line that is written over.
  void showProgress(size_t begun) {
    if (!progress_) return;
    size_t done = 0;
    std::string names;
    for (size_t i = 0; i < begun; i++) {
      if (jobs_[i].ended) done++;
      else if (names.size() < 60)
        names += (jobs_[i].phase() == TestPhase::Running ? " testing " : " building ") + jobs_[i].package->importPath;
    }
    fmt::print(stderr, "\r\033[K[{}/{}]{}", done, jobs_.size(), names);
    fflush(stderr);
    drawn_ = true;
  }
  void clearProgress() {
    if (drawn_) fmt::print(stderr, "\r\033[K");
    drawn_ = false;
  }

  void mergeProfiles() {
    std::string all;
    for (auto& j : jobs_) {
      std::string text, error;
      if (j.coverFile.empty() || !driver::readFile(j.coverFile, &text, &error)) continue;
      all += all.empty() ? text : text.substr(text.find('\n') + 1);
    }
    if (all.empty()) return;
    writeFile(request_.coverProfile, {all.begin(), all.end()});
  }

  TestRequest request_;
  std::vector<driver::PackageDir> packages_;
  std::vector<Job> jobs_;
  std::string root_, coverage_;
  bool streams_ = false, progress_ = false, drawn_ = false, failed_ = false, noTests_ = false;
  double limit_ = 0;  // seconds until a process is killed; 0: never
};

int testMain(const std::vector<std::string>& words) {
  TestRequest request;
  std::string error, culprit, warnings;
  if (!parseWords(words, &request, &error)) {
    fmt::print(stderr, "gvm test: {}\nRun 'gvm help test' for the flags.\n", error);
    return 2;
  }
  driver::Finder finder(defaultOptions().env);
  std::vector<driver::PackageDir> packages;
  if (!finder.openModule(finder.env().workDir, &error) ||
      !driver::expandPatterns(finder, request.packages, &packages, &error, &culprit, &warnings)) {
    if (!culprit.empty()) {
      fmt::print(stderr, "# {}\n", culprit);
      fmt::print("FAIL\t{} [setup failed]\n{}", culprit, request.packages.empty() ? "" : "FAIL\n");
    }
    fmt::print(stderr, "{}\n", error);
    return 1;
  }
  fmt::print(stderr, "{}", warnings);
  if (packages.empty()) {
    fmt::print(stderr, "no packages to test\n");
    return 1;
  }
  if (request.compileOnly && packages.size() > 1 && !request.output.empty()) {
    fmt::print(stderr, "gvm test: -o can name the file of one package only\n");
    return 2;
  }
  return Runner(std::move(request), std::move(packages)).run();
}

}  // namespace

void addTest(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("test", "Run the tests of packages");
  sub->prefix_command();
  sub->add_option("packages", "Folders, import paths, and patterns such as ./... (default: this folder)");
  // The words are taken apart in parseWords; the options here are what help and completion show.
  for (auto& f : kFlags) {
    std::string name = std::string(strlen(f.name) == 1 ? "-" : "--") + f.name;
    if (*f.value) sub->add_option(name, f.doc)->type_name(f.value);
    else sub->add_flag(name, f.doc);
  }
  sub->footer("Flags may have one dash or two. What follows -args goes to the test program as it is.");
  sub->callback([&inv] { inv.action = [&inv] { return testMain(inv.passed); }; });
}

}  // namespace gvm::tool
