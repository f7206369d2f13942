// encoding/csv: writing what must be quoted, with other commas and line ends, and errors.
package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strings"
)

type full struct{}

func (full) Write(p []byte) (int, error) { return 0, errors.New("no room") }

func main() {
	records := [][]string{{"a", "b"}, {"", ""}, {""}, {}, {"a,b", "c;d"}, {`say "hi"`, "x\ny", "x\r\ny"}, {" lead", "trail ", "\ttab", "\u00a0nbsp", "\u2003em"}, {`\.`, `\.x`}, {"世", "é"}, {"a\rb"}, {"\"", "\"\""}, {"x\"y,z\n"}, {"\xff", "\ufffd"}, {"#x"}}
	for _, comma := range []rune{',', ';', '\t', ' ', '世', 'é'} {
		for _, crlf := range []bool{false, true} {
			var b strings.Builder
			w := csv.NewWriter(&b)
			w.Comma, w.UseCRLF = comma, crlf
			fmt.Println(w.WriteAll(records), w.Error())
			fmt.Printf("%q\n", b.String())
			r := csv.NewReader(strings.NewReader(b.String()))
			r.Comma, r.FieldsPerRecord = comma, -1
			back, err := r.ReadAll()
			fmt.Printf("%q %v\n", back, err)
		}
	}
	for _, comma := range []rune{0, '"', '\n', '\r', 0xFFFD} {
		w := csv.NewWriter(os.Stdout)
		w.Comma = comma
		fmt.Println(w.Write([]string{"a"}))
	}
	w := csv.NewWriter(full{})
	fmt.Println(w.Write([]string{"a"}), w.Error())
	w.Flush()
	fmt.Println(w.Error(), w.Write([]string{"a"}), w.Write([]string{"b", "\"q\""}))
	fmt.Println(w.WriteAll([][]string{{strings.Repeat("x", 9000)}}))
}
