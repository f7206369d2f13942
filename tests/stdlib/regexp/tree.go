// Trees of package regexp/syntax as text, and the conditions of programs.
package main

import (
	"fmt"
	"regexp/syntax"
)

func main() {
	for _, p := range []string{
		`a`, `abc`, `a*`, `a+?`, `a{2,3}`, `a{2,}?`, `[a-z]`, `[^a-z]`, `.`, `(?s).`, `^`, `$`, `(?m)^`, `\A`, `\z`, `\b\B`,
		`(a)`, `(?P<name>a)`, `a|bc`, `(?:ab)+`, `(?i)abc`, `\d`, `[\]\-^]`, `\.`, `\x00\n`, `日+`,
	} {
		re, err := syntax.Parse(p, syntax.Perl)
		fmt.Println(p, "=>", re, err, re.Op, re.MaxCap(), re.CapNames())
		again, err := syntax.Parse(re.String(), syntax.Perl)
		fmt.Println(err, again.Equal(re))
		prog, err := syntax.Compile(re.Simplify())
		prefix, whole := prog.Prefix()
		fmt.Println(prog.StartCond(), prefix, whole, prog.NumCap, err)
	}
	fmt.Println(syntax.EmptyOpContext('a', ' '), syntax.EmptyOpContext(-1, -1), syntax.EmptyOpContext('\n', 'x'))
	fmt.Println(syntax.IsWordChar('é'), syntax.IsWordChar('_'), syntax.OpPlus, syntax.InstRune1, syntax.Op(99))
}
