// This file declares the little the room needs of Unicode: the case of a name's first letter, and names equal but for
// case.
#pragma once
#include <cstdint>
#include <string_view>

namespace gvm::types {

uint32_t firstRune(std::string_view utf8);     // 0xFFFD if malformed
bool isUpperRune(uint32_t r);                  // Unicode category Lu
bool equalFold(std::string_view a, std::string_view b);  // simple folding, ASCII and Latin/Greek/Cyrillic

}  // namespace gvm::types
