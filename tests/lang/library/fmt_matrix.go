package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type P struct {
	X, Y int
	N    string
	in   []byte
}
type S string

func (s S) String() string { return "S<" + string(s) + ">" }

type E struct{ c int }

func (e *E) Error() string { return fmt.Sprintf("E%d", e.c) }

type B struct{}

func (B) String() string { panic("oops") }

func main() {
	p := P{1, -2, "n\"q", []byte("hi")}
	for _, f := range []string{"%v", "%+v", "%#v", "%T", "%d", "%s", "%q", "%x", "%5d|", "%-8v|", "%08.3f", "%+d", "%t", "%p%%", "%U", "%c", "%e", "%g", "%6.2f|", "%[2]d %[1]d", "%!", "%z", "%*d", "%.3s|", "%w"} {
		fmt.Println(f)
		for _, a := range [][]any{{1}, {-17, 4}, {"str\tx"}, {3.14159}, {p}, {&p}, {[]int{1, 2, 3}}, {map[string]int{"b": 2, "a": 1}}, {S("q")}, {&E{3}}, {nil}, {true}, {'x'}, {[]byte("ab")}, {1 + 2i}, {[3]bool{true}}, {struct{}{}}, {error(nil)}, {uint8(200)}, {[]any{1, "a", nil}}} {
			s := fmt.Sprintf(f, a...)
			if strings.Contains(s, "0x") && (strings.Contains(s, "0xc0") || len(s) > 300 || strings.Contains(f, "p")) {
				continue
			}
			fmt.Println("  ", s)
		}
	}
	fmt.Println(B{}, S("z"), []S{"a", "b"}, map[S]P{"k": p})
	e := fmt.Errorf("wrap %w and %w", &E{1}, os.ErrNotExist)
	var t *E
	fmt.Println(e, errors.Is(e, os.ErrNotExist), errors.As(e, &t), t, errors.Unwrap(e))
	fmt.Printf("%T %T %T\n", e, errors.New("x"), errors.Join(e, e))
	var a, b int
	var s string
	n, err := fmt.Sscanf("12 abc 0x1f", "%d %s %v", &a, &s, &b)
	fmt.Println(n, err, a, s, b)
	n, err = fmt.Sscan("7 8.5 x", &a, new(float64), &s)
	fmt.Println(n, err, a, s)
	fmt.Fprintln(os.Stderr, "err")
}
