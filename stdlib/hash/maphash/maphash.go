// Package maphash hashes bytes, strings and comparable values for hash tables, with
// seeds that are good for one process only. It is not for cryptography.
package maphash

import (
	"hash"
	"internal/hashstate"
)

// Seed chooses one of the hash functions. It is made by MakeSeed; the zero Seed is
// not valid.
type Seed struct {
	s uint64
}

// The natives. mix hashes p on top of the state h. value hashes the value in v as
// maps do. random is never zero.
func mix(h uint64, p []byte) uint64
func mixString(h uint64, s string) uint64
func value(h uint64, v any) uint64
func random() uint64

// MakeSeed returns a random seed.
func MakeSeed() Seed { return Seed{random()} }

func (s Seed) valid() uint64 {
	if s.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	return s.s
}

// chunk is what a Hash gathers before it mixes.
const chunk = 128

// Bytes returns the hash of b.
func Bytes(seed Seed, b []byte) uint64 {
	h := seed.valid()
	for ; len(b) > chunk; b = b[chunk:] {
		h = mix(h, b[:chunk])
	}
	return mix(h, b)
}

// String returns the hash of s, which is that of its bytes.
func String(seed Seed, s string) uint64 {
	h := seed.valid()
	for ; len(s) > chunk; s = s[chunk:] {
		h = mixString(h, s[:chunk])
	}
	return mixString(h, s)
}

// Comparable returns a hash of v that equal values have in common; a value that is
// not equal to itself has a random one.
func Comparable[T comparable](seed Seed, v T) uint64 {
	return value(seed.valid(), v)
}

// WriteComparable adds a hash of x to the data of h.
func WriteComparable[T comparable](h *Hash, x T) {
	h.begin()
	var b [8]byte
	h.Write(hashstate.Append64(b[:0], value(h.seed.s, x)))
}

// Hash hashes what is written to it. The zero Hash chooses a random seed when it is
// first used.
type Hash struct {
	_     [0]func() // not comparable
	seed  Seed
	state uint64
	n     int // bytes waiting
	wait  [chunk]byte
}

func (h *Hash) begin() {
	if h.seed.s == 0 {
		h.SetSeed(MakeSeed())
	}
}

// Write adds b to the data. It never fails.
func (h *Hash) Write(b []byte) (int, error) {
	h.begin()
	size := len(b)
	for len(b) > 0 {
		// A full chunk is mixed only when more follows, as Bytes does.
		if h.n == chunk {
			h.state = mix(h.state, h.wait[:])
			h.n = 0
		}
		n := copy(h.wait[h.n:], b)
		h.n += n
		b = b[n:]
	}
	return size, nil
}

// WriteString adds the bytes of s to the data. It never fails.
func (h *Hash) WriteString(s string) (int, error) {
	h.begin()
	size := len(s)
	for len(s) > 0 {
		if h.n == chunk {
			h.state = mix(h.state, h.wait[:])
			h.n = 0
		}
		n := copy(h.wait[h.n:], s)
		h.n += n
		s = s[n:]
	}
	return size, nil
}

// WriteByte adds b to the data. It never fails.
func (h *Hash) WriteByte(b byte) error {
	h.Write([]byte{b})
	return nil
}

// Seed returns the seed.
func (h *Hash) Seed() Seed {
	h.begin()
	return h.seed
}

// SetSeed chooses the hash function, and forgets what was written.
func (h *Hash) SetSeed(seed Seed) {
	h.state = seed.valid()
	h.seed = seed
	h.n = 0
}

// Reset forgets what was written. The seed stays.
func (h *Hash) Reset() {
	h.begin()
	h.SetSeed(h.seed)
}

// Sum64 returns the hash of what was written.
func (h *Hash) Sum64() uint64 {
	h.begin()
	return mix(h.state, h.wait[:h.n])
}

// Sum appends the hash of what was written to b.
func (h *Hash) Sum(b []byte) []byte { return hashstate.Append64(b, h.Sum64()) }

// Size is the length of a hash: 8.
func (h *Hash) Size() int { return 8 }

// BlockSize is the length of what is mixed at once.
func (h *Hash) BlockSize() int { return chunk }

// Clone returns a copy of h.
func (h *Hash) Clone() (hash.Cloner, error) {
	h.begin()
	other := *h
	return &other, nil
}
