// This file scans the single values.

package fmt

import (
	"errors"
	"io"
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"
)

// scanFailure carries an error out of a scan.
type scanFailure struct{ err error }

// catch is deferred where a scan begins. An EOF panicked with as itself, by a
// value that found no input, is an error too where eofToo is set.
func catch(err *error, eofToo bool) {
	switch cause := recover().(type) {
	case nil:
	case scanFailure:
		*err = cause.err
	case error:
		if cause != io.EOF || !eofToo {
			panic(cause)
		}
		*err = cause
	default:
		panic(cause)
	}
}

func (s *ss) fail(err error)       { panic(scanFailure{err}) }
func (s *ss) failText(text string) { panic(scanFailure{errors.New(text)}) }

const eof = -1

// next reads a rune, or eof.
func (s *ss) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return eof
	}
	if err != nil {
		s.fail(err)
	}
	return r
}

// must reads a rune where the input may not end.
func (s *ss) must() rune {
	r := s.next()
	if r == eof {
		s.fail(io.ErrUnexpectedEOF)
	}
	return r
}

// needInput ends the scan where there is no more input.
func (s *ss) needInput() {
	if s.next() == eof {
		panic(io.EOF)
	}
	s.UnreadRune()
}

func isSpace(r rune) bool {
	switch {
	case r <= ' ':
		return r == ' ' || '\t' <= r && r <= '\r'
	case r < 0x1680:
		return r == 0x85 || r == 0xA0
	case r <= 0x200A:
		return r == 0x1680 || r >= 0x2000
	}
	return r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000
}

func notSpace(r rune) bool { return !isSpace(r) }

// SkipSpace is for ScanState.
func (s *ss) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == eof:
			return
		case r == '\r' && s.peek("\n"):
		case r == '\n':
			if !s.nlIsSpace {
				s.failText("unexpected newline")
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

// run collects the runes that satisfy f.
func (s *ss) run(skipSpace bool, f func(rune) bool) []byte {
	if skipSpace {
		s.SkipSpace()
	}
	for r := s.next(); r != eof; r = s.next() {
		if !f(r) {
			s.UnreadRune()
			break
		}
		s.token = utf8.AppendRune(s.token, r)
	}
	return s.token
}

func has(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

// peek reports whether the next rune is in the set.
func (s *ss) peek(set string) bool {
	r := s.next()
	if r == eof {
		return false
	}
	s.UnreadRune()
	return has(set, r)
}

// accept adds the next rune to the token if it is in the set.
func (s *ss) accept(set string) bool {
	r := s.next()
	if r == eof {
		return false
	}
	if !has(set, r) {
		s.UnreadRune()
		return false
	}
	s.token = utf8.AppendRune(s.token, r)
	return true
}

func (s *ss) acceptAll(set string) {
	for s.accept(set) {
	}
}

func (s *ss) checkVerb(verb rune, allowed, typ string) {
	if !has(allowed, verb) {
		s.failText("bad verb '%" + string(verb) + "' for " + typ)
	}
}

// begin skips the space before a value, which must be there.
func (s *ss) begin() {
	s.SkipSpace()
	s.needInput()
}

func (s *ss) scanBool(verb rune) bool {
	s.begin()
	s.checkVerb(verb, "tv", "boolean")
	value, rest := false, ""
	switch s.next() {
	case '1':
		value = true
	case 't', 'T':
		value, rest = true, "rRuUeE"
	case 'f', 'F':
		rest = "aAlLsSeE"
	}
	// The letter alone will do; once the word goes on, it must be complete.
	for i := 0; i < len(rest); i += 2 {
		if !s.accept(rest[i : i+2]) {
			if i > 0 {
				s.failText("syntax error scanning boolean")
			}
			break
		}
	}
	return value
}

const (
	digits2  = "01"
	digits8  = "01234567"
	digits10 = "0123456789"
	digits16 = "0123456789aAbBcCdDeEfF"

	floatVerbs = "beEfFgGv"
)

// integer collects an integer in the token and returns its base.
func (s *ss) integer(verb rune, signed bool) (base int) {
	s.begin()
	s.checkVerb(verb, "bdoUxXv", "integer")
	base, digits, begun := 10, digits10, false
	switch verb {
	case 'b':
		base, digits = 2, digits2
	case 'o':
		base, digits = 8, digits8
	case 'x', 'X', 'U':
		base, digits = 16, digits16
	}
	if verb == 'U' {
		if s.next() != 'U' || s.next() != '+' {
			s.failText("bad unicode format ")
		}
	} else if signed {
		s.accept("+-")
	}
	if verb == 'v' {
		// The prefix tells the base, and underscores are allowed.
		base, digits = 0, digits10+"_"
		if s.accept("0") {
			begun = true
			switch {
			case s.accept("bB"):
				digits = digits2 + "_"
			case s.accept("xX"):
				digits = digits16 + "_"
			default:
				s.accept("oO")
				digits = digits8 + "_"
			}
		}
	}
	if !begun {
		s.needInput()
		if !s.accept(digits) {
			s.failText("expected integer")
		}
	}
	s.acceptAll(digits)
	return base
}

// character reads one rune for %c.
func (s *ss) character(size int) int64 {
	s.needInput()
	r := s.next()
	if shift := 64 - size; int64(r)<<shift>>shift != int64(r) {
		s.failText("overflow on character value " + string(r))
	}
	return int64(r)
}

func (s *ss) scanInt(verb rune, size int) int64 {
	if verb == 'c' {
		return s.character(size)
	}
	base := s.integer(verb, true)
	text := string(s.token)
	v, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		s.fail(err)
	}
	if shift := 64 - size; v<<shift>>shift != v {
		s.failText("integer overflow on token " + text)
	}
	return v
}

func (s *ss) scanUint(verb rune, size int) uint64 {
	if verb == 'c' {
		return uint64(s.character(size))
	}
	base := s.integer(verb, false)
	text := string(s.token)
	v, err := strconv.ParseUint(text, base, 64)
	if err != nil {
		s.fail(err)
	}
	if shift := 64 - size; v<<shift>>shift != v {
		s.failText("unsigned integer overflow on token " + text)
	}
	return v
}

// floatText reads what may be a floating-point number.
func (s *ss) floatText() string {
	s.token = s.token[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.token)
	}
	s.accept("+-")
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.token)
	}
	digits, exponent := digits10+"_", "eEpP"
	if s.accept("0") && s.accept("xX") {
		digits, exponent = digits16+"_", "pP"
	}
	s.acceptAll(digits)
	if s.accept(".") {
		s.acceptAll(digits)
	}
	if s.accept(exponent) {
		s.accept("+-")
		s.acceptAll(digits10 + "_")
	}
	return string(s.token)
}

