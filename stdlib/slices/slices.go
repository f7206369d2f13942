// Package slices works on slices of any type.
package slices

import (
	"cmp"
	"unsafe"
)

// Equal reports whether both slices have equal elements in the same order. Nil
// equals empty, and a NaN equals nothing.
func Equal[S ~[]E, E comparable](s1, s2 S) bool {
	same := len(s1) == len(s2)
	for i := 0; same && i < len(s1); i++ {
		same = s1[i] == s2[i]
	}
	return same
}

// Compare compares elements by cmp.Compare until a pair differs and returns what
// came out; without such a pair the shorter slice is less.
func Compare[S ~[]E, E cmp.Ordered](s1, s2 S) int {
	both := min(len(s1), len(s2))
	for i := range both {
		if c := cmp.Compare(s1[i], s2[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(s1), len(s2))
}

// CompareFunc is Compare with a comparison of the caller's.
func CompareFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, cmp func(E1, E2) int) int {
	for i, rest := 0, len(s2); i < len(s1); i++ {
		if i >= rest {
			return +1
		}
		if c := cmp(s1[i], s2[i]); c != 0 {
			return c
		}
	}
	return -min(1, len(s2)-len(s1))
}

// EqualFunc is Equal with eq to compare the elements of each index.
func EqualFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, eq func(E1, E2) bool) bool {
	same := len(s1) == len(s2)
	for i := 0; same && i < len(s1); i++ {
		same = eq(s1[i], s2[i])
	}
	return same
}

// Index returns the first index at which v is, or -1.
func Index[S ~[]E, E comparable](s S, v E) int {
	at := 0
	for at < len(s) && s[at] != v {
		at++
	}
	if at == len(s) {
		return -1
	}
	return at
}

// IndexFunc returns the first index whose element satisfies f, or -1.
func IndexFunc[S ~[]E, E any](s S, f func(E) bool) int {
	for i, v := range s {
		if f(v) {
			return i
		}
	}
	return -1
}

// Contains reports whether v is in s.
func Contains[S ~[]E, E comparable](s S, v E) bool { return Index(s, v) != -1 }

// ContainsFunc reports whether an element of s satisfies f.
func ContainsFunc[S ~[]E, E any](s S, f func(E) bool) bool { return IndexFunc(s, f) != -1 }

// overlap reports whether the elements of a and b share memory.
func overlap[E any](a, b []E) bool {
	var e E
	size := unsafe.Sizeof(e)
	if len(a) == 0 || len(b) == 0 || size == 0 {
		return false
	}
	a0, b0 := uintptr(unsafe.Pointer(&a[0])), uintptr(unsafe.Pointer(&b[0]))
	return a0 < b0+uintptr(len(b))*size && b0 < a0+uintptr(len(a))*size
}

// Insert puts v before s[i], or at the end where i is len(s), and returns the
// longer slice. It panics where s[i:] would.
func Insert[S ~[]E, E any](s S, i int, v ...E) S {
	_ = s[i:]
	if len(v) == 0 {
		return s
	}
	if i == len(s) {
		return append(s, v...)
	}
	return splice(s, i, i, v)
}

// Replace puts v in the place of s[i:j] and returns the new slice; elements past
// its end are zeroed. It panics where s[i:j] would.
func Replace[S ~[]E, E any](s S, i, j int, v ...E) S {
	_ = s[i:j]
	switch {
	case i == j:
		return Insert(s, i, v...)
	case j == len(s):
		old := s
		s = append(s[:i], v...)
		if len(s) < len(old) {
			clear(old[len(s):])
		}
		return s
	}
	return splice(s, i, j, v)
}

// splice puts v in the place of s[i:j].
func splice[S ~[]E, E any](s S, i, j int, v []E) S {
	total := len(s) - (j - i) + len(v)
	if total > cap(s) {
		grown := append(s[:i:i], make(S, total-i)...)
		copy(grown[i:], v)
		copy(grown[i+len(v):], s[j:])
		return grown
	}
	spliced := s[:total]
	if len(v) != j-i && overlap(v, spliced[i:]) {
		v = append([]E(nil), v...)
	}
	copy(spliced[i+len(v):], s[j:])
	copy(spliced[i:], v)
	if total < len(s) {
		clear(s[total:])
	}
	return spliced
}

