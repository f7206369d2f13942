// This file is the disassembler. Operand forms come from the table; nothing here knows a single operation by name.
#include "vm/bytecode/disasm.h"

#include <cstdio>
#include <fstream>
#include <map>

#include <fmt/format.h>

namespace gvm::bytecode {
namespace {

std::string quoted(std::string_view s, size_t limit = 40) {
  std::string out = "\"";
  for (unsigned char c : s.substr(0, limit)) {
    if (c == '"' || c == '\\') out += '\\', out += static_cast<char>(c);
    else if (c == '\n') out += "\\n";
    else if (c < 0x20 || c == 0x7f) out += fmt::format("\\x{:02x}", c);
    else out += static_cast<char>(c);
  }
  out += '"';
  return s.size() > limit ? out + "..." : out;
}

bool isSlot(Operand k) {
  switch (k) {
    case Operand::k_:
    case Operand::kKI:
    case Operand::kKU:
    case Operand::kKD:
    case Operand::kKBC:
    case Operand::kUBC:
    case Operand::kJC:
    case Operand::kJBC:
    case Operand::kWIN:
      return false;
    default:
      return true;
  }
}

bool mayBeAbsent(Operand k) { return k == Operand::kOW || k == Operand::kQW || k == Operand::kQT; }

std::string typeName(const Image& im, uint32_t i, int depth = 0);

std::string partTypes(const Image& im, uint32_t first, uint32_t n, int depth) {
  std::string out;
  for (uint32_t i = 0; i < n && first + i < im.parts().size(); i++)
    out += (i ? ", " : "") + typeName(im, im.parts()[first + i].type, depth + 1);
  return out;
}

// The type in Go's notation, as far as a line has room for it.
std::string typeName(const Image& im, uint32_t i, int depth) {
  if (i >= im.types().size()) return "?";
  const TypeRow& t = im.types()[i];
  if (t.flags & TypeRow::kNamed) return std::string(im.str(t.string));
  if (depth > 4) return "...";
  static constexpr const char* kBasic[] = {"invalid", "bool",    "int",    "int8",    "int16",   "int32",      "int64",    "uint",
                                           "uint8",   "uint16",  "uint32", "uint64",  "uintptr", "float32",    "float64",  "complex64",
                                           "complex128"};
  auto elem = [&] { return typeName(im, t.elem, depth + 1); };
  switch (t.kind) {
    case 17: return fmt::format("[{}]{}", t.length, elem());
    case 18: return (t.dir == 1 ? "<-chan " : t.dir == 2 ? "chan<- " : "chan ") + elem();
    case 19: {
      std::string out = "func(" + partTypes(im, t.part, t.numPart - std::min(t.numPart, t.numResult), depth) + ")";
      if (t.numResult) out += " (" + partTypes(im, t.part + t.numPart - t.numResult, t.numResult, depth) + ")";
      return out;
    }
    case 20: return t.numPart ? fmt::format("interface with {} methods", t.numPart) : "interface {}";
    case 21: return fmt::format("map[{}]{}", typeName(im, t.key, depth + 1), elem());
    case 22: return "*" + elem();
    case 23: return "[]" + elem();
    case 24: return "string";
    case 25: return "struct {" + partTypes(im, t.part, t.numPart, depth) + "}";
    case 26: return "unsafe.Pointer";
    default: return t.kind < std::size(kBasic) ? kBasic[t.kind] : "?";
  }
}

const Reloc* relocAt(const Image& im, const FuncRow& f, uint32_t word) {
  for (auto& r : im.relocsOf(f))
    if (r.offset == word) return &r;
  return nullptr;
}

std::string extText(const Image& im, const FuncRow& f, uint32_t word, Ext kind, std::string_view strLength) {
  Word w = im.codeOf(f)[word];
  if (kind == Ext::kK64) return fmt::format("{}", static_cast<int64_t>(w));
  const Reloc* r = relocAt(im, f, word);
  if (!r) return w ? fmt::format("{:#x}", w) : "";
  auto symbol = [&] { return r->target < im.symbols().size() ? std::string(im.str(im.symbols()[r->target].name)) : "?"; };
  switch (static_cast<RelocKind>(r->kind)) {
    case RelocKind::kFunc:
    case RelocKind::kNative: return symbol();
    case RelocKind::kGlobal: return r->addend ? fmt::format("{}+{}", symbol(), r->addend) : symbol();
    case RelocKind::kType: return typeName(im, r->target);
    case RelocKind::kItab:
      if (r->target >= im.itabs().size()) return "itab ?";
      return fmt::format("itab({}, {})", typeName(im, im.itabs()[r->target].inter), typeName(im, im.itabs()[r->target].type));
    case RelocKind::kStr: {
      size_t n = strLength.empty() ? 0 : std::stoul(std::string(strLength));
      auto text = im.text();
      if (r->target > text.size() || n > text.size() - r->target) return "string ?";
      return quoted({text.data() + r->target, n});
    }
  }
  return "?";
}

// The lines of a source file, read once.
class Sources {
 public:
  std::string line(const std::string& path, uint32_t n) {
    auto [it, fresh] = files_.try_emplace(path);
    if (fresh) {
      std::ifstream in(path);
      for (std::string s; std::getline(in, s);) it->second.push_back(s);
    }
    if (n == 0 || n > it->second.size()) return "";
    std::string s = it->second[n - 1];
    size_t start = s.find_first_not_of(" \t");
    return start == s.npos ? "" : s.substr(start);
  }

