package main

import (
	"errors"
	"fmt"
)

type P struct {
	X, Y int
	s    string
	p    *int
}
type St int

func (s St) String() string { return fmt.Sprintf("<%d>", int(s)) }

type Go struct{ a int }

func (g Go) GoString() string { return "Go!" }

type Fm struct{}

func (Fm) Format(s fmt.State, v rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "F(%c %d %v %d %v %v)", v, w, wok, p, pok, s.Flag('+'))
}

type Rec struct {
	Name string
	Next *Rec
	M    map[string][]int
	E    error
	I    any
}
type Pan struct{}

func (*Pan) String() string { panic("oops") }

func main() {
	for _, f := range []string{"%v", "%+v", "%#v", "%T", "%d", "%5d|", "%-5d|", "%05d", "%x", "%X", "%#x", "%o", "%#o", "%O", "%b", "%c", "%q", "%U", "%#U", "%e", "%s", "%t", "%+d", "% d"} {
		fmt.Printf(f+" ", 65)
	}
	fmt.Println()
	for _, f := range []string{"%v", "%f", "%.2f", "%8.3f|", "%-8.1f|", "%08.2f", "%e", "%E", "%g", "%G", "%.3g", "%+f", "%x", "%b", "%6.f|"} {
		fmt.Printf(f+" ", 1234.5678)
	}
	fmt.Println()
	for _, f := range []string{"%v", "%s", "%q", "%x", "% x", "%#x", "%X", "%10s|", "%-10s|", "%.2s", "%#q", "%+q", "%T", "%d"} {
		fmt.Printf(f+" ", "héy\n")
	}
	fmt.Println()
	p := P{1, 2, "z", nil}
	fmt.Printf("%v %+v %#v %T\n", p, p, p, p)
	fmt.Printf("%v %+v\n", &p, &p)
	fmt.Printf("%v %d %s %#v %q\n", St(3), St(3), St(3), St(3), St(3))
	fmt.Printf("%v %#v %+v\n", Go{1}, Go{1}, Go{1})
	fmt.Printf("%v|%8.3d|%+s\n", Fm{}, Fm{}, Fm{})
	fmt.Printf("%v %#v %v %#v\n", []int{1, 2}, []int{1, 2}, map[string]int{"b": 2, "a": 1}, map[string]int{"b": 2, "a": 1})
	fmt.Printf("%v %#v %s %q %x\n", []string{"a", "b"}, []string{"a", "b"}, []string{"a", "b"}, []string{"a", "b"}, []string{"ab", "c"})
	fmt.Printf("%v %s %x %X %d %#v\n", []byte("abc"), []byte("abc"), []byte("abc"), []byte("abc"), []byte("abc"), []byte("abc"))
	fmt.Printf("%v %+v\n", Rec{"n", nil, map[string][]int{"k": {1}}, errors.New("e"), 5}, Rec{})
	fmt.Printf("%#v\n", Rec{Name: "n", M: map[string][]int{}, I: St(2)})
	fmt.Printf("%v %v %t %5t|%v\n", true, nil, false, true, [3]bool{true})
	fmt.Printf("%d %s %!|%z %d\n", "str", 5, 1)
	fmt.Printf("%d\n", 1, 2, "extra")
	fmt.Printf("%[2]d %[1]d %[3]*.[2]*[1]f|%[5]d\n", 1.5, 2, 8)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 42, 5, 42, 2, 3.14159)
	fmt.Printf("%6.2f%% %c %v\n", 99.5, '世', 'x')
	fmt.Printf("%v %v %.2f %+v\n", 1+2i, complex64(-1i), 3.14159+2.71828i, -1-1i)
	fmt.Printf("%08b %x %X %#o %+x\n", 5, -255, uint8(255), 8, 255)
	fmt.Printf("%v %s\n", (*Pan)(nil), &Pan{})
	fmt.Printf("%v %s %v\n", errors.New("err"), fmt.Errorf("w: %w", errors.New("in")), error(nil))
	fmt.Printf("%p %t %v\n", nil, nil, (*int)(nil))
	fmt.Printf("%v %v %v\n", struct{}{}, []any{1, "a", nil, 2.5}, [][]int{{1}, {2, 3}})
	fmt.Printf("%5v|%-5v|%05v|%x|%q\n", []int{1, 2}, []int{3}, 7, []int{10, 11}, 'x')
	fmt.Printf("%t %s\n", 1, true)
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, 'x', nil), fmt.Sprintln("x", 1))
	fmt.Printf("%v %v %v %v\n", float32(0.1), 1e21, 1e20, 1e-7)
	fmt.Printf("%6d|%-6d|%06d|%+06d|% 6d|%x\n", -42, -42, -42, 42, 42, "hi")
	fmt.Printf("%s %v %d\n", []error{errors.New("a")}, &[]int{1}, &[2]int{1, 2})
	fmt.Printf("%v %+v\n", &map[string]int{"a": 1}, struct {
		A *P
		B any
	}{nil, &p.X == nil})
	fmt.Printf("%#v %#v %#v %#v %#v\n", 1.0, "q\"s", uint8(3), 'x', struct{ A any }{nil})
	fmt.Printf("%3c|%-3c|%03d|%.3d|%8.3d|%+.2e\n", 'a', 'b', 7, 7, 7, 12345.678)
	fmt.Printf("%[3]v %[1]v %v %v\n", "a", "b", "c")
	fmt.Printf("%!d %", 1)
	fmt.Println()
	fmt.Printf("%.3v|%10.3v|%.0f|%#.3x|%# x\n", "abcdef", 3.14159, 2.5, "abcd", "abcd")
}
