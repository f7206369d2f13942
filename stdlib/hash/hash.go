// Package hash describes what all hash functions have in common.
package hash

import "io"

// Hash is a hash function at work: bytes are written to it, and Sum tells the hash
// of all of them so far.
type Hash interface {
	// Write takes more data in. It never fails.
	io.Writer

	// Sum appends the hash to b; more may be written afterwards.
	Sum(b []byte) []byte

	// Reset forgets what was written.
	Reset()

	// Size is the length of a hash in bytes.
	Size() int

	// BlockSize is the length that writes had best be a multiple of.
	BlockSize() int
}

// Hash32 is a Hash of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// Hash64 is a Hash of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}

// Cloner is a Hash whose state can be copied. Clone fails, with an error that wraps
// errors.ErrUnsupported, only where it rests on a hash that cannot.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// XOF is a function whose output may be as long as one likes.
type XOF interface {
	// Write takes more data in; it panics once Read was called.
	io.Writer

	// Read gives the next bytes of output, and io.EOF where their number is limited.
	io.Reader

	// Reset forgets what was written.
	Reset()

	// BlockSize is the length that writes had best be a multiple of.
	BlockSize() int
}
