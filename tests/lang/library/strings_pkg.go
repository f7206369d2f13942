package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	fmt.Println(strings.Split("a,b,c", ","), strings.SplitN("a,b,c", ",", 2), strings.SplitAfter("a,b", ","), len(strings.Split("", ",")), strings.Split("abc", ""))
	fmt.Println(strings.Fields("  a b\t c\n"), strings.Join([]string{"x", "y"}, "-"), strings.Repeat("ab", 3))
	fmt.Println(strings.Index("chicken", "ken"), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'c'), strings.IndexRune("chicken", 'k'), strings.IndexAny("golang", "gy"), strings.IndexFunc("Hello", unicode.IsLower))
	fmt.Println(strings.Contains("seafood", "foo"), strings.ContainsAny("x", ""), strings.HasPrefix("golang", "go"), strings.HasSuffix("golang", "ng"), strings.Count("cheese", "e"), strings.Count("five", ""))
	fmt.Println(strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("oink oink", "oink", "moo"), strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace("<b>x</b>"))
	fmt.Println(strings.ToUpper("héllo"), strings.ToLower("ÀÉ"), strings.Title("hello world"), strings.ToTitle("x"), strings.EqualFold("Go", "GO"))
	fmt.Printf("%q %q %q %q %q %q\n", strings.TrimSpace("  x \n"), strings.Trim("xxhixx", "x"), strings.TrimLeft("xxhi", "x"), strings.TrimPrefix("prefix-a", "prefix-"), strings.TrimSuffix("a.go", ".go"), strings.TrimFunc("123abc456", unicode.IsDigit))
	before, after, ok := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, ok, strings.Compare("a", "b"))
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return 'A'
		}
		if r == 'x' {
			return -1
		}
		return r
	}, "banxana"))
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "%d,", i)
	}
	b.WriteRune('é')
	b.WriteByte('!')
	fmt.Println(b.String(), b.Len())
	r := strings.NewReader("reader")
	buf := make([]byte, 4)
	n, err := r.Read(buf)
	fmt.Println(n, err, string(buf), r.Len())
	for part := range strings.SplitSeq("a-b-c", "-") {
		fmt.Print(part, ";")
	}
	fmt.Println(strings.ToValidUTF8("a\xffb", "?"), strings.FieldsFunc("a1b2c", unicode.IsDigit), strings.ContainsRune("abc", 'b'))
	rest, found := strings.CutPrefix("foobar", "foo")
	fmt.Println(strings.LastIndexByte("abcabc", 'b'), rest, found)
}
