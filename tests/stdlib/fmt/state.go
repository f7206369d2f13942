// fmt: custom formatters see flags, width and precision; FormatString, Append, Fprint results.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type probe struct{}

func (probe) Format(s fmt.State, verb rune) {
	var flags strings.Builder
	for _, c := range "+-# 0" {
		if s.Flag(int(c)) {
			flags.WriteRune(c)
		}
	}
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "{%c %q %d,%t %d,%t %s}", verb, flags.String(), w, wok, p, pok, fmt.FormatString(s, verb))
}

type both struct{}

func (both) Error() string    { return "error text" }
func (both) String() string   { return "string text" }
func (both) GoString() string { return "go text" }

type failing struct{ after int }

func (f *failing) Write(p []byte) (int, error) {
	if f.after -= len(p); f.after < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

type wrapped struct{ error }
type stringy struct{ fmt.Stringer }

func main() {
	for _, f := range []string{"%v", "%+v", "%#v", "%-+# 012.34x", "%5s", "%.q", "%.0d", "%0d", "%-05d", "%+-q", "%日", "%[1]v %[1]*.[1]*[1]v"} {
		fmt.Printf("%s: ", f)
		fmt.Printf(f+"\n", probe{})
	}
	fmt.Println(probe{}, []any{probe{}}, map[string]any{"k": probe{}}, struct{ P probe }{})
	fmt.Printf("%v %s %d %#v %q %x %+v %T\n", both{}, both{}, both{}, both{}, both{}, both{}, both{}, both{})
	fmt.Printf("%v %+v %s\n", wrapped{io.EOF}, stringy{both{}}, &wrapped{io.EOF})
	fmt.Println(string(fmt.Append([]byte("a "), 1, "b", 2, 3)), string(fmt.Appendf(nil, "%03d", 7)), string(fmt.Appendln([]byte{}, "x", 1)))
	n, err := fmt.Fprintf(&failing{10}, "%s", "short")
	fmt.Println(n, err)
	n, err = fmt.Fprintln(&failing{3}, "too long")
	fmt.Println(n, err)
	var buf bytes.Buffer
	n, err = fmt.Fprint(&buf, "é", 1, true, nil)
	fmt.Println(n, err, buf.String())
	var nilErr error
	fmt.Printf("%v %v\n", nilErr, fmt.Sprint(errors.Join(io.EOF, nil, io.ErrClosedPipe)))
	fmt.Printf("%s|%10s|%-10s|%.3s\n", io.EOF, io.EOF, both{}, both{})
	fmt.Printf("%s %v\n", []error{io.EOF, both{}}, []fmt.Stringer{both{}})
	fmt.Printf("%x %X %x\n", io.EOF, both{}, []string{"ab", "c"})
}
