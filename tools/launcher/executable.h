// This file is the shape of a single-file executable: the launcher's bytes, padding to a page, the program's image, the
// path of GOROOT that tracebacks show, and this trailer as the last bytes of the file.
#pragma once
#include <cstdint>
#include <cstring>

namespace gvm::launcher {

struct Trailer {
  static constexpr char kMagic[8] = {'g', 'v', 'm', 'e', 'x', 'e', 'c', '1'};
  static constexpr uint64_t kPage = 4096;  // the image begins at a multiple, so that it can be mapped

  uint64_t imageOffset = 0;
  uint64_t imageSize = 0;
  uint64_t gorootSize = 0;
  char magic[8] = {};

  // Whether this ends a file of so many bytes.
  bool sound(uint64_t fileSize) const {
    return memcmp(magic, kMagic, sizeof magic) == 0 && imageOffset % kPage == 0 && imageSize > 0 && imageOffset < fileSize &&
           imageSize <= fileSize - sizeof(Trailer) - imageOffset &&
           gorootSize <= fileSize - sizeof(Trailer) - imageOffset - imageSize;
  }
};
static_assert(sizeof(Trailer) == 32);

}  // namespace gvm::launcher
