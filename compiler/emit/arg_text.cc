// This file describes a function's arguments for tracebacks: which words of the frame a line like
// "main.f(0x1, {0xc000012345, 0x3}, ...)" shows. The description is a string of the tokens of rt::ArgToken.
#include "compiler/emit/unit.h"
#include "runtime/base/arg_token.h"

namespace gvm::emit {
namespace {

using rt::ArgToken;

constexpr int kMaxWords = 10;  // shown per function; an aggregate without parts counts as one
constexpr int kMaxDepth = 5;   // of nested aggregates

class Describer {
 public:
  explicit Describer(TypeInfos& infos) : infos_(infos) {}

  std::string run(const std::vector<types::Type*>& params) {
    uint64_t slot = 0;
    for (types::Type* t : params) {
      if (full()) break;
      value(t, slot * 8, 1);
      slot += infos_.of(t).slots;
    }
    return std::move(out_);
  }

 private:
  void put(ArgToken t) { out_ += static_cast<char>(t); }

  // Whether the limit is reached, which is then shown.
  bool full() {
    if (words_ < kMaxWords) return false;
    put(ArgToken::kMore);
    return true;
  }

  void word(uint64_t off, uint64_t size) {
    words_++;
    if (off > UINT16_MAX) return put(ArgToken::kUnknown);
    put(size == 1 ? ArgToken::kByte : size == 2 ? ArgToken::kWord16 : size == 4 ? ArgToken::kWord32 : ArgToken::kWord64);
    out_ += static_cast<char>(off & 0xff);
    out_ += static_cast<char>(off >> 8);
  }

  void parts(uint64_t off, int count, uint64_t size) {
    for (int k = 0; k < count && !full(); k++) word(off + static_cast<uint64_t>(k) * size, size);
  }

  void aggregate(types::Type* t, uint64_t off, int depth) {
    if (depth >= kMaxDepth) return put(ArgToken::kMore);
    if (auto* s = types::underAs<types::Struct>(t)) {
      if (s->fields.empty()) words_++;
      auto offsets = types::offsetsOf(s);
      for (uint32_t k = 0; k < s->fields.size() && !full(); k++)
        value(s->fields[k]->type, off + static_cast<uint64_t>(offsets[k]), depth + 1);
      return;
    }
    auto* a = types::underAs<types::Array>(t);
    if (a->len == 0) words_++;
    uint64_t size = infos_.of(a->elem).size;
    for (int64_t k = 0; k < a->len && !full(); k++) value(a->elem, off + static_cast<uint64_t>(k) * size, depth + 1);
  }

  void value(types::Type* t, uint64_t off, int depth) {
    using rt::Kind;
    const TypeInfo& info = infos_.of(t->canon ? t->canon : t);
    switch (info.kind) {
      case Kind::Struct:
      case Kind::Array:
        put(ArgToken::kOpen);
        aggregate(t, off, depth);
        break;
      case Kind::Interface:
      case Kind::String:
        put(ArgToken::kOpen);
        parts(off, 2, 8);
        break;
      case Kind::Slice:
        put(ArgToken::kOpen);
        parts(off, 3, 8);
        break;
      case Kind::Complex64:
      case Kind::Complex128:
        put(ArgToken::kOpen);
        parts(off, 2, info.size / 2);
        break;
      default: return word(off, info.size);
    }
    put(ArgToken::kClose);
  }

  TypeInfos& infos_;
  std::string out_;
  int words_ = 0;
};

}  // namespace

std::string describeArguments(TypeInfos& infos, const std::vector<types::Type*>& params) {
  return Describer(infos).run(params);
}

}  // namespace gvm::emit
