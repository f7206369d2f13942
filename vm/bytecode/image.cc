// This file implements the image reader: header and section bounds, and the search of defined symbols.
#include "vm/bytecode/image.h"

#include <algorithm>
#include <cstring>

namespace gvm::bytecode {

namespace {
constexpr uint32_t kRowSizes[] = {
    sizeof(char),      sizeof(TypeRow),  sizeof(PartRow),   sizeof(MethodRow), sizeof(SymbolRow), sizeof(uint32_t),
    sizeof(FuncRow),   sizeof(Word),     sizeof(Reloc),     sizeof(uint64_t),  sizeof(LineRow),   sizeof(InlineRow),
    sizeof(Str),       sizeof(GlobalRow), sizeof(uint8_t),  sizeof(ItabRow),   sizeof(PackageRow), sizeof(uint32_t),
    sizeof(FrameObjectRow),
};
static_assert(std::size(kRowSizes) == static_cast<size_t>(Section::kCount));
}  // namespace

std::string Image::open(std::span<const uint8_t> bytes) {
  Header h;
  if (bytes.size() < sizeof h) return "not a gvm image: too short";
  if (reinterpret_cast<uintptr_t>(bytes.data()) % 8 != 0) return "image is not aligned in memory";
  std::memcpy(&h, bytes.data(), sizeof h);
  if (std::memcmp(h.magic, "gvmimage", 8) != 0) return "not a gvm image";
  if (h.version != kImageVersion)
    return "image version " + std::to_string(h.version) + ", this gvm reads version " + std::to_string(kImageVersion);
  if (h.size > bytes.size()) return "image is cut short";
  if (h.numSections > 64 || sizeof h + h.numSections * sizeof(SectionRow) > h.size) return "bad section table";
  for (uint32_t i = 0; i < h.numSections; i++) {
    SectionRow row;
    std::memcpy(&row, bytes.data() + sizeof h + i * sizeof row, sizeof row);
    if (row.kind >= static_cast<uint32_t>(Section::kCount)) return "unknown section";
    if (row.rowSize != kRowSizes[row.kind]) return "bad row size in section " + std::to_string(row.kind);
    if (row.offset % 8 != 0 || row.offset > h.size || row.count > (h.size - row.offset) / row.rowSize ||
        row.count > kNone)
      return "section " + std::to_string(row.kind) + " lies outside the image";
    part_[row.kind] = Part{bytes.data() + row.offset, static_cast<size_t>(row.count)};
  }
  return "";
}

uint32_t Image::findSymbol(std::string_view name) const {
  uint32_t h = symbolHash(name);
  auto index = symbolIndex();
  auto it = std::lower_bound(index.begin(), index.end(), h, [&](uint32_t i, uint32_t v) { return symbols()[i].hash < v; });
  for (; it != index.end() && symbols()[*it].hash == h; ++it)
    if (str(symbols()[*it].name) == name) return *it;
  return kNone;
}

}  // namespace gvm::bytecode