// toFloat converts text; besides what strconv takes, a decimal number may have a
// binary exponent, as %b writes it.
func (s *ss) toFloat(text string, size int) float64 {
	check := func(err error) {
		if err == nil {
			return
		}
		if e, ok := err.(*strconv.NumError); ok {
			e.Num = text
		}
		s.fail(err)
	}
	binary := -1
	for i := range len(text) {
		if c := text[i]; c == 'x' || c == 'X' {
			binary = -1
			break
		} else if c == 'p' {
			binary = i
		}
	}
	if binary < 0 {
		v, err := strconv.ParseFloat(text, size)
		check(err)
		return v
	}
	v, err := strconv.ParseFloat(text[:binary], size)
	check(err)
	exp, err := strconv.Atoi(text[binary+1:])
	check(err)
	return math.Ldexp(v, exp)
}

func (s *ss) scanFloat(size int) float64 {
	s.begin()
	return s.toFloat(s.floatText(), size)
}

func (s *ss) scanComplex(verb rune, size int) complex128 {
	s.checkVerb(verb, floatVerbs, "complex")
	s.begin()
	need := func(set string) {
		if !s.accept(set) {
			s.failText("syntax error scanning complex number")
		}
	}
	closing := s.accept("(")
	re := s.floatText()
	s.token = s.token[:0]
	need("+-")
	sign := string(s.token)
	im := sign + s.floatText()
	need("i")
	if closing {
		need(")")
	}
	return complex(s.toFloat(re, size/2), s.toFloat(im, size/2))
}

func (s *ss) scanString(verb rune) string {
	s.checkVerb(verb, "svqxX", "string")
	s.begin()
	switch verb {
	case 'q':
		return s.quotedText()
	case 'x', 'X':
		return s.hexBytes()
	}
	return string(s.run(true, notSpace))
}

