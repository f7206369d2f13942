// This file tests the embedding interface as a host sees it: values both ways, host functions, every way in which a
// program can fail or attack its host, and many VMs in one process.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <catch2/catch.hpp>

#include "gvm/gvm.hpp"

namespace {

using Clock = std::chrono::steady_clock;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

gvm::Vm make(gvm::Options& o, std::string_view program) {
  o.source("main.go", program);
  auto vm = gvm::Vm::create(o);
  if (!vm) FAIL(vm.error().text);
  return std::move(*vm);
}

// A file for a program's output.
struct Capture {
  int fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);
  ~Capture() { close(fd); }
  std::string text() const {
    std::string out(static_cast<size_t>(lseek(fd, 0, SEEK_END)), 0);
    REQUIRE(pread(fd, out.data(), out.size(), 0) == static_cast<ssize_t>(out.size()));
    return out;
  }
};

// Runs a program that must end its VM; how it ended.
gvm::Error ending(gvm::Options& o, std::string_view program) {
  auto vm = make(o, program);
  auto r = vm.run();
  REQUIRE(!r);
  // What has ended stays ended.
  CHECK(!vm.run());
  return r.error();
}

}  // namespace

TEST_CASE("values go to Go and come back") {
  gvm::Options o;
  auto vm = make(o, R"(package main
func Add(a, b int) int { return a + b }
func Neg(a int8) int8 { return -a }
func Big(a uint64) uint64 { return a + 1 }
func Half(x float32, y float64) float64 { return float64(x)/2 + y }
func Not(b bool) bool { return !b }
func Twice(s string) string { return s + s }
func Reverse(b []byte) []byte {
	r := make([]byte, len(b))
	for i := range b { r[len(b)-1-i] = b[i] }
	return r
}
var count int
func Count() int { count++; return count }
func Many() (int, string, error) { return 7, "seven", nil }
type T struct{ x int }
func Odd(t T) {}
func main() {}
)");
  CHECK(*vm.function<int64_t(int64_t, int64_t)>("main.Add")(40, 2) == 42);
  CHECK(*vm.function<int8_t(int8_t)>("main.Neg")(-128) == -128);
  CHECK(*vm.function<uint64_t(uint64_t)>("main.Big")(~uint64_t{0}) == 0);
  CHECK(*vm.function<double(float, double)>("main.Half")(3, 0.25) == 1.75);
  CHECK(*vm.function<bool(bool)>("main.Not")(false));
  CHECK(*vm.function<std::string(std::string_view)>("main.Twice")("ab") == "abab");
  CHECK(*vm.function<std::string(std::string_view)>("main.Twice")("") == "");
  auto bytes = *vm.function<std::vector<std::byte>(std::vector<std::byte>)>("main.Reverse")({std::byte{1}, std::byte{2}});
  CHECK(bytes == std::vector<std::byte>{std::byte{2}, std::byte{1}});
  for (int i = 1; i <= 3; i++) CHECK(*vm.function<int64_t()>("main.Count")() == i);

  gvm_value out[3];
  REQUIRE(gvm_call(vm.get(), "main.Many", nullptr, 0, out, 3) == GVM_OK);
  CHECK(out[0].as.i == 7);
  CHECK(std::string_view(out[1].as.s.data, out[1].as.s.size) == "seven");
  CHECK(out[2].kind == GVM_ERROR);
  CHECK(out[2].as.s.data == nullptr);

  SECTION("and what does not fit is refused") {
    gvm_value in[2] = {gvm_int(1), gvm_int(2)};
    CHECK(gvm_call(vm.get(), "main.Add", in, 1, out, 1) == GVM_INVALID);
    CHECK(gvm_call(vm.get(), "main.Add", in, 2, out, 2) == GVM_INVALID);
    in[1] = gvm_float(2);
    CHECK(gvm_call(vm.get(), "main.Add", in, 2, out, 1) == GVM_INVALID);
    in[0] = gvm_int(128);
    CHECK(gvm_call(vm.get(), "main.Neg", in, 1, out, 1) == GVM_INVALID);
    CHECK(has(gvm_error(vm.get()), "8 bits"));
    CHECK(gvm_call(vm.get(), "main.Odd", in, 1, out, 0) == GVM_INVALID);
    CHECK(gvm_call(vm.get(), "main.Absent", in, 0, out, 0) == GVM_INVALID);
    CHECK(has(gvm_error(vm.get()), "no function main.Absent"));
    CHECK(gvm_lookup(vm.get(), "main.Absent") == nullptr);
    std::thread([&] { CHECK(gvm_call(vm.get(), "main.Count", nullptr, 0, out, 1) == GVM_INVALID); }).join();
    CHECK(*vm.function<int64_t()>("main.Count")() == 4);
  }
}

