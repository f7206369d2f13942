// This file declares the REPL's loop and what its commands work with.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/session.h"
#include "tools/repl/editor.h"
#include "tools/repl/host.h"
#include "tools/repl/repl.h"

namespace gvm::repl {

// The import path of the library's package of that name, or "".
std::string wellKnownPackage(std::string_view name);
int64_t nowNs();

class Loop {
 public:
  explicit Loop(Config config);
  int run();

 private:
  enum class Next { kPrompt, kRun, kQuit };

  // repl.cc
  static void* waitForInterrupts(void* arg);
  bool read();
  bool readInput(std::string* input);
  bool readPlainLine(std::string* line);
  bool submit(const std::string& input);
  bool accept(driver::SessionResult r, const std::string& input);
  void showError(const driver::InputError& e, const std::string& input);
  // commands.cc
  Next command(const std::string& line);
  bool loadFiles(const std::vector<std::string>& files);
  void doc(const std::string& what);
  void disasm(const std::string& name);
  void memory();
  void save(const std::string& file);
  // complete.cc
  std::vector<std::string> complete(std::string_view line, size_t* from);

  Config config_;
  driver::Session session_;
  Host host_;
  std::unique_ptr<Editor> editor_;
  bool terminal_ = false, colour_ = false;
  bool failed_ = false;         // some input failed
  std::string buffer_;          // read from a pipe and not used yet
  bool ended_ = false;
  bool timing_ = false;         // :time
  int64_t began_ = 0;
};

}  // namespace gvm::repl
