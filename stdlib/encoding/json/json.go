// Package json converts Go values to JSON and back (RFC 8259).
//
// Decoding has two steps. A native reads all of the text once, checks it, and writes a
// tape of its values (scan_native.cc). A walk over the tape then fills the Go value by
// a plan, which is made once for each type and says what to do at which address.
// Encoding walks a value by the same plans.
package json

import (
	"bytes"
	"strconv"
	"unsafe"
)

// entry is one value on the tape; see scan_native.cc.
type entry struct {
	head, tail uint64
}

// The natives. scan reads the value at data[from:]; end is where it ends, or where
// the fault is. quote writes s between quotes to dst and returns the length, or -1
// where there may be too little room. unquote returns the contents of a string. The
// others convert valid JSON.
func scan(data []byte, from int, mode int) (tape []entry, end, fault int)
func skim(data []byte, from, state int) int
func quote(dst []byte, s string, html bool) int
func unquote(text []byte) (s string, ok bool)
func escapeHTML(json []byte) []byte
func compact(json []byte, html bool) []byte
func indent(json []byte, prefix, indent string) []byte

// Modes of scan.
const (
	withTape = 1 << iota
	whole    // nothing may follow the value
)

// Faults that scan finds. Those between say where a character stands
// that is not expected, in faults.
const (
	noFault    = 0
	needsMore  = 1
	tooDeep    = 14
	endsAtEdge = 15 // a number or literal may go on beyond the data
	inLiteral  = 32 // plus eight for each of literals, plus the place in it
)

// faults says where an unexpected character stands.
var faults = [...]string{
	2:       "looking for beginning of value",
	3:       "looking for beginning of object key string",
	4:       "after object key",
	5:       "after object key:value pair",
	6:       "after array element",
	7:       "after top-level value",
	8:       "in string literal",
	9:       "in string escape code",
	10:      "in \\u hexadecimal character escape",
	11:      "in numeric literal",
	12:      "after decimal point in numeric literal",
	13:      "in exponent of numeric literal",
	tooDeep: "exceeded max depth",
}

var literals = [...]string{"true", "false", "null"}

// syntaxError makes the error for a fault at data[at], where the text begins at
// offset base.
func syntaxError(data []byte, at, fault int, base int64) *SyntaxError {
	if fault == needsMore {
		return &SyntaxError{"unexpected end of JSON input", base + int64(at)}
	}
	c, offset := byte(' '), base+int64(at)
	if at < len(data) {
		c = data[at]
		offset++
	}
	where := ""
	if fault >= inLiteral {
		word := literals[(fault-inLiteral)/8]
		where = "in literal " + word + " (expecting " + quoteChar(word[fault%8]) + ")"
	} else {
		where = faults[fault]
	}
	return &SyntaxError{"invalid character " + quoteChar(c) + " " + where, offset}
}

func quoteChar(c byte) string {
	switch c {
	case '\'':
		return `'\''`
	case '"':
		return `'"'`
	}
	s := strconv.Quote(string(rune(c)))
	return "'" + s[1:len(s)-1] + "'"
}

// check returns the syntax error in data, if there is one.
func check(data []byte) error {
	if _, at, fault := scan(data, 0, whole); fault != noFault {
		return syntaxError(data, at, fault, 0)
	}
	return nil
}

// Valid tells whether data is JSON.
func Valid(data []byte) bool {
	_, _, fault := scan(data, 0, whole)
	return fault == noFault
}

// Compact appends src to dst without the spaces between its parts.
func Compact(dst *bytes.Buffer, src []byte) error {
	if err := check(src); err != nil {
		return err
	}
	dst.Write(compact(src, false))
	return nil
}

// HTMLEscape appends src to dst, with the characters in its strings escaped that HTML
// or JavaScript give a meaning: <, >, &, U+2028 and U+2029.
func HTMLEscape(dst *bytes.Buffer, src []byte) { dst.Write(escapeHTML(src)) }

// Indent appends src to dst with each element and member on a line of its own, which
// begins with prefix and as many copies of indent as it lies deep. The first line has
// neither. Space after the value is kept.
func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	out, err := indented(src, prefix, indent)
	dst.Write(out)
	return err
}

func indented(src []byte, prefix, step string) ([]byte, error) {
	if err := check(src); err != nil {
		return nil, err
	}
	end := len(bytes.TrimRight(src, " \t\r\n"))
	return append(indent(src[:end], prefix, step), src[end:]...), nil
}

// view looks at bytes as a string, which must not be kept.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// RawMessage is JSON as it stands: to decode it later, or to encode it once.
type RawMessage []byte

// MarshalJSON returns m, or null where it is nil.
func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m != nil {
		return m, nil
	}
	return []byte("null"), nil
}

// UnmarshalJSON sets *m to a copy of data.
func (m *RawMessage) UnmarshalJSON(data []byte) error {
	if m == nil {
		return errNilRaw
	}
	*m = append((*m)[:0], data...)
	return nil
}

// Number is a number as JSON writes it.
type Number string

// String returns the text.
func (n Number) String() string { return string(n) }

// Float64 returns the number as a float64.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 returns the number as an int64.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

// isNumber tells whether s is a number as JSON writes them.
func isNumber(s string) bool {
	if s == "" || s[0] != '-' && (s[0] < '0' || s[0] > '9') {
		return false
	}
	_, end, fault := scan(unsafe.Slice(unsafe.StringData(s), len(s)), 0, 0)
	return end == len(s) && (fault == noFault || fault == endsAtEdge)
}
