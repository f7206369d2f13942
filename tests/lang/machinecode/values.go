// Operations on every kind of value, often enough to be compiled: narrow integers, floats, strings, slices, structs in
// frames, arrays, interfaces, maps, closures.
package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

type shape interface{ area() float64 }
type square struct{ side float64 }
type rect struct{ w, h float64 }

func (s square) area() float64 { return s.side * s.side }
func (r *rect) area() float64  { return r.w * r.h }

type record struct {
	name  string
	small [3]int8
	flag  bool
	next  *record
	n     uint16
}

func narrow(n int) (h uint64) {
	var a int8
	var b uint8
	var c int16
	var d uint16
	var e int32
	var f uint32
	for i := 0; i < n; i++ {
		a += int8(i)
		b = b*3 + uint8(i)
		c -= int16(a) << 3
		d ^= uint16(c) + uint16(b)
		e = e*31 + int32(d)>>uint(i%5)
		f += uint32(e) / 3
		h = h*1099511628211 ^ uint64(a) ^ uint64(b)<<8 ^ uint64(c)<<16 ^ uint64(d)<<24 ^ uint64(e)<<32 ^ uint64(f)
	}
	return h
}

func floats(n int) (string, int64, uint64) {
	x, y, z := 1.0, float32(1), complex(1, 0.5)
	var i64 int64
	var u64 uint64
	for i := 1; i <= n; i++ {
		x = math.Sqrt(x*x+float64(i)) - math.Floor(x/7)
		y = y*0.9 + float32(i)/3
		z = z*complex(0.6, 0.8) + complex(1/float64(i), 0)
		i64 += int64(x * 1e3)
		u64 ^= uint64(float64(y) * 1e17)
		if x != x || min(x, float64(i)) > max(x, 3) {
			panic("order")
		}
	}
	return fmt.Sprintf("%.6f %.3f %.6f", x, y, z), i64, u64
}

func texts(n int) (string, int) {
	var sb strings.Builder
	words := map[string]int{}
	runes := 0
	for i := 0; i < n; i++ {
		w := fmt.Sprint("w", i%97)
		if i%3 == 0 {
			w += "é" + w[:1]
		}
		words[w]++
		for _, r := range w {
			runes += int(r) & 15
		}
		if w > "w5" && w != "w50" {
			sb.WriteByte(w[len(w)-1])
		}
	}
	keys := make([]string, 0, len(words))
	for k, v := range words {
		keys = append(keys, fmt.Sprint(k, v))
	}
	sort.Strings(keys)
	return strings.Join(keys[:5], ","), runes + sb.Len()
}

func records(n int) int {
	var grid [16][3]int
	var list *record
	total := 0
	for i := 0; i < n; i++ {
		r := record{name: "r", small: [3]int8{int8(i), int8(-i), 3}, flag: i%2 == 0, next: list, n: uint16(i * 7)}
		r.small[i%3]++
		copyOf := r
		if copyOf == r && copyOf.flag {
			list = &copyOf
		}
		grid[i%16][i%3] += int(r.small[1]) + int(r.n)
		if i%64 == 0 {
			list = nil
		}
	}
	for _, row := range grid {
		for _, v := range row {
			total = total*3 + v
		}
	}
	for ; list != nil; list = list.next {
		total++
	}
	return total
}

func shapes(n int) (t float64, kinds [3]int) {
	all := []shape{square{2}, &rect{3, 4}, square{1}}
	add := func(k int) func(float64) { return func(v float64) { t += v; kinds[k]++ } }
	adders := []func(float64){add(0), add(1), add(2)}
	for i := 0; i < n; i++ {
		s := all[i%3]
		adders[i%3](s.area())
		switch v := s.(type) {
		case square:
			t -= v.side
		case *rect:
			v.w += 0.5
			v.w -= 0.5
		}
	}
	return
}

func counts(n int) (int, int) {
	m := map[int]int{}
	small := map[uint32]bool{}
	for i := 0; i < n; i++ {
		m[i*i%511] += i
		small[uint32(i%77)] = i%2 == 0
		if v, ok := m[i]; ok && v%5 == 0 {
			delete(m, i)
		}
	}
	s := 0
	for k, v := range m {
		s += k ^ v
	}
	return len(m)*1000 + len(small), s
}

func main() {
	fmt.Println(narrow(200000))
	fmt.Println(floats(100000))
	fmt.Println(texts(20000))
	fmt.Println(records(50000))
	fmt.Println(shapes(100000))
	fmt.Println(counts(100000))
}
