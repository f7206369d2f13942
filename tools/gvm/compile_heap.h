// This file declares the memory that compiling works in.
#pragma once

namespace gvm::tool {

// While one exists, the thread that made it takes small blocks of C++ memory (operator new) from a heap without locks, which
// asks the system in large steps and never gives back. Blocks may be deleted by anyone at any time. At most one thread uses
// the heap; for a second one this does nothing.
class CompileHeap {
 public:
  CompileHeap();
  ~CompileHeap();
  CompileHeap(const CompileHeap&) = delete;

 private:
  bool owner_;
};

}  // namespace gvm::tool
