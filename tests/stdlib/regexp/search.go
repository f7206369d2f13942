// Expressions against texts: places of the first match and its captures, all matches, and both searches (a long text is
// searched in another way than a short one).
package main

import (
	"fmt"
	"regexp"
	"strings"
)

var patterns = []string{
	``, `a`, `abc`, `a*`, `a+`, `a?`, `a*?`, `a+?`, `(a|b)*`, `(a*)*`, `(a*)+`, `(|a)+`, `(a|)*b`, `(?:a*?)*?b`,
	`a|ab|abc`, `(a|ab)(c|bcd)(d*)`, `^a`, `a$`, `^$`, `(?m)^.`, `(?m).$`, `(?m)^$`, `\Aa`, `a\z`, `\b`, `\B`, `\bx\w*`,
	`.`, `(?s).`, `..`, `[^a]`, `[^\n]+`, `[a-c]+`, `[[:alpha:]]+`, `\d+`, `\D+`, `\s`, `\w+`, `\W`, `\pL+`, `\p{Greek}`,
	`\PL`, `(?i)abc`, `(?i)k`, `(?i)[k-l]`, `(?i)ſ`, `é`, `[é-ü]`, `日.語`, `\x{65e5}`, `(?P<year>\d{4})-(?P<month>\d\d)`,
	`(a)(b)?(c)?`, `(?:(a)|b)*`, `((a)|(b))+`, `x{0}`, `x{2}`, `x{2,}`, `x{1,3}`, `x{1,3}?`, `(x{1,2}){2}`, `(ab){2,3}`,
	`a.*b`, `a.*?b`, `a[^b]*b`, `(a+)(b+)`, `(.*)(\d+)`, `(.*?)(\d+)`, `\Qa.b\E`, `[\]a]`, `[-a]`, `\.`, `\$\^`, `(?U)a+`,
	`(?U)a+?`, `foo|bar|`, `(foo|bar)baz`, `\x80`, `[\x80-\xff]+`, "\ufffd", `[^x]`, `(\w+)\s(\w+)`, `(^|,)([^,]*)`, `$^`,
	`(?m)(^a|b$)`, `(?:a{2}){2}`, `\b\b`, `a\b`, `^\Bx`, `[^\d\s]+`, `(((((a)))))`, `(?i:a)b`, `(?i)(?-i:a)b`,
}

var texts = []string{
	"", "a", "b", "ab", "abc", "abcd", "aaa", "aab", "xaby", "a\nb\n\nc", "foobarbaz", "2024-05-17 and 1999-12-31",
	"ABC KkK ſs", "é日本語ü", "xxxx", "ababab", "a.b a+b", "],-a$^", "\x80\xff\xe6\x97", "a\ufffdb", "hello world, again",
	"x1y22z333", ",a,,b,", "αβγ abc", "\u212a",
}

func main() {
	filler := strings.Repeat("~", 300_000)
	for _, p := range patterns {
		re := regexp.MustCompile(p)
		posix, posixErr := regexp.CompilePOSIX(p)
		fmt.Printf("%q: %d %q\n", p, re.NumSubexp(), re.SubexpNames())
		for _, s := range texts {
			at := re.FindStringSubmatchIndex(s)
			fmt.Printf("\t%q %v %v", s, at, re.FindAllStringIndex(s, -1))
			if posixErr == nil {
				fmt.Printf(" posix %v", posix.FindStringSubmatchIndex(s))
			}
			fmt.Println()
			if re.MatchString(s) != (at != nil) {
				fmt.Println("MatchString differs")
			}
			// What is found in the text must be found with a long tail behind it, unless the tail can take part.
			long := s + filler
			if got := re.FindStringSubmatchIndex(long); at != nil && fmt.Sprint(got) != fmt.Sprint(at) && !strings.Contains(long[got[0]:got[1]], "~") &&
				!strings.ContainsAny(p, "$zB") && !strings.Contains(p, `\b`) && !strings.HasSuffix(s, "\x97") {
				fmt.Println("long text differs", got, at)
			}
		}
	}
}