TEST_CASE("Go calls the host") {
  gvm::Options o;
  std::vector<std::string> log;
  REQUIRE(o.bind("app", "Log", [&](std::string_view s) { log.emplace_back(s); }));
  REQUIRE(o.bind("app", "Mul", [](int32_t a, double b) { return a * b; }));
  REQUIRE(o.bind("app", "Name", [](uint8_t n) { return std::string(n, 'x'); }));
  REQUIRE(o.bind("app", "Open", [](bool ok) { return ok ? gvm::Result<int64_t>(3) : gvm::Result<int64_t>(gvm::Error{GVM_OK, "closed"}); }));
  REQUIRE(gvm_options_host(o.get(), "app", "Bad", "func(int) string", [](gvm_context* c, const gvm_value*, size_t, gvm_value*, void*) {
            gvm_fail(c, "no good");
            return 1;
          }, nullptr) == GVM_OK);
  REQUIRE(gvm_options_host(o.get(), "app", "Wrong", "func() string", [](gvm_context*, const gvm_value*, size_t, gvm_value* out, void*) {
            out[0] = gvm_int(1);
            return 0;
          }, nullptr) == GVM_OK);
  auto vm = make(o, R"(package main
import (
	"app"
	"fmt"
)
func main() {
	app.Log("hello")
	app.Log(fmt.Sprint(app.Mul(3, 1.5), app.Name(4), len(app.Name(0))))
	n, err := app.Open(true)
	app.Log(fmt.Sprint(n, err))
	n, err = app.Open(false)
	app.Log(fmt.Sprint(n, err))
	for _, f := range []func() string{func() string { return app.Bad(1) }, app.Wrong} {
		func() {
			defer func() { app.Log(fmt.Sprint(recover())) }()
			f()
		}()
	}
}
)");
  REQUIRE(vm.run());
  CHECK(log == std::vector<std::string>{"hello", "4.5xxxx0", "3 <nil>", "0closed", "no good", "app.Wrong: result 1 is not string"});

  SECTION("with signatures that are checked") {
    auto fn = [](gvm_context*, const gvm_value*, size_t, gvm_value*, void*) { return 0; };
    CHECK(gvm_options_host(o.get(), "app", "F", "func(map[string]int)", fn, nullptr) == GVM_INVALID);
    CHECK(gvm_options_host(o.get(), "app", "F", "func(error)", fn, nullptr) == GVM_INVALID);
    CHECK(gvm_options_host(o.get(), "app", "f", "func()", fn, nullptr) == GVM_INVALID);
    CHECK(gvm_options_host(o.get(), "fmt", "F", "func()", fn, nullptr) == GVM_INVALID);
    // The compiler knows the types too.
    gvm::Options wrong;
    REQUIRE(wrong.bind("app", "Log", [](std::string_view) {}));
    wrong.source("main.go", "package main\nimport \"app\"\nfunc main() { app.Log(1) }");
    auto r = gvm::Vm::create(wrong);
    REQUIRE(!r);
    CHECK(r.error().status == GVM_COMPILE);
    INFO(r.error().text);
    CHECK(has(r.error().text, "main.go:3:23: cannot use 1"));
  }
}

