// fmt: scanning, by verbs, by words and by lines, with the errors it stops at.
package main

import (
	"fmt"
	"io"
	"strings"
)

type hexed int

func (h *hexed) Scan(s fmt.ScanState, verb rune) error {
	tok, err := s.Token(true, func(r rune) bool { return r != ';' })
	*h = hexed(len(tok))
	w, ok := s.Width()
	fmt.Printf("<%c %q %d %v>", verb, tok, w, ok)
	return err
}

func main() {
	var i int
	var i8 int8
	var u uint
	var f float64
	var s, s2 string
	var b bool
	var r rune
	var bs []byte
	var c complex128
	var h hexed
	show := func(n int, err error, vs ...any) { fmt.Println(n, err, vs) }
	try := func(in, format string, ptrs ...any) {
		i, i8, u, f, s, s2, b, r, bs, c = 0, 0, 0, 0, "", "", false, 0, nil, 0
		n, err := fmt.Sscanf(in, format, ptrs...)
		fmt.Printf("%q %q: %d %v | %d %d %d %v %q %q %v %q %q %v\n", in, format, n, err, i, i8, u, f, s, s2, b, r, bs, c)
	}
	try("12 abc", "%d %s", &i, &s)
	try("12abc", "%d%s", &i, &s)
	try("0x1f", "%v", &i)
	try("1f", "%x", &i)
	try("0b101", "%v", &i)
	try("101", "%b", &i)
	try("1_000", "%v", &i)
	try("-077", "%v", &i)
	try("300", "%d", &i8)
	try("-1", "%d", &u)
	try("3.25e2", "%g", &f)
	try("0x1p-2", "%g", &f)
	try("nan", "%g", &f)
	try("+Inf", "%g", &f)
	try("12345", "%3d%d", &i, &u)
	try("\"a b\"x", "%q%s", &s, &s2)
	try("`raw`", "%q", &s)
	try("true", "%t", &b)
	try("T", "%v", &b)
	try("0", "%t", &b)
	try("maybe", "%t", &b)
	try("日本", "%c", &r)
	try("6869", "%x", &s)
	try("6869", "%x", &bs)
	try("(1+2i)", "%v", &c)
	try("1+2i", "%g", &c)
	try("5,6", "%d,%d", &i, &u)
	try("5 , 6", "%d,%d", &i, &u)
	try("a5", "b%d", &i)
	try("5%", "%d%%", &i)
	try("", "%d", &i)
	try("5\n6", "%d %d", &i, &u)
	try("5\n6", "%d\n%d", &i, &u)
	try("5   \n  6", "%d\n%d", &i, &u)
	try("x", "%z", &i)
	try("5", "%d %d", &i, &u)
	try("5 6", "%d", &i, &u)
	try("5", "%d")
	try("hello", "%3s%s", &s, &s2)
	try("abc", "%5c", &r)
	n, err := fmt.Sscanf("abc;de", "%v;%5x", &h, &s)
	show(n, err, h, s)
	n, err = fmt.Sscan("1 2\n3 4", &i, &u, &f, &s)
	show(n, err, i, u, f, s)
	n, err = fmt.Sscanln("1 2\n3", &i, &u, &f)
	show(n, err, i, u, f)
	n, err = fmt.Sscanln("1 2 3\n", &i, &u)
	show(n, err, i, u)
	n, err = fmt.Sscan("", &i)
	show(n, err)
	n, err = fmt.Sscan("x", i)
	show(n, err)
	in := strings.NewReader("one 2\nthree 4\n\nfive")
	for {
		n, err := fmt.Fscanln(in, &s, &i)
		show(n, err, s, i)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
	}
	in = strings.NewReader("9 8 7")
	for {
		if _, err := fmt.Fscan(in, &i); err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(i, in.Len())
	}
}
