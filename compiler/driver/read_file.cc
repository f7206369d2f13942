// This file reads whole files.
#include "compiler/driver/read_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace gvm::driver {

bool readFd(int fd, const std::string& name, std::string* out, std::string* error) {
  char buf[65536];
  for (;;) {
    ssize_t n = read(fd, buf, sizeof buf);
    if (n == 0) return true;
    if (n > 0) {
      out->append(buf, static_cast<size_t>(n));
    } else if (errno != EINTR) {
      *error = "read " + name + ": " + strerror(errno);
      return false;
    }
  }
}

bool readFile(const std::string& path, std::string* out, std::string* error) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    *error = "open " + path + ": " + strerror(errno);
    return false;
  }
  bool ok = readFd(fd, path, out, error);
  close(fd);
  return ok;
}

}  // namespace gvm::driver