 private:
  std::map<std::string, std::vector<std::string>> files_;
};

std::string functionText(const Image& im, const FuncRow& f, Sources& sources) {
  std::string file = f.file < im.files().size() ? std::string(im.str(im.files()[f.file])) : "";
  std::string out = fmt::format("{}  {}:{}\n  frame {} slots ({} own, {} arguments, {} results)", im.str(f.name), file,
                                f.startLine, f.frameSlots, f.numSlots, f.argSlots, f.resultSlots);
  std::string ptrs;
  for (uint32_t s = 0; s < f.numSlots; s++)
    if (im.isPtrSlot(f, s)) ptrs += fmt::format(" s{}", s);
  if (!ptrs.empty()) out += ", pointers in" + ptrs;
  for (auto& o : im.objectsOf(f)) out += fmt::format(", s{}+{} touched before {}", o.slot, o.numSlots, o.deadFrom);
  out += '\n';
  auto code = im.codeOf(f);
  auto lines = im.linesOf(f);
  size_t li = 0;
  uint32_t shownLine = 0;
  int32_t shownInl = -2;
  for (uint32_t pc = 0; pc < code.size();) {
    while (li + 1 < lines.size() && lines[li + 1].pc <= pc) li++;
    if (li < lines.size() && lines[li].pc <= pc && (lines[li].line != shownLine || lines[li].inl != shownInl)) {
      shownLine = lines[li].line;
      shownInl = lines[li].inl;
      std::string where = file, note;
      if (shownInl >= 0 && static_cast<uint32_t>(shownInl) < f.numInl) {
        const InlineRow& r = im.inlines()[f.inl + static_cast<uint32_t>(shownInl)];
        if (r.file < im.files().size()) where = im.str(im.files()[r.file]);
        if (r.name.length > 0) note = fmt::format(" (inlined {})", im.str(r.name));
      }
      out += fmt::format("{}:{}{}  {}\n", where.substr(where.rfind('/') + 1), shownLine, note, sources.line(where, shownLine));
    }
    out += fmt::format("  {:5}  {}\n", pc, disassembleInstruction(im, f, pc));
    if (static_cast<unsigned>(opOf(code[pc])) >= kNumOps) break;
    pc += std::max(1u, instructionWords(&code[pc]));
  }
  return out;
}

}  // namespace

std::string disassembleInstruction(const Image& im, const FuncRow& f, uint32_t pc) {
  auto code = im.codeOf(f);
  if (pc >= code.size()) return "(outside the function)";
  Word w = code[pc];
  if (static_cast<unsigned>(opOf(w)) >= kNumOps) return fmt::format("(no operation {})", static_cast<unsigned>(opOf(w)));
  const OpInfo& op = info(opOf(w));
  unsigned words = instructionWords(&code[pc]);
  if (pc + words > code.size()) return fmt::format("{}  (cut short)", op.name);
  std::vector<std::string> parts;
  std::string bc;
  auto field = [&](Operand k, uint16_t v) {
    switch (k) {
      case Operand::k_: return;
      case Operand::kKI: parts.push_back(fmt::format("{}", static_cast<int16_t>(v))); return;
      case Operand::kKU:
      case Operand::kKD: parts.push_back(fmt::format("{}", v)); return;
      case Operand::kKBC: parts.push_back(fmt::format("{}", bcOf(w))); return;
      case Operand::kUBC:
        bc = fmt::format("{}", static_cast<uint32_t>(bcOf(w)));
        parts.push_back(bc);
        return;
      case Operand::kJC: parts.push_back(fmt::format("->{}", pc + words + static_cast<int16_t>(v))); return;
      case Operand::kJBC: parts.push_back(fmt::format("->{}", int64_t{pc} + words + bcOf(w))); return;
      case Operand::kWIN: parts.push_back(fmt::format("win s{}", v)); return;
      default: break;
    }
    if (isSlot(k)) parts.push_back(mayBeAbsent(k) && v == kNoSlot ? "-" : fmt::format("s{}", v));
  };
  field(op.a, aOf(w));
  field(op.b, bOf(w));
  field(op.c, cOf(w));
  uint32_t ext = pc + 1;
  if (op.wide) {
    Word o = code[ext++];
    field(op.d, static_cast<uint16_t>(o));
    field(op.e, static_cast<uint16_t>(o >> 16));
    field(op.f, static_cast<uint16_t>(o >> 32));
    field(op.h, static_cast<uint16_t>(o >> 48));
  }
  if (op.x1 == Ext::kTABLE) {
    for (uint32_t i = ext; i < pc + words; i++)
      parts.push_back(fmt::format("->{}", int64_t{pc} + words + static_cast<int64_t>(code[i])));
  } else {
    for (Ext k : {op.x1, op.x2}) {
      if (k == Ext::k_) continue;
      std::string t = extText(im, f, ext++, k, bc);
      if (!t.empty()) parts.push_back(t);
    }
  }
  std::string list;
  for (auto& p : parts) list += (list.empty() ? "" : ", ") + p;
  return list.empty() ? op.name : fmt::format("{:12} {}", op.name, list);
}

std::string disassembleFunction(const Image& im, const FuncRow& f) {
  Sources sources;
  return functionText(im, f, sources);
}

std::string disassemble(std::span<const uint8_t> bytes, const std::vector<std::string>& functions, std::string* error) {
  Image im;
  *error = im.open(bytes);
  if (!error->empty()) return "";
  Sources sources;
  std::string out;
  auto each = [&](auto&& want) {
    for (auto& f : im.funcs())
      if (!(f.flags & FuncRow::kNative) && want(f, im.str(im.symbols()[f.symbol].name))) out += functionText(im, f, sources) + "\n";
  };
  if (functions.empty()) {
    each([&](const FuncRow& f, std::string_view) {
      std::string_view file = f.file < im.files().size() ? im.str(im.files()[f.file]) : "";
      return !file.starts_with("$GOROOT") && !(f.flags & FuncRow::kRuntime);
    });
    return out;
  }
  for (auto& name : functions) {
    size_t before = out.size();
    each([&](const FuncRow& f, std::string_view symbol) { return symbol == name || im.str(f.name) == name; });
    if (out.size() == before)
      each([&](const FuncRow&, std::string_view symbol) { return symbol.find(name) != symbol.npos; });
    if (out.size() == before) {
      *error = fmt::format("no function named {} in the program", name);
      return "";
    }
  }
  return out;
}

}  // namespace gvm::bytecode
