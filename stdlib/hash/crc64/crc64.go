// Package crc64 is the cyclic redundancy check of 64 bits, in any polynomial.
package crc64

import (
	"errors"
	"hash"
	"internal/hashstate"
	"sync"
)

// Size is the length of a CRC-64 in bytes.
const Size = 8

// Polynomials, with the bit of x^63 lowest.
const (
	// ISO is the one of ISO 3309 (HDLC).
	ISO = 0xD800000000000000

	// ECMA is the one of ECMA 182.
	ECMA = 0xC96C5795D7870F42
)

// Table makes a polynomial quick to work with: entry i is the remainder of byte i.
type Table [256]uint64

// The natives: fill makes a table, update continues a checksum.
func fill(t *Table, poly uint64)
func update(crc uint64, t *Table, p []byte) uint64

func newTable(poly uint64) *Table {
	t := new(Table)
	fill(t, poly)
	return t
}

var (
	iso  = sync.OnceValue(func() *Table { return newTable(ISO) })
	ecma = sync.OnceValue(func() *Table { return newTable(ECMA) })
)

// MakeTable returns the table of a polynomial, which must not be changed.
func MakeTable(poly uint64) *Table {
	switch poly {
	case ISO:
		return iso()
	case ECMA:
		return ecma()
	}
	return newTable(poly)
}

// Update continues the checksum crc with the bytes of p.
func Update(crc uint64, tab *Table, p []byte) uint64 { return update(crc, tab, p) }

// Checksum returns the checksum of data in the table's polynomial.
func Checksum(data []byte, tab *Table) uint64 { return update(0, tab, data) }

type digest struct {
	crc uint64
	tab *Table
}

// New returns a hash of the table's polynomial, whose sum is in big-endian order.
func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

func (d *digest) Sum64() uint64                  { return d.crc }
func (d *digest) Sum(b []byte) []byte            { return hashstate.Append64(b, d.crc) }
func (d *digest) Reset()                         { d.crc = 0 }
func (d *digest) Clone() (hash.Cloner, error)    { return &digest{d.crc, d.tab}, nil }
func (d *digest) BlockSize() int                 { return 1 }
func (d *digest) Size() int                      { return Size }
func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = update(d.crc, d.tab, p)
	return len(p), nil
}

const mark = "crc\x02"

// fingerprint tells tables apart in a saved state.
func (t *Table) fingerprint() uint64 {
	var bytes []byte
	for _, v := range t {
		bytes = hashstate.Append64(bytes, v)
	}
	return Checksum(bytes, iso())
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return d.Sum(hashstate.Append64(append(b, mark...), d.tab.fingerprint())), nil
}

func (d *digest) UnmarshalBinary(data []byte) error {
	state, err := hashstate.Open("hash/crc64", mark, 16, data)
	if err != nil {
		return err
	}
	if hashstate.Get64(state) != d.tab.fingerprint() {
		return errors.New("hash/crc64: tables do not match")
	}
	d.crc = hashstate.Get64(state[8:])
	return nil
}
