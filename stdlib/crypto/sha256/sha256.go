// Package sha256 is SHA-256 and SHA-224 (FIPS 180-4).
package sha256

import (
	"crypto"
	"hash"
	"internal/mdhash"
)

// Size and Size224 are the lengths of sums, BlockSize that of a block, in bytes.
const (
	Size      = 32
	Size224   = 28
	BlockSize = 64
)

var spec = mdhash.Spec{
	Pkg: "crypto/sha256", Mark: "sha\x03", Algo: mdhash.SHA256, Words: 8, Size: Size,
	Start: [8]uint64{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
}

var spec224 = mdhash.Spec{
	Pkg: "crypto/sha256", Mark: "sha\x02", Algo: mdhash.SHA256, Words: 8, Size: Size224,
	Start: [8]uint64{0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4},
}

func init() {
	crypto.RegisterHash(crypto.SHA224, New224)
	crypto.RegisterHash(crypto.SHA256, New)
}

// New returns a new SHA-256. Its state can be saved and restored.
func New() hash.Hash { return mdhash.New(&spec) }

// New224 returns a new SHA-224. Its state can be saved and restored.
func New224() hash.Hash { return mdhash.New(&spec224) }

// Sum256 returns the SHA-256 of data.
func Sum256(data []byte) (sum [Size]byte) {
	mdhash.Sum(&spec, data, sum[:])
	return sum
}

// Sum224 returns the SHA-224 of data.
func Sum224(data []byte) (sum [Size224]byte) {
	mdhash.Sum(&spec224, data, sum[:])
	return sum
}
