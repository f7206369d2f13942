package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
)

func main() {
	s := "Hello, 世界! héllo wörld  foo\tbar\n"
	fmt.Println(strings.ToUpper(s), strings.ToLower(s), strings.Title(s), strings.Fields(s), strings.Split(s, "o"), strings.SplitN(s, "", 5), strings.SplitAfter(s, "l"))
	fmt.Println(strings.Index(s, "wör"), strings.LastIndex(s, "l"), strings.IndexAny(s, "öé"), strings.IndexByte(s, 'w'), strings.IndexRune(s, '界'), strings.IndexFunc(s, unicode.IsSpace), strings.Count(s, "l"), strings.Count(s, ""))
	fmt.Printf("%q %q %q %q\n", strings.TrimSpace(" \t x y \n"), strings.Trim("xxabcxx", "x"), strings.TrimLeft("¡¡Hi", "¡"), strings.TrimFunc("123abc456", unicode.IsDigit))
	fmt.Println(strings.Replace("aaaa", "a", "bb", 3), strings.ReplaceAll("abc", "", "-"), strings.Repeat("ab", 5), strings.EqualFold("Straße", "STRAßE"), strings.EqualFold("K", "\u212a"), strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "A")
	fmt.Println(r.Replace("<a>b</a>"))
	var b strings.Builder
	for i := 0; i < 5; i++ {
		fmt.Fprintf(&b, "%d,", i)
		b.WriteByte('x')
		b.WriteRune('世')
	}
	fmt.Println(b.String(), b.Len())
	for l := range strings.Lines("a\nb\nc") {
		fmt.Printf("%q ", l)
	}
	for l := range strings.SplitSeq("a,b,c", ",") {
		fmt.Printf("%q ", l)
	}
	for l := range strings.FieldsSeq(" a  b c ") {
		fmt.Printf("%q ", l)
	}
	fmt.Println()
	bb := bytes.NewBufferString("line1\nline2\nrest")
	for {
		l, err := bb.ReadString('\n')
		fmt.Printf("%q %v\n", l, err)
		if err != nil {
			break
		}
	}
	fmt.Println(bytes.Fields([]byte(" a b ")), bytes.ToUpper([]byte("abc")), bytes.Equal([]byte("a"), []byte("a")), bytes.Contains([]byte("seafood"), []byte("foo")))
	before, after, ok := strings.Cut("key=value", "=")
	fmt.Println(before, after, ok)
	rd := strings.NewReader("abc")
	c, n, err := rd.ReadRune()
	fmt.Println(c, n, err, rd.Len())
	fmt.Println(strings.ToValidUTF8("a\xffb\xc0\xafc", "?"), strings.ContainsAny("abc", "xyzc"), strings.Compare("a", "b"))
	defer func() { fmt.Println(recover()) }()
	strings.Repeat("x", -1)
}
