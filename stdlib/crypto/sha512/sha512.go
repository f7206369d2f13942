// Package sha512 is SHA-512, SHA-384, and SHA-512 cut to 224 and 256 bits (FIPS
// 180-4).
package sha512

import (
	"crypto"
	"hash"
	"internal/mdhash"
)

// Lengths of sums and of a block, in bytes.
const (
	Size      = 64 // SHA-512
	Size384   = 48 // SHA-384
	Size256   = 32 // SHA-512/256
	Size224   = 28 // SHA-512/224
	BlockSize = 128
)

// specOf fills in what the four have in common.
func specOf(mark string, size int, start [8]uint64) *mdhash.Spec {
	return &mdhash.Spec{Pkg: "crypto/sha512", Mark: mark, Algo: mdhash.SHA512, Words: 8, Wide: true, Size: size, Start: start}
}

var (
	spec = specOf("sha\x07", 64, [8]uint64{
		0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
		0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
	})
	spec384 = specOf("sha\x04", 48, [8]uint64{
		0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
		0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
	})
	spec512_224 = specOf("sha\x05", 28, [8]uint64{
		0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf,
		0x0f6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1,
	})
	spec512_256 = specOf("sha\x06", 32, [8]uint64{
		0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd,
		0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2,
	})
)

func init() {
	crypto.RegisterHash(crypto.SHA512, New)
	crypto.RegisterHash(crypto.SHA384, New384)
	crypto.RegisterHash(crypto.SHA512_224, New512_224)
	crypto.RegisterHash(crypto.SHA512_256, New512_256)
}

// New returns a new SHA-512. Its state can be saved and restored.
func New() hash.Hash { return mdhash.New(spec) }

// New384 returns a new SHA-384. Its state can be saved and restored.
func New384() hash.Hash { return mdhash.New(spec384) }

// New512_224 returns a new SHA-512/224. Its state can be saved and restored.
func New512_224() hash.Hash { return mdhash.New(spec512_224) }

// New512_256 returns a new SHA-512/256. Its state can be saved and restored.
func New512_256() hash.Hash { return mdhash.New(spec512_256) }

// Sum512 returns the SHA-512 of data.
func Sum512(data []byte) (sum [Size]byte) {
	mdhash.Sum(spec, data, sum[:])
	return sum
}

// Sum384 returns the SHA-384 of data.
func Sum384(data []byte) (sum [Size384]byte) {
	mdhash.Sum(spec384, data, sum[:])
	return sum
}

// Sum512_224 returns the SHA-512/224 of data.
func Sum512_224(data []byte) (sum [Size224]byte) {
	mdhash.Sum(spec512_224, data, sum[:])
	return sum
}

// Sum512_256 returns the SHA-512/256 of data.
func Sum512_256(data []byte) (sum [Size256]byte) {
	mdhash.Sum(spec512_256, data, sum[:])
	return sum
}