TEST_CASE("an image is checked against the host's functions") {
  gvm::Options a;
  REQUIRE(a.bind("app", "F", [](int64_t) {}));
  a.source("main.go", "package main\nimport \"app\"\nfunc main() { app.F(1) }");
  void* image;
  size_t size;
  REQUIRE(gvm_compile(a.get(), &image, &size) == GVM_OK);
  std::span<const std::byte> bytes(static_cast<std::byte*>(image), size);
  {
    gvm::Options b;
    int64_t got = 0;
    REQUIRE(b.bind("app", "F", [&](int64_t v) { got = v; }));
    auto vm = gvm::Vm::create(b.image(bytes, false));
    REQUIRE(vm);
    REQUIRE(vm->run());
    CHECK(got == 1);
  }
  gvm::Options c;
  REQUIRE(c.bind("app", "F", [](double) {}));
  auto vm = gvm::Vm::create(c.image(bytes, false));
  REQUIRE(vm);
  auto r = vm->run();
  REQUIRE(!r);
  CHECK(has(r.error().text, "func(float64)"));
  gvm::Options d;
  CHECK(gvm::Vm::create(d.image(bytes.first(size / 2), false)).error().status == GVM_LOAD);
  gvm_free(image);
}

TEST_CASE("arguments, environment and output are what the host gives") {
  Capture out, err;
  gvm::Options o;
  o.arg("prog").arg("-x").env("KEY", "value").stdio(-1, out.fd, err.fd);
  auto vm = make(o, R"(package main
import (
	"bufio"
	"fmt"
	"os"
)
func main() {
	fmt.Println(os.Args, os.Environ())
	fmt.Fprintln(os.Stderr, "to stderr")
	println("from println")
	_, err := bufio.NewReader(os.Stdin).ReadByte()
	fmt.Println(err)
}
)");
  REQUIRE(vm.run());
  CHECK(out.text() == "[prog -x] [KEY=value]\nEOF\n");
  CHECK(err.text() == "to stderr\nfrom println\n");
}

TEST_CASE("a panic ends the call and nothing else") {
  gvm::Options o;
  auto vm = make(o, R"(package main
import "errors"
var n = 0
func Index(i int) int { n++; return []int{1, 2, 3}[i] }
func Fail() { panic(errors.New("an error")) }
func Value() { panic(42) }
func Deep(i int) { if i == 0 { panic("deep") }; Deep(i - 1) }
func Checked(ok bool) (int, error) { if ok { return 1, nil }; return 0, errors.New("not ok") }
func N() int { return n }
func main() {}
)");
  auto index = vm.function<int64_t(int64_t)>("main.Index");
  CHECK(*index(2) == 3);
  auto r = index(5);
  REQUIRE(!r);
  CHECK(r.error().status == GVM_PANIC);
  CHECK(r.error().text == "panic: runtime error: index out of range [5] with length 3");
  CHECK(vm.function<void()>("main.Fail")().error().text == "panic: an error");
  CHECK(vm.function<void()>("main.Value")().error().text == "panic: 42");
  CHECK(vm.function<void(int64_t)>("main.Deep")(100000).error().text == "panic: deep");
  CHECK(*index(0) == 1);
  CHECK(*vm.function<int64_t()>("main.N")() == 3);
  auto checked = vm.function<int64_t(bool)>("main.Checked");
  CHECK(*checked.orError(true) == 1);
  CHECK(checked.orError(false).error().text == "not ok");
}

