// Package hash describes what all hash functions have in common.
package hash

import "io"

// Hash is a hash function at work: bytes are written to it, which never fails, and Sum
// appends the hash of all of them so far.
type Hash interface {
	Size() int      // of a hash in bytes
	BlockSize() int // the length that writes had best be a multiple of
	Sum(b []byte) []byte
	Reset() // forgets what was written
	io.Writer
}

// Hashes of 32 and 64 bits, which are numbers, too.
type (
	Hash32 interface {
		Sum32() uint32
		Hash
	}
	Hash64 interface {
		Sum64() uint64
		Hash
	}
)

// Cloner is a Hash whose state can be copied. Clone fails, with an error that wraps
// errors.ErrUnsupported, only where it rests on a hash that cannot.
type Cloner interface {
	Clone() (Cloner, error)
	Hash
}

// XOF is a function whose output may be as long as one likes. Once Read has given some
// of it, Write panics; Read gives io.EOF where there is an end.
type XOF interface {
	BlockSize() int // the length that writes had best be a multiple of
	Reset()         // forgets what was written
	io.ReadWriter
}
