// This file lists gvm's subcommands. Each adds itself to the command line and gives what to do when it was chosen.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "compiler/driver/compilation.h"
#include "vm/jit/jit.h"

namespace gvm::tool {

inline constexpr const char* kVersion = "0.1";

// What the process was given.
struct Invocation {
  std::string program;                // argv[0]
  std::vector<std::string> passed;    // words after the program's file: its own arguments
  std::function<int()> action;        // set by the chosen subcommand; its result is the exit status
};

void addRun(CLI::App& app, Invocation& inv);
void addBuild(CLI::App& app, Invocation& inv);
void addTest(CLI::App& app, Invocation& inv);
void addRunTest(CLI::App& app, Invocation& inv);  // what the programs that gvm test writes start
void addCheck(CLI::App& app, Invocation& inv);
void addDisasm(CLI::App& app, Invocation& inv);
void addDump(CLI::App& app, Invocation& inv);
void addVerify(CLI::App& app, Invocation& inv);
void addTrace(CLI::App& app, Invocation& inv);
void addLibrary(CLI::App& app, Invocation& inv);
void addRepl(CLI::App& app, Invocation& inv);
void addInfo(CLI::App& app, Invocation& inv);  // version, env, completion, help

// Options of a compilation as the environment and the library give them.
driver::Options defaultOptions();

// Adds -gcflags to a subcommand; the words given end up in *flags.
void addGcflags(CLI::App& sub, std::shared_ptr<std::string> flags);
// Sets what the words of -gcflags ask for: -m (or -m=2, -m -m) notes on inlining and escapes, -N no optimisation, -e all
// errors; other flags of gc have no meaning here and are passed over. False, with a message, when a word is no flag.
bool applyGcflags(const std::string& flags, driver::Options* options);

// Adds -jit to a subcommand.
void addJit(CLI::App& sub, std::shared_ptr<std::string> mode);
// What it, or $GVMJIT, asks for. False, with a message, when that is no mode.
bool chooseJit(const std::string& flag, jit::Mode* mode);

// Compiles the named package to an image. Prints errors and gives an empty image on failure.
std::vector<uint8_t> compileProgram(driver::Compilation& c, const std::vector<std::string>& words);

// Runs an image as a program with these os.Args; one that is not trusted is verified first. The result is its exit
// status (usually the process ends inside).
// profiles: flags as -cpuprofile without the dash, and the files to write.
using ProfileFiles = std::vector<std::pair<std::string, std::string>>;
int runImage(std::vector<uint8_t> image, std::vector<std::string> args, bool trusted, jit::Mode jit = jit::Mode::kOff, ProfileFiles profiles = {});

// A session on standard input, inside of a program if files are named. The result is its exit status.
int runRepl(std::vector<std::string> files, const std::string& jitMode = "");

bool isImage(const std::string& path);

// Writes a file whole or not at all; says on standard error what went wrong.
bool writeFile(const std::string& path, const std::vector<uint8_t>& bytes, bool executable = false);

}  // namespace gvm::tool
