package main

import (
	"fmt"
	"unsafe"
)

type Point struct{ X, Y int }

type Base struct {
	ID   int
	Name string
}

func (b Base) Describe() string   { return fmt.Sprintf("%d:%s", b.ID, b.Name) }
func (b *Base) Rename(s string)   { b.Name = s }
func (b Base) Shadowed() string   { return "base" }

type Mid struct {
	*Base
	Point
	extra [2]byte
}

func (m Mid) Shadowed() string { return "mid/" + m.Base.Shadowed() }

type Outer struct {
	Mid
	Y float64
	_ int
	_ string
}

func main() {
	p := Point{1, 2}
	q := p
	q.X = 10
	fmt.Println(p, q, p == Point{1, 2}, p == q, &p == &p)
	o := Outer{Mid: Mid{Base: &Base{7, "seven"}, Point: Point{Y: 3}}, Y: 2.5}
	o.Rename("renamed")
	fmt.Println(o.Describe(), o.Shadowed(), o.X, o.Y, o.Point.Y, o.ID, o.Mid.Base.Name)
	fmt.Printf("%v %+v\n", p, p)
	anon := struct {
		A int
		B []string
	}{1, []string{"x"}}
	fmt.Printf("%v %+v %T\n", anon, anon, anon)
	var small struct {
		a bool
		b int64
		c bool
		d int32
		e int16
	}
	fmt.Println(unsafe.Sizeof(small), unsafe.Offsetof(small.b), unsafe.Offsetof(small.d), unsafe.Offsetof(small.e), unsafe.Alignof(small.e))
	small.a, small.b, small.c, small.d, small.e = true, -1, true, -2, -3
	t := small
	small.d++
	fmt.Println(t, small, t == small)
	arr := [3]Point{{1, 2}, 2: {5, 6}}
	pa := &arr[1]
	pa.X, pa.Y = 3, 4
	fmt.Println(arr, arr[1] == *pa)
	type empty struct{}
	fmt.Println(empty{} == empty{}, unsafe.Sizeof(empty{}))
	m := map[Point]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(m[Point{3, 4}], m[p], len(m))
	f := func() Point { return Point{8, 9} }
	fmt.Println(f().X, f().Y)
	pp := &p
	ppp := &pp
	(*ppp).X = 77
	(**ppp).Y++
	fmt.Println(p, (*pp).X)
}
