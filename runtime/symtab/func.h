// This file is Func, the run-time object of a Go function, and FuncInfo, everything known about it that execution does
// not touch: names, lines, inlining, pointer slots. Both live outside the garbage-collected heap; the loader makes them.
#pragma once
#include <atomic>
#include <span>

#include "runtime/base/types.h"
#include "runtime/base/values.h"

namespace gvm::rt {
struct NativeFunc;  // vm/native
}

namespace gvm::rt::inline symtab {

struct FuncInfo;

/// Bits of Func::flags.
enum FuncFlag : u32 {
  kFuncUsesContext = 1 << 0,  // the body reads its closure from fp[-2], which the collector must then scan
  kFuncHasDefer = 1 << 1,     // deferReturn is valid
  kFuncWrapper = 1 << 2,      // generated wrapper: hidden in tracebacks, looked through by recover
  kFuncNoSplit = 1 << 3,      // no stack check at entry
  kFuncNative = 1 << 4,       // body is a C++ native
  kFuncRuntime = 1 << 5,      // belongs to package runtime: hidden in tracebacks unless GOTRACEBACK=system
  kFuncLinked = 1 << 6,       // code is the function's own, no longer the LINK stub
  kFuncTopFrame = 1 << 7,     // a traceback ends here
};

/// A function as code sees it. self makes &Func usable as the closure object of a function without captures.
struct Func {
  Func* self = nullptr;
  std::atomic<const u64*> code{nullptr};  // entry; the LINK stub until the first call
  void* jit = nullptr;                    // entry of machine code when there is some
  FuncInfo* info = nullptr;
  NativeFunc* native = nullptr;
  u32 flags = 0;
  u32 frameSlots = 0;  // slots from fp, header and outgoing windows included
  u32 hot = 0;         // call counter for the JIT
  u16 argSlots = 0;
  u16 resultSlots = 0;
  const u64* deferReturn = nullptr;  // pc to go on at after a recovered panic
  void* image = nullptr;             // loader's data for linking on first call
  u64 imageIndex = 0;
};

/// One row of the pc-line table: instructions from word `pc` on belong to `line` of the function at `inl` in the
/// inline tree (-1: the function itself).
/// unsignedOperands: bits 0, 1, 2 for an index (or low bound), high bound, maximum that is an unsigned 64-bit number.
struct LineRow {
  u32 pc;
  u32 line;
  i32 inl : 24;
  u32 unsignedOperands : 8;
};

/// A call that was inlined. parent is another node or -1. A node without a name is no call: it tells that lines of its
/// parent lie in another file.
struct InlineNode {
  i32 parent;
  u32 callLine;
  GoString name;      // function name as tracebacks print it
  GoString file;      // file of the inlined function's body
  u32 startLine;      // its line of declaration
  GoString callFile;  // file of the call
};

/// Memory in the function's frame that code touches, from word deadFrom on, through pointers only. There the collector looks at it
/// if it has found a pointer to it.
struct FrameObject {
  u32 slot, numSlots;
  u32 deadFrom;
};

/// Everything about a function that running it does not need.
struct FuncInfo {
  Func* fn = nullptr;
  GoString symbol;   // linker name, "main.F[int]"
  GoString name;     // as tracebacks and runtime.FuncForPC print it, "main.F[...]"
  GoString pkgPath;
  GoString args;     // what tracebacks show of the arguments: a string of ArgToken
  GoString file;
  u32 startLine = 0;
  u32 codeWords = 0;                  // length of the code
  const u64* codeStart = nullptr;     // where the linked code lies; null before the first call
  const u64* ptrMask = nullptr;       // bit i: slot i of the frame holds a pointer
  u32 ptrMaskSlots = 0;               // slots covered by ptrMask; higher slots hold none
  u32 localsLo = 0, localsHi = 0;     // pointer slots zeroed at entry
  std::span<const LineRow> lines;     // sorted by pc
  std::span<const FrameObject> objects;  // by slot
  std::span<const InlineNode> inlines;

  bool isPtrSlot(u32 i) const { return i < ptrMaskSlots && (ptrMask[i / 64] >> (i % 64) & 1); }
};

/// A logical frame: the function, file and line of one level of inlining.
struct SourceFrame {
  std::string_view func, file;
  u32 line = 0;
  bool inlined = false;
};

/// Line row of the instruction that contains word offset pcOff, or null when the function has no lines.
const LineRow* findLine(const FuncInfo& fi, u32 pcOff);

/// Calls visit(SourceFrame) for each logical frame at word offset pcOff, innermost first, while it returns true.
template <class F>
void forEachSourceFrame(const FuncInfo& fi, u32 pcOff, F&& visit) {
  const LineRow* row = findLine(fi, pcOff);
  u32 line = row ? row->line : fi.startLine;
  std::string_view file;  // of line, when known: else that of the node's function
  for (i32 inl = row ? row->inl : -1; inl >= 0 && static_cast<usize>(inl) < fi.inlines.size();) {
    const InlineNode& n = fi.inlines[static_cast<usize>(inl)];
    inl = n.parent;
    if (n.name.len == 0) {
      file = n.file.view();
      continue;
    }
    if (!visit(SourceFrame{n.name.view(), file.empty() ? n.file.view() : file, line, true})) return;
    line = n.callLine;
    file = n.callFile.view();
  }
  visit(SourceFrame{fi.name.view(), file.empty() ? fi.file.view() : file, line, false});
}

}  // namespace gvm::rt::inline symtab
