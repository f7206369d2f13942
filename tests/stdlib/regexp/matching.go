// regexp: which match is found, with flags, classes, empty matches, submatches, POSIX and Longest.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	patterns := []string{`a`, `a*`, `a+?`, `(a|ab)(c|bcd)(d*)`, `^`, `$`, `^$`, `(?m)^.*$`, `(?s).+`, `.+`, `\bfoo\b`, `\Boo`, `(?i)ABC|é`, `[[:alpha:]]+`, `[^a-z\s]+`, `\d{2,3}`, `(\w+)\s(\w+)`, `(?P<y>\d{4})-(?P<m>\d\d)`, `x*`, `(x*)*`, `(|a)+`, `(a*)+`, `a{0}b`, `\p{Greek}+`, `\P{L}`, `[\pL\d]+`, `(?U)a+b*`, `(?i)[k]`, `a|ab|abc`, `^a`, `z|`, `()`, `(?:(a)|b)*`, `\z`, `\A.`, `[\x{100}-\x{200}]`, `\Q.*\E`, `(a)(b)?`, `((a)|(b))+`, `.`, `日.`, `\x41|\101`, `[^\n]`, `\S+$`}
	texts := []string{"", "a", "aaa", "abcd", "foo food\nfoo", "Hello World 2024-02", "ab12 345\n6789", "αβγ δ", "xxaxx", "K k", "é É abc", "日本語", "aab\xffab", ".*", "ĀāA", "abab"}
	for _, p := range patterns {
		re := regexp.MustCompile(p)
		prefix, whole := re.LiteralPrefix()
		fmt.Printf("%s: prefix %q %v\n", p, prefix, whole)
		for _, s := range texts {
			fmt.Printf("  %q: %v %v %q %v\n", s, re.FindStringIndex(s), re.FindAllStringSubmatchIndex(s, -1), re.FindAllString(s, 2), re.FindSubmatchIndex([]byte(s)))
		}
	}
	for _, p := range []string{`a|ab|abc`, `(a|ab)(c|bcd)(d*)`, `a*?`, `(a+)(b*)`, `x*|a`} {
		lm := regexp.MustCompile(p)
		lm.Longest()
		posix, err := regexp.CompilePOSIX(p)
		for _, s := range []string{"abcd", "aaabb", ""} {
			fmt.Println(p, s, lm.FindStringSubmatchIndex(s))
			if err == nil {
				fmt.Println("  posix", posix.FindStringSubmatchIndex(s))
			}
		}
	}
	re := regexp.MustCompile(`(?P<first>\w)(?P<rest>\w*)`)
	fmt.Println(re.SubexpIndex("rest"), re.SubexpIndex("none"), re.SubexpNames(), re.NumSubexp(), re.MatchReader(strings.NewReader("--x")), re.FindReaderSubmatchIndex(strings.NewReader("  日 go")))
	fmt.Println(re.ReplaceAllString("go lang", "$rest$first-"), re.ReplaceAllString("go lang", "${rest}${first}-$0-$$-$1x-${1}x-$9"), re.ReplaceAllLiteralString("go", "$1"), re.ReplaceAllStringFunc("ab cd", strings.ToUpper))
	fmt.Println(string(re.Expand([]byte("> "), []byte("$first|${rest}|$bad|${|$"), []byte("word"), re.FindSubmatchIndex([]byte("word")))))
	for _, n := range []int{-1, 0, 1, 2, 3} {
		fmt.Printf("%q %q %q\n", regexp.MustCompile(`a*`).Split("baac", n), regexp.MustCompile(`,`).Split(",a,,b,", n), regexp.MustCompile(`x`).Split("", n))
	}
	for _, s := range []string{"abc", "", "日本"} {
		fmt.Printf("%q %q %q\n", regexp.MustCompile(``).ReplaceAllString(s, "-"), regexp.MustCompile(`b*`).ReplaceAllString(s, "-"), regexp.MustCompile(`$`).ReplaceAllString(s, "!"))
	}
	fmt.Println(regexp.MustCompile(`a+`).FindAllIndex([]byte("aa a aaa"), 2), regexp.MustCompile(`a+`).FindAllString("b", -1) == nil)
	b, err := re.MarshalText()
	fmt.Println(string(b), err, new(regexp.Regexp).UnmarshalText([]byte("(")))
}
