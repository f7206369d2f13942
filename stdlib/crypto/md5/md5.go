// Package md5 is MD5 (RFC 1321), which is broken: it is not for security.
package md5

import (
	"crypto"
	"hash"
	"internal/mdhash"
)

// Size is the length of a sum, BlockSize that of a block, in bytes.
const (
	Size      = 16
	BlockSize = 64
)

var spec = mdhash.Spec{
	Pkg: "crypto/md5", Mark: "md5\x01", Algo: mdhash.MD5, Words: 4, Size: Size,
	Start: [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476},
}

func init() { crypto.RegisterHash(crypto.MD5, New) }

// New returns a new MD5. Its state can be saved and restored.
func New() hash.Hash { return mdhash.New(&spec) }

// Sum returns the MD5 of data.
func Sum(data []byte) (sum [Size]byte) {
	mdhash.Sum(&spec, data, sum[:])
	return sum
}
