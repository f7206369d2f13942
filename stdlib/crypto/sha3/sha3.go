// Package sha3 is SHA-3, SHAKE and cSHAKE (FIPS 202, SP 800-185).
package sha3

import (
	"crypto"
	"hash"
)

func init() {
	crypto.RegisterHash(crypto.SHA3_224, func() hash.Hash { return New224() })
	crypto.RegisterHash(crypto.SHA3_256, func() hash.Hash { return New256() })
	crypto.RegisterHash(crypto.SHA3_384, func() hash.Hash { return New384() })
	crypto.RegisterHash(crypto.SHA3_512, func() hash.Hash { return New512() })
}

// Sum224 returns the SHA3-224 of data.
func Sum224(data []byte) (sum [28]byte) {
	fixed(data, sum[:])
	return sum
}

// Sum256 returns the SHA3-256 of data.
func Sum256(data []byte) (sum [32]byte) {
	fixed(data, sum[:])
	return sum
}

// Sum384 returns the SHA3-384 of data.
func Sum384(data []byte) (sum [48]byte) {
	fixed(data, sum[:])
	return sum
}

// Sum512 returns the SHA3-512 of data.
func Sum512(data []byte) (sum [64]byte) {
	fixed(data, sum[:])
	return sum
}

func fixed(data, out []byte) {
	s := sponge{rate: state - 2*len(out)}
	s.absorb(data)
	s.squeeze(out, padSHA3)
}

// SumSHAKE128 returns length bytes of the SHAKE128 of data.
func SumSHAKE128(data []byte, length int) []byte { return shaken(rate128, data, length) }

// SumSHAKE256 returns length bytes of the SHAKE256 of data.
func SumSHAKE256(data []byte, length int) []byte { return shaken(rate256, data, length) }

func shaken(rate int, data []byte, length int) []byte {
	out := make([]byte, length)
	s := sponge{rate: rate}
	s.absorb(data)
	s.squeeze(out, padSHAKE)
	return out
}

// SHA3 is a SHA-3 at work. The zero SHA3 is SHA3-256.
type SHA3 struct {
	sponge sponge
}

// New224 returns a new SHA3-224.
func New224() *SHA3 { return newSHA3(28) }

// New256 returns a new SHA3-256.
func New256() *SHA3 { return newSHA3(32) }

// New384 returns a new SHA3-384.
func New384() *SHA3 { return newSHA3(48) }

// New512 returns a new SHA3-512.
func New512() *SHA3 { return newSHA3(64) }

func newSHA3(size int) *SHA3 { return &SHA3{sponge{rate: state - 2*size}} }

// ready makes the zero SHA3 what it is.
func (s *SHA3) ready() *sponge {
	if s.sponge.rate == 0 {
		s.sponge.rate = state - 2*32
	}
	return &s.sponge
}

// Write takes more data in.
func (s *SHA3) Write(p []byte) (n int, err error) {
	s.ready().absorb(p)
	return len(p), nil
}

// Sum appends the hash to b; more may be written afterwards.
func (s *SHA3) Sum(b []byte) []byte {
	var out [64]byte
	n := s.Size()
	copied := s.sponge
	copied.squeeze(out[:n], padSHA3)
	return append(b, out[:n]...)
}

// Reset forgets what was written.
func (s *SHA3) Reset() { s.sponge = sponge{rate: s.ready().rate} }

// Size is the length of the hash in bytes.
func (s *SHA3) Size() int { return (state - s.ready().rate) / 2 }

// BlockSize is the length that writes had best be a multiple of.
func (s *SHA3) BlockSize() int { return s.ready().rate }

// Clone returns a copy of s.
func (d *SHA3) Clone() (hash.Cloner, error) {
	d.ready()
	other := *d
	return &other, nil
}

const (
	markSHA3   = "sha\x08"
	markSHAKE  = "sha\x09"
	markCSHAKE = "sha\x0a"
)

