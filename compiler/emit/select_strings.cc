// This file selects bytecode for switches on strings: first the length decides (a search among the lengths of the cases), then,
// among cases of one length, a binary search by order and comparisons one by one.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

using bytecode::RelocKind;

namespace {

constexpr size_t kChain = 4;  // up to so many are compared one by one

struct StrCase {
  std::string_view text;
  uint32_t target;
};

// The emission of one such switch.
class StringSwitch {
 public:
  StringSwitch(Unit& unit, Code& code, uint16_t value, uint16_t literal, uint16_t flag, uint32_t other)
      : unit_(unit), code_(code), value_(value), literal_(literal), flag_(flag), other_(other) {}

  void run(std::vector<StrCase>& cases) {
    if (cases.size() <= kChain) return chain(cases.data(), cases.size());
    std::sort(cases.begin(), cases.end(), [](const StrCase& a, const StrCase& b) {
      return a.text.size() != b.text.size() ? a.text.size() < b.text.size() : a.text < b.text;
    });
    std::vector<Group> groups;
    for (size_t k = 0; k < cases.size(); k++) {
      if (groups.empty() || groups.back().first->text.size() != cases[k].text.size()) groups.push_back({&cases[k], 0});
      groups.back().n++;
    }
    lengths(groups, 0, groups.size());
  }

 private:
  struct Group {
    const StrCase* first;
    size_t n;
  };

  void jumpOn(BOp op, uint16_t a, uint16_t b, uint32_t target) {
    bool back = code_.blockPc[target] != Code::kUnplaced;
    code_.jump(back ? jumpTwin(op, true) : op, a, b, target);
  }
  void toOther() { code_.jump(code_.blockPc[other_] != Code::kUnplaced ? BOp::JMP_B : BOp::JMP, 0, 0, other_); }
  void load(std::string_view s) {
    code_.opBC(BOp::LDSTR, literal_, static_cast<int32_t>(s.size()));
    code_.ref(RelocKind::kStr, unit_.text(s), static_cast<int32_t>(s.size()));
  }
  void lengths(const std::vector<Group>& groups, size_t lo, size_t hi) {
    auto length = static_cast<uint16_t>(value_ + 1);
    if (hi - lo > kChain) {
      size_t mid = lo + (hi - lo) / 2;
      size_t n = groups[mid].first->text.size();
      if (n <= INT16_MAX) {
        uint32_t upper = code_.label();
        code_.jump(BOp::JGEK_I64, length, static_cast<uint16_t>(n), upper);
        lengths(groups, lo, mid);
        code_.placeBlock(upper);
        return lengths(groups, mid, hi);
      }
    }
    for (size_t k = lo; k < hi; k++) {
      const Group& g = groups[k];
      size_t n = g.first->text.size();
      if (n > INT16_MAX) {  // compared in full: lengths past the immediate are rare
        chain(g.first, g.n);
        continue;
      }
      if (g.n == 1 && n > 0) {  // the comparison looks at the length by itself
        chain(g.first, 1);
        continue;
      }
      if (n == 0) {
        jumpOn(BOp::JEQK_I64, length, 0, g.first->target);
        continue;
      }
      uint32_t past = code_.label();
      code_.jump(BOp::JNEK_I64, length, static_cast<uint16_t>(n), past);
      order(g.first, g.n);
      toOther();
      code_.placeBlock(past);
    }
    toOther();
  }

  // Cases of one length, in order.
  void order(const StrCase* c, size_t n) {
    while (n > kChain) {
      size_t half = n / 2;
      load(c[half].text);
      code_.op(BOp::LT_S, flag_, value_, literal_);
      uint32_t upper = code_.label();
      code_.jump(BOp::JF, flag_, 0, upper);
      order(c, half);
      toOther();
      code_.placeBlock(upper);
      c += half;
      n -= half;
    }
    chain(c, n);
  }

  void chain(const StrCase* c, size_t n) {
    for (size_t k = 0; k < n; k++) {
      load(c[k].text);
      jumpOn(BOp::JEQ_S, value_, literal_, c[k].target);
    }
  }

  Unit& unit_;
  Code& code_;
  uint16_t value_, literal_, flag_;
  uint32_t other_;
};

}  // namespace

void FuncGen::emitSwitchStr(const Instr& i, Block* next) {
  Block* b = order[cur_].block;
  std::vector<StrCase> cases;
  for (size_t k = 0; k < i.aux.strCases->size(); k++) cases.push_back({(*i.aux.strCases)[k], blockIndex[b->succs[k]->id]});
  uint16_t literal = scr(0);
  scr(1);
  StringSwitch(unit, code, slot(i.use(0)), literal, scr(2), blockIndex[b->succs.back()->id]).run(cases);
  if (cases.size() <= kChain) jumpTo(b->succs.back(), next);
}

}  // namespace gvm::emit
