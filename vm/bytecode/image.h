// This file is the image format: what the compiler writes and the loader reads. An image is position-independent bytes:
// a header, a table of sections, and sections that are arrays of the fixed-size rows below, so a mapped file is used in
// place. Rows name each other by index within the image; what other images define is named by symbol.
//
// Code is stored unpatched: ext words that stand for pointers are zero and have a Reloc row. Function bodies are copied
// to writable memory, and patched, at their first call.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "vm/bytecode/opcodes.h"

namespace gvm::bytecode {

inline constexpr uint32_t kImageVersion = 3;
inline constexpr uint32_t kNone = 0xFFFFFFFF;  // an absent index

enum class Section : uint32_t {
  kText,      // bytes: names and string constants
  kTypes,     // TypeRow
  kParts,     // PartRow: fields, parameters, interface methods
  kMethods,   // MethodRow: method sets of concrete types
  kSymbols,   // SymbolRow
  kSymbolIndex,  // u32 symbol indices of defined symbols, sorted by (hash, name)
  kFuncs,     // FuncRow
  kCode,      // Word
  kRelocs,    // Reloc, of code and of data
  kMasks,     // u64 pointer masks of functions
  kLines,     // LineRow
  kInlines,   // InlineRow
  kFiles,     // Str
  kGlobals,   // GlobalRow
  kData,      // bytes: initial values of globals, each at 8-byte alignment
  kItabs,     // ItabRow
  kPackages,  // PackageRow, in initialisation order
  kIndices,   // u32 symbol or package indices, for PackageRow
  kFrameObjects,  // FrameObjectRow
  kCount
};

struct Str {  // a run of bytes of kText
  uint32_t offset, length;
};

// The structure of a type; its size and layout follow from it (runtime/base/layout.h). Rows may refer to later rows.
struct TypeRow {
  enum Flags : uint8_t { kNamed = 1, kVariadic = 2 };
  uint8_t kind;   // rt::Kind
  uint8_t dir;    // Chan: 1 receive, 2 send, 3 both
  uint8_t flags;
  uint8_t pad;
  uint32_t elem;  // Array, Chan, Map, Pointer, Slice: element; named types: the underlying type; else kNone
  uint32_t key;   // Map
  uint32_t part, numPart;  // Struct: fields; Func: parameters, then results; Interface: methods, sorted as Go sorts them
  uint32_t numResult;      // Func: how many of the parts are results
  uint64_t length;         // Array
  Str symbol;     // named: unique name, "math/big.Int", "main.f.T·1", "main.Pair[int,string]"
  Str string;     // named: as reflect's String, "big.Int"
  Str name;       // named: as reflect's Name, "Int"
  Str pkgPath;    // named: import path, empty for predeclared types
  uint32_t method, numMethod;  // named types, pointers to them, structs that embed: their method set in kMethods
};

// A struct field, a parameter or result (type only), or a method of an interface type.
struct PartRow {
  enum Flags : uint32_t { kEmbedded = 1 };
  Str name, tag, pkgPath;  // pkgPath is empty for exported names
  uint32_t type;
  uint32_t flags;
};

// A method of a concrete type: type is without receiver; ifn takes an interface's data word, tfn the value itself.
struct MethodRow {
  Str name, pkgPath;
  uint32_t type;
  uint32_t ifn, tfn;  // symbols, or kNone when proved unreachable
};

enum class SymbolKind : uint32_t { kFunc = 1, kGlobal = 2 };

struct SymbolRow {
  Str name;
  uint32_t hash;  // symbolHash(name)
  uint32_t kind;  // SymbolKind
  uint32_t index; // row in kFuncs or kGlobals; kNone: another image defines it
  uint32_t type;  // external functions and globals: the type expected there, checked when linked; or kNone
};

struct FuncRow {
  enum Flags : uint32_t {
    kUsesContext = 1,   // reads its closure (CTX, LDCTX): the collector scans fp[-2]
    kHasDefer = 2,      // deferReturn is valid
    kWrapper = 4,       // hidden in tracebacks; looked through by recover
    kNative = 8,        // no body here: a registered C++ function
    kRuntime = 16,      // hidden in tracebacks unless GOTRACEBACK=system
    kInstance = 32,     // a generic instance or the like, that several images may define
    kRangeBody = 64,    // body of a range-over-func loop
    kInlinable = 128,   // compilers may copy the body from its source
  };
  uint32_t symbol;
  uint32_t type;         // func type, receiver as first parameter; kNone when unknown (generated functions)
  Str name;              // as tracebacks print it: "main.F[...]"
  Str pkgPath;
  Str args;              // what tracebacks show of the arguments, in rt::ArgToken
  uint32_t file;         // row of kFiles, or kNone
  uint32_t startLine;
  uint32_t flags;
  uint32_t frameSlots;   // slots from fp used at all, windows' headers, arguments and results included
  uint32_t numSlots;     // slots of the frame's own variables: those the pointer mask covers
  uint32_t argSlots, resultSlots;
  uint32_t mask;         // first word in kMasks; (numSlots + 63) / 64 words
  uint32_t resultMask;   // first word in kMasks of the results' pointer mask; (resultSlots + 63) / 64 words
  uint32_t code, codeWords;
  uint32_t reloc, numReloc;
  uint32_t line, numLine;
  uint32_t inl, numInl;
  uint32_t deferReturn;  // word offset in the code, or kNone
  uint32_t object, numObject;  // in kFrameObjects, by slot
  Str tags;              // for compilers: how far the parameters' values get (compiler/escape); offset kNone: not known
};

// Memory in a frame, of a variable whose address is taken or of an allocation that does not escape. From word deadFrom of the
// code on nothing touches these slots but through pointers: the collector looks at them only if it has found a pointer to them.
struct FrameObjectRow {
  uint32_t slot, numSlots;
  uint32_t deadFrom;
};

enum class RelocKind : uint16_t { kFunc = 1, kNative, kType, kItab, kGlobal, kStr };

struct Reloc {
  uint32_t offset;  // code: word within the function; data: byte within the global
  uint32_t target;  // kFunc, kNative, kGlobal: symbol; kType: type; kItab: row of kItabs; kStr: byte offset in kText
  int32_t addend;   // kGlobal: bytes added to the address; kStr: the string's length
  uint16_t kind;    // RelocKind
  uint16_t pad;
};

// Instructions from word pc on belong to `line`, in inline tree node inl of the function (-1: the function itself).
// unsignedOperands: bits 0, 1, 2 say that an index (or low bound), high bound, maximum is an unsigned 64-bit number, which
// the text of a failed bounds check must show as such.
struct LineRow {
  uint32_t pc, line;
  int32_t inl : 24;
  uint32_t unsignedOperands : 8;
};

// A call that was inlined; callLine and callFile say where the call stands. One without a name is no call: lines that
// refer to it are their parent's, in the file `file`.
struct InlineRow {
  int32_t parent;  // node within the function, or -1
  uint32_t callLine;
  Str name;        // function inlined, as tracebacks print it
  uint32_t file;   // of that function
  uint32_t startLine;
  uint32_t callFile;
};

struct GlobalRow {
  enum Flags : uint32_t { kReadOnly = 1 };
  uint32_t symbol;
  uint32_t type;
  uint32_t data;    // byte offset in kData of the initial value (size of the type), or kNone for zero
  uint32_t reloc, numReloc;
  uint32_t flags;
};

struct ItabRow {
  uint32_t inter, type;
};

struct PackageRow {
  Str path, name;
  uint32_t init, numInit;      // symbols in kIndices: the function that initialises variables, then init functions
  uint32_t import, numImport;  // package rows in kIndices
};

struct SectionRow {
  uint32_t kind, rowSize;
  uint64_t offset, count;
};

struct Header {
  char magic[8];  // "gvmimage"
  uint32_t version;
  uint32_t numSections;
  uint64_t size;
  uint64_t reserved[2];
};

// FNV-1a, the hash of symbol names.
inline uint32_t symbolHash(std::string_view s) {
  uint32_t h = 2166136261u;
  for (char c : s) h = (h ^ static_cast<uint8_t>(c)) * 16777619u;
  return h;
}

// A view of an image's bytes, which must outlive it and be 8-byte aligned. open checks header and section bounds only;
// verifyImage (verifier.h) checks everything else, and must come before any use of an image from outside.
class Image {
 public:
  // Empty on success, else what is wrong.
  std::string open(std::span<const uint8_t> bytes);

