// This file reads the Go types of host functions and declares them to the compiler.
#include <fmt/format.h>

#include "runtime/base/kinds.h"
#include "vm/embed/host.h"

namespace gvm::embed {

using rt::Kind;

namespace {

struct Named {
  std::string_view name;   // as it may be written
  std::string_view prints; // as reflect prints it
  ValueType type;
};
constexpr Named kTypes[] = {
    {"bool", "bool", {GVM_BOOL, Kind::Bool, 1}},       {"int", "int", {GVM_INT, Kind::Int, 1}},
    {"int8", "int8", {GVM_INT, Kind::Int8, 1}},        {"int16", "int16", {GVM_INT, Kind::Int16, 1}},
    {"int32", "int32", {GVM_INT, Kind::Int32, 1}},     {"rune", "int32", {GVM_INT, Kind::Int32, 1}},
    {"int64", "int64", {GVM_INT, Kind::Int64, 1}},     {"uint", "uint", {GVM_UINT, Kind::Uint, 1}},
    {"uint8", "uint8", {GVM_UINT, Kind::Uint8, 1}},    {"byte", "uint8", {GVM_UINT, Kind::Uint8, 1}},
    {"uint16", "uint16", {GVM_UINT, Kind::Uint16, 1}}, {"uint32", "uint32", {GVM_UINT, Kind::Uint32, 1}},
    {"uint64", "uint64", {GVM_UINT, Kind::Uint64, 1}}, {"uintptr", "uintptr", {GVM_UINT, Kind::Uintptr, 1}},
    {"float32", "float32", {GVM_FLOAT, Kind::Float32, 1}}, {"float64", "float64", {GVM_FLOAT, Kind::Float64, 1}},
    {"string", "string", {GVM_STRING, Kind::String, 2}},   {"[]byte", "[]uint8", {GVM_BYTES, Kind::Slice, 3}},
    {"[]uint8", "[]uint8", {GVM_BYTES, Kind::Slice, 3}},   {"error", "error", {GVM_ERROR, Kind::Interface, 2}},
};

struct Reader {
  std::string_view s;
  void space() {
    while (!s.empty() && s[0] == ' ') s.remove_prefix(1);
  }
  bool take(std::string_view word) {
    space();
    if (!s.starts_with(word)) return false;
    s.remove_prefix(word.size());
    return true;
  }
  const Named* type() {
    space();
    size_t n = 0;
    while (n < s.size() && s[n] != ',' && s[n] != ')' && s[n] != '(' && s[n] != ' ') n++;
    for (const Named& t : kTypes)
      if (t.name == s.substr(0, n)) {
        s.remove_prefix(n);
        return &t;
      }
    return nullptr;
  }
  // "T, T)" up to the closing parenthesis.
  bool list(std::vector<ValueType>* types, std::vector<std::string>* texts) {
    if (take(")")) return true;
    do {
      const Named* t = type();
      if (t == nullptr) return false;
      types->push_back(t->type);
      texts->emplace_back(t->prints);
    } while (take(","));
    return take(")");
  }
};

}  // namespace

std::string parseSignature(std::string_view text, Signature* out) {
  *out = {};
  Reader r{text};
  std::string bad = fmt::format("\"{}\" is not a func type of the kinds that cross the border", text);
  if (!r.take("func") || !r.take("(") || !r.list(&out->params, &out->paramTexts)) return bad;
  for (const ValueType& t : out->params)
    if (t.kind == GVM_ERROR) return "an error can only be a result";
  if (r.take("(")) {
    if (!r.list(&out->results, &out->resultTexts)) return bad;
  } else if (r.space(); !r.s.empty()) {
    const Named* t = r.type();
    if (t == nullptr) return bad;
    out->results.push_back(t->type);
    out->resultTexts.emplace_back(t->prints);
  }
  r.space();
  if (!r.s.empty()) return bad;
  if (out->params.size() > 16 || out->results.size() > 16) return "more than 16 parameters or results";
  out->text = fmt::format("func({})", fmt::join(out->paramTexts, ", "));
  if (out->results.size() == 1) out->text += " " + out->resultTexts[0];
  if (out->results.size() > 1) out->text += fmt::format(" ({})", fmt::join(out->resultTexts, ", "));
  return "";
}

std::string hostPackageSource(std::string_view package, const std::vector<std::unique_ptr<HostFunction>>& all) {
  std::string out = fmt::format("package {}\n", package.substr(package.rfind('/') + 1));
  for (auto& f : all) {
    if (f->package != package) continue;
    out += fmt::format("\nfunc {}(", f->name);
    for (size_t i = 0; i < f->sig.paramTexts.size(); i++) out += fmt::format("{}p{} {}", i ? ", " : "", i, f->sig.paramTexts[i]);
    out += ")";
    if (!f->sig.resultTexts.empty()) out += fmt::format(" ({})", fmt::join(f->sig.resultTexts, ", "));
    out += "\n";
  }
  return out;
}

}  // namespace gvm::embed
