// This file is the Builder.

package strings

import (
	"slices"
	"unicode/utf8"
	"unsafe"
)

// Builder puts a string together with few copies. The zero value is empty and
// ready; one that was written to must not be copied.
type Builder struct {
	self *Builder // itself once written to, which finds copies out

	// The bytes so far. String gives them away: they are never changed, only
	// appended to.
	bytes []byte
}

func (b *Builder) check() {
	if b.self == b {
		return
	}
	if b.self != nil {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
	// The detour hides from the escape analysis that b holds its own address.
	address := uintptr(unsafe.Pointer(b))
	b.self = (*Builder)(unsafe.Pointer(address ^ 0))
}

// String returns what was written.
func (b *Builder) String() string { return own(b.bytes) }

// Len returns the number of bytes written.
func (b *Builder) Len() int { return len(b.bytes) }

// Cap returns the room there is, that which is taken included.
func (b *Builder) Cap() int { return cap(b.bytes) }

// Reset makes the Builder empty.
func (b *Builder) Reset() { *b = Builder{} }

// Grow makes room for n more bytes. It panics where n is negative.
func (b *Builder) Grow(n int) {
	b.check()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if n > cap(b.bytes)-len(b.bytes) {
		b.bytes = slices.Grow(b.bytes, max(n, cap(b.bytes)+n))
	}
}

// WriteString appends s; its error is always nil.
func (b *Builder) WriteString(s string) (int, error) {
	b.check()
	b.bytes = append(b.bytes, s...)
	return len(s), nil
}

// WriteRune appends r's encoding and returns its length; its error is always nil.
func (b *Builder) WriteRune(r rune) (int, error) {
	b.check()
	before := len(b.bytes)
	b.bytes = utf8.AppendRune(b.bytes, r)
	return len(b.bytes) - before, nil
}

// WriteByte appends c; its error is always nil.
func (b *Builder) WriteByte(c byte) error {
	b.check()
	b.bytes = append(b.bytes, c)
	return nil
}

// Write appends p; its error is always nil.
func (b *Builder) Write(p []byte) (int, error) {
	b.check()
	b.bytes = append(b.bytes, p...)
	return len(p), nil
}
