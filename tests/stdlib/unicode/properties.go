// unicode, utf8 and utf16: classes and cases of characters, and encodings good and broken.
package main

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	runes := []rune{0, '\t', ' ', '0', 'a', 'Z', '_', 0x7f, 0x85, 0xa0, 0xad, 'µ', 'ß', 'é', 'İ', 'ı', 'ǅ', 'ſ', 'Σ', 'ς', 'Ω', 'K', '٣', '½', 'Ⅷ', '日', '가', '\u0301', '\u200d', '\u2028', '€', '😀', '\ue000', 0xd800, 0xfffd, 0xffff, 0x10ffff, 0x110000, -1}
	for _, r := range runes {
		fmt.Printf("%U %v%v%v%v%v%v%v%v%v%v%v%v", r, unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsTitle(r), unicode.IsPunct(r), unicode.IsSymbol(r), unicode.IsMark(r), unicode.IsControl(r), unicode.IsPrint(r))
		fmt.Printf(" %v %U %U %U %U %v %v %d\n", unicode.IsGraphic(r), unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r), unicode.In(r, unicode.Latin, unicode.Greek), utf8.ValidRune(r), utf8.RuneLen(r))
		a, b := utf16.EncodeRune(r)
		fmt.Printf("  %U %U %v %d %x %x\n", a, b, utf16.IsSurrogate(r), utf16.RuneLen(r), utf8.AppendRune(nil, r), utf16.AppendRune(nil, r))
	}
	fmt.Println(unicode.Is(unicode.Han, '日'), unicode.IsOneOf([]*unicode.RangeTable{unicode.Letter, unicode.Nd}, '5'), unicode.Version, len(unicode.Scripts), len(unicode.Categories), len(unicode.Properties), unicode.TurkishCase.ToUpper('i'), unicode.To(unicode.TitleCase, 'a'), unicode.To(9, 'a'))
	texts := []string{"", "abc", "é日😀", "\x80", "\xc0\x80", "\xc2", "\xe2\x82", "\xe2\x82\xac", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf0\x9f\x98", "\xff", "a\xffb", "\xef\xbf\xbd"}
	for _, s := range texts {
		r, n := utf8.DecodeRuneInString(s)
		l, m := utf8.DecodeLastRuneInString(s)
		fmt.Printf("%q %v %d %v %U %d %U %d %U\n", s, utf8.ValidString(s), utf8.RuneCountInString(s), utf8.FullRuneInString(s), r, n, l, m, []rune(s))
		for i, c := range s {
			fmt.Print(i, ":", c, " ")
		}
		fmt.Println(utf16.Encode([]rune(s)))
	}
	fmt.Printf("%q %U %v\n", string(utf16.Decode([]uint16{'a', 0xd83d, 0xde00, 0xd800, 'b', 0xdc00})), utf16.DecodeRune(0xd83d, 0xde00), utf16.DecodeRune('a', 'b') == unicode.ReplacementChar)
	fmt.Println(string(rune(65)), string([]rune{0xd800, -1, 0x110000}), utf8.RuneStart(0x80), utf8.UTFMax, utf8.RuneSelf)
	letters, upper, digits, spaces := 0, 0, 0, 0
	for r := rune(0); r <= unicode.MaxRune; r += 7 {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsUpper(r) {
			upper++
		}
		if unicode.IsDigit(r) {
			digits++
		}
		if unicode.IsSpace(r) {
			spaces++
		}
	}
	fmt.Println(letters, upper, digits, spaces)
}
