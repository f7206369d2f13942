// This file is the sponge: 200 bytes of state, of which the first take data in and
// give output, turned over by Keccak's permutation when they are used up.

package sha3

import "errors"

const (
	state   = 200 // bytes
	rate128 = state - 2*16
	rate256 = state - 2*32

	padSHA3   = 0x06
	padSHAKE  = 0x1f
	padCSHAKE = 0x04
)

// The natives. mixIn takes p in from position n of the first rate bytes on, turning
// the state over whenever these are full, and returns the new position. takeOut gives
// output in the same way. turn is the permutation.
func mixIn(a *[state]byte, rate, n int, p []byte) int
func takeOut(a *[state]byte, rate, n int, p []byte) int
func turn(a *[state]byte)

type sponge struct {
	a       [state]byte
	rate    int
	n       int // position in the first rate bytes
	reading bool
}

func (s *sponge) absorb(p []byte) {
	if s.reading {
		panic("sha3: Write after Read")
	}
	s.n = mixIn(&s.a, s.rate, s.n, p)
}

func (s *sponge) squeeze(p []byte, pad byte) {
	if !s.reading {
		s.a[s.n] ^= pad
		s.a[s.rate-1] ^= 0x80
		turn(&s.a)
		s.n, s.reading = 0, true
	}
	s.n = takeOut(&s.a, s.rate, s.n, p)
}

// saved is the size of a state without its mark.
const saved = 1 + state + 2

func (s *sponge) save(b []byte) []byte {
	direction := byte(0)
	if s.reading {
		direction = 1
	}
	b = append(b, byte(s.rate))
	b = append(b, s.a[:]...)
	return append(b, byte(s.n), direction)
}

// restore takes a saved state, and returns what follows it.
func (s *sponge) restore(mark string, data []byte) ([]byte, error) {
	switch size := len(mark) + saved; {
	case len(data) < size || mark == markSHA3 && len(data) != size:
		return nil, errors.New("sha3: invalid hash state")
	case string(data[:len(mark)]) != mark:
		return nil, errors.New("sha3: invalid hash state identifier")
	case int(data[len(mark)]) != s.rate:
		return nil, errors.New("sha3: invalid hash state function")
	}
	data = data[len(mark)+1:]
	n, direction := int(data[state]), data[state+1]
	if n > s.rate || direction > 1 {
		return nil, errors.New("sha3: invalid hash state")
	}
	copy(s.a[:], data)
	s.n, s.reading = n, direction == 1
	return data[state+2:], nil
}
