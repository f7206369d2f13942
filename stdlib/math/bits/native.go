// This file declares the 128-bit division and the panics.

package bits

// divide128 divides hi:lo by y, where 0 < hi < y.
func divide128(hi, lo, y uint64) (quo, rem uint64)

// panicDivide panics with the runtime error of an integer division by zero,
// panicOverflow with that of an integer overflow.
func panicDivide()
func panicOverflow()
