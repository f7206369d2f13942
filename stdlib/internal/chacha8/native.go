// This file declares the block function.

package chacha8

// generate makes the four blocks of the key stream from counter on: word w of block
// b, with the first and the last four rows of the input not added, is 32-bit word
// 4*w + b of out.
//
//go:noescape
func generate(key *[keySize]uint64, out *[words]uint64, counter uint32)
