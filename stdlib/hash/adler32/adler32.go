// Package adler32 is the Adler-32 checksum of RFC 1950.
package adler32

import (
	"hash"
	"internal/hashstate"
)

// Size is the length of an Adler-32 in bytes.
const Size = 4

// digest is the checksum so far, which is all the state there is.
type digest uint32

// update continues a checksum with the bytes of p.
func update(sum uint32, p []byte) uint32

// New returns an Adler-32 hash, whose sum is in big-endian order.
func New() hash.Hash32 {
	d := digest(1)
	return &d
}

// Checksum returns the checksum of data.
func Checksum(data []byte) uint32 { return update(1, data) }

func (d *digest) Size() int                      { return Size }
func (d *digest) BlockSize() int                 { return 4 }
func (d *digest) Reset()                         { *d = 1 }
func (d *digest) Sum32() uint32                  { return uint32(*d) }
func (d *digest) Sum(b []byte) []byte            { return hashstate.Append32(b, uint32(*d)) }
func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) Write(p []byte) (n int, err error) {
	*d = digest(update(uint32(*d), p))
	return len(p), nil
}

func (d *digest) Clone() (hash.Cloner, error) {
	other := *d
	return &other, nil
}

const mark = "adl\x01"

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return d.Sum(append(b, mark...)), nil
}

func (d *digest) UnmarshalBinary(data []byte) error {
	state, err := hashstate.Open("hash/adler32", mark, 4, data)
	if err == nil {
		*d = digest(hashstate.Get32(state))
	}
	return err
}
