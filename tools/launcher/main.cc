// This file is the program that `gvm build -o app` writes out, with the user's program behind it: the virtual machine and
// the runtime without the compiler, linked statically. It finds the image in its own file (executable.h), maps it and runs
// it, as `gvm run` would, but that every word of the command line is the program's.
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stdlib/stdlib.h"
#include "tools/launcher/executable.h"
#include "vm/embed/program.h"

extern char** environ;

namespace gvm::launcher {
namespace {

int fail(const char* what) {
  fprintf(stderr, "%s: %s\n", program_invocation_name, what);
  return 2;
}

int run(int argc, char** argv) {
  int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (fd < 0) fd = open(reinterpret_cast<const char*>(getauxval(AT_EXECFN)), O_RDONLY | O_CLOEXEC);  // no /proc
  struct stat st;
  if (fd < 0 || fstat(fd, &st) != 0) return fail("cannot read its own file");
  Trailer t;
  if (pread(fd, &t, sizeof t, st.st_size - static_cast<off_t>(sizeof t)) != sizeof t || !t.sound(static_cast<uint64_t>(st.st_size)))
    return fail("no program follows the virtual machine in this file: it is made by gvm build -o FILE");
  void* at = mmap(nullptr, t.imageSize, PROT_READ, MAP_PRIVATE, fd, static_cast<off_t>(t.imageOffset));
  std::string goroot(t.gorootSize, 0);
  bool named = pread(fd, goroot.data(), goroot.size(), static_cast<off_t>(t.imageOffset + t.imageSize)) == static_cast<ssize_t>(goroot.size());
  close(fd);
  if (at == MAP_FAILED || !named) return fail("cannot map its program");

  embed::Program program;
  program.images.push_back({static_cast<const uint8_t*>(at), t.imageSize});
  program.registerNatives = stdlib::registerNatives;
  rt::VMConfig config;
  config.args.assign(argv, argv + argc);
  for (char** e = environ; *e; e++) config.env.push_back(*e);
  config.goroot = std::move(goroot);
  std::string error;
  rt::VM* vm = rt::createVM(config, embed::programLoader(&program), &error);
  if (!vm) return fail(error.c_str());
  return rt::runVM(vm);
}

}  // namespace
}  // namespace gvm::launcher

int main(int argc, char** argv) { return gvm::launcher::run(argc, argv); }
