// strings and bytes: splitting, cutting, trimming, fields, mapping and replacing.
package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
)

func main() {
	texts := []string{"", "a", ",", ",,", "a,b,c", "a,,b,", " a  b\tc\n ", "日,本", "\u00a0x\u2003y\u0085", "a\xff,b", "one=two=three"}
	for _, s := range texts {
		for _, sep := range []string{",", "", "=", "\xff", "ab"} {
			for _, n := range []int{-1, 0, 1, 2, 3} {
				fmt.Printf("%q %q ", strings.SplitN(s, sep, n), strings.SplitAfterN(s, sep, n))
			}
			b, a, ok := strings.Cut(s, sep)
			p, pok := strings.CutPrefix(s, sep)
			q, qok := strings.CutSuffix(s, sep)
			fmt.Printf("%q %q %v %q %v %q %v\n", b, a, ok, p, pok, q, qok)
		}
		fmt.Printf("%q %q %q\n", strings.Fields(s), strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r > 0x2fff }), bytes.Fields([]byte(s)))
		fmt.Printf("%q %q %q %q %q %q\n", strings.TrimSpace(s), strings.Trim(s, "a ,\xff"), strings.TrimLeft(s, ","), strings.TrimRight(s, ",\n "), strings.TrimFunc(s, unicode.IsLetter), strings.Trim(s, "日本é"))
		fmt.Printf("%q %q %q\n", strings.TrimPrefix(s, "a"), strings.TrimSuffix(s, ","), strings.Map(func(r rune) rune {
			switch {
			case r == 'a':
				return 'é'
			case r == ',':
				return -1
			}
			return r
		}, s))
		for _, n := range []int{-1, 0, 1, 2} {
			fmt.Printf("%q %q %q|", strings.Replace(s, ",", "--", n), strings.Replace(s, "", "^", n), bytes.Replace([]byte(s), []byte("a"), nil, n))
		}
		fmt.Printf("%q\n", strings.ReplaceAll(s, ",", ""))
		for part := range strings.SplitSeq(s, ",") {
			fmt.Printf("%q ", part)
		}
		for part := range strings.SplitAfterSeq(s, ",") {
			fmt.Printf("%q ", part)
		}
		for part := range strings.FieldsSeq(s) {
			fmt.Printf("%q ", part)
		}
		for part := range strings.Lines(s) {
			fmt.Printf("%q ", part)
		}
		for part := range strings.FieldsFuncSeq(s, unicode.IsPunct) {
			fmt.Printf("%q ", part)
		}
		fmt.Println()
	}
	parts := bytes.Split([]byte("a,b"), []byte(","))
	parts[0] = append(parts[0], 'X') // must not overwrite what follows
	fmt.Printf("%q %d\n", parts, cap(parts[0][:1]))
	fmt.Println(strings.Join(nil, "x"), strings.Join([]string{"a"}, "x"), strings.Join([]string{"a", "", "b"}, "::"), string(bytes.Join([][]byte{{'a'}, nil, {'b'}}, []byte("-"))))
	fmt.Println(bytes.Equal(nil, []byte{}), bytes.Clone(nil) == nil, bytes.Clone([]byte{}) == nil, string(bytes.Title([]byte("ab cd"))), bytes.ContainsFunc([]byte("a1"), unicode.IsDigit), bytes.MinRead)
}
