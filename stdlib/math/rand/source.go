// This file holds the sources: the seeded generator, and the runtime's own.

package rand

import (
	"sync"
	"sync/atomic"
)

const (
	stateSize = 607
	lag       = 273
	mask63    = 1<<63 - 1
	modulus   = 1<<31 - 1
)

// Source is a source of numbers from 0 to 1<<63 - 1. It may not be used by several
// goroutines at once.
type Source interface {
	Seed(seed int64)
	Int63() int64
}

// Source64 is a Source that gives all 64 bits. New makes use of that.
type Source64 interface {
	Source
	Uint64() uint64
}

// NewSource returns a Source64 with the given seed: an additive lagged Fibonacci
// generator x[n] = x[n-273] + x[n-607]. Equal seeds give equal numbers.
func NewSource(seed int64) Source {
	s := new(fibonacci)
	s.Seed(seed)
	return s
}

type fibonacci struct {
	state    [stateSize]uint64
	at, back int // of the last two terms; they run downwards
}

// lehmer is the minimal standard generator with multiplier 48271 (Park, Miller).
func lehmer(x uint64) uint64 { return x * 48271 % modulus }

func (f *fibonacci) Seed(seed int64) {
	f.back, f.at = 0, stateSize-lag
	if seed %= modulus; seed < 0 {
		seed += modulus
	}
	if seed == 0 {
		seed = 89482311
	}
	x := uint64(seed)
	for range 20 {
		x = lehmer(x)
	}
	for i := range f.state {
		a := lehmer(x)
		b := lehmer(a)
		x = lehmer(b)
		f.state[i] = a<<40 ^ b<<20 ^ x ^ cooked[i]
	}
}

func (f *fibonacci) Uint64() uint64 {
	f.back--
	if f.back < 0 {
		f.back += stateSize
	}
	f.at--
	if f.at < 0 {
		f.at += stateSize
	}
	x := f.state[f.at] + f.state[f.back]
	f.state[f.at] = x
	return x
}

func (f *fibonacci) Int63() int64 { return int64(f.Uint64() & mask63) }

// runtimeSource is the runtime's generator, which any goroutine may use. Seed puts one that it has seeded in its place.
type runtimeSource struct{}

// seeded is nil until then.
var seeded atomic.Pointer[lockedSource]

func (runtimeSource) Seed(seed int64) { seeded.Store(&lockedSource{from: NewSource(seed).(Source64)}) }

func (runtimeSource) Uint64() uint64 {
	if s := seeded.Load(); s != nil {
		return s.next()
	}
	return runtimeRand()
}

func (s runtimeSource) Int63() int64 { return int64(s.Uint64() & mask63) }

// lockedSource is a source that any goroutine may use.
type lockedSource struct {
	mu   sync.Mutex
	from Source64
}

func (s *lockedSource) next() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.from.Uint64()
}