// MarshalBinary saves the state.
func (s *SHA3) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// AppendBinary appends the state to p.
func (s *SHA3) AppendBinary(p []byte) ([]byte, error) {
	return s.ready().save(append(p, markSHA3...)), nil
}

// UnmarshalBinary restores a state.
func (s *SHA3) UnmarshalBinary(data []byte) error {
	_, err := s.ready().restore(markSHA3, data)
	return err
}

// SHAKE is a SHAKE or cSHAKE at work. The zero SHAKE is SHAKE256.
type SHAKE struct {
	sponge sponge
	prefix []byte // what a cSHAKE begins with, but for its padding
}

// NewSHAKE128 returns a new SHAKE128.
func NewSHAKE128() *SHAKE { return &SHAKE{sponge: sponge{rate: rate128}} }

// NewSHAKE256 returns a new SHAKE256.
func NewSHAKE256() *SHAKE { return &SHAKE{sponge: sponge{rate: rate256}} }

// NewCSHAKE128 returns a new cSHAKE128, with the function's name N and the string S
// that sets uses of it apart. If both are empty, it is SHAKE128.
func NewCSHAKE128(N, S []byte) *SHAKE { return newCSHAKE(rate128, N, S) }

// NewCSHAKE256 is NewCSHAKE128 for cSHAKE256.
func NewCSHAKE256(N, S []byte) *SHAKE { return newCSHAKE(rate256, N, S) }

func newCSHAKE(rate int, name, custom []byte) *SHAKE {
	s := &SHAKE{sponge: sponge{rate: rate}}
	if len(name)+len(custom) > 0 {
		s.prefix = append(appendLength(nil, uint64(len(name))*8), name...)
		s.prefix = append(appendLength(s.prefix, uint64(len(custom))*8), custom...)
		s.Reset()
	}
	return s
}

// appendLength appends n in as few bytes as it takes, after the number of these.
func appendLength(b []byte, n uint64) []byte {
	size := 1
	for size < 8 && n>>(8*size) > 0 {
		size++
	}
	b = append(b, byte(size))
	for size--; size >= 0; size-- {
		b = append(b, byte(n>>(8*size)))
	}
	return b
}

func (s *SHAKE) ready() *sponge {
	if s.sponge.rate == 0 {
		s.sponge.rate = rate256
	}
	return &s.sponge
}

// Write takes more data in. It panics once Read was called.
func (s *SHAKE) Write(p []byte) (n int, err error) {
	s.ready().absorb(p)
	return len(p), nil
}

// Read gives the next bytes of output. It never fails.
func (s *SHAKE) Read(p []byte) (n int, err error) {
	pad := byte(padSHAKE)
	if s.prefix != nil {
		pad = padCSHAKE
	}
	s.ready().squeeze(p, pad)
	return len(p), nil
}

// Reset forgets what was written.
func (s *SHAKE) Reset() {
	s.sponge = sponge{rate: s.ready().rate}
	if s.prefix != nil {
		s.sponge.absorb(appendLength(nil, uint64(s.sponge.rate)))
		s.sponge.absorb(s.prefix)
		s.sponge.absorb(make([]byte, (s.sponge.rate-s.sponge.n)%s.sponge.rate))
	}
}

// BlockSize is the length that writes had best be a multiple of.
func (s *SHAKE) BlockSize() int { return s.ready().rate }

func (s *SHAKE) mark() string {
	if s.prefix != nil {
		return markCSHAKE
	}
	return markSHAKE
}

// MarshalBinary saves the state.
func (s *SHAKE) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// AppendBinary appends the state to p.
func (s *SHAKE) AppendBinary(p []byte) ([]byte, error) {
	return append(s.ready().save(append(p, s.mark()...)), s.prefix...), nil
}

// UnmarshalBinary restores a state.
func (s *SHAKE) UnmarshalBinary(data []byte) error {
	rest, err := s.ready().restore(s.mark(), data)
	if err == nil && s.prefix != nil {
		s.prefix = append([]byte{}, rest...)
	}
	return err
}
