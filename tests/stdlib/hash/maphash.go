// hash/maphash: the same bytes hash the same whichever way they come.
package main

import (
	"fmt"
	"hash"
	"hash/maphash"
	"math"
)

type point struct {
	x, y int
	name string
}

func caught(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	seed := maphash.MakeSeed()
	text := make([]byte, 1000)
	for i := range text {
		text[i] = byte(i * 7)
	}
	for _, n := range []int{0, 1, 7, 8, 127, 128, 129, 255, 256, 257, 1000} {
		var h maphash.Hash
		h.SetSeed(seed)
		h.Write(text[:n])
		var g maphash.Hash
		g.SetSeed(seed)
		for i := 0; i < n; i++ {
			if i%3 == 0 {
				g.WriteByte(text[i])
			} else {
				g.WriteString(string(text[i : i+1]))
			}
		}
		same := h.Sum64() == g.Sum64() && h.Sum64() == maphash.Bytes(seed, text[:n]) && h.Sum64() == maphash.String(seed, string(text[:n]))
		c, err := g.Clone()
		fmt.Println(n, same, c.(hash.Hash64).Sum64() == h.Sum64(), err, len(h.Sum(nil)))
		h.Reset()
		fmt.Println(h.Sum64() == maphash.Bytes(seed, nil), h.Seed() == seed)
	}
	var zero maphash.Hash
	fmt.Println(zero.Size(), zero.BlockSize(), zero.Seed() == zero.Seed(), zero.Sum64() == zero.Sum64())
	fmt.Println(maphash.Comparable(seed, point{1, 2, "a"}) == maphash.Comparable(seed, point{1, 2, "a"}))
	fmt.Println(maphash.Comparable(seed, point{1, 2, "a"}) == maphash.Comparable(seed, point{1, 2, "b"}))
	fmt.Println(maphash.Comparable(seed, 0.0) == maphash.Comparable(seed, math.Copysign(0, -1)))
	fmt.Println(maphash.Comparable(seed, math.NaN()) == maphash.Comparable(seed, math.NaN()))
	fmt.Println(maphash.Comparable[any](seed, 1) == maphash.Comparable[any](seed, "1"))
	var a, b maphash.Hash
	a.SetSeed(seed)
	b.SetSeed(seed)
	maphash.WriteComparable(&a, "x")
	maphash.WriteComparable(&b, "x")
	fmt.Println(a.Sum64() == b.Sum64())
	caught(func() { maphash.Comparable[any](seed, []int{1}) })
	caught(func() { maphash.Bytes(maphash.Seed{}, nil) })
	caught(func() { a.SetSeed(maphash.Seed{}) })
}