  std::span<const char> text() const { return rows<char>(Section::kText); }
  std::span<const TypeRow> types() const { return rows<TypeRow>(Section::kTypes); }
  std::span<const PartRow> parts() const { return rows<PartRow>(Section::kParts); }
  std::span<const MethodRow> methods() const { return rows<MethodRow>(Section::kMethods); }
  std::span<const SymbolRow> symbols() const { return rows<SymbolRow>(Section::kSymbols); }
  std::span<const uint32_t> symbolIndex() const { return rows<uint32_t>(Section::kSymbolIndex); }
  std::span<const FuncRow> funcs() const { return rows<FuncRow>(Section::kFuncs); }
  std::span<const Word> code() const { return rows<Word>(Section::kCode); }
  std::span<const Reloc> relocs() const { return rows<Reloc>(Section::kRelocs); }
  std::span<const uint64_t> masks() const { return rows<uint64_t>(Section::kMasks); }
  std::span<const LineRow> lines() const { return rows<LineRow>(Section::kLines); }
  std::span<const InlineRow> inlines() const { return rows<InlineRow>(Section::kInlines); }
  std::span<const Str> files() const { return rows<Str>(Section::kFiles); }
  std::span<const GlobalRow> globals() const { return rows<GlobalRow>(Section::kGlobals); }
  std::span<const uint8_t> data() const { return rows<uint8_t>(Section::kData); }
  std::span<const ItabRow> itabs() const { return rows<ItabRow>(Section::kItabs); }
  std::span<const PackageRow> packages() const { return rows<PackageRow>(Section::kPackages); }
  std::span<const FrameObjectRow> frameObjects() const { return rows<FrameObjectRow>(Section::kFrameObjects); }
  std::span<const uint32_t> indices() const { return rows<uint32_t>(Section::kIndices); }

  std::string_view str(Str s) const { return {text().data() + s.offset, s.length}; }
  std::span<const Word> codeOf(const FuncRow& f) const { return code().subspan(f.code, f.codeWords); }
  std::span<const Reloc> relocsOf(const FuncRow& f) const { return relocs().subspan(f.reloc, f.numReloc); }
  std::span<const LineRow> linesOf(const FuncRow& f) const { return lines().subspan(f.line, f.numLine); }
  std::span<const FrameObjectRow> objectsOf(const FuncRow& f) const { return frameObjects().subspan(f.object, f.numObject); }
  bool isPtrSlot(const FuncRow& f, uint32_t slot) const {
    return slot < f.numSlots && (masks()[f.mask + slot / 64] >> (slot % 64) & 1);
  }
  // The symbol of that name defined here, or kNone.
  uint32_t findSymbol(std::string_view name) const;

 private:
  template <class T>
  std::span<const T> rows(Section s) const {
    const Part& p = part_[static_cast<unsigned>(s)];
    return {reinterpret_cast<const T*>(p.base), p.count};
  }
  struct Part {
    const uint8_t* base = nullptr;
    size_t count = 0;
  };
  Part part_[static_cast<unsigned>(Section::kCount)];
};

}  // namespace gvm::bytecode
