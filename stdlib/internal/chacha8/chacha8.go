// Package chacha8 is the generator that C2SP calls chacha8rand: the key stream of
// ChaCha with 8 rounds, four blocks side by side; after sixteen blocks the last 32
// bytes are the next key.
package chacha8

const (
	lanes   = 4  // blocks made at once
	words   = 32 // 64-bit values of these
	blocks  = 16 // of one key
	keySize = 4  // in values
	perKey  = blocks/lanes*words - keySize
)

// State is a generator. The zero value must be seeded.
type State struct {
	out  [words]uint64
	key  [keySize]uint64
	used int // values given away since the key was set
}

// Init seeds the generator.
func (s *State) Init(seed [32]byte) {
	for i := range s.key {
		s.key[i] = 0
		for k := range 8 {
			s.key[i] |= uint64(seed[8*i+k]) << (8 * k)
		}
	}
	s.begin()
}

func (s *State) begin() {
	s.used = 0
	generate(&s.key, &s.out, 0)
}

// Next returns the next value.
func (s *State) Next() uint64 {
	if s.used == perKey {
		copy(s.key[:], s.out[words-keySize:])
		s.begin()
	} else if s.used > 0 && s.used%words == 0 {
		generate(&s.key, &s.out, uint32(s.used/words*lanes))
	}
	s.used++
	return s.out[(s.used-1)%words]
}

// Key and Used are what Restore needs to make the same generator.
func (s *State) Key() [keySize]uint64 { return s.key }

// Used is the number of values drawn with the key.
func (s *State) Used() int { return s.used }

// Restore sets the generator to where used values of key were drawn; it reports
// whether there are as many.
func (s *State) Restore(key [keySize]uint64, used uint64) bool {
	if used > perKey {
		return false
	}
	s.key, s.used = key, int(used)
	if used > 0 {
		used-- // the block that the last value came from
	}
	generate(&s.key, &s.out, uint32(used/words*lanes))
	return true
}
