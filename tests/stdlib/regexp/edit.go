// Replacing, expanding, splitting, quoting; readers and bytes; faulty expressions and their errors.
package main

import (
	"encoding"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

func main() {
	for _, c := range [][3]string{
		{`a(x*)b`, "-ab-axxb-", "T"}, {`a(x*)b`, "-ab-axxb-", "$1"}, {`a(x*)b`, "-ab-axxb-", "$1W"},
		{`a(x*)b`, "-ab-axxb-", "${1}W"}, {`a(?P<n>x*)b`, "-ab-axxb-", "<$n>"}, {`a(?P<n>x*)b`, "ab", "$nn$$ ${n} ${ $ $-"},
		{`a*`, "baaac", "x"}, {``, "日本", "-"}, {`\b`, "two words", "|"}, {`$`, "end", "!"}, {`(?m)^`, "a\nb", "> "},
		{`(a)|(b)`, "abc", "[$1,$2,$3,$0]"}, {`.`, "\xff\xfe", "x"}, {`x`, "none", "y"}, {`(\w+) (\w+)`, "hello world", "$2 $1"},
	} {
		re := regexp.MustCompile(c[0])
		fmt.Printf("%q %q\n", re.ReplaceAllString(c[1], c[2]), re.ReplaceAllLiteralString(c[1], c[2]))
		fmt.Printf("%q\n", re.ReplaceAllStringFunc(c[1], strings.ToUpper))
		fmt.Printf("%q %q\n", re.ReplaceAll([]byte(c[1]), []byte(c[2])), re.Split(c[1], -1))
		fmt.Printf("%q\n", re.Split(c[1], 2))
		fmt.Println(re.FindReaderSubmatchIndex(strings.NewReader(c[1])), re.MatchReader(strings.NewReader(c[1])))
		fmt.Printf("%q %q\n", re.FindAllSubmatch([]byte(c[1]), 2), re.FindSubmatch([]byte(c[1])))
		if at := re.FindStringSubmatchIndex(c[1]); at != nil {
			fmt.Printf("%q\n", re.ExpandString([]byte("pre:"), c[2], c[1], at))
		}
	}
	for _, p := range []string{`abc`, `abc+`, `a(b)c`, `ab*`, `(?i)ab`, `a.c`, `.`, ``} {
		fmt.Println(regexp.MustCompile(p).LiteralPrefix())
	}
	fmt.Println(regexp.QuoteMeta(`a.b*c[d]{e}(f)|g\h^i$j+k?é`))
	re := regexp.MustCompile(`a+|a+b`)
	fmt.Println(re.FindString("aaab"), re)
	longer := re.Copy()
	longer.Longest()
	fmt.Println(longer.FindString("aaab"), re.FindString("aaab"), re.SubexpIndex("x"))
	var m encoding.TextMarshaler = re
	text, err := m.MarshalText()
	fmt.Println(string(text), err)
	fmt.Println(re.UnmarshalText([]byte("(")), re.UnmarshalText([]byte("b")), re)
	b := []byte("abcdef")
	found := regexp.MustCompile("bc").Find(b)
	fmt.Println(len(found), cap(found))
	for _, p := range []string{
		`a(b`, `a)b`, `[a`, `[z-a]`, `\y`, `\`, `*a`, `+`, `a**`, `a*+`, `a{1001}`, `a{2,1}`, `(a{1000}){1000}`, `(?P<n`,
		`(?P<a b>x)`, `(?z)`, `(?i`, `(?i:a`, `(?=a)`, `\pX`, `\P{L`, `[[:foo:]]`, `{2}`, `(*)`, `\x{110000}`, `\x4`, `\8`,
		"a\xff", `[\`, strings.Repeat("(", 1001) + strings.Repeat(")", 1001), `((((a{100}){100}){100}){100})`,
	} {
		_, err := regexp.Compile(p)
		if len(p) > 100 {
			p = p[:10]
		}
		text := fmt.Sprint(err)
		fmt.Printf("%q %.90s\n", p, text)
		if e, ok := err.(*syntax.Error); ok {
			fmt.Println(e.Code)
		}
	}
	defer func() { fmt.Println(recover()) }()
	regexp.MustCompile("a`(")
}