TEST_CASE("what ends a program ends its VM, and not the host") {
  gvm::Options o;
  SECTION("os.Exit") {
    auto vm = make(o, "package main\nimport \"os\"\nfunc main() { os.Exit(7) }");
    CHECK(vm.run().error().status == GVM_ENDED);
    CHECK(vm.exitStatus() == 7);
  }
  SECTION("a panic in another goroutine") {
    auto e = ending(o, "package main\nfunc main() { go func() { panic(\"elsewhere\") }(); select {} }");
    CHECK(has(e.text, "panic: elsewhere"));
  }
  SECTION("a fatal error") {
    auto e = ending(o, "package main\nimport \"sync\"\nfunc main() { var m sync.Mutex; m.Unlock() }");
    CHECK(has(e.text, "fatal error: sync: unlock of unlocked mutex"));
  }
  SECTION("a deadlock") {
    CHECK(has(ending(o, "package main\nfunc main() { <-make(chan int) }").text, "all goroutines are asleep - deadlock!"));
  }
  SECTION("Goexit") {
    CHECK(has(ending(o, "package main\nimport \"runtime\"\nfunc main() { runtime.Goexit() }").text, "Goexit"));
  }
  SECTION("endless recursion") {
    o.limit(GVM_LIMIT_STACK, 1 << 20);
    CHECK(has(ending(o, "package main\nfunc f(n int) int { return f(n+1) + 1 }\nfunc main() { f(0) }").text, "stack overflow"));
  }
  SECTION("a package's initialisation that panics") {
    o.source("main.go", "package main\nvar x = []int{}[len(\"a\")]\nfunc main() {}");
    auto r = gvm::Vm::create(o);
    REQUIRE(!r);
    CHECK(has(r.error().text, "index out of range"));
  }
}

TEST_CASE("limits hold against programs that attack them") {
  gvm::Options o;
  SECTION("memory in one piece") {
    o.limit(GVM_LIMIT_HEAP, 32 << 20);
    CHECK(has(ending(o, "package main\nvar b []byte\nfunc main() { b = make([]byte, 1<<30) }").text, "out of memory"));
  }
  SECTION("memory in small pieces") {
    o.limit(GVM_LIMIT_HEAP, 32 << 20);
    CHECK(has(ending(o, "package main\ntype n struct { next *n; x [10]int }\nfunc main() { var l *n; for { l = &n{next: l} } }").text,
              "out of memory"));
  }
  SECTION("stack") {
    Capture err;
    o.limit(GVM_LIMIT_STACK, 1 << 20).stdio(-1, -1, err.fd);
    auto e = ending(o, "package main\nimport \"runtime/debug\"\nfunc f(n int) int { return f(n+1) + 1 }\n"
                       "func main() { debug.SetMaxStack(1 << 40); f(0) }");
    CHECK(has(e.text, "stack overflow"));
    CHECK(has(err.text(), "1048576-byte limit"));
  }
  SECTION("goroutines") {
    o.limit(GVM_LIMIT_GOROUTINES, 100);
    CHECK(has(ending(o, "package main\nfunc main() { for { go func() { select {} }() } }").text, "too many goroutines"));
  }
  SECTION("goroutines that end are none") {
    o.limit(GVM_LIMIT_GOROUTINES, 100);
    auto vm = make(o, "package main\nfunc main() { c := make(chan int); for i := 0; i < 5000; i++ { go func() { c <- 1 }(); <-c } }");
    CHECK(vm.run());
  }
  auto start = Clock::now();
  auto soon = [&] { return Clock::now() - start < std::chrono::seconds(5); };
  SECTION("time in a loop") {
    o.limit(GVM_LIMIT_TIME, 100);
    CHECK(ending(o, "package main\nfunc main() { for {} }").text == "time limit exceeded");
    CHECK(soon());
  }
  SECTION("time asleep") {
    o.limit(GVM_LIMIT_TIME, 100);
    CHECK(ending(o, "package main\nimport \"time\"\nfunc main() { time.Sleep(time.Hour) }").text == "time limit exceeded");
    CHECK(soon());
  }
  SECTION("time in deferred loops and recovers") {
    o.limit(GVM_LIMIT_TIME, 100);
    CHECK(ending(o, "package main\nfunc f() { defer f(); defer func() { recover() }(); for {} }\nfunc main() { for { f() } }").text ==
          "time limit exceeded");
    CHECK(soon());
  }
  SECTION("time in initialisation") {
    o.limit(GVM_LIMIT_TIME, 100).source("main.go", "package main\nfunc init() { for {} }\nfunc main() {}");
    auto r = gvm::Vm::create(o);
    REQUIRE(!r);
    CHECK(r.error().text == "time limit exceeded");
  }
  SECTION("threads that run Go code") {
    auto vm = make(o, "package main\nimport \"runtime\"\nfunc Procs() int { runtime.GOMAXPROCS(8); return runtime.GOMAXPROCS(0) }\nfunc main() {}");
    CHECK(*vm.function<int64_t()>("main.Procs")() == 1);
  }
}

