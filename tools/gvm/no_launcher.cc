// This file stands in for the launcher in the first stage of the build, which makes no executables.
#include <cstdint>

extern "C" const uint8_t gvm_launcher_bytes[1] = {0};
extern "C" const uint8_t gvm_launcher_bytes_end[1] = {0};
