// regexp: patterns that do not compile, by both parsers, and the panics of the Must functions.
package main

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

func main() {
	for _, p := range []string{`(`, `)`, `[`, `]`, `a**`, `*a`, `+`, `?`, `a{2,1}`, `a{1001}`, `a{,2}`, `a{2`, `(?i`, `(?z)`, `(?P<n>a)(?P<n>b)`, `(?P<1a>x)`, `(?P<n`, `(?P=n)`, `(?<n>a)`, `(?<n>a)(?<n>b)`, `\`, `\8`, `\1`, `\q`, `\x{110000}`, `\xg`, `[z-a]`, `[a`, `[[:foo:]]`, `[[:alpha:]`, `\pX`, `\p{Foo}`, `\p`, `\pN`, `[\d-z]`, `(?=a)`, `(?!a)`, `(?<=a)`, `(?>a)`, `a++`, `a*+`, `a{1}{2}`, `(a{1000}){1000}`, "a\xffb", `\C`, `\Qab`, `\Q(\E)`, `x{0}`, `()`, `(|)`, `^*`, `$+`, `\b+`, `(?i)(?-i)a`, `(?i-s:x)`, `(?i-)x`, `[^]`, `[]a]`, `[a-]`, `[-a]`, `[^^]`, strings.Repeat("(", 1001) + strings.Repeat(")", 1001), strings.Repeat("(", 900) + "x" + strings.Repeat(")", 900)} {
		short := p
		if len(short) > 30 {
			short = short[:30] + "..."
		}
		re, err := regexp.Compile(p)
		fmt.Printf("%q: %v", short, err)
		var se *syntax.Error
		if errors.As(err, &se) {
			fmt.Printf(" [%s] [%.20s]", se.Code, se.Expr)
		}
		if re != nil && len(p) < 60 {
			fmt.Print(" ok ", re.NumSubexp(), re.SubexpNames(), re)
		}
		_, err = regexp.CompilePOSIX(p)
		fmt.Printf(" | posix %v\n", err)
	}
	for _, f := range []func(){func() { regexp.MustCompile("a(b") }, func() { regexp.MustCompilePOSIX(`\pN`) }, func() { regexp.MustCompile("`[") }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	ok, err := regexp.MatchString("(", "x")
	fmt.Println(ok, err)
	ok, err = regexp.Match("a.c", []byte("xabc"))
	fmt.Println(ok, err)
	fmt.Println(regexp.QuoteMeta(`a.b*c[d]\e^$+?{}()|é`), regexp.QuoteMeta(""))
}
