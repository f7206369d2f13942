// This file makes calls of package regexp: patterns that mostly compile, on texts that they may match.

package main

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

func (d *dice) pattern(depth int) string {
	n := 14
	if depth > 2 {
		n = 8
	}
	switch d.below(n) {
	case 0, 1, 2:
		return d.pick("a", "b", "ab", "c", "abc", "é", "日", "k")
	case 3:
		return d.pick(".", "^", "$", `\b`, `\B`, `\A`, `\z`, "")
	case 4:
		return d.pick(`\d`, `\w`, `\S`, `\s`, `\pL`, `\P{Greek}`, `[[:alpha:]]`, `[[:^digit:]]`, `\x{e9}`, `\x61`, `\Qa.b\E`, `\.`)
	case 5:
		return "[" + d.pick("", "^") + d.pick("a-c", "ab", "^b", "a-", `\d_`, "é-ü", "[:upper:]", "b-a", "]a", `\pL`) + "]"
	case 6:
		return d.pick("(?i)", "(?s)", "(?m)", "(?U)", "(?-s)", "(?i:", "(", ")", "*", "[", `\`, "a**", "{2}", "(?P<n>x)")
	case 7:
		return strings.ReplaceAll(d.text(), "`", "")
	case 8, 9:
		return d.pattern(depth+1) + d.pattern(depth+1)
	case 10:
		return d.pattern(depth+1) + "|" + d.pattern(depth+1)
	case 11:
		return "(" + d.pick("", "", "?:", "?P<x>", "?<y>", "?i:") + d.pattern(depth+1) + ")"
	}
	p := d.pattern(depth + 1)
	if len(p) > 1 {
		p = "(?:" + p + ")"
	}
	return p + d.pick("*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}?", "{2,}", "{0}")
}

func (d *dice) haystack() string {
	var b strings.Builder
	for range d.below(12) {
		b.WriteString(d.pick("a", "b", "c", "ab", "A", "é", "日", "k", "K", " ", "\n", "1", ".", "_", "\xff", "x"))
	}
	return b.String()
}

func regexpCase(d *dice) string {
	p := d.pattern(0)
	var out strings.Builder
	fmt.Fprintf(&out, "%q: ", p)
	re, err := regexp.Compile(p)
	if d.oneIn(6) {
		re, err = regexp.CompilePOSIX(p)
	}
	if err != nil {
		return out.String() + err.Error()
	}
	if d.oneIn(8) {
		re.Longest()
	}
	if tree, err := syntax.Parse(p, syntax.Perl); err == nil {
		fmt.Fprintf(&out, "tree %s, ", tree)
	}
	fmt.Fprint(&out, re.NumSubexp(), " ", re.SubexpNames())
	for range 3 {
		s := d.haystack()
		fmt.Fprintf(&out, "; %q %v %v", s, re.FindAllStringSubmatchIndex(s, -1), re.FindIndex([]byte(s)))
		switch d.below(4) {
		case 0:
			fmt.Fprintf(&out, " %q", re.ReplaceAllString(s, d.pick("<$0>", "$1", "${x}-", "$$", "$1x", "-")))
		case 1:
			fmt.Fprintf(&out, " %q", re.Split(s, d.below(4)-1))
		}
	}
	return out.String()
}
