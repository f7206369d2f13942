// This file holds the operations behind reflect's calls. A call record is heap memory made by reflect: a header, then the
// argument slots, and after the call the result slots, in slot form.
#include "runtime/stack/stack.h"
#include "vm/interp/engine.h"
#include "vm/interp/ops.h"

namespace gvm::interp {

const u64* outCallDyn(const u64*, u64*, G*, u64, u64) { throw_("CALLDYN outside reflect"); }
const u64* outDynResults(const u64*, u64*, G*, u64, u64) { throw_("DYNRESULTS outside reflect"); }

}  // namespace gvm::interp
