// Package hashstate has what hash functions share to save and restore their state:
// a mark of four bytes that names function and version, then numbers in big-endian
// order.
package hashstate

import "errors"

// Open returns what follows the mark in data, which must be size bytes. pkg is the
// package that the errors name.
func Open(pkg, mark string, size int, data []byte) ([]byte, error) {
	if len(data) < len(mark) || string(data[:len(mark)]) != mark {
		return nil, errors.New(pkg + ": invalid hash state identifier")
	}
	if len(data) != len(mark)+size {
		return nil, errors.New(pkg + ": invalid hash state size")
	}
	return data[len(mark):], nil
}

// Append32 and Append64 append v.
func Append32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func Append64(b []byte, v uint64) []byte {
	return Append32(Append32(b, uint32(v>>32)), uint32(v))
}

// Get32 and Get64 read from the beginning of b.
func Get32(b []byte) uint32 {
	_ = b[3]
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

func Get64(b []byte) uint64 {
	return uint64(Get32(b))<<32 | uint64(Get32(b[4:]))
}
