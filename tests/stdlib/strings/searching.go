// strings and bytes: searching and comparing, at every place and with empty and broken text.
package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
)

func main() {
	hay := []string{"", "a", "banana", "aaaaaa", "héllo wörld", "日本語日本", "\xffa\xff", "mixed CASE", strings.Repeat("ab", 40) + "c"}
	needles := []string{"", "a", "na", "ana", "aa", "ö", "本", "\xff", "zz", "CASE", "babc", "\ufffd"}
	for _, h := range hay {
		for _, n := range needles {
			fmt.Println(len(h), n, strings.Index(h, n), strings.LastIndex(h, n), strings.Count(h, n), strings.Contains(h, n), strings.HasPrefix(h, n), strings.HasSuffix(h, n), strings.IndexAny(h, n), strings.LastIndexAny(h, n), strings.ContainsAny(h, n), strings.EqualFold(h, n), strings.Compare(h, n),
				bytes.Index([]byte(h), []byte(n)), bytes.LastIndex([]byte(h), []byte(n)), bytes.Count([]byte(h), []byte(n)), bytes.IndexAny([]byte(h), n), bytes.LastIndexAny([]byte(h), n))
		}
		for _, r := range []rune{'a', 'ö', '語', 0xfffd, -1, 0x110000, 0xd800} {
			fmt.Print(strings.IndexRune(h, r), bytes.IndexRune([]byte(h), r), strings.ContainsRune(h, r), " ")
		}
		fmt.Println(strings.IndexByte(h, 'a'), strings.LastIndexByte(h, 'a'), strings.IndexFunc(h, unicode.IsUpper), strings.LastIndexFunc(h, unicode.IsSpace), strings.ContainsFunc(h, unicode.IsDigit))
	}
	for _, p := range [][2]string{{"ß", "SS"}, {"K", "k"}, {"ſ", "S"}, {"İ", "i"}, {"Σ", "ς"}, {"Straße", "STRASSE"}, {"go", "GO"}, {"\xff", "\xff"}, {"\xff", "\xfe"}, {"Ａ", "ａ"}} {
		fmt.Println(p, strings.EqualFold(p[0], p[1]), bytes.EqualFold([]byte(p[0]), []byte(p[1])), strings.ToUpper(p[0]), strings.ToLower(p[1]), strings.ToTitle(p[0]))
	}
	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "iı"), strings.ToLowerSpecial(unicode.TurkishCase, "Iİ"), strings.Title("hello wOrld-x o'neil"), strings.ToValidUTF8("a\xff\xfeb\xc0", "?"), strings.ToValidUTF8("ok", "?"))
	for _, n := range []int{1, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 200} {
		s := strings.Repeat("x", n) + "needle" + strings.Repeat("y", n)
		fmt.Print(strings.Index(s, "needle"), " ", strings.Index(s, "needlez"), " ", strings.LastIndex(s, "needle"), " ", strings.IndexByte(s, 'y'), " ", strings.Count(s, "x"), ";")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		strings.Repeat("x", -1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		strings.Repeat("xx", 1<<62)
	}()
}
