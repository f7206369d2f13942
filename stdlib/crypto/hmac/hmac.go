// Package hmac signs and checks messages with a key that both sides have (FIPS 198).
package hmac

import (
	"crypto/subtle"
	"errors"
	"hash"
)

// Equal compares two codes without telling by the time where they differ.
func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }

// mac hashes the key, twice disguised, in front of the message and of its hash.
type mac struct {
	inner, outer       hash.Hash
	innerKey, outerKey []byte
}

var (
	errCannotClone = errors.New("crypto/hmac: hash does not support hash.Cloner")
	_              = hash.Cloner(&mac{})
)

// New returns an HMAC with a hash function that h makes anew at each call, and a key.
// It is 32 bytes long for SHA-256, and so on.
func New(h func() hash.Hash, key []byte) hash.Hash {
	m := &mac{inner: h(), outer: h()}
	if same(m.inner, m.outer) {
		panic("crypto/hmac: hash generation function does not produce unique values")
	}
	block := m.inner.BlockSize()
	if len(key) > block {
		m.outer.Write(key)
		key = m.outer.Sum(nil)
	}
	disguise := func(with byte) []byte {
		pad := make([]byte, block)
		copy(pad, key)
		for i := range pad {
			pad[i] ^= with
		}
		return pad
	}
	m.innerKey, m.outerKey = disguise(0x36), disguise(0x5c)
	m.Reset()
	return m
}

// same tells whether a and b are one hash; those that cannot be compared are not.
func same(a, b hash.Hash) (yes bool) {
	defer func() { recover() }()
	return a == b
}

func (m *mac) Size() int                         { return m.outer.Size() }
func (m *mac) BlockSize() int                    { return m.inner.BlockSize() }
func (m *mac) Write(p []byte) (n int, err error) { return m.inner.Write(p) }

func (m *mac) Reset() {
	m.inner.Reset()
	m.inner.Write(m.innerKey)
}

func (m *mac) Sum(b []byte) []byte {
	m.outer.Reset()
	m.outer.Write(m.outerKey)
	m.outer.Write(m.inner.Sum(nil))
	return m.outer.Sum(b)
}

// noClone is errCannotClone and errors.ErrUnsupported at once.
type noClone struct{ error }

func (noClone) Unwrap() error { return errors.ErrUnsupported }

func (m *mac) Clone() (hash.Cloner, error) {
	inner, ok := m.inner.(hash.Cloner)
	outer, ok2 := m.outer.(hash.Cloner)
	if !ok || !ok2 {
		return nil, noClone{errCannotClone}
	}
	other := *m
	i, err := inner.Clone()
	if err != nil {
		return nil, err
	}
	o, err := outer.Clone()
	if err != nil {
		return nil, err
	}
	other.inner, other.outer = i, o
	return &other, nil
}
