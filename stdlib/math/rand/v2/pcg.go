// This file holds the two sources: PCG-DXSM with 128 bits of state, and ChaCha8.

package rand

import (
	"errors"
	"internal/chacha8"
	"math/bits"
)

func appendBig(b []byte, v uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(v>>shift))
	}
	return b
}

func big(b []byte) (v uint64) {
	for _, c := range b[:8] {
		v = v<<8 | uint64(c)
	}
	return v
}

// PCG is O'Neill's generator with 128 bits of state and output by the DXSM mix. The
// zero value is NewPCG(0, 0).
type PCG struct{ hi, lo uint64 }

// NewPCG returns a PCG with the given seeds.
func NewPCG(seed1, seed2 uint64) *PCG {
	p := new(PCG)
	p.Seed(seed1, seed2)
	return p
}

// Seed makes p behave as NewPCG(seed1, seed2) does.
func (p *PCG) Seed(seed1, seed2 uint64) { *p = PCG{seed1, seed2} }

// Uint64 returns a 64-bit value.
func (p *PCG) Uint64() uint64 {
	const (
		mulHi, mulLo = 0x2360ED051FC65DA4, 0x4385DF649FCCF645
		incHi, incLo = 0x5851F42D4C957F2D, 0x14057B7EF767814F
		cheap        = 0xDA942042E4DD58B5
	)
	hi, lo := bits.Mul64(p.lo, mulLo)
	hi += p.hi*mulLo + p.lo*mulHi
	lo, carry := bits.Add64(lo, incLo, 0)
	hi, _ = bits.Add64(hi, incHi, carry)
	p.hi, p.lo = hi, lo

	hi = (hi ^ hi>>32) * cheap
	return (hi ^ hi>>48) * (lo | 1)
}

// AppendBinary appends the state to b.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	return appendBig(appendBig(append(b, "pcg:"...), p.hi), p.lo), nil
}

// MarshalBinary returns the state.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// UnmarshalBinary sets the state to one that MarshalBinary returned.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi, p.lo = big(data[4:]), big(data[12:])
	return nil
}

// ChaCha8 is a cryptographically strong generator on the ChaCha8 cipher.
type ChaCha8 struct {
	state chacha8.State
	bytes [8]byte // the last of which Read has not given away
	left  int     // how many
}

// NewChaCha8 returns a ChaCha8 with the given seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed makes c behave as NewChaCha8(seed) does.
func (c *ChaCha8) Seed(seed [32]byte) {
	*c = ChaCha8{}
	c.state.Init(seed)
}

// Uint64 returns a 64-bit value.
func (c *ChaCha8) Uint64() uint64 { return c.state.Next() }

// Read fills p; it returns len(p) and nil always.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if c.left == 0 {
			v := c.Uint64()
			for i := range c.bytes {
				c.bytes[i] = byte(v >> (8 * i))
			}
			c.left = len(c.bytes)
		}
		took := copy(p[n:], c.bytes[len(c.bytes)-c.left:])
		c.left -= took
		n += took
	}
	return n, nil
}

// AppendBinary appends the state to b.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.left > 0 {
		b = append(b, "readbuf:"...)
		b = append(b, byte(c.left))
		b = append(b, c.bytes[len(c.bytes)-c.left:]...)
	}
	b = appendBig(append(b, "chacha8:"...), uint64(c.state.Used()))
	for _, word := range c.state.Key() {
		b = appendBig(b, bits.ReverseBytes64(word))
	}
	return b, nil
}

// MarshalBinary returns the state.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary sets the state to one that MarshalBinary returned.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	const mark = "readbuf:"
	if len(data) >= len(mark) && string(data[:len(mark)]) == mark {
		data = data[len(mark):]
		if len(data) == 0 || int(data[0]) >= len(data) {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		n := 1 + int(data[0])
		held := data[1:n]
		c.left = copy(c.bytes[max(0, len(c.bytes)-len(held)):], held)
		data = data[n:]
	}
	bad := errors.New("invalid ChaCha8 encoding")
	if len(data) != 48 || string(data[:8]) != "chacha8:" {
		return bad
	}
	var key [4]uint64
	for i := range key {
		key[i] = bits.ReverseBytes64(big(data[16+8*i:]))
	}
	if !c.state.Restore(key, big(data[8:])) {
		return bad
	}
	return nil
}
