// This file drives a fuzz harness where libFuzzer is not linked: it mutates seed files for a bounded time, with a fixed
// random seed, and runs the harness on each result.
//
// usage: fuzz_X --seconds N [--seed N] FILE_OR_FOLDER...
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

using Bytes = std::string;

Bytes mutate(const std::vector<Bytes>& seeds, std::mt19937_64& rng) {
  auto below = [&](size_t n) { return n ? rng() % n : 0; };
  Bytes b = seeds[below(seeds.size())];
  // Long seeds are cut, so that a second holds many runs.
  if (b.size() > 4096) b = b.substr(below(b.size() - 4096), 4096);
  for (size_t n = 1 + below(6); n > 0; n--) {
    size_t at = below(b.size() + 1);
    switch (below(7)) {
      case 0: if (at < b.size()) b[at] = static_cast<char>(rng()); break;
      case 1: if (at < b.size()) b[at] ^= static_cast<char>(1 << below(8)); break;
      case 2: b.erase(at, below(16)); break;
      case 3: b.insert(at, 1 + below(4), static_cast<char>(rng())); break;
      case 4: {  // a piece of another seed
        const Bytes& o = seeds[below(seeds.size())];
        size_t from = below(o.size());
        b.insert(at, o.substr(from, below(40)));
        break;
      }
      case 5: {  // a piece of itself, again
        size_t from = below(b.size());
        Bytes piece = b.substr(from, below(40));
        b.insert(at, piece);
        break;
      }
      case 6: {
        static const char* kWords[] = {"func", "(", ")", "{", "}", "[", "]", "type", "interface", "~", "chan", "<-", "...", ":=", "T",
                                       "0x", "1e", "'", "\"", "`", "/*", "//", "struct", "map", "go", "defer", "range", "\n", ";", ","};
        b.insert(at, kWords[below(std::size(kWords))]);
        break;
      }
    }
  }
  return b;
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 5;
  uint64_t seed = 1;
  std::vector<Bytes> seeds;
  auto add = [&](const std::filesystem::path& p) {
    std::ifstream in(p, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  };
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "--seconds") && i + 1 < argc) {
      seconds = atof(argv[++i]);
    } else if (!strcmp(argv[i], "--seed") && i + 1 < argc) {
      seed = strtoull(argv[++i], nullptr, 10);
    } else if (std::filesystem::is_directory(argv[i])) {
      for (auto& e : std::filesystem::recursive_directory_iterator(argv[i]))
        if (e.is_regular_file() && (e.path().extension() == ".go" || e.path().extension() == ".gvmc")) add(e.path());
    } else {
      add(argv[i]);
    }
  }
  if (seeds.empty()) {
    fprintf(stderr, "no seeds: name files or folders\n");
    return 2;
  }
  for (auto& s : seeds) LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(s.data()), s.size());
  std::mt19937_64 rng(seed);
  auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  size_t runs = 0;
  for (; std::chrono::steady_clock::now() < end; runs++) {
    Bytes b = mutate(seeds, rng);
    // The input survives a crash of the harness.
    if (getenv("GVM_FUZZ_KEEP")) std::ofstream(getenv("GVM_FUZZ_KEEP"), std::ios::binary) << b;
    auto t0 = std::chrono::steady_clock::now();
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(b.data()), b.size());
    if (std::chrono::steady_clock::now() - t0 > std::chrono::seconds(5)) {
      fprintf(stderr, "an input took over 5 s; it is in fuzz-slow-input\n");
      std::ofstream("fuzz-slow-input", std::ios::binary) << b;
      return 1;
    }
  }
  printf("%zu seeds, %zu mutated inputs, no finding\n", seeds.size(), runs);
  return 0;
}
