// encoding/csv: reading by all settings, with mistakes, their places and the records beside them; random texts.
package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"strings"
)

func settings(r *csv.Reader, k int) {
	r.LazyQuotes = k&1 != 0
	r.TrimLeadingSpace = k&2 != 0
	r.ReuseRecord = k&4 != 0
	if k&8 != 0 {
		r.FieldsPerRecord = -1
	}
	if k&16 != 0 {
		r.Comma, r.Comment = ';', '#'
	}
	if k&32 != 0 {
		r.Comma, r.Comment = '世', 'é'
	}
}

func show(s string, k int, w io.Writer) {
	r := csv.NewReader(strings.NewReader(s))
	settings(r, k)
	fmt.Fprintf(w, "%q %d\n", s, k)
	for range 12 {
		rec, err := r.Read()
		fmt.Fprintf(w, "  %q %v %v @%d n%d", rec, rec == nil, err, r.InputOffset(), r.FieldsPerRecord)
		for i := range rec {
			line, col := r.FieldPos(i)
			fmt.Fprintf(w, " %d:%d", line, col)
		}
		fmt.Fprintln(w)
		if err == io.EOF {
			return
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			fmt.Fprintln(w, "  ", pe.StartLine, pe.Line, pe.Column, pe.Err == pe.Unwrap())
		}
	}
}

func main() {
	fixed := []string{"", "\n", "a", "a,b\n", "a,b\r\nc,d\r\n", "a,\"b\nc\",d\n", "\"a\"\"b\"", "\"a", "a\"b", "\"a\"b", "\"a\" ,b", "a,b\nc\n", "#x\na,b\n", " a, b\n", "\"\"", ",,\n", "a\rb\n", "a\r", "\"a\r\nb\"\r\n", "\"a\nb", "x,\"y\nz\"w\n", "\n\n\na\n", " \n", "a,\"\"\"\"", "\"\n\"\n", "a;b;c\n", "1世2世\"3世4\"\n", "é comment\nx\n", "\"abc\"\"", ",\"", "\xff,\xfe\n", "a,b,\n\"c\",\"d\",\"e\"\n1\n2,3,4\n"}
	for _, s := range fixed {
		for _, k := range []int{0, 1, 2, 8, 16, 32, 31} {
			var b strings.Builder
			show(s, k, &b)
			fmt.Print(b.String())
		}
	}
	rng := rand.New(rand.NewSource(7))
	parts := []string{"a", "bb", ",", ",", "\"", "\"", "\n", "\r\n", "\r", " ", ";", "#", "世", "é", "\t"}
	h := uint64(1)
	for i := range 3000 {
		var s strings.Builder
		for range rng.Intn(12) {
			s.WriteString(parts[rng.Intn(len(parts))])
		}
		var b strings.Builder
		show(s.String(), rng.Intn(64), &b)
		for _, c := range []byte(b.String()) {
			h = h*31 + uint64(c)
		}
		if i%25 == 0 {
			fmt.Print(h, " ", b.String())
		}
	}
	fmt.Println(h)
	for _, c := range []rune{0, '"', '\n', '\r', 0xFFFD, -1, 0xD800, '#'} {
		r := csv.NewReader(strings.NewReader("a"))
		r.Comma, r.Comment = c, '#'
		_, err := r.Read()
		fmt.Println(err)
	}
	long := strings.Repeat("x", 5000) + "," + strings.Repeat("\"q\n\",", 2000) + "end\nnext,1\n"
	r := csv.NewReader(strings.NewReader(long))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	fmt.Println(len(all), len(all[0]), len(all[0][0]), all[1], err)
	all, err = csv.NewReader(strings.NewReader("a,b\nc\n")).ReadAll()
	fmt.Println(all, err, errors.Is(err, csv.ErrFieldCount))
	func() {
		defer func() { fmt.Println(recover()) }()
		r.FieldPos(99)
	}()
}