// Delete takes s[i:j] out of s and returns the shorter slice; what is left over at
// the end is zeroed. It panics where s[i:j] would.
func Delete[S ~[]E, E any](s S, i, j int) S {
	_ = s[i:j:len(s)]
	if i < j {
		kept := append(s[:i], s[j:]...)
		clear(s[len(kept):])
		return kept
	}
	return s
}

// DeleteFunc takes the elements that satisfy del out of s and returns the shorter
// slice; what is left over at the end is zeroed.
func DeleteFunc[S ~[]E, E any](s S, del func(E) bool) S {
	kept := IndexFunc(s, del)
	if kept < 0 {
		return s
	}
	for _, v := range s[kept+1:] {
		if !del(v) {
			s[kept] = v
			kept++
		}
	}
	clear(s[kept:])
	return s[:kept]
}

// Clone returns a shallow copy of s, nil for nil. An empty copy does not keep the
// array of s alive.
func Clone[S ~[]E, E any](s S) S {
	if len(s) == 0 && s != nil {
		return S{}
	}
	return append(S(nil), s...)
}

// Compact keeps one of each run of equal elements; what is left over at the end is
// zeroed.
func Compact[S ~[]E, E comparable](s S) S {
	kept := 1
	for kept < len(s) && s[kept] != s[kept-1] {
		kept++
	}
	if kept >= len(s) {
		return s
	}
	for next := kept + 1; next < len(s); next++ {
		if s[next] != s[next-1] {
			s[kept] = s[next]
			kept++
		}
	}
	clear(s[kept:])
	return s[:kept]
}

// CompactFunc keeps the first of each run of elements that eq says are equal; what
// is left over at the end is zeroed.
func CompactFunc[S ~[]E, E any](s S, eq func(E, E) bool) S {
	if len(s) < 2 {
		return s
	}
	kept := 1
	for _, v := range s[1:] {
		if !eq(s[kept-1], v) {
			s[kept] = v
			kept++
		}
	}
	clear(s[kept:])
	return s[:kept]
}

// Grow makes room for n more elements, so that appending them does not allocate.
// It panics where n is negative or the memory cannot be had.
func Grow[S ~[]E, E any](s S, n int) S {
	if n < 0 {
		panic("cannot be negative")
	}
	if lacking := n - (cap(s) - len(s)); lacking > 0 {
		return append(s[:cap(s)], make(S, lacking)...)[:len(s)]
	}
	return s
}

// Clip takes away the capacity that s does not use.
func Clip[S ~[]E, E any](s S) S {
	return s[:len(s):len(s)]
}

// Reverse turns the order of s round, in place.
func Reverse[S ~[]E, E any](s S) {
	i, j := 0, len(s)-1
	for ; i < j; j-- {
		s[i], s[j] = s[j], s[i]
		i++
	}
}

// Concat returns a new slice of the elements of all the given ones.
func Concat[S ~[]E, E any](slices ...S) S {
	total := 0
	for i := range slices {
		if total += len(slices[i]); total < 0 {
			panic("len out of range")
		}
	}
	all := Grow[S](nil, total)
	for i := range slices {
		all = append(all, slices[i]...)
	}
	return all
}

// Repeat returns a new slice of count copies of x. It panics where count is
// negative or the length overflows.
func Repeat[S ~[]E, E any](x S, count int) S {
	if count < 0 {
		panic("cannot be negative")
	}
	const most = int(^uint(0) >> 1)
	if len(x) > 0 && count > most/len(x) {
		panic("the result of (len(x) * count) overflows")
	}
	all := make(S, count*len(x))
	for done := copy(all, x); done < len(all); {
		done += copy(all[done:], all[:done])
	}
	return all
}
