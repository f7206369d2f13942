// Package fnv has the hash functions FNV-1 and FNV-1a of Fowler, Noll and Vo, in 32,
// 64 and 128 bits.
package fnv

import (
	"hash"
	"internal/hashstate"
)

// The natives continue a hash with the bytes of p. xorFirst is the order of FNV-1a.
func update32(h uint32, p []byte, xorFirst bool) uint32
func update64(h uint64, p []byte, xorFirst bool) uint64
func update128(hi, lo uint64, p []byte, xorFirst bool) (uint64, uint64)

const (
	start32    = 0x811c9dc5
	start64    = 0xcbf29ce484222325
	start128Hi = 0x6c62272e07bb0142
	start128Lo = 0x62b821756295c58d
)

// variant is 0 for FNV-1 and 1 for FNV-1a.
type variant byte

// mark names a function of the given size in a saved state: the three sizes take the
// odd numbers, FNV-1a the even ones after them.
func (v variant) mark(bits int) string {
	n := byte(1)
	for ; bits > 32; bits /= 2 {
		n += 2
	}
	return "fnv" + string(rune(n+byte(v)))
}

type hash32 struct {
	sum uint32
	variant
}

type hash64 struct {
	sum uint64
	variant
}

type hash128 struct {
	hi, lo uint64
	variant
}

// New32 returns FNV-1 of 32 bits.
func New32() hash.Hash32 { return &hash32{start32, 0} }

// New32a returns FNV-1a of 32 bits.
func New32a() hash.Hash32 { return &hash32{start32, 1} }

// New64 returns FNV-1 of 64 bits.
func New64() hash.Hash64 { return &hash64{start64, 0} }

// New64a returns FNV-1a of 64 bits.
func New64a() hash.Hash64 { return &hash64{start64, 1} }

// New128 returns FNV-1 of 128 bits, whose sum is in big-endian order.
func New128() hash.Hash { return &hash128{start128Hi, start128Lo, 0} }

// New128a returns FNV-1a of 128 bits, whose sum is in big-endian order.
func New128a() hash.Hash { return &hash128{start128Hi, start128Lo, 1} }

func (h *hash32) Reset()               { h.sum = start32 }
func (h *hash32) Size() int            { return 4 }
func (h *hash32) BlockSize() int       { return 1 }
func (h *hash32) Sum32() uint32        { return h.sum }
func (h *hash32) Sum(b []byte) []byte  { return hashstate.Append32(b, h.sum) }
func (h *hash64) Reset()               { h.sum = start64 }
func (h *hash64) Size() int            { return 8 }
func (h *hash64) BlockSize() int       { return 1 }
func (h *hash64) Sum64() uint64        { return h.sum }
func (h *hash64) Sum(b []byte) []byte  { return hashstate.Append64(b, h.sum) }
func (h *hash128) Reset()              { h.hi, h.lo = start128Hi, start128Lo }
func (h *hash128) Size() int           { return 16 }
func (h *hash128) BlockSize() int      { return 1 }
func (h *hash128) Sum(b []byte) []byte { return hashstate.Append64(hashstate.Append64(b, h.hi), h.lo) }

func (h *hash32) Write(p []byte) (int, error) {
	h.sum = update32(h.sum, p, h.variant == 1)
	return len(p), nil
}

func (h *hash64) Write(p []byte) (int, error) {
	h.sum = update64(h.sum, p, h.variant == 1)
	return len(p), nil
}

func (h *hash128) Write(p []byte) (int, error) {
	h.hi, h.lo = update128(h.hi, h.lo, p, h.variant == 1)
	return len(p), nil
}
