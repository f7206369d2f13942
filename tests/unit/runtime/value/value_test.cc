// This file tests slice growth, UTF-8 and the formats of print.
#include <catch2/catch.hpp>

#include "runtime/value/print.h"
#include "runtime/value/slice.h"
#include "runtime/value/string.h"
#include "tests/unit/runtime/vm_fixture.h"

using namespace gvm;
using namespace gvm::rt;

TEST_CASE("append grows capacities as Go does") {
  TestVM t;
  auto caps = [&](Type* e, int upTo) {
    std::vector<i64> out;
    GoSlice s{};
    for (int i = 0; i < upTo; i++) {
      if (s.len == s.cap) {
        REQUIRE(growslice(s, s.len + 1, 1, e, &s));
        out.push_back(s.cap);
      } else {
        s.len++;
      }
    }
    return out;
  };
  CHECK(caps(t.basic(Kind::Int), 3000) == std::vector<i64>{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560, 3408});
  CHECK(caps(t.basic(Kind::Uint8), 3000) == std::vector<i64>{8, 16, 32, 64, 128, 256, 512, 896, 1408, 2048, 3072});
  CHECK(caps(t.basic(Kind::String), 1000) == std::vector<i64>{1, 2, 4, 8, 16, 32, 71, 143, 303, 591, 1023});
}

TEST_CASE("runes come out of UTF-8 as Go decodes it") {
  TestVM t;
  std::string text = "a\xc3\xa9\xe4\xb8\x96\xf0\x9f\x98\x80\xff\xc0\x80\xed\xa0\x80";
  GoString s{reinterpret_cast<const u8*>(text.data()), static_cast<i64>(text.size())};
  std::vector<i32> got;
  for (i64 k = 0; k < s.len;) got.push_back(decoderuneFast(s, k, &k));
  CHECK(got == std::vector<i32>{'a', 0xe9, 0x4e16, 0x1f600, 0xfffd, 0xfffd, 0xfffd, 0xfffd, 0xfffd, 0xfffd});
  GoSlice r = stringtoslicerune(s);
  CHECK(r.len == 10);
  CHECK(intstring(0x4e16).view() == "\xe4\xb8\x96");
  CHECK(intstring(-1).view() == "\xef\xbf\xbd");
  GoString parts[] = {gostring("x"), {}, gostring("yz")};
  CHECK(concatstrings(parts, 3).view() == "xyz");
}

TEST_CASE("print formats") {
  std::string out;
  for (f64 v : {1.5, 0.1, 1e100, 1e-7, 123456.0, 1234567.0, -0.0}) {
    printfloat(out, v);
    out += ' ';
  }
  printcomplex(out, 1, -2);
  CHECK(out == "1.5 0.1 1e+100 1e-07 123456 1.234567e+06 -0 (1-2i)");
}
