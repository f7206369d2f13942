// Package rand makes pseudo-random numbers, not fit for secrets. Functions of the
// package draw from a generator that is seeded at random; a Rand of a Source made
// with a seed gives the same numbers each time.
package rand

import (
	"internal/godebug"
	"internal/ziggurat"
	"sync"
)

// Rand draws random numbers of many kinds from a Source.
type Rand struct {
	src    Source
	full   Source64 // src, where it is one
	unused int64    // bytes that Read has drawn and not given away, lowest first
	left   int8     // the number of those
}

// New returns a Rand that draws from src.
func New(src Source) *Rand {
	r := &Rand{src: src}
	r.full, _ = src.(Source64)
	return r
}

// Seed seeds the source. It must not run at the same time as another method.
func (r *Rand) Seed(seed int64) {
	r.left = 0
	r.src.Seed(seed)
}

// Int63 returns a non-negative 63-bit integer.
func (r *Rand) Int63() int64 { return r.src.Int63() }

// Uint32 returns a 32-bit value.
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }

// Int31 returns a non-negative 31-bit integer.
func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }

// Int returns a non-negative int.
func (r *Rand) Int() int { return int(uint(r.Int63()) << 1 >> 1) }

// Int63n returns an integer in [0, n). It panics where n <= 0.
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&-n == n {
		return r.Int63() & (n - 1)
	}
	// Values from the last, incomplete multiple of n on are not taken.
	for {
		v := r.Int63()
		if v <= int64(mask63-(1<<63)%uint64(n)) {
			return v % n
		}
	}
}

// Int31n is Int63n for 32 bits.
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&-n == n {
		return r.Int31() & (n - 1)
	}
	for {
		v := r.Int31()
		if v <= int32(modulus-(1<<31)%uint32(n)) {
			return v % n
		}
	}
}

// quick31n is Int31n by Lemire's multiplication, which draws other numbers.
func (r *Rand) quick31n(n int32) int32 {
	product := uint64(r.Uint32()) * uint64(n)
	if low := uint32(product); low < uint32(n) {
		least := uint32(-n) % uint32(n)
		for uint32(product) < least {
			product = uint64(r.Uint32()) * uint64(n)
		}
	}
	return int32(product >> 32)
}

// Intn returns an int in [0, n). It panics where n <= 0.
func (r *Rand) Intn(n int) int {
	switch {
	case n <= 0:
		panic("invalid argument to Intn")
	case n <= modulus:
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Uint64 returns a 64-bit value.
func (r *Rand) Uint64() uint64 {
	if r.full == nil {
		high := uint64(r.Int63()) >> 31
		return high | uint64(r.Int63())<<32
	}
	return r.full.Uint64()
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm returns the integers of [0, n) in random order.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		j := r.Intn(i + 1)
		p[i] = p[j]
		p[j] = i
	}
	return p
}

// Shuffle puts n elements, which swap exchanges, in random order. It panics where n
// is negative.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		if i >= modulus {
			swap(i, int(r.Int63n(int64(i)+1)))
		} else {
			swap(i, int(r.quick31n(int32(i+1))))
		}
	}
}

// Read fills p with random bytes; its error is always nil. It must not run at the
// same time as another method.
func (r *Rand) Read(p []byte) (n int, err error) {
	for n = range p {
		if r.left == 0 {
			r.unused, r.left = r.Int63(), 7
		}
		p[n] = byte(r.unused)
		r.unused >>= 8
		r.left--
	}
	return len(p), nil
}

// NormFloat64 returns a number of the standard normal distribution.
func (r *Rand) NormFloat64() float64 {
	for {
		j := int32(r.Uint32())
		if x, ok := ziggurat.Norm(j, int(j&0x7F), r); ok {
			return x
		}
	}
}

// ExpFloat64 returns a number of the exponential distribution with rate 1.
func (r *Rand) ExpFloat64() float64 {
	for {
		j := r.Uint32()
		if x, ok := ziggurat.Exp(j, int(j&0xFF), r); ok {
			return x
		}
	}
}

// A Zipf draws numbers of a Zipf distribution.
type Zipf struct{ z *ziggurat.Zipf }

// NewZipf returns a Zipf of values k in [0, imax] with probabilities in proportion
// to (v + k) ** (-s), where s > 1 and v >= 1; else nil.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if z := ziggurat.NewZipf(r, s, v, imax); z != nil {
		return &Zipf{z}
	}
	return nil
}

// Uint64 draws a number.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	return z.z.Uint64()
}

// shared is what the functions of the package draw from. Its Read has state, which
// the lock guards.
var (
	shared     = Rand{src: runtimeSource{}, full: runtimeSource{}}
	sharedLock sync.Mutex
)

// Seed does nothing, for the shared generator is seeded at random, unless the setting randseednop is 0.
//
// Deprecated: use New(NewSource(seed)) for numbers that repeat.
func Seed(seed int64) {
	if godebug.New("randseednop").Value() == "0" {
		sharedLock.Lock()
		defer sharedLock.Unlock()
		shared.Seed(seed)
	}
}

// Read is Rand.Read of the shared generator.
//
// Deprecated: for most purposes crypto/rand's Read is wanted.
func Read(p []byte) (n int, err error) {
	sharedLock.Lock()
	defer sharedLock.Unlock()
	return shared.Read(p)
}

// Int63 is Rand.Int63 of the shared generator.
func Int63() int64 { return shared.Int63() }

// Uint32 is Rand.Uint32 of the shared generator.
func Uint32() uint32 { return shared.Uint32() }

// Uint64 is Rand.Uint64 of the shared generator.
func Uint64() uint64 { return shared.Uint64() }

// Int31 is Rand.Int31 of the shared generator.
func Int31() int32 { return shared.Int31() }

// Int is Rand.Int of the shared generator.
func Int() int { return shared.Int() }

// Int63n is Rand.Int63n of the shared generator.
func Int63n(n int64) int64 { return shared.Int63n(n) }

// Int31n is Rand.Int31n of the shared generator.
func Int31n(n int32) int32 { return shared.Int31n(n) }

// Intn is Rand.Intn of the shared generator.
func Intn(n int) int { return shared.Intn(n) }

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
