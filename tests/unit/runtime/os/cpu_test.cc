// This file tests what the runtime makes of cgroup limits, in trees of files that look like /proc and /sys.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "runtime/os/cpu.h"

using namespace gvm::rt;

namespace {

struct Tree {
  std::filesystem::path root;
  Tree() {
    std::string name = (std::filesystem::temp_directory_path() / "gvm-cgroup-XXXXXX").string();
    root = mkdtemp(name.data());
  }
  ~Tree() { std::filesystem::remove_all(root); }
  void write(const std::string& path, const std::string& text) {
    std::filesystem::path file = root.string() + path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  int limit() { return cgroupCPULimit(root.string()); }
};

}  // namespace

TEST_CASE("cgroup v2: the least quota on the way to the root, rounded up") {
  Tree t;
  t.write("/proc/self/cgroup", "0::/a/b\n");
  CHECK(t.limit() == 0);
  t.write("/sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
  CHECK(t.limit() == 0);
  t.write("/sys/fs/cgroup/a/b/cpu.max", "350000 100000\n");
  CHECK(t.limit() == 4);
  t.write("/sys/fs/cgroup/a/cpu.max", "250000 100000\n");
  CHECK(t.limit() == 3);
  t.write("/sys/fs/cgroup/a/b/cpu.max", "200000 100000\n");
  CHECK(t.limit() == 2);
}

TEST_CASE("cgroup v1: quota over period; -1 is no limit") {
  Tree t;
  t.write("/proc/self/cgroup", "5:memory:/m\n3:cpu,cpuacct:/c\n");
  t.write("/sys/fs/cgroup/cpu/c/cpu.cfs_period_us", "100000\n");
  t.write("/sys/fs/cgroup/cpu/c/cpu.cfs_quota_us", "-1\n");
  CHECK(t.limit() == 0);
  t.write("/sys/fs/cgroup/cpu/c/cpu.cfs_quota_us", "150000\n");
  CHECK(t.limit() == 2);
}
