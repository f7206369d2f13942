// Package mdhash is what MD5, SHA-1 and SHA-2 have in common, and all of their Go
// code: a chain of words that natives take on from block to block (OpenSSL's), bytes
// that wait for a block to be full, padding with the length, and saved states.
package mdhash

import (
	"hash"
	"internal/hashstate"
)

// Algo says which compression a function has.
type Algo int

const (
	MD5 Algo = iota
	SHA1
	SHA256
	SHA512
)

// Spec is a hash function.
type Spec struct {
	Pkg   string // for errors
	Mark  string // of saved states
	Algo  Algo
	Words int  // of the chain
	Wide  bool // words have 64 bits, blocks 128 bytes
	Size  int  // of the sum
	Start [8]uint64
}

// absorb takes the chain on through whole blocks.
func absorb(algo Algo, chain *[8]uint64, blocks []byte)

// Digest is a hash at work. It must be Reset before it is used.
type Digest struct {
	spec  *Spec
	chain [8]uint64
	wait  [128]byte
	n     int // bytes waiting
	total uint64
}

var _ hash.Cloner = (*Digest)(nil)

// New returns a new hash.
func New(spec *Spec) *Digest {
	return &Digest{spec: spec, chain: spec.Start}
}

// Sum writes the hash of data to out.
func Sum(spec *Spec, data []byte, out []byte) {
	d := Digest{spec: spec, chain: spec.Start}
	d.Write(data)
	d.Sum(out[:0])
}

func (d *Digest) Size() int { return d.spec.Size }

func (d *Digest) BlockSize() int {
	if d.spec.Wide {
		return 128
	}
	return 64
}

func (d *Digest) Reset() {
	d.chain = d.spec.Start
	d.n, d.total = 0, 0
}

func (d *Digest) Write(p []byte) (int, error) {
	size := len(p)
	d.total += uint64(size)
	block := d.BlockSize()
	if d.n > 0 {
		n := copy(d.wait[d.n:block], p)
		p = p[n:]
		if d.n += n; d.n < block {
			return size, nil
		}
		absorb(d.spec.Algo, &d.chain, d.wait[:block])
		d.n = 0
	}
	if whole := len(p) / block * block; whole > 0 {
		absorb(d.spec.Algo, &d.chain, p[:whole])
		p = p[whole:]
	}
	d.n = copy(d.wait[:], p)
	return size, nil
}

// appendChain appends the words of the chain in big-endian order.
func (d *Digest) appendChain(b []byte, chain *[8]uint64) []byte {
	for _, w := range chain[:d.spec.Words] {
		if d.spec.Wide {
			b = hashstate.Append64(b, w)
		} else {
			b = hashstate.Append32(b, uint32(w))
		}
	}
	return b
}

// swapped turns the bytes of a 32-bit word round: MD5 alone is little-endian.
func swapped(w uint64) uint64 {
	return w>>24&0xff | w>>8&0xff00 | w<<8&0xff0000 | w<<24&0xff000000
}

func (d *Digest) Sum(b []byte) []byte {
	block := d.BlockSize()
	length := 8
	if d.spec.Wide {
		length = 16
	}
	// What waits, one bit, zeros, and the length in bits in the block's last bytes.
	var tail [256]byte
	copy(tail[:], d.wait[:d.n])
	tail[d.n] = 0x80
	end := block
	if d.n+1+length > block {
		end = 2 * block
	}
	bits := d.total << 3
	for i := range 8 {
		if d.spec.Algo == MD5 {
			tail[end-8+i] = byte(bits >> (8 * i))
		} else {
			tail[end-1-i] = byte(bits >> (8 * i))
		}
	}
	if d.spec.Wide {
		tail[end-9] = byte(d.total >> 61)
	}
	chain := d.chain
	absorb(d.spec.Algo, &chain, tail[:end])
	if d.spec.Algo == MD5 {
		for i := range chain {
			chain[i] = swapped(chain[i])
		}
	}
	var sum [64]byte
	return append(b, d.appendChain(sum[:0], &chain)[:d.spec.Size]...)
}

func (d *Digest) Clone() (hash.Cloner, error) {
	other := *d
	return &other, nil
}

func (d *Digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *Digest) AppendBinary(b []byte) ([]byte, error) {
	b = d.appendChain(append(b, d.spec.Mark...), &d.chain)
	b = append(b, d.wait[:d.n]...)
	b = append(b, make([]byte, d.BlockSize()-d.n)...)
	return hashstate.Append64(b, d.total), nil
}

func (d *Digest) UnmarshalBinary(data []byte) error {
	block, width := d.BlockSize(), d.BlockSize()/16
	state, err := hashstate.Open(d.spec.Pkg, d.spec.Mark, d.spec.Words*width+block+8, data)
	if err != nil {
		return err
	}
	for i := range d.spec.Words {
		if d.spec.Wide {
			d.chain[i] = hashstate.Get64(state)
		} else {
			d.chain[i] = uint64(hashstate.Get32(state))
		}
		state = state[width:]
	}
	copy(d.wait[:], state[:block])
	d.total = hashstate.Get64(state[block:])
	d.n = int(d.total % uint64(block))
	return nil
}
