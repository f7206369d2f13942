// Package mime has media types with their parameters, which files have which, and words of headers in other alphabets.
package mime

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// ErrInvalidMediaParameter is the error of ParseMediaType where the type is good and a parameter is not.
var ErrInvalidMediaParameter = errors.New("mime: invalid media parameter")

func inToken(c byte) bool {
	return c > ' ' && c < 0x7f && strings.IndexByte(`()<>@,;:\"/[]?=`, c) < 0
}

func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if !inToken(s[i]) {
			return false
		}
	}
	return s != ""
}

// token splits a token off.
func token(s string) (t, rest string) {
	i := 0
	for i < len(s) && inToken(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

func skipBlanks(s string) string { return strings.TrimLeft(s, " \t\r\n\v\f\u0085\u00a0") }

// checkType tells what is wrong with a media type without parameters.
func checkType(s string) error {
	first, rest := token(s)
	switch {
	case first == "":
		return errors.New("mime: no media type")
	case rest == "":
		return nil
	case rest[0] != '/':
		return errors.New("mime: expected slash after first token")
	}
	second, rest := token(rest[1:])
	switch {
	case second == "":
		return errors.New("mime: expected token after slash")
	case rest != "":
		return errors.New("mime: unexpected content after media subtype")
	}
	return nil
}

// ParseMediaType splits a media type from its parameters. Type and names come in small letters. Parameters that RFC 2231
// has cut into pieces or encoded are put together.
func ParseMediaType(v string) (mediatype string, params map[string]string, err error) {
	base, rest, _ := strings.Cut(v, ";")
	mediatype = strings.TrimSpace(strings.ToLower(base))
	if err = checkType(mediatype); err != nil {
		return "", nil, err
	}
	rest = v[len(base):]
	params = map[string]string{}
	pieces := map[string]map[string]string{} // by the name before the first asterisk, then by the whole one
	for rest = skipBlanks(rest); rest != ""; rest = skipBlanks(rest) {
		name, value, after, ok := parameter(rest)
		if !ok {
			if strings.TrimSpace(rest) == ";" {
				break // as many people write
			}
			return mediatype, nil, ErrInvalidMediaParameter
		}
		rest = after
		to := params
		if base, _, cut := strings.Cut(name, "*"); cut {
			if to = pieces[base]; to == nil {
				to = map[string]string{}
				pieces[base] = to
			}
		}
		if old, twice := to[name]; twice && old != value {
			return "", nil, errors.New("mime: duplicate parameter name")
		}
		to[name] = value
	}
	for base, of := range pieces {
		if s, ok := joined(base, of); ok {
			params[base] = s
		}
	}
	return mediatype, params, nil
}

// parameter splits a semicolon, a name and a value off.
func parameter(s string) (name, value, rest string, ok bool) {
	if s[0] != ';' {
		return
	}
	name, rest = token(skipBlanks(s[1:]))
	rest, equals := strings.CutPrefix(skipBlanks(rest), "=")
	if name == "" || !equals {
		return
	}
	rest = skipBlanks(rest)
	if !strings.HasPrefix(rest, `"`) {
		value, rest = token(rest)
		return strings.ToLower(name), value, rest, value != ""
	}
	var b strings.Builder
	for i := 1; i < len(rest); i++ {
		c := rest[i]
		switch {
		case c == '"':
			return strings.ToLower(name), b.String(), rest[i+1:], true
		case c == '\\' && i+1 < len(rest) && strings.IndexByte(`()<>@,;:\"/[]?=`, rest[i+1]) >= 0 && rest[i+1] != '/':
			// Other backslashes are those of file names.
			i++
			c = rest[i]
		case c == '\r' || c == '\n':
			return
		}
		b.WriteByte(c)
	}
	return
}

// joined puts a parameter together: one that is encoded, or pieces with numbers.
func joined(base string, of map[string]string) (string, bool) {
	if v, ok := of[base+"*"]; ok {
		return decode2231(v)
	}
	var b strings.Builder
	for n := 0; ; n++ {
		name := base + "*" + strconv.Itoa(n)
		if v, ok := of[name]; ok {
			b.WriteString(v)
			continue
		}
		v, ok := of[name+"*"]
		if !ok {
			return b.String(), n > 0
		}
		if n == 0 {
			if s, ok := decode2231(v); ok {
				b.WriteString(s)
			}
			continue
		}
		if s, err := percents(v); err == nil {
			b.WriteString(s)
		}
	}
}

// decode2231 decodes charset'language'text.
func decode2231(v string) (string, bool) {
	part := strings.SplitN(v, "'", 3)
	if len(part) < 3 {
		return "", false
	}
	if c := strings.ToLower(part[0]); c != "us-ascii" && c != "utf-8" {
		return "", false
	}
	s, err := percents(part[2])
	return s, err == nil
}

func percents(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' {
			n, err := strconv.ParseUint(s[i+1:min(i+3, len(s))], 16, 8)
			if err != nil || i+3 > len(s) {
				return "", fmt.Errorf("mime: bogus characters after %%: %q", s[i+1:])
			}
			c = byte(n)
			i += 2
		}
		b.WriteByte(c)
	}
	return b.String(), nil
}

// FormatMediaType writes a media type with parameters, in the order of their names; "" where that cannot be done.
func FormatMediaType(t string, param map[string]string) string {
	major, sub, slash := strings.Cut(t, "/")
	if !isToken(major) || slash && !isToken(sub) {
		return ""
	}
	b := []byte(strings.ToLower(t))
	for _, name := range slices.Sorted(maps.Keys(param)) {
		value := param[name]
		if !isToken(name) {
			return ""
		}
		b = append(append(b, "; "...), strings.ToLower(name)...)
		switch {
		case isToken(value):
			b = append(append(b, '='), value...)
		case beyondASCII(value):
			b = append(b, "*=utf-8''"...)
			for i := 0; i < len(value); i++ {
				if c := value[i]; inToken(c) && c != '*' && c != '\'' && c != '%' {
					b = append(b, c)
				} else {
					b = fmt.Appendf(b, "%%%02X", c)
				}
			}
		default:
			b = append(b, `="`...)
			for i := 0; i < len(value); i++ {
				if value[i] == '"' || value[i] == '\\' {
					b = append(b, '\\')
				}
				b = append(b, value[i])
			}
			b = append(b, '"')
		}
	}
	return string(b)
}

// beyondASCII reports whether there is anything but printable ASCII and tabs.
func beyondASCII(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return (r < ' ' || r > '~') && r != '\t' })
}
