// This file implements gvm.h over the compiler, the library and embed::Instance. Nothing here throws; handles are plain
// structures with what belongs to them.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "compiler/driver/large_stack.h"
#include "stdlib/image.h"
#include "stdlib/stdlib.h"
#include "tools/libgvm/library_options.h"
#include "vm/embed/instance.h"

using namespace gvm;

struct gvm_options {
  std::vector<std::pair<std::string, std::string>> sources;
  std::vector<uint8_t> image;
  bool trusted = false;
  std::vector<std::unique_ptr<embed::HostFunction>> functions;
  rt::VMConfig config;
  u64 timeLimitMs = 0;
  std::string error;

  bool allows(gvm_capability c) const { return config.capabilities & c; }
};

// A VM keeps the bytes it was made from; host functions stay with the options, which outlive it or are shared below.
struct gvm_vm {
  std::vector<uint8_t> image;
  std::vector<std::unique_ptr<embed::HostFunction>> functions;
  std::unique_ptr<embed::Instance> instance;
  std::string missing;
};

static_assert(static_cast<uint32_t>(GVM_ALLOW_FILES) == rt::capability::kFiles && static_cast<uint32_t>(GVM_ALLOW_UNSAFE) == rt::capability::kUnsafe &&
              static_cast<uint32_t>(GVM_ALLOW_NETWORK) == rt::capability::kNetwork && static_cast<uint32_t>(GVM_ALLOW_EXEC) == rt::capability::kExec &&
              static_cast<uint32_t>(GVM_ALLOW_SIGNALS) == rt::capability::kSignals);

namespace {

gvm_status fail(gvm_options* o, gvm_status s, std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  o->error = std::move(text);
  return s;
}

// /dev/null for what has no descriptor, opened once for the process.
int nullDevice() {
  static const int fd = open("/dev/null", O_RDWR | O_CLOEXEC);
  return fd;
}

gvm_status compile(gvm_options* o, std::vector<uint8_t>* image) {
  if (o->sources.empty()) return fail(o, GVM_INVALID, "no sources");
  driver::Options options = tool::libraryOptions();
  options.keepAll = true;  // the host may call what main does not
  options.requireMain = true;
  // Packages of host functions look like the library's, in which functions may lack bodies.
  std::vector<std::pair<std::string, std::string>> hostFiles;
  for (auto& f : o->functions) {
    std::string path = f->package + "/host.go";
    auto same = [&](auto& h) { return h.first == path; };
    if (std::find_if(hostFiles.begin(), hostFiles.end(), same) == hostFiles.end())
      hostFiles.emplace_back(path, embed::hostPackageSource(f->package, o->functions));
  }
  std::vector<driver::LibraryFile> library(options.env.library.begin(), options.env.library.end());
  for (auto& [path, text] : hostFiles) library.push_back({path, text});
  std::sort(library.begin(), library.end(), [](auto& a, auto& b) { return a.path < b.path; });
  options.env.library = library;
  options.isForbidden = [o](std::string_view path) {
    if (path == "unsafe" || path == "reflect" || path == "syscall") return !o->allows(GVM_ALLOW_UNSAFE);
    if (path == "net") return !o->allows(GVM_ALLOW_NETWORK);
    return path == "os/signal" && !o->allows(GVM_ALLOW_SIGNALS);
  };
  driver::Compilation c(std::move(options));
  std::vector<std::pair<std::string, std::string_view>> files(o->sources.begin(), o->sources.end());
  driver::onLargeStack([&] {
    if (c.loadTexts(files) && c.check())
      if (auto program = c.lower()) *image = c.emit(*program);
  });
  return image->empty() ? fail(o, GVM_COMPILE, c.errors()) : GVM_OK;
}

}  // namespace

