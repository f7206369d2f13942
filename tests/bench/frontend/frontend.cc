// This program measures the front end on real Go: packages of an installed Go tree and everything they import.
//
//   front_bench [-rounds N] [-parse LINES] [-compile LINES] [-profile] [PACKAGE...]
//
// It says how many lines of source a second one core scans, scans and parses, and takes all the way to an image (finding
// packages, reading, parsing, checking, lowering, optimising, emitting, every function of every package), and the peak
// memory of each. Time is CPU time of the process, the system's share included, so that other work on the machine does
// not count; of several rounds the quickest is shown. Each round is a process of its own, so that its memory is its own.
// -profile compiles once, in this process and without anything else, for a profiler to look at.
// With -parse or -compile the exit status is 1 when a rate is below the bar. Without an installed Go it exits with 77.
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "compiler/driver/compilation.h"
#include "compiler/driver/large_stack.h"
#include "compiler/driver/read_file.h"
#include "compiler/syntax/scanner.h"
#include "stdlib/sources.h"
#include "tools/gvm/compile_heap.h"

using namespace gvm;

namespace {

// What a round reports.
struct Result {
  uint64_t files, lines, bytes, installed;  // installed: lines outside of the library that gvm ships
  double cpu;                               // seconds, all in all
  double parts[4];                          // of compile: load, check, lower, emit
  uint64_t imageBytes;
  uint64_t peakKb;
  bool ok;
};

double cpuSeconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

// Runs f in a process of its own, on a large stack.
Result inChild(const std::function<void(Result&)>& f) {
  int fds[2];
  Result r{};
  fflush(stdout);
  if (pipe(fds) != 0) return r;
  pid_t pid = fork();
  if (pid == 0) {
    driver::onLargeStack([&] {
      tool::CompileHeap memory;
      f(r);
    });
    if (write(fds[1], &r, sizeof r) != sizeof r) _exit(1);
    _exit(0);
  }
  close(fds[1]);
  if (read(fds[0], &r, sizeof r) != sizeof r) r.ok = false;
  close(fds[0]);
  rusage used{};
  int status = 0;
  wait4(pid, &status, 0, &used);
  r.peakKb = static_cast<uint64_t>(used.ru_maxrss);
  r.ok = r.ok && status == 0;
  return r;
}

Result best(int rounds, const std::function<void(Result&)>& f) {
  Result r = inChild(f);
  for (int i = 1; i < rounds && r.ok; i++) {
    Result again = inChild(f);
    if (!again.ok || again.cpu < r.cpu) r = again;
  }
  return r;
}

const std::vector<driver::LibraryFile>& library() {
  static const std::vector<driver::LibraryFile> list = [] {
    std::vector<driver::LibraryFile> l;
    for (auto& s : stdlib::sources()) l.push_back({s.path, s.text});
    return l;
  }();
  return list;
}

driver::Options options() {
  driver::Options o;
  o.env = driver::Environment::fromProcess();
  o.env.library = library();
  o.requireMain = false;
  o.checkAll = true;
  return o;
}

uint64_t countLines(std::string_view text) { return static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n')); }

void count(driver::Compilation& c, Result& r) {
  for (auto* u : c.order())
    for (auto* f : u->files) {
      uint64_t n = countLines(f->file->text());
      r.files++;
      r.lines += n;
      r.bytes += f->file->text().size();
      if (u->where.origin == driver::Origin::Goroot) r.installed += n;
    }
}

bool loadAll(driver::Compilation& c, const std::vector<std::string>& packages) {
  bool ok = true;
  for (auto& p : packages) ok = c.loadPath(p) && ok;
  return ok;
}

void compile(const std::vector<std::string>& packages, Result& r) {
  double start = cpuSeconds(), last = start;
  auto part = [&](int k) {
    double now = cpuSeconds();
    r.parts[k] = now - last;
    last = now;
  };
  driver::Compilation c(options());
  bool ok = loadAll(c, packages);
  part(0);
  ok = ok && c.check();
  part(1);
  auto program = ok ? c.lowerWhole(c.order()) : nullptr;
  part(2);
  if (program) r.imageBytes = c.emit(*program).size();
  part(3);
  r.cpu = last - start;
  r.ok = r.imageBytes != 0;
  if (!r.ok) fmt::print(stderr, "{}", c.errors());
  count(c, r);
}

// A file that compile reads; one of the shipped library comes with its text.
struct Text {
  std::string path;
  std::string_view shipped;
};

// Everything written by f, which runs in a process of its own.
std::string outputOf(const std::function<std::string()>& f) {
  int fds[2];
  if (pipe(fds) != 0) return "";
  pid_t pid = fork();
  if (pid == 0) {
    close(fds[0]);
    std::string out;
    driver::onLargeStack([&] { out = f(); });
    for (size_t at = 0; at < out.size();) {
      ssize_t n = write(fds[1], out.data() + at, out.size() - at);
      if (n <= 0) _exit(1);
      at += static_cast<size_t>(n);
    }
    _exit(0);
  }
  close(fds[1]);
  std::string in;
  char buf[65536];
  for (ssize_t n; (n = read(fds[0], buf, sizeof buf)) > 0;) in.append(buf, static_cast<size_t>(n));
  close(fds[0]);
  waitpid(pid, nullptr, 0);
  return in;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> list;
  for (size_t at = 0; at < text.size();) {
    size_t nl = text.find('\n', at);
    list.push_back(text.substr(at, nl - at));
    at = nl + 1;
  }
  return list;
}

// Those of the packages that check without errors. Some of an installed Go's rest on internals of its own runtime.
std::vector<std::string> sound(const std::vector<std::string>& packages) {
  return lines(outputOf([&] {
    std::vector<std::string> found;
    for (auto& p : packages) {
      driver::Compilation one(options());
      if (one.loadPath(p)) found.push_back(p);
    }
    driver::Compilation c(options());
    loadAll(c, found);
    c.check();
    std::string out;
    for (auto* u : c.roots())
      if (u->state == driver::Unit::Checked) out += u->where.importPath + "\n";
    return out;
  }));
}

std::vector<Text> listFiles(const std::vector<std::string>& packages) {
  std::vector<Text> list;
  auto names = lines(outputOf([&] {
    driver::Compilation c(options());
    std::string out;
    if (!loadAll(c, packages)) fmt::print(stderr, "{}", c.errors());
    for (auto* u : c.order())
      for (auto& f : u->where.files) out += (f.isLibrary ? "+" : "-") + f.path + "\n";
    return out;
  }));
  for (auto& n : names) {
    Text t{n.substr(1), {}};
    if (n[0] == '+')
      for (auto& f : library())
        if (t.path.ends_with("/src/" + std::string(f.path))) t.shipped = f.text;
    list.push_back(std::move(t));
  }
  return list;
}

class Tokens : public syntax::Scanner {
 public:
  using Scanner::Scanner;

 protected:
  void directive(source::Pos, std::string_view) override {}
  void error(source::Pos, std::string) override {}
};

// Scans, or scans and parses, all files. Reading them is not counted.
void scanOrParse(const std::vector<Text>& list, bool parse, Result& r) {
  source::Arena arena;
  source::Interner names(arena);
  source::FileSet files;
  source::Diagnostics diags(files);
  for (auto& t : list) {
    std::string text(t.shipped), error;
    if (t.shipped.empty() && !driver::readFile(t.path, &text, &error)) return;
    files.addFile(t.path, std::move(text));
  }
  syntax::ParseOptions po;
  po.std = true;
  double start = cpuSeconds();
  for (auto& f : files.files()) {
    if (parse) {
      syntax::parseFile({arena, names, diags}, f.get(), po);
    } else {
      Tokens s({arena, names, diags}, f.get(), false);
      do s.next();
      while (s.tok != syntax::Token::EOF_);
    }
  }
  r.cpu = cpuSeconds() - start;
  for (auto& f : files.files()) {
    r.files++;
    r.lines += countLines(f->text());
    r.bytes += f->text().size();
  }
  r.ok = !diags.any();
}

double rate(const Result& r) { return static_cast<double>(r.lines) / r.cpu; }

bool show(const char* what, const Result& r, double bar) {
  if (!r.ok) {
    fmt::print("{:<26} failed\n", what);
    return false;
  }
  fmt::print("{:<26} {:7.3f} s CPU {:11.0f} lines/s {:6.1f} MB/s {:7.0f} MB peak", what, r.cpu, rate(r),
             static_cast<double>(r.bytes) / 1e6 / r.cpu, static_cast<double>(r.peakKb) / 1024);
  bool ok = rate(r) >= bar;
  if (bar > 0) fmt::print("  {} (bar {:.0f})", ok ? "ok" : "BELOW THE BAR", bar);
  fmt::print("\n");
  return ok;
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 3;
  double parseBar = 0, compileBar = 0;
  bool profile = false;
  std::vector<std::string> packages;
  for (int i = 1; i < argc; i++) {
    std::string_view a = argv[i];
    if (a.starts_with("--")) a.remove_prefix(1);
    if (a == "-rounds" && i + 1 < argc) rounds = atoi(argv[++i]);
    else if (a == "-parse" && i + 1 < argc) parseBar = atof(argv[++i]);
    else if (a == "-compile" && i + 1 < argc) compileBar = atof(argv[++i]);
    else if (a == "-profile") profile = true;
    else packages.emplace_back(a);
  }
  if (driver::Environment::fromProcess().goroot.empty()) {
    fmt::print("SKIP front_bench: no Go is installed\n");
    return 77;
  }
  if (packages.empty())
    packages = {"net/http",      "go/types",      "go/doc",        "go/printer",      "go/build",       "encoding/xml",
                "encoding/gob",  "encoding/asn1", "encoding/pem",  "text/template",   "html/template",  "database/sql",
                "archive/zip",   "archive/tar",   "image/png",     "image/jpeg",      "image/gif",      "image/draw",
                "debug/dwarf",   "debug/elf",     "debug/pe",      "debug/macho",     "debug/gosym",    "debug/buildinfo",
                "mime/multipart", "net/mail",     "net/smtp",      "net/textproto",   "index/suffixarray", "compress/lzw",
                "expvar",        "testing/quick", "text/scanner",  "go/constant",     "go/format",      "log/syslog",
                "math/cmplx",    "container/ring", "encoding/ascii85", "unicode/utf16", "regexp",       "math/big",
                "encoding/json", "log/slog",      "reflect"};
  std::vector<std::string> good = sound(packages);
  std::string out;
  for (auto& p : packages)
    if (std::find(good.begin(), good.end(), p) == good.end()) out += " " + p;
  if (!out.empty()) fmt::print("left out, because they do not compile here:{}\n", out);
  packages = good;
  if (profile) {
    Result r{};
    driver::onLargeStack([&] {
      tool::CompileHeap memory;
      compile(packages, r);
    });
    return show("parse + check + emit", r, compileBar) ? 0 : 1;
  }
  auto list = listFiles(packages);
  if (list.empty()) return 1;
  Result scan = best(rounds, [&](Result& r) { scanOrParse(list, false, r); });
  Result parse = best(rounds, [&](Result& r) { scanOrParse(list, true, r); });
  Result whole = best(rounds, [&](Result& r) { compile(packages, r); });
  fmt::print("{} files, {} lines ({} of them from GOROOT), {:.1f} MB of source, {:.1f} MB of image\n", whole.files, whole.lines,
             whole.installed, static_cast<double>(whole.bytes) / 1e6, static_cast<double>(whole.imageBytes) / 1e6);
  bool ok = show("scan", scan, 0);
  ok = show("scan + parse", parse, parseBar) && ok;
  ok = show("parse + check + emit", whole, compileBar) && ok;
  static constexpr const char* kParts[] = {"load and parse", "check", "lower", "optimise and emit"};
  for (int k = 0; k < 4 && whole.ok; k++)
    fmt::print("  {:<24} {:7.3f} s CPU {:11.0f} lines/s\n", kParts[k], whole.parts[k],
               static_cast<double>(whole.lines) / whole.parts[k]);
  return ok ? 0 : 1;
}
