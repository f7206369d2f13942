// This file has numbers of variable length: seven bits a byte, the lowest first, the
// top bit set in all bytes but the last. Signed numbers have the sign in the lowest
// bit ("zig-zag"), so that small ones of both signs are short.

package binary

import (
	"errors"
	"io"
)

// The greatest lengths of numbers of 16, 32 and 64 bits.
const (
	MaxVarintLen16 = 3
	MaxVarintLen32 = 5
	MaxVarintLen64 = 10
)

var errOverflow = errors.New("binary: varint overflows a 64-bit integer")

func zigzag(x int64) uint64   { return uint64(x)<<1 ^ uint64(x>>63) }
func unzigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

// AppendUvarint appends x to buf.
func AppendUvarint(buf []byte, x uint64) []byte {
	for x > 0x7f {
		buf = append(buf, 0x80|byte(x))
		x >>= 7
	}
	return append(buf, byte(x))
}

// AppendVarint appends x to buf.
func AppendVarint(buf []byte, x int64) []byte { return AppendUvarint(buf, zigzag(x)) }

// PutUvarint writes x to buf, which must have room, and returns the length.
func PutUvarint(buf []byte, x uint64) (n int) {
	for ; x > 0x7f; n++ {
		buf[n] = 0x80 | byte(x)
		x >>= 7
	}
	buf[n] = byte(x)
	return n + 1
}

// PutVarint writes x to buf, which must have room, and returns the length.
func PutVarint(buf []byte, x int64) int { return PutUvarint(buf, zigzag(x)) }

// gather is a number that is being read.
type gather struct {
	value uint64
	n     int // bytes taken
}

// add takes another byte: done says that it was the last, fits that the number has
// no more than 64 bits.
func (g *gather) add(b byte) (done, fits bool) {
	done = b < 0x80
	if g.n == MaxVarintLen64 || g.n == MaxVarintLen64-1 && done && b > 1 {
		g.n++
		return done, false
	}
	g.value |= uint64(b&0x7f) << (7 * g.n)
	g.n++
	return done, true
}

// Uvarint reads a number from buf and returns its length, which is 0 where buf ends
// too early, and minus the bytes looked at where the number does not fit 64 bits.
func Uvarint(buf []byte) (uint64, int) {
	if len(buf) > 0 && buf[0] < 0x80 {
		return uint64(buf[0]), 1
	}
	var g gather
	for _, b := range buf {
		done, fits := g.add(b)
		if !fits {
			return 0, -g.n
		}
		if done {
			return g.value, g.n
		}
	}
	return 0, 0
}

// Varint is Uvarint for signed numbers.
func Varint(buf []byte) (int64, int) {
	u, n := Uvarint(buf)
	return unzigzag(u), n
}

// ReadUvarint reads a number from r. The error is io.EOF only where nothing was read;
// where r ends within the number, it is io.ErrUnexpectedEOF.
func ReadUvarint(r io.ByteReader) (uint64, error) {
	var g gather
	for g.n < MaxVarintLen64 {
		b, err := r.ReadByte()
		if err == io.EOF && g.n > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return g.value, err
		}
		done, fits := g.add(b)
		if !fits {
			break
		}
		if done {
			return g.value, nil
		}
	}
	return g.value, errOverflow
}

// ReadVarint is ReadUvarint for signed numbers.
func ReadVarint(r io.ByteReader) (int64, error) {
	u, err := ReadUvarint(r)
	return unzigzag(u), err
}