extern "C" {

gvm_options* gvm_options_new(void) {
  auto* o = new gvm_options;
  o->config.capabilities = 0;
  o->config.stdinFd = o->config.stdoutFd = o->config.stderrFd = -1;
  return o;
}
void gvm_options_free(gvm_options* o) { delete o; }
const char* gvm_options_error(const gvm_options* o) { return o->error.c_str(); }

void gvm_options_source(gvm_options* o, const char* name, const char* text, size_t size) {
  o->sources.emplace_back(name, std::string(text, size == static_cast<size_t>(-1) ? strlen(text) : size));
}
void gvm_options_image(gvm_options* o, const void* bytes, size_t size, int trusted) {
  auto* p = static_cast<const uint8_t*>(bytes);
  o->image.assign(p, p + size);
  o->trusted = trusted != 0;
}

gvm_status gvm_options_host(gvm_options* o, const char* pkg, const char* name, const char* type, gvm_host_func fn, void* user) {
  auto f = std::make_unique<embed::HostFunction>();
  f->package = pkg;
  f->name = name;
  f->fn = fn;
  f->user = user;
  if (std::string e = embed::parseSignature(type, &f->sig); !e.empty()) return fail(o, GVM_INVALID, e);
  if (!rt::isExportedName(name)) return fail(o, GVM_INVALID, fmt::format("{} is not an exported name", name));
  for (auto& p : stdlib::packages())
    if (p.path == f->package) return fail(o, GVM_INVALID, fmt::format("{} is a package of the library", pkg));
  o->functions.push_back(std::move(f));
  return GVM_OK;
}

void gvm_options_arg(gvm_options* o, const char* arg) { o->config.args.emplace_back(arg); }
void gvm_options_env(gvm_options* o, const char* name, const char* value) {
  o->config.env.push_back(std::string(name) + "=" + value);
}
void gvm_options_stdio(gvm_options* o, int in, int out, int err) {
  o->config.stdinFd = in;
  o->config.stdoutFd = out;
  o->config.stderrFd = err;
}
void gvm_options_allow(gvm_options* o, uint32_t capabilities) { o->config.capabilities |= capabilities; }

void gvm_options_limit(gvm_options* o, gvm_limit limit, uint64_t value) {
  switch (limit) {
    case GVM_LIMIT_HEAP: o->config.heapLimit = value; return;
    case GVM_LIMIT_STACK: o->config.maxStack = value; return;
    case GVM_LIMIT_GOROUTINES: o->config.maxGoroutines = static_cast<uint32_t>(std::min<uint64_t>(value, INT32_MAX)); return;
    case GVM_LIMIT_TIME: o->timeLimitMs = value; return;
    case GVM_LIMIT_PROCS: o->config.maxProcs = static_cast<int32_t>(std::min<uint64_t>(value, 1024)); return;
  }
}

gvm_status gvm_compile(gvm_options* o, void** image, size_t* size) {
  *image = nullptr;
  *size = 0;
  std::vector<uint8_t> bytes;
  if (gvm_status s = compile(o, &bytes); s != GVM_OK) return s;
  *image = malloc(bytes.size());
  memcpy(*image, bytes.data(), bytes.size());
  *size = bytes.size();
  return GVM_OK;
}
void gvm_free(void* p) { free(p); }

gvm_status gvm_create(gvm_options* o, gvm_vm** out) {
  *out = nullptr;
  auto vm = std::make_unique<gvm_vm>();
  bool compiled = o->image.empty();
  if (compiled) {
    if (gvm_status s = compile(o, &vm->image); s != GVM_OK) return s;
  } else {
    vm->image = o->image;
  }
  for (auto& f : o->functions) vm->functions.push_back(std::make_unique<embed::HostFunction>(*f));
  embed::Program program;
  program.images = {stdlib::image(), vm->image};
  program.trusted = 1;
  program.verify = !compiled && !o->trusted;
  program.registerNatives = stdlib::registerNatives;
  program.hostFunctions = &vm->functions;
  rt::VMConfig config = o->config;
  if (config.args.empty()) config.args.push_back("gvm");
  for (int* fd : {&config.stdinFd, &config.stdoutFd, &config.stderrFd})
    if (*fd < 0) *fd = nullDevice();
  // Go's races on values of several words break memory safety, so programs that are not trusted run on one P.
  if (!o->allows(GVM_ALLOW_UNSAFE)) config.maxProcs = 1;
  std::string error;
  vm->instance = embed::Instance::create(std::move(config), std::move(program), o->timeLimitMs, &error);
  if (!vm->instance) return fail(o, GVM_LOAD, error);
  *out = vm.release();
  return GVM_OK;
}
void gvm_destroy(gvm_vm* vm) { delete vm; }

gvm_func* gvm_lookup(gvm_vm* vm, const char* symbol) {
  embed::Callee* c = vm->instance->lookup(symbol);
  return c->fn ? reinterpret_cast<gvm_func*>(c) : nullptr;
}
gvm_status gvm_call_func(gvm_vm* vm, gvm_func* f, const gvm_value* args, size_t nargs, gvm_value* results, size_t nresults) {
  return vm->instance->call(reinterpret_cast<embed::Callee*>(f), args, nargs, results, nresults);
}
gvm_status gvm_call(gvm_vm* vm, const char* symbol, const gvm_value* args, size_t nargs, gvm_value* results, size_t nresults) {
  return vm->instance->call(vm->instance->lookup(symbol), args, nargs, results, nresults);
}
gvm_status gvm_run(gvm_vm* vm) { return gvm_call(vm, "main.main", nullptr, 0, nullptr, 0); }

void gvm_stop(gvm_vm* vm) { vm->instance->stop(); }
const char* gvm_error(gvm_vm* vm) { return vm->instance->error().c_str(); }
int gvm_exit_status(gvm_vm* vm) { return vm->instance->exitStatus(); }

}  // extern "C"