TEST_CASE("the host stops a VM from another thread") {
  auto stops = [](gvm::Options& o, std::string_view program) {
    auto vm = make(o, program);
    std::thread other([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      vm.stop();
    });
    auto start = Clock::now();
    auto r = vm.run();
    other.join();
    REQUIRE(!r);
    CHECK(r.error().text == "stopped by the host");
    CHECK(Clock::now() - start < std::chrono::seconds(5));
  };
  gvm::Options o;
  SECTION("in a loop") { stops(o, "package main\nfunc main() { for {} }"); }
  SECTION("asleep") { stops(o, "package main\nimport \"time\"\nfunc main() { time.Sleep(time.Hour) }"); }
  SECTION("with goroutines at work") {
    stops(o, "package main\nfunc main() { for i := 0; i < 20; i++ { go func() { for {} }() }; select {} }");
  }
  SECTION("in a system call") {
    int p[2];
    REQUIRE(pipe(p) == 0);
    o.stdio(p[0], -1, -1);
    stops(o, "package main\nimport \"os\"\nfunc main() { os.Stdin.Read(make([]byte, 1)) }");
    close(p[0]);
    close(p[1]);
  }
}

TEST_CASE("capabilities are denied unless granted") {
  setenv("GVM_TEST_SECRET", "secret", 1);
  auto denied = [](std::string_view body, std::string_view imports) {
    gvm::Options o;
    auto vm = make(o, "package main\nimport (\n" + std::string(imports) + ")\nfunc Try() string {\n" + std::string(body) + "\n}\nfunc main() {}\n");
    auto r = vm.function<std::string()>("main.Try")();
    if (!r) FAIL(r.error().text);
    return *r;
  };
  const std::string no = "operation not permitted";
  CHECK(has(denied("_, err := os.ReadFile(\"/etc/passwd\"); return err.Error()", "\"os\"\n"), no));
  CHECK(has(denied("err := os.WriteFile(\"/tmp/gvm-denied\", nil, 0o600); return err.Error()", "\"os\"\n"), no));
  CHECK(has(denied("_, err := os.Stat(\"/etc\"); return err.Error()", "\"os\"\n"), no));
  CHECK(has(denied("_, err := os.ReadDir(\"/\"); return err.Error()", "\"os\"\n"), no));
  CHECK(has(denied("return os.Remove(\"/tmp/x\").Error()", "\"os\"\n"), no));
  CHECK(has(denied("return os.Rename(\"/tmp/x\", \"/tmp/y\").Error()", "\"os\"\n"), no));
  CHECK(has(denied("return os.Mkdir(\"/tmp/gvm-denied\", 0o700).Error()", "\"os\"\n"), no));
  CHECK(has(denied("return os.Chdir(\"/\").Error()", "\"os\"\n"), no));
  CHECK(has(denied("return os.Symlink(\"/\", \"/tmp/x\").Error()", "\"os\"\n"), no));
  CHECK(has(denied("_, err := os.Getwd(); return err.Error()", "\"os\"\n"), no));
  CHECK(has(denied("_, _, err := os.Pipe(); return err.Error()", "\"os\"\n"), no));
  CHECK(has(denied("return exec.Command(\"/bin/true\").Run().Error()", "\"os/exec\"\n"), no));
  CHECK(has(denied("p, _ := os.FindProcess(os.Getppid()); return p.Kill().Error()", "\"os\"\n"), no));
  CHECK(denied("return os.Getenv(\"GVM_TEST_SECRET\")", "\"os\"\n") == "");
  // Descriptors of the host cannot be guessed.
  CHECK(has(denied("n := 0\nfor fd := 3; fd < 64; fd++ {\nif _, err := os.NewFile(uintptr(fd), \"x\").Write([]byte(\"x\")); err == nil { n++ }\n}\n"
                   "if n == 0 { return \"none\" }\nreturn \"some\"", "\"os\"\n"), "none"));
  // Nor closed.
  CHECK(denied("os.Stdout.Close(); os.NewFile(2, \"e\").Close(); return \"closed\"", "\"os\"\n") == "closed");
  CHECK(fcntl(1, F_GETFD) >= 0);

  for (const char* path : {"unsafe", "reflect", "syscall", "net", "os/signal"}) {
    gvm::Options o;
    o.source("main.go", std::string("package main\nimport _ \"") + path + "\"\nfunc main() {}");
    auto r = gvm::Vm::create(o);
    REQUIRE(!r);
    CHECK(has(r.error().text, std::string("package ") + path + " is not allowed"));
  }
  gvm::Options o;
  o.allow(GVM_ALLOW_FILES | GVM_ALLOW_UNSAFE);
  auto vm = make(o, "package main\nimport (\n\"os\"\n\"unsafe\"\n)\nfunc Try() string {\nb, err := os.ReadFile(\"/proc/self/comm\")\n"
                    "if err != nil { return err.Error() }\nif unsafe.Sizeof(0) != 8 { return \"?\" }\nreturn string(b)\n}\nfunc main() {}");
  CHECK(*vm.function<std::string()>("main.Try")() == "embed_test\n");
}

