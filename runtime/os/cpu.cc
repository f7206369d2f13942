// This file reads processor counts, cgroup limits and random seeds from Linux.
#include "runtime/os/cpu.h"

#include <sched.h>
#include <sys/random.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace gvm::rt::inline os {

i32 ncpu() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  i32 n = CPU_COUNT(&set);
  return n > 0 ? n : 1;
}

namespace {

std::string readFile(const std::string& path) {
  std::string out;
  FILE* f = std::fopen(path.c_str(), "re");
  if (f == nullptr) return out;
  char buf[4096];
  while (usize n = std::fread(buf, 1, sizeof buf, f)) out.append(buf, n);
  std::fclose(f);
  return out;
}

// The process's path in the hierarchy of the controller ("" for v2), from /proc/self/cgroup.
std::string cgroupPath(const std::string& root, const std::string& controller) {
  std::string text = readFile(root + "/proc/self/cgroup");
  for (usize at = 0; at < text.size();) {
    usize end = text.find('\n', at);
    if (end == std::string::npos) end = text.size();
    std::string line = text.substr(at, end - at);
    at = end + 1;
    usize c1 = line.find(':'), c2 = c1 == std::string::npos ? c1 : line.find(':', c1 + 1);
    if (c2 == std::string::npos) continue;
    std::string names = "," + line.substr(c1 + 1, c2 - c1 - 1) + ",";
    if (controller.empty() ? names == ",," : names.find("," + controller + ",") != std::string::npos) {
      return line.substr(c2 + 1);
    }
  }
  return "";
}

double quotaV2(const std::string& dir) {
  std::string text = readFile(dir + "/cpu.max");
  long long quota = 0, period = 0;
  if (std::sscanf(text.c_str(), "%lld %lld", &quota, &period) != 2 || period <= 0) return 0;
  return static_cast<double>(quota) / static_cast<double>(period);
}

}  // namespace

i32 cgroupCPULimit(const std::string& root) {
  double best = 0;
  auto take = [&](double q) {
    if (q > 0 && (best == 0 || q < best)) best = q;
  };
  // v2: the limit of every ancestor applies.
  std::string path = cgroupPath(root, "");
  for (;;) {
    take(quotaV2(root + "/sys/fs/cgroup" + path));
    usize slash = path.rfind('/');
    if (slash == std::string::npos || path == "/") break;
    path.resize(slash);
  }
  std::string v1 = root + "/sys/fs/cgroup/cpu" + cgroupPath(root, "cpu");
  long long quota = std::atoll(readFile(v1 + "/cpu.cfs_quota_us").c_str());
  long long period = std::atoll(readFile(v1 + "/cpu.cfs_period_us").c_str());
  if (quota > 0 && period > 0) take(static_cast<double>(quota) / static_cast<double>(period));
  if (best == 0) return 0;
  i32 n = static_cast<i32>(best);
  return best > n ? n + 1 : n;
}

void getRandom(void* p, u64 n) {
  u8* at = static_cast<u8*>(p);
  while (n > 0) {
    ssize_t got = getrandom(at, n, 0);
    if (got <= 0) break;
    at += got;
    n -= static_cast<u64>(got);
  }
}

}  // namespace gvm::rt::inline os
