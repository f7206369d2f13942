// This file replaces matches, expands templates, and splits at matches.

package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// replaced returns s with each match replaced by what put appends for it.
func (re *Regexp) replaced(s string, captures bool, put func(out []byte, caps []int) []byte) (out []byte, some bool) {
	done := 0
	re.each(s, -1, captures, func(caps []int) {
		out = append(out, s[done:caps[0]]...)
		out = put(out, caps)
		done, some = caps[1], true
	})
	if some {
		out = append(out, s[done:]...)
	}
	return
}

func (re *Regexp) replacedString(s string, captures bool, put func(out []byte, caps []int) []byte) string {
	out, some := re.replaced(s, captures, put)
	if !some {
		return s
	}
	return string(out)
}

func (re *Regexp) replacedBytes(b []byte, captures bool, put func(out []byte, caps []int) []byte) []byte {
	out, some := re.replaced(view(b), captures, put)
	if !some {
		return append([]byte(nil), b...)
	}
	return out
}

// ReplaceAllString returns src with its matches replaced by repl, in which $1 or ${name}
// stands for a capture.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	return re.replacedString(src, strings.Contains(repl, "$"), func(out []byte, caps []int) []byte {
		return re.expand(out, repl, src, caps)
	})
}

// ReplaceAllLiteralString returns src with its matches replaced by repl as it is.
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return re.replacedString(src, false, func(out []byte, _ []int) []byte { return append(out, repl...) })
}

// ReplaceAllStringFunc returns src with its matches replaced by what repl returns for them.
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return re.replacedString(src, false, func(out []byte, caps []int) []byte {
		return append(out, repl(src[caps[0]:caps[1]])...)
	})
}

// ReplaceAll is ReplaceAllString for bytes.
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	template := string(repl)
	return re.replacedBytes(src, strings.Contains(template, "$"), func(out []byte, caps []int) []byte {
		return re.expand(out, template, view(src), caps)
	})
}

// ReplaceAllLiteral is ReplaceAllLiteralString for bytes.
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return re.replacedBytes(src, false, func(out []byte, _ []int) []byte { return append(out, repl...) })
}

// ReplaceAllFunc is ReplaceAllStringFunc for bytes.
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return re.replacedBytes(src, false, func(out []byte, caps []int) []byte {
		return append(out, repl(bytesPart(src, caps, 0))...)
	})
}

// Expand appends the template to dst with $1 and ${name} replaced by captures of a match
// in src, whose places a Find...Index method has returned.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return re.expand(dst, string(template), view(src), match)
}

// ExpandString is Expand for strings.
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return re.expand(dst, template, src, match)
}

func (re *Regexp) expand(out []byte, template, src string, caps []int) []byte {
	for {
		text, rest, found := strings.Cut(template, "$")
		out = append(out, text...)
		if !found {
			return out
		}
		if strings.HasPrefix(rest, "$") {
			out, template = append(out, '$'), rest[1:]
			continue
		}
		name, rest, ok := reference(rest)
		if !ok {
			out, template = append(out, '$'), rest
			continue
		}
		template = rest
		if i, err := strconv.Atoi(name); err == nil && len(name) < 9 {
			out = appendCapture(out, src, caps, i)
			continue
		}
		for i, one := range re.names {
			if one == name && 2*i+1 < len(caps) && caps[2*i] >= 0 {
				out = appendCapture(out, src, caps, i)
				break
			}
		}
	}
}

func appendCapture(out []byte, src string, caps []int, i int) []byte {
	if 2*i+1 < len(caps) && caps[2*i] >= 0 {
		out = append(out, src[caps[2*i]:caps[2*i+1]]...)
	}
	return out
}

// reference takes the name of a capture from the text behind a $: in braces, or as long
// as letters, digits and underscores go on.
func reference(s string) (name, rest string, ok bool) {
	braces := strings.HasPrefix(s, "{")
	body := strings.TrimPrefix(s, "{")
	end := 0
	for end < len(body) {
		r, n := utf8.DecodeRuneInString(body[end:])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		end += n
	}
	name, rest = body[:end], body[end:]
	if braces {
		rest, ok = strings.CutPrefix(rest, "}")
		if !ok {
			return "", s, false
		}
	}
	if name == "" {
		return "", s, false
	}
	return name, rest, true
}

// Split returns the texts between matches, at most n; all if n is negative. The last one
// has what is left.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if s == "" && re.text != "" {
		return []string{""}
	}
	var list []string
	done, end := 0, 0
	for _, at := range re.FindAllStringIndex(s, n) {
		if n > 0 && len(list) == n-1 {
			break
		}
		// An empty match at the beginning separates nothing.
		if end = at[0]; at[1] != 0 {
			list = append(list, s[done:end])
		}
		done = at[1]
	}
	if end != len(s) {
		list = append(list, s[done:])
	}
	return list
}
