// fmt: structs, maps, slices, pointers and interfaces under %v, %+v, %#v and %T.
package main

import (
	"fmt"
	"time"
)

type point struct{ X, Y int }
type named struct {
	Name  string
	At    *point
	Any   any
	Func  func(int) string
	Chan  chan int
	Map   map[string]int
	Bytes []byte
	inner
	Err error
}
type inner struct {
	a int
	b [2]bool
}
type color int

func (c color) String() string { return [...]string{"red", "green"}[c] }

type set map[color]struct{}
type list []color
type chain struct {
	next *chain
	val  int
}
type gen[T any] struct{ v T }
type pair[K comparable, V any] struct {
	k K
	v V
}
type alias = gen[int]

func main() {
	values := []any{
		point{1, -2}, &point{3, 4}, named{Name: "n", Any: 3, Bytes: []byte("b")}, []point{{1, 2}}, []*int{nil}, map[string]point{"b": {1, 2}, "a": {}},
		map[point]string{{2, 1}: "x", {1, 9}: "y"}, [2][]int{{1}, nil}, []any{1, "a", nil, 2.5, []any{}}, struct{}{}, &[]int{1, 2}, &map[string]int{"k": 1},
		&[2]int{5, 6}, color(1), list{0, 1}, set{1: {}, 0: {}}, &chain{nil, 1}, chain{}, gen[string]{"s"}, pair[string, []int]{"k", []int{1}}, alias{3},
		(*point)(nil), ([]int)(nil), (map[int]int)(nil), []string{}, [0]int{}, any(nil), []error{nil}, struct {
			A any
			B *int
		}{}, [][]byte{[]byte("x"), nil}, []color{1}, map[color]int{1: 1}, time.Second, []time.Duration{1, time.Hour}, struct{ D time.Duration }{90 * time.Minute},
		map[any]int{3: 1, nil: 6, -1: 2, 20: 0}, uint8(3), []uint8{1}, [3]uint8{1, 2, 3}, []rune("hé"), struct{ b []byte }{[]byte{1}},
	}
	for _, v := range values {
		fmt.Printf("%v\n%+v\n", v, v)
		switch v.(type) {
		case *chain, named:
		default:
			fmt.Printf("%#v\n", v)
		}
		fmt.Printf("%T %8v| %-8v|\n", v, v, v)
	}
	fmt.Printf("%d %x %q %s\n", point{10, 11}, point{10, 11}, struct{ A, b string }{"x", "y"}, map[string]string{"k": "v"})
	fmt.Printf("%6d|%-4d|%04d\n", []int{1, 2}, [2]int{3, 4}, map[int]int{1: 2})
	fmt.Printf("%s %v %d\n", color(0), &[]color{1}, color(1))
	fmt.Printf("%v %v\n", [3]any{nil, 1, "x"}, &struct{ p *point }{})
}
