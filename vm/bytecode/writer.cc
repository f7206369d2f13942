// This file implements ImageWriter: interning while rows are added, and the final layout.
#include "vm/bytecode/writer.h"

#include <algorithm>
#include <cstring>

namespace gvm::bytecode {

Str ImageWriter::str(std::string_view s) {
  if (s.empty()) return Str{0, 0};
  auto [it, isNew] = textIndex_.try_emplace(std::string(s));
  if (isNew) {
    it->second = Str{static_cast<uint32_t>(text_.size()), static_cast<uint32_t>(s.size())};
    text_.append(s);
  }
  return it->second;
}

uint32_t ImageWriter::reserveType() {
  types_.push_back(TypeRow{});
  return static_cast<uint32_t>(types_.size() - 1);
}

uint32_t ImageWriter::addType(const TypeRow& row) {
  types_.push_back(row);
  return static_cast<uint32_t>(types_.size() - 1);
}

uint32_t ImageWriter::addParts(const std::vector<PartRow>& rows) {
  uint32_t first = static_cast<uint32_t>(parts_.size());
  parts_.insert(parts_.end(), rows.begin(), rows.end());
  return first;
}

uint32_t ImageWriter::addMethods(const std::vector<MethodRow>& rows) {
  uint32_t first = static_cast<uint32_t>(methods_.size());
  methods_.insert(methods_.end(), rows.begin(), rows.end());
  return first;
}

uint32_t ImageWriter::symbol(SymbolKind kind, std::string_view name, uint32_t type) {
  auto [it, isNew] = symbolIndex_.try_emplace(std::string(name), static_cast<uint32_t>(symbols_.size()));
  if (isNew) symbols_.push_back(SymbolRow{str(name), symbolHash(name), static_cast<uint32_t>(kind), kNone, type});
  SymbolRow& row = symbols_[it->second];
  if (row.type == kNone) row.type = type;
  return it->second;
}

uint32_t ImageWriter::addMask(const std::vector<bool>& bits) {
  uint32_t first = static_cast<uint32_t>(masks_.size());
  masks_.resize(masks_.size() + (bits.size() + 63) / 64, 0);
  for (size_t i = 0; i < bits.size(); i++)
    if (bits[i]) masks_[first + i / 64] |= uint64_t{1} << (i % 64);
  return first;
}

void ImageWriter::defineFunc(uint32_t symbol, FuncDef&& def) {
  FuncRow row = def.row;
  row.symbol = symbol;
  def.ptrSlots.resize(row.numSlots);
  def.ptrResults.resize(row.resultSlots);
  row.mask = addMask(def.ptrSlots);
  row.resultMask = addMask(def.ptrResults);
  row.code = static_cast<uint32_t>(code_.size());
  row.codeWords = static_cast<uint32_t>(def.code.size());
  row.reloc = static_cast<uint32_t>(relocs_.size());
  row.numReloc = static_cast<uint32_t>(def.relocs.size());
  row.line = static_cast<uint32_t>(lines_.size());
  row.numLine = static_cast<uint32_t>(def.lines.size());
  row.inl = static_cast<uint32_t>(inlines_.size());
  row.numInl = static_cast<uint32_t>(def.inlines.size());
  row.object = static_cast<uint32_t>(objects_.size());
  row.numObject = static_cast<uint32_t>(def.objects.size());
  code_.insert(code_.end(), def.code.begin(), def.code.end());
  relocs_.insert(relocs_.end(), def.relocs.begin(), def.relocs.end());
  lines_.insert(lines_.end(), def.lines.begin(), def.lines.end());
  inlines_.insert(inlines_.end(), def.inlines.begin(), def.inlines.end());
  objects_.insert(objects_.end(), def.objects.begin(), def.objects.end());
  symbols_[symbol].index = static_cast<uint32_t>(funcs_.size());
  symbols_[symbol].type = row.type;
  funcs_.push_back(row);
}

void ImageWriter::defineGlobal(uint32_t symbol, uint32_t type, const std::vector<uint8_t>& data,
                               const std::vector<Reloc>& relocs, uint32_t flags) {
  GlobalRow row{symbol, type, kNone, static_cast<uint32_t>(relocs_.size()), static_cast<uint32_t>(relocs.size()), flags};
  if (!data.empty()) {
    data_.resize((data_.size() + 7) & ~size_t{7}, 0);
    row.data = static_cast<uint32_t>(data_.size());
    data_.insert(data_.end(), data.begin(), data.end());
  }
  relocs_.insert(relocs_.end(), relocs.begin(), relocs.end());
  symbols_[symbol].index = static_cast<uint32_t>(globals_.size());
  symbols_[symbol].type = type;
  globals_.push_back(row);
}

uint32_t ImageWriter::itab(uint32_t inter, uint32_t type) {
  auto [it, isNew] = itabIndex_.try_emplace(uint64_t{inter} << 32 | type, static_cast<uint32_t>(itabs_.size()));
  if (isNew) itabs_.push_back(ItabRow{inter, type});
  return it->second;
}

uint32_t ImageWriter::file(std::string_view path) {
  auto [it, isNew] = fileIndex_.try_emplace(std::string(path), static_cast<uint32_t>(files_.size()));
  if (isNew) files_.push_back(str(path));
  return it->second;
}

uint32_t ImageWriter::addPackage(std::string_view path, std::string_view name, const std::vector<uint32_t>& initSymbols,
                                 const std::vector<uint32_t>& imports) {
  PackageRow row{str(path), str(name), static_cast<uint32_t>(indices_.size()), static_cast<uint32_t>(initSymbols.size()),
                 0, static_cast<uint32_t>(imports.size())};
  indices_.insert(indices_.end(), initSymbols.begin(), initSymbols.end());
  row.import = static_cast<uint32_t>(indices_.size());
  indices_.insert(indices_.end(), imports.begin(), imports.end());
  packages_.push_back(row);
  return static_cast<uint32_t>(packages_.size() - 1);
}

std::vector<uint8_t> ImageWriter::finish() {
  std::vector<uint32_t> index;
  for (uint32_t i = 0; i < symbols_.size(); i++)
    if (symbols_[i].index != kNone) index.push_back(i);
  auto view = [&](uint32_t i) { return std::string_view(text_).substr(symbols_[i].name.offset, symbols_[i].name.length); };
  std::sort(index.begin(), index.end(), [&](uint32_t x, uint32_t y) {
    if (symbols_[x].hash != symbols_[y].hash) return symbols_[x].hash < symbols_[y].hash;
    return view(x) < view(y);
  });

  std::vector<uint8_t> out;
  std::vector<SectionRow> table;
  constexpr size_t kCount = static_cast<size_t>(Section::kCount);
  out.resize(sizeof(Header) + kCount * sizeof(SectionRow), 0);
  auto add = [&](Section s, const auto& v) {
    using T = std::remove_cvref_t<decltype(v[0])>;
    out.resize((out.size() + 15) & ~size_t{15}, 0);
    table.push_back(SectionRow{static_cast<uint32_t>(s), sizeof(T), out.size(), v.size()});
    const uint8_t* p = reinterpret_cast<const uint8_t*>(v.data());
    out.insert(out.end(), p, p + v.size() * sizeof(T));
  };
  add(Section::kText, text_);
  add(Section::kTypes, types_);
  add(Section::kParts, parts_);
  add(Section::kMethods, methods_);
  add(Section::kSymbols, symbols_);
  add(Section::kSymbolIndex, index);
  add(Section::kFuncs, funcs_);
  add(Section::kCode, code_);
  add(Section::kRelocs, relocs_);
  add(Section::kMasks, masks_);
  add(Section::kLines, lines_);
  add(Section::kInlines, inlines_);
  add(Section::kFiles, files_);
  add(Section::kGlobals, globals_);
  add(Section::kData, data_);
  add(Section::kItabs, itabs_);
  add(Section::kPackages, packages_);
  add(Section::kIndices, indices_);
  add(Section::kFrameObjects, objects_);
  out.resize((out.size() + 15) & ~size_t{15}, 0);

  Header h{{'g', 'v', 'm', 'i', 'm', 'a', 'g', 'e'}, kImageVersion, static_cast<uint32_t>(table.size()), out.size(), {}};
  std::memcpy(out.data(), &h, sizeof h);
  std::memcpy(out.data() + sizeof h, table.data(), table.size() * sizeof(SectionRow));
  return out;
}

}  // namespace gvm::bytecode