TEST_CASE("goroutines go on between calls") {
  gvm::Options o;
  auto vm = make(o, R"(package main
import "time"
var c = make(chan int)
var ticks = make(chan int, 1000)
func main() {
	go func() { for i := 0; ; i++ { c <- i } }()
	go func() { for { time.Sleep(time.Millisecond); ticks <- 1 } }()
}
func Next() int { return <-c }
func Ticks() int { return len(ticks) }
)");
  REQUIRE(vm.run());
  for (int i = 0; i < 100; i++) REQUIRE(*vm.function<int64_t()>("main.Next")() == i);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  CHECK(*vm.function<int64_t()>("main.Ticks")() > 5);
}

TEST_CASE("many VMs share nothing") {
  gvm::Options o;
  o.source("main.go", "package main\nvar n int\nfunc Add(d int) int { n += d; return n }\nfunc main() {}");
  void* image;
  size_t size;
  REQUIRE(gvm_compile(o.get(), &image, &size) == GVM_OK);
  gvm::Options from;
  from.image({static_cast<std::byte*>(image), size}, true);
  SECTION("at once on one thread") {
    std::vector<gvm::Vm> vms;
    for (int i = 0; i < 20; i++) vms.push_back(std::move(*gvm::Vm::create(from)));
    for (int round = 1; round <= 3; round++)
      for (int i = 0; i < 20; i++) REQUIRE(*vms[i].function<int64_t(int64_t)>("main.Add")(i) == i * round);
  }
  SECTION("one after the other") {
    for (int i = 0; i < 200; i++) {
      auto vm = gvm::Vm::create(from);
      REQUIRE(vm);
      REQUIRE(*vm->function<int64_t(int64_t)>("main.Add")(i) == i);
    }
  }
  SECTION("on threads of their own") {
    std::vector<std::thread> threads;
    std::atomic<int> good{0};
    for (int t = 0; t < 4; t++)
      threads.emplace_back([&] {
        for (int i = 0; i < 10; i++) {
          auto vm = gvm::Vm::create(from);
          if (vm && *vm->function<int64_t(int64_t)>("main.Add")(i) == i) good++;
        }
      });
    for (auto& t : threads) t.join();
    CHECK(good == 40);
  }
  gvm_free(image);
}
