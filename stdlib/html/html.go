// Package html escapes the characters that HTML gives a meaning, and reads all of
// HTML's character references.
package html

import "strings"

var escaper = strings.NewReplacer("&", "&amp;", "'", "&#39;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

// EscapeString replaces the characters <, >, &, ' and ".
func EscapeString(s string) string { return escaper.Replace(s) }

// reference reads the character reference that s, which begins with &, begins with:
// the text that it stands for and its length; 0 where it is none.
func reference(s string) (text string, n int)

// UnescapeString replaces all character references: &lt; and &#x3c; and &aacute; and
// so on. It knows more of them than EscapeString writes.
func UnescapeString(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	for i >= 0 {
		out.WriteString(s[:i])
		text, n := reference(s[i:])
		if n == 0 {
			text, n = "&", 1
		}
		out.WriteString(text)
		s = s[i+n:]
		i = strings.IndexByte(s, '&')
	}
	out.WriteString(s)
	return out.String()
}
