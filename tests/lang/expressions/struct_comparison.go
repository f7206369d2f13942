// Struct comparison and hashing with padding, blanks, floats, interfaces, nested arrays; conversion between struct types; tags.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

type Pad struct {
	a int8
	b int64
	c int8
	d float32
}
type Blank struct {
	x int
	_ int
	y string
	_ func()
}
type Fl struct {
	f  float64
	c  complex64
	fs [2]float32
}
type If struct {
	e any
	r error
	s fmt.Stringer
}
type Nest struct {
	p  Pad
	f  Fl
	st [2]struct {
		n string
		b bool
	}
}
type Tag1 struct {
	A int    `json:"a"`
	B string `x:"y"`
}
type Tag2 struct {
	A int
	B string
}
type E struct{}
type Mix struct {
	E
	a uint8
	e E
	b uint16
	_ [0]int
	c *int
	d chan int
	f unsafe.Pointer
	u uintptr
}

type stringer int

func (s stringer) String() string { return fmt.Sprint(int(s)) }

func eq[T comparable](a, b T) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint("panic: ", e)
		}
	}()
	m := map[T]int{a: 1}
	_, in := m[b]
	return fmt.Sprint(a == b, any(a) == any(b), in)
}

func poison() {
	var junk [64]uint64
	for i := range junk {
		junk[i] = 0xdeadbeefcafebabe
	}
	sink = junk[3]
}

var sink uint64

func pads(n int8) Pad {
	var p Pad
	p.a, p.b, p.c, p.d = n, int64(n)*1000, -n, float32(n)/3
	return p
}

func main() {
	poison()
	p1 := pads(5)
	poison()
	p2 := Pad{5, 5000, -5, float32(5) / 3}
	fmt.Println(eq(p1, p2), eq(p1, pads(6)), unsafe.Sizeof(p1), p1 == p2 && p2 == pads(5))
	b1 := Blank2{x: 1, y: "y"}
	b2 := mkBlank(9)
	fmt.Println(eq(b1, b2), b1 == b2)
	nan := math.NaN()
	negz := math.Copysign(0, -1)
	fmt.Println(eq(Fl{f: nan}, Fl{f: nan}), eq(Fl{f: negz}, Fl{f: 0}), eq(Fl{c: complex(0, float32(negz))}, Fl{}), eq(Fl{fs: [2]float32{0: float32(negz)}}, Fl{}))
	fmt.Println(eq(If{e: 1}, If{e: 1}), eq(If{e: 1}, If{e: int8(1)}), eq(If{s: stringer(3)}, If{s: stringer(3)}))
	fmt.Println(eq(If{e: []int{}}, If{e: []int{}}))
	fmt.Println(eq(If{e: []int{}}, If{e: 1}), eq[any](1, 1), eq[any](func() {}, nil))
	var n1, n2 Nest
	n1.st[1].n = "q"
	n2.st[1].n = string([]byte{'q'})
	n1.p, n2.p = p1, p2
	fmt.Println(eq(n1, n2))
	n2.st[0].b = true
	fmt.Println(eq(n1, n2), n1 == n2)
	t1 := Tag1{1, "b"}
	t2 := Tag2(t1)
	t3 := struct {
		A int
		B string
	}(t1)
	fmt.Println(t2, t3, t2 == t3, Tag1(t3) == t1)
	x := 3
	c := make(chan int)
	m1 := Mix{a: 1, b: 2, c: &x, d: c, f: unsafe.Pointer(&x), u: 9}
	m2 := m1
	fmt.Println(eq(m1, m2), unsafe.Sizeof(m1), unsafe.Offsetof(m1.b), unsafe.Offsetof(m1.c), unsafe.Alignof(m1.b))
	m2.b++
	fmt.Println(eq(m1, m2), eq(E{}, E{}), eq([0]int{}, [0]int{}), eq([2]E{}, [2]E{}))
	type loc struct {
		a [3]string
		b struct{ c, d rune }
	}
	l1 := loc{[3]string{"a", "b", "c"}, struct{ c, d rune }{'x', 'y'}}
	l2 := l1
	l2.a[2] = "c"[:1]
	fmt.Println(eq(l1, l2), l1 == l2, l1 != l2, l1.b == struct{ c, d rune }{'x', 'y'})
	var i1, i2 any = l1, l2
	fmt.Println(i1 == i2, i1 == any(p1), i1 != nil)
	var arr [2]any = [2]any{1, "a"}
	fmt.Println(arr == [2]any{1, "a"}, eq(arr, [2]any{1, "b"}))
	func() {
		defer func() { fmt.Println("r:", recover()) }()
		fmt.Println(arr == [2]any{2, []int{}})
		arr[1] = map[int]int{}
		fmt.Println(arr == [2]any{1, map[int]int{}})
	}()
	type big struct{ a, b, c, d, e, f, g, h, i, j string }
	bg := big{a: "1", j: "10"}
	bh := bg
	fmt.Println(eq(bg, bh), bg == bh)
	bh.j += "0"
	fmt.Println(bg == bh)
	pp := &p1
	fmt.Println(*pp == p2, pp == &p1, pp == &p2, *pp != Pad{})
	ch := make(chan Nest, 1)
	ch <- n1
	fmt.Println(<-ch == n1)
	sw := any(p1)
	switch sw {
	case p2:
		fmt.Println("matched struct in switch")
	default:
		fmt.Println("no match")
	}
	fm := map[Fl]string{{f: 1}: "one"}
	fm[Fl{f: nan}] = "nan"
	fm[Fl{f: nan}] = "nan2"
	fmt.Println(len(fm), fm[Fl{f: 1}], fm[Fl{f: nan}] == "")
}

type Blank2 struct {
	x int
	_ int
	y string
}

func init() { _ = Blank{} }

func mkBlank(n int) Blank2 {
	type raw struct {
		x, z int
		y    string
	}
	r := raw{1, n, "y"}
	return *(*Blank2)(unsafe.Pointer(&r))
}
