// This file saves, restores and copies the state of hashes.

package fnv

import (
	"hash"
	"internal/hashstate"
)

func (h *hash32) AppendBinary(b []byte) ([]byte, error) {
	return h.Sum(append(b, h.mark(32)...)), nil
}

func (h *hash64) AppendBinary(b []byte) ([]byte, error) {
	return h.Sum(append(b, h.mark(64)...)), nil
}

func (h *hash128) AppendBinary(b []byte) ([]byte, error) {
	return h.Sum(append(b, h.mark(128)...)), nil
}

func (h *hash32) MarshalBinary() ([]byte, error)  { return h.AppendBinary(nil) }
func (h *hash64) MarshalBinary() ([]byte, error)  { return h.AppendBinary(nil) }
func (h *hash128) MarshalBinary() ([]byte, error) { return h.AppendBinary(nil) }

func (h *hash32) UnmarshalBinary(data []byte) error {
	state, err := hashstate.Open("hash/fnv", h.mark(32), 4, data)
	if err == nil {
		h.sum = hashstate.Get32(state)
	}
	return err
}

func (h *hash64) UnmarshalBinary(data []byte) error {
	state, err := hashstate.Open("hash/fnv", h.mark(64), 8, data)
	if err == nil {
		h.sum = hashstate.Get64(state)
	}
	return err
}

func (h *hash128) UnmarshalBinary(data []byte) error {
	state, err := hashstate.Open("hash/fnv", h.mark(128), 16, data)
	if err == nil {
		h.hi, h.lo = hashstate.Get64(state), hashstate.Get64(state[8:])
	}
	return err
}

func (h *hash32) Clone() (hash.Cloner, error)  { return &hash32{h.sum, h.variant}, nil }
func (h *hash64) Clone() (hash.Cloner, error)  { return &hash64{h.sum, h.variant}, nil }
func (h *hash128) Clone() (hash.Cloner, error) { return &hash128{h.hi, h.lo, h.variant}, nil }
