// This file declares how work that recurses as deep as a program's source nests is run.
#pragma once
#include <functional>

namespace gvm::driver {

// Runs f on a thread with a stack of 1 GB, of which the system backs only what is touched, and waits for it. Parser,
// checker and lowering recurse over expressions, and real programs hold sums of tens of thousands of terms.
void onLargeStack(const std::function<void()>& f);

}  // namespace gvm::driver
