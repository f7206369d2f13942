// This file is what the parts of `gvm test` share: what was asked for, and what one package's process reports.
#pragma once
#include <string>
#include <vector>

#include "compiler/driver/packages.h"

namespace gvm::tool {

// What the command line asks for.
struct TestRequest {
  std::vector<std::string> packages;  // as written
  std::vector<std::string> args;      // for the test programs: flags as -test.*, then the words after -args
  bool verbose = false, json = false, list = false, bench = false, compileOnly = false, failFast = false;
  std::string coverMode;              // empty: no coverage
  std::string coverProfile;           // absolute, or empty
  std::string output;                 // -o of -c
  std::string timeout = "10m";
  size_t jobs = 0;                    // packages at a time
};

// How far a package's process got.
enum class TestPhase : char { Building = 0, SetupFailed = 'S', BuildFailed = 'B', NoTests = 'N', Running = 'R', Compiled = 'C' };

// Compiles a package's tests and runs them in this process, which ends with them. What happens before the tests run
// goes to `reports`: the letter of a phase, then text. `program` is where the test program is put; os.Args[0] names it.
int compileAndTest(const TestRequest& request, const driver::PackageDir& package, const std::string& program,
                   const std::string& coverFile, int reports);

// Turns the output of one package's tests into lines of JSON, as `go tool test2json` describes them.
class TestEvents {
 public:
  explicit TestEvents(std::string package);
  // Takes output as it comes and returns the events so far.
  std::string take(std::string_view text);
  // The events of the result: action is pass, fail or skip; `last` is the line that sums up.
  std::string finish(const std::string& action, const std::string& last, double seconds, const std::string& failedBuild);
  std::string start();
  static std::string buildFailure(const std::string& name, const std::string& text);

 private:
  std::string line(std::string_view text);
  std::string event(const std::string& action, const std::string& test, const std::string& rest);
  std::string package_, test_, partial_;
  std::string result_;  // the event of the last result
};

}  // namespace gvm::tool
