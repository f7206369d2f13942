// Package crc32 is the cyclic redundancy check of 32 bits, in any polynomial.
// Polynomials are written with the bit of x^31 lowest.
package crc32

import (
	"errors"
	"hash"
	"internal/hashstate"
	"sync"
)

// Size is the length of a CRC-32 in bytes.
const Size = 4

// Polynomials.
const (
	// IEEE is the polynomial of Ethernet, gzip, PNG and most others.
	IEEE = 0xedb88320

	// Castagnoli is the one of iSCSI; it finds more errors.
	Castagnoli = 0x82f63b78

	// Koopman finds more errors than IEEE, too.
	Koopman = 0xeb31d82e
)

// Table makes a polynomial quick to work with: entry i is the remainder of byte i.
type Table [256]uint32

// IEEETable is the table of IEEE.
var IEEETable = newTable(IEEE)

var castagnoli = sync.OnceValue(func() *Table { return newTable(Castagnoli) })

// The natives: fill makes a table. update continues a checksum with a table of any
// polynomial, updateIEEE and updateCastagnoli with these by faster ways.
func fill(t *Table, poly uint32)
func update(crc uint32, t *Table, p []byte) uint32
func updateIEEE(crc uint32, p []byte) uint32
func updateCastagnoli(crc uint32, p []byte) uint32

func newTable(poly uint32) *Table {
	t := new(Table)
	fill(t, poly)
	return t
}

// MakeTable returns the table of a polynomial, which must not be changed.
func MakeTable(poly uint32) *Table {
	switch poly {
	case IEEE:
		return IEEETable
	case Castagnoli:
		return castagnoli()
	}
	return newTable(poly)
}

// Update continues the checksum crc with the bytes of p.
func Update(crc uint32, tab *Table, p []byte) uint32 {
	// Entry 128 of a table is its polynomial.
	switch {
	case tab == IEEETable:
		return updateIEEE(crc, p)
	case tab[128] == Castagnoli && tab == castagnoli():
		return updateCastagnoli(crc, p)
	}
	return update(crc, tab, p)
}

// Checksum returns the checksum of data in the table's polynomial.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE returns the checksum of data in the polynomial IEEE.
func ChecksumIEEE(data []byte) uint32 { return updateIEEE(0, data) }

type digest struct {
	crc uint32
	tab *Table
}

// New returns a hash of the table's polynomial, whose sum is in big-endian order.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

// NewIEEE returns a hash of the polynomial IEEE.
func NewIEEE() hash.Hash32 { return New(IEEETable) }

func (d *digest) Size() int                      { return Size }
func (d *digest) BlockSize() int                 { return 1 }
func (d *digest) Reset()                         { d.crc = 0 }
func (d *digest) Sum32() uint32                  { return d.crc }
func (d *digest) Sum(b []byte) []byte            { return hashstate.Append32(b, d.crc) }
func (d *digest) Clone() (hash.Cloner, error)    { return &digest{d.crc, d.tab}, nil }
func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

const mark = "crc\x01"

// fingerprint tells tables apart in a saved state.
func (t *Table) fingerprint() uint32 {
	var bytes []byte
	for _, v := range t {
		bytes = hashstate.Append32(bytes, v)
	}
	return ChecksumIEEE(bytes)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return d.Sum(hashstate.Append32(append(b, mark...), d.tab.fingerprint())), nil
}

func (d *digest) UnmarshalBinary(data []byte) error {
	state, err := hashstate.Open("hash/crc32", mark, 8, data)
	if err != nil {
		return err
	}
	if hashstate.Get32(state) != d.tab.fingerprint() {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = hashstate.Get32(state[4:])
	return nil
}
