// Package sha1 is SHA-1 (RFC 3174), which is broken: it is not for security.
package sha1

import (
	"crypto"
	"hash"
	"internal/mdhash"
)

// Size is the length of a sum, BlockSize that of a block, in bytes.
const (
	Size      = 20
	BlockSize = 64
)

var spec = mdhash.Spec{
	Pkg: "crypto/sha1", Mark: "sha\x01", Algo: mdhash.SHA1, Words: 5, Size: Size,
	Start: [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
}

func init() { crypto.RegisterHash(crypto.SHA1, New) }

// New returns a new SHA-1. Its state can be saved and restored.
func New() hash.Hash { return mdhash.New(&spec) }

// Sum returns the SHA-1 of data.
func Sum(data []byte) (sum [Size]byte) {
	mdhash.Sum(&spec, data, sum[:])
	return sum
}
