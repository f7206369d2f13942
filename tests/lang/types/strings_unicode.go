// Strings: invalid UTF-8, ranging, conversions among strings, bytes and runes, comparisons, concatenation, switch on strings, indexes.
package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

type S string
type B []byte
type R []rune
type C byte

func cls(s string) int {
	switch s {
	case "":
		return 0
	case "a", "b":
		return 1
	case "abc":
		return 2
	case "abd", "ab\x00", "héé":
		return 3
	case "a longer string than others":
		return 4
	}
	if s > "m" {
		return 5
	}
	return -1
}

func cat(xs ...string) (r string) {
	for i, x := range xs {
		r = x + r + fmt.Sprint(i)
	}
	return
}

func build(n int) string {
	var b []byte
	for i := range n {
		b = append(b, "ab"...)
		b = append(b, byte('0'+i%10))
		b = append(b, string(rune(0x100+i))...)
	}
	return string(b)
}

func main() {
	bad := "a\xffb\xc0\xafc\xed\xa0\x80d\xf4\x90\x80\x80é\u2028"
	for i, r := range bad {
		fmt.Printf("%d:%U ", i, r)
	}
	fmt.Println(len(bad), utf8.RuneCountInString(bad), len([]rune(bad)))
	for i := range bad {
		fmt.Print(i, " ")
	}
	fmt.Println()
	rs := []rune(bad)
	back := string(rs)
	fmt.Printf("%q %v\n", back, back == bad)
	fmt.Printf("%q %q %q %q\n", string(rune(-1)), string(rune(0x10ffff)), string(rune(0xd800)), string(rune(0x110000)))
	fmt.Println([]byte("héllo"), []rune("héllo"), string([]rune{104, 0x1F600}), string([]byte{0x68, 0xc3, 0xa9}))
	s := S("typed")
	b := B(s)
	r := R(s)
	b[0] = 'T'
	r[1] = 'Y'
	fmt.Println(s, string(b), string(r), S(b)+S(r), string(s[1:3]), []C(s)[0] == 't')
	for _, x := range []string{"", "a", "b", "abc", "abd", "ab\x00", "héé", "a longer string than others", "z", "c"} {
		fmt.Print(cls(x), " ")
	}
	fmt.Println("a" < "b", "a" < "A", "abc" < "abcd", "" < "a", "z" >= "y", "é" > "z", strings.Compare("a", "b"))
	fmt.Println(cat("x", "y", "z"), cat(), build(12))
	x := "hello, world"
	fmt.Println(x[:5], x[7:], x[len(x)-1:], x[3:3] == "", x[len(x):] == "", x[0], x[4:5][0])
	by := []byte(x)
	y := string(by)
	by[0] = 'J'
	fmt.Println(y, string(by))
	m := map[string]int{string(by): 1}
	by[1] = 'E'
	fmt.Println(m["Jello, world"], m[string(by)], string(by) == "JEllo, world", len(m))
	for i, c := range []byte("abc") {
		fmt.Print(i, c, " ")
	}
	for i, c := range []rune("né") {
		fmt.Print(i, string(c), " ")
	}
	fmt.Println()
	t := ""
	for i := range 5 {
		t += string(rune('a'+i)) + strings.Repeat("-", i)
	}
	fmt.Println(t, len(t))
	var nilB []byte
	var nilR []rune
	fmt.Println(string(nilB) == "", string(nilR) == "", []byte("") == nil, len([]rune("")), string(append(nilB, x...)))
	c := [3]string{"a", "b"}
	d := c
	d[2] = "z"
	fmt.Println(c == d, c[0]+d[2], strings.Join(d[:], "+"))
	raw := `raw\n"x"
line2	tab`
	fmt.Printf("%q %d %s\n", raw, strings.Count(raw, "\n"), raw[:4])
	fmt.Printf("%x % x %#x %X\n", "hé", "hé", "hé", []byte("hé"))
	const k = "constant"
	fmt.Println(k[3], len(k), k[2:5], string(k[0])+k[1:2])
	defer func() { fmt.Println(recover()) }()
	i := 20
	fmt.Println(x[i:])
}
