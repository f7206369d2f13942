// Package rand has random numbers that nobody can guess.
package rand

import (
	"errors"
	"internal/godebug"
	"io"
	"math/big"
)

// fill fills b with the system's random bytes.
func fill(b []byte)

// Reader gives random bytes. It never fails.
var Reader io.Reader = system{}

type system struct{}

func (system) Read(b []byte) (n int, err error) {
	fill(b)
	return len(b), nil
}

// Read fills b from Reader. If that fails, the program ends: there is no way to go on
// without randomness.
func Read(b []byte) (n int, err error) {
	if _, err := io.ReadFull(Reader, b); err != nil {
		fatal("crypto/rand: failed to read random data (see https://go.dev/issue/66821): " + err.Error())
	}
	return len(b), nil
}

// fatal ends the program with a fatal error.
func fatal(text string)

// Text returns 26 random letters and digits of base32, more than 128 bits.
func Text() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	b := make([]byte, 26)
	Read(b)
	for i, c := range b {
		b[i] = alphabet[c%32]
	}
	return string(b)
}

// Int returns a random number from 0 to max-1.
func Int(rand io.Reader, max *big.Int) (n *big.Int, err error) {
	if max.Sign() <= 0 {
		panic("crypto/rand: argument to Int is <= 0")
	}
	n = new(big.Int)
	greatest := new(big.Int).Sub(max, big.NewInt(1))
	size := greatest.BitLen()
	if size == 0 {
		return n, nil
	}
	b := make([]byte, (size+7)/8)
	for {
		if _, err = io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		b[0] &= 0xff >> (len(b)*8 - size) // no bits beyond the greatest number's
		if n.SetBytes(b); n.Cmp(max) < 0 {
			return n, nil
		}
	}
}

// Prime returns a number of so many bits that is prime, as far as one can tell. It is made of Reader's bytes, whatever r
// is, unless the setting cryptocustomrand is 1.
func Prime(r io.Reader, bits int) (*big.Int, error) {
	if godebug.New("cryptocustomrand").Value() != "1" {
		r = Reader
	}
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	b := make([]byte, (bits+7)/8)
	p := new(big.Int)
	for {
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, err
		}
		b[0] &= 0xff >> (len(b)*8 - bits)
		p.SetBytes(b)
		// Two bits at the top, so that a product of two has twice as many bits.
		p.SetBit(p, bits-1, 1)
		if bits > 2 {
			p.SetBit(p, bits-2, 1)
		}
		if bits > 2 { // of two bits, both numbers are prime
			p.SetBit(p, 0, 1)
		}
		if p.ProbablyPrime(20) {
			return p, nil
		}
	}
}
