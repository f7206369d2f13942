// This file declares how the driver reads whole files.
#pragma once
#include <string>

namespace gvm::driver {

// The contents of a file, or of standard input for fd 0. False with *error, "open PATH: reason".
bool readFile(const std::string& path, std::string* out, std::string* error);
bool readFd(int fd, const std::string& name, std::string* out, std::string* error);

}  // namespace gvm::driver
