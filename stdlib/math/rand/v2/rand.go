// Package rand makes pseudo-random numbers, not fit for secrets. Functions of the
// package draw from a generator that is seeded at random; a Rand of a PCG or ChaCha8
// made with a seed gives the same numbers each time.
package rand

import (
	"internal/ziggurat"
	"math/bits"
)

// Source is a source of 64-bit values. It may not be used by several goroutines at
// once.
type Source interface {
	Uint64() uint64
}

// Rand draws random numbers of many kinds from a Source.
type Rand struct{ src Source }

// New returns a Rand that draws from src.
func New(src Source) *Rand { return &Rand{src} }

// Uint64 returns a 64-bit value.
func (r *Rand) Uint64() uint64 { return r.src.Uint64() }

// Int64 returns a non-negative 63-bit integer.
func (r *Rand) Int64() int64 { return int64(r.src.Uint64() & (1<<63 - 1)) }

// Uint32 returns a 32-bit value.
func (r *Rand) Uint32() uint32 { return uint32(r.src.Uint64() >> 32) }

// Int32 returns a non-negative 31-bit integer.
func (r *Rand) Int32() int32 { return int32(r.src.Uint64() >> 33) }

// Int returns a non-negative int.
func (r *Rand) Int() int { return int(uint(r.src.Uint64()) << 1 >> 1) }

// Uint returns a uint.
func (r *Rand) Uint() uint { return uint(r.src.Uint64()) }

// below returns a value in [0, n) by Lemire's multiplication.
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.Uint64(), n)
	if lo < n {
		for least := -n % n; lo < least; {
			hi, lo = bits.Mul64(r.Uint64(), n)
		}
	}
	return hi
}

// Int64N returns a value in [0, n). It panics where n <= 0.
func (r *Rand) Int64N(n int64) int64 {
	if n > 0 {
		return int64(r.below(uint64(n)))
	}
	panic("invalid argument to Int64N")
}

// Uint64N returns a value in [0, n). It panics where n is 0.
func (r *Rand) Uint64N(n uint64) uint64 {
	if n > 0 {
		return r.below(n)
	}
	panic("invalid argument to Uint64N")
}

// Int32N returns a value in [0, n). It panics where n <= 0.
func (r *Rand) Int32N(n int32) int32 {
	if n > 0 {
		return int32(r.below(uint64(n)))
	}
	panic("invalid argument to Int32N")
}

// Uint32N returns a value in [0, n). It panics where n is 0.
func (r *Rand) Uint32N(n uint32) uint32 {
	if n > 0 {
		return uint32(r.below(uint64(n)))
	}
	panic("invalid argument to Uint32N")
}

// IntN returns a value in [0, n). It panics where n <= 0.
func (r *Rand) IntN(n int) int {
	if n > 0 {
		return int(r.below(uint64(n)))
	}
	panic("invalid argument to IntN")
}

// UintN returns a value in [0, n). It panics where n is 0.
func (r *Rand) UintN(n uint) uint {
	if n > 0 {
		return uint(r.below(uint64(n)))
	}
	panic("invalid argument to UintN")
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 { return float64(r.Uint64()<<11>>11) / (1 << 53) }

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

// Perm returns the integers of [0, n) in random order.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

// Shuffle puts n elements, which swap exchanges, in random order. It panics where n
// is negative.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for left := n; left > 1; left-- {
		swap(left-1, int(r.below(uint64(left))))
	}
}

// NormFloat64 returns a number of the standard normal distribution.
func (r *Rand) NormFloat64() float64 {
	for {
		u := r.Uint64()
		if x, ok := ziggurat.Norm(int32(u), int(u>>32&0x7F), r); ok {
			return x
		}
	}
}

// ExpFloat64 returns a number of the exponential distribution with rate 1.
func (r *Rand) ExpFloat64() float64 {
	for {
		u := r.Uint64()
		if x, ok := ziggurat.Exp(uint32(u), int(u>>32&0xFF), r); ok {
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
