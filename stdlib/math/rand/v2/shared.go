// This file has the functions that draw from the shared generator, which is seeded
// at random and may be used by any goroutine.

package rand

type runtimeSource struct{}

func (runtimeSource) Uint64() uint64 { return runtimeRand() }

var shared = Rand{runtimeSource{}}

// Int64 is Rand.Int64 of the shared generator.
func Int64() int64 { return shared.Int64() }

// Uint32 is Rand.Uint32 of the shared generator.
func Uint32() uint32 { return shared.Uint32() }

// Uint64N is Rand.Uint64N of the shared generator.
func Uint64N(n uint64) uint64 { return shared.Uint64N(n) }

// Uint32N is Rand.Uint32N of the shared generator.
func Uint32N(n uint32) uint32 { return shared.Uint32N(n) }

// Uint64 is Rand.Uint64 of the shared generator.
func Uint64() uint64 { return shared.Uint64() }

// Int32 is Rand.Int32 of the shared generator.
func Int32() int32 { return shared.Int32() }

// Int is Rand.Int of the shared generator.
func Int() int { return shared.Int() }

// Uint is Rand.Uint of the shared generator.
func Uint() uint { return shared.Uint() }

// Int64N is Rand.Int64N of the shared generator.
func Int64N(n int64) int64 { return shared.Int64N(n) }

// Int32N is Rand.Int32N of the shared generator.
func Int32N(n int32) int32 { return shared.Int32N(n) }

// IntN is Rand.IntN of the shared generator.
func IntN(n int) int { return shared.IntN(n) }

// UintN is Rand.UintN of the shared generator.
func UintN(n uint) uint { return shared.UintN(n) }

// N returns a value in [0, n) of the shared generator, of any integer type. It
// panics where n <= 0.
func N[Int interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}](n Int) Int {
	if n > 0 {
		return Int(shared.below(uint64(n)))
	}
	panic("invalid argument to N")
}

// Float64 is Rand.Float64 of the shared generator.
func Float64() float64 { return shared.Float64() }

// Float32 is Rand.Float32 of the shared generator.
func Float32() float32 { return shared.Float32() }

// Perm is Rand.Perm of the shared generator.
func Perm(n int) []int { return shared.Perm(n) }

// Shuffle is Rand.Shuffle of the shared generator.
func Shuffle(n int, swap func(i, j int)) { shared.Shuffle(n, swap) }

// NormFloat64 is Rand.NormFloat64 of the shared generator.
func NormFloat64() float64 { return shared.NormFloat64() }

// ExpFloat64 is Rand.ExpFloat64 of the shared generator.
func ExpFloat64() float64 { return shared.ExpFloat64() }