func (s *ss) quotedText() string {
	quote := s.next()
	if quote != '`' && quote != '"' {
		s.failText("expected quoted string")
	}
	if quote == '"' {
		s.token = append(s.token, '"')
	}
	for {
		r := s.must()
		if r == quote {
			break
		}
		s.token = utf8.AppendRune(s.token, r)
		if r == '\\' && quote == '"' {
			s.token = utf8.AppendRune(s.token, s.must())
		}
	}
	if quote == '`' {
		return string(s.token)
	}
	text, err := strconv.Unquote(string(append(s.token, '"')))
	if err != nil {
		s.fail(err)
	}
	return text
}

// hexDigit is the value of a hexadecimal digit, or -1.
func hexDigit(r rune) int {
	for i, c := range "0123456789abcdef" {
		if r == c || i >= 10 && r == c-'a'+'A' {
			return i
		}
	}
	return -1
}

func (s *ss) hexBytes() string {
	for {
		r := s.next()
		if r == eof {
			break
		}
		high := hexDigit(r)
		if high < 0 {
			s.UnreadRune()
			break
		}
		low := hexDigit(s.must())
		if low < 0 {
			s.failText("illegal hex digit")
		}
		s.token = append(s.token, byte(high<<4|low))
	}
	if len(s.token) == 0 {
		s.failText("no hex data for %x string")
	}
	return string(s.token)
}

// scanOne scans one value into what arg points to.
func (s *ss) scanOne(verb rune, arg any) {
	s.token = s.token[:0]
	if own, ok := arg.(Scanner); ok {
		err := own.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			s.fail(err)
		}
		return
	}
	switch v := arg.(type) {
	case *int:
		*v = int(s.scanInt(verb, strconv.IntSize))
	case *string:
		*v = s.scanString(verb)
	case *float64:
		s.checkVerb(verb, floatVerbs, "float64")
		*v = s.scanFloat(64)
	case *bool:
		*v = s.scanBool(verb)
	case *int64:
		*v = s.scanInt(verb, 64)
	case *int32:
		*v = int32(s.scanInt(verb, 32))
	case *int16:
		*v = int16(s.scanInt(verb, 16))
	case *int8:
		*v = int8(s.scanInt(verb, 8))
	case *uint:
		*v = uint(s.scanUint(verb, strconv.IntSize))
	case *uint64:
		*v = s.scanUint(verb, 64)
	case *uint32:
		*v = uint32(s.scanUint(verb, 32))
	case *uint16:
		*v = uint16(s.scanUint(verb, 16))
	case *uint8:
		*v = uint8(s.scanUint(verb, 8))
	case *uintptr:
		*v = uintptr(s.scanUint(verb, strconv.IntSize))
	case *float32:
		s.checkVerb(verb, floatVerbs, "float32")
		*v = float32(s.scanFloat(32))
	case *complex128:
		*v = s.scanComplex(verb, 128)
	case *complex64:
		*v = complex64(s.scanComplex(verb, 64))
	case *[]byte:
		*v = []byte(s.scanString(verb))
	default:
		s.scanValue(verb, reflect.ValueOf(arg))
	}
}

// scanValue scans into a pointer to a value of a type with a name.
func (s *ss) scanValue(verb rune, ptr reflect.Value) {
	if ptr.Kind() != reflect.Pointer {
		s.failText("type not a pointer: " + ptr.Type().String())
	}
	v := ptr.Elem()
	t := v.Type()
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(s.scanBool(verb))
	case reflect.String:
		v.SetString(s.scanString(verb))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(s.scanInt(verb, t.Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(s.scanUint(verb, t.Bits()))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(s.scanFloat(t.Bits()))
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(s.scanComplex(verb, t.Bits()))
	default:
		if v.Kind() != reflect.Slice || t.Elem().Kind() != reflect.Uint8 {
			s.failText("can't scan type: " + ptr.Type().String())
		}
		text := s.scanString(verb)
		bytes := reflect.MakeSlice(t, len(text), len(text))
		for i := range len(text) {
			bytes.Index(i).SetUint(uint64(text[i]))
		}
		v.Set(bytes)
	}
}
