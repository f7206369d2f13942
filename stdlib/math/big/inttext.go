// This file writes and reads integers.

package big

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// MaxBase is the greatest base that integers are written in.
const MaxBase = 10 + ('z' - 'a' + 1) + ('Z' - 'A' + 1)

// Text returns x in a base from 2 to 62. Digits beyond 9 are a to z, then A to Z.
func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	s := digits(x.abs, base)
	if x.neg {
		s = "-" + s
	}
	return s
}

// Append appends x in a base to buf.
func (x *Int) Append(buf []byte, base int) []byte { return append(buf, x.Text(base)...) }

// String returns x in decimal.
func (x *Int) String() string { return x.Text(10) }

// digitValue returns the value of a digit; in bases up to 36 capital letters are the
// same as small ones.
func digitValue(c byte, base int) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z' && base <= 36:
		return int(c-'A') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 36
	}
	return MaxBase
}

// prefixOf returns the base that a number's prefix tells, and the prefix's length.
// point says that the number may have a fraction, for which a single 0 is no prefix.
func prefixOf(s string, point bool) (base, n int) {
	if len(s) < 2 || s[0] != '0' {
		return 10, 0
	}
	switch s[1] {
	case 'b', 'B':
		return 2, 2
	case 'o', 'O':
		return 8, 2
	case 'x', 'X':
		return 16, 2
	}
	if point {
		return 10, 0
	}
	return 8, 1
}

// SetString sets z to the number that s is in a base; base 0 takes it from the prefix
// 0b, 0o, 0 or 0x, and allows underscores. ok is false where s is no number, and z may
// be anything then.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	if base != 0 && (base < 2 || base > MaxBase) {
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	text := s
	neg := strings.HasPrefix(text, "-")
	if neg || strings.HasPrefix(text, "+") {
		text = text[1:]
	}
	separators := base == 0
	prefix := 0
	if base == 0 {
		base, prefix = prefixOf(text, false)
	}
	if text == "0" {
		prefix = 0
	}
	plain, ok := plainDigits(text[prefix:], base, separators, prefix > 0)
	if !ok {
		return nil, false
	}
	return z.set(neg, number(plain, base)), true
}

// plainDigits checks that all of s are digits, and drops the underscores between them.
// One may follow a prefix, too.
func plainDigits(s string, base int, separators, prefixed bool) (string, bool) {
	digit := prefixed // before the place
	under := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '_' && separators && digit:
			digit, under = false, true
		case digitValue(c, base) < base:
			digit = true
		default:
			return "", false
		}
	}
	if under {
		s = strings.ReplaceAll(s, "_", "")
	}
	return s, digit && s != ""
}

// baseOf returns the base that a verb of fmt means: those in others mean other, and
// -1 is for no verb.
func baseOf(verb rune, others string, other int) int {
	if i := strings.IndexRune("boOxXd", verb); i >= 0 && verb != 'd' {
		return []int{2, 8, 8, 16, 16}[i]
	}
	if verb == 'd' || strings.ContainsRune(others, verb) {
		return other
	}
	return -1
}

// Format writes x for the verbs b, o, O, d, x, X, s and v, with fmt's flags.
func (x *Int) Format(s fmt.State, ch rune) {
	base := baseOf(ch, "dsv", 10)
	switch {
	case base < 0:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	case x == nil:
		io.WriteString(s, "<nil>")
		return
	}
	sign := ""
	for _, try := range []struct {
		text string
		is   bool
	}{{"-", x.neg}, {"+", s.Flag('+')}, {" ", s.Flag(' ')}} {
		if try.is {
			sign = try.text
			break
		}
	}
	prefix := ""
	if s.Flag('#') {
		prefix = map[rune]string{'b': "0b", 'o': "0", 'x': "0x", 'X': "0X"}[ch]
	}
	if ch == 'O' {
		prefix = "0o"
	}
	text := digits(x.abs, base)
	if ch == 'X' {
		text = strings.ToUpper(text)
	}
	precision, hasPrecision := s.Precision()
	if hasPrecision {
		if precision == 0 && text == "0" {
			return
		}
		text = strings.Repeat("0", max(0, precision-len(text))) + text
	}
	left, right := "", ""
	if width, ok := s.Width(); ok {
		fill := max(0, width-len(sign)-len(prefix)-len(text))
		switch {
		case s.Flag('-'):
			right = strings.Repeat(" ", fill)
		case s.Flag('0') && !hasPrecision:
			text = strings.Repeat("0", fill) + text
		default:
			left = strings.Repeat(" ", fill)
		}
	}
	io.WriteString(s, left+sign+prefix+text+right)
}

// Scan reads a number for fmt's scanning: verbs b, o, d, x, X, and s and v, which take
// the base from a prefix.
func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	base := baseOf(ch, "sv", 0)
	if ch == 'd' {
		base = 10
	}
	if base < 0 || ch == 'O' {
		return errors.New("Int.Scan: invalid verb")
	}
	n := 0
	token, err := s.Token(false, func(r rune) bool {
		n++
		return n == 1 && (r == '+' || r == '-') || r == '_' && base == 0 ||
			r < 0x80 && (digitValue(byte(r), 36) < max(base, 16) || base == 0 && strings.ContainsRune("oOxX", r))
	})
	if err != nil {
		return err
	}
	if len(token) == 0 {
		return io.ErrUnexpectedEOF
	}
	if _, ok := z.SetString(string(token), base); !ok {
		return errors.New("number has no digits")
	}
	return nil
}

// version begins a number that is written by GobEncode; the lowest bit is the sign.
const version = 1 << 1

// GobEncode returns x as bytes.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	head := byte(version)
	if x.neg {
		head |= 1
	}
	return append([]byte{head}, x.Bytes()...), nil
}

// GobDecode sets z to what GobEncode returned.
func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if buf[0]>>1 != version>>1 {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	z.SetBytes(buf[1:])
	z.neg = buf[0]&1 != 0 && len(z.abs) > 0
	return nil
}

// AppendText appends x in decimal to b.
func (x *Int) AppendText(b []byte) (text []byte, err error) { return x.Append(b, 10), nil }

// MarshalText returns x in decimal.
func (x *Int) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// UnmarshalText sets z to the number in text, which may have a prefix.
func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

// MarshalJSON returns x in decimal, nil is null.
func (x *Int) MarshalJSON() ([]byte, error) {
	if x != nil {
		return x.Append(nil, 10), nil
	}
	return []byte("null"), nil
}

// UnmarshalJSON sets z to the number in text; null changes nothing.
func (z *Int) UnmarshalJSON(text []byte) error {
	if bytes.Equal(text, []byte("null")) {
		return nil
	}
	return z.UnmarshalText(text)
}
