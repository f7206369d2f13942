// This file converts floating-point and complex numbers.

package strconv

// ParseFloat converts s, a decimal or hexadecimal floating-point number as Go
// writes it, or an infinity or NaN in letters of any case, to the nearest number of
// bitSize bits, 32 or else 64. A value that is too great gives an infinity, and
// ErrRange.
func ParseFloat(s string, bitSize int) (float64, error) {
	v, n, code := scanFloat(s, bitSize)
	if n != len(s) && code != scanSyntax {
		v, code = 0, scanSyntax
	}
	switch code {
	case scanSyntax:
		return 0, failed("ParseFloat", s, ErrSyntax)
	case scanRange:
		return v, failed("ParseFloat", s, ErrRange)
	}
	return v, nil
}

// FormatFloat returns f in the format fmt: b (-ddddp±ddd), e or E (-d.dddde±dd),
// f (-ddd.dddd), g or G (e for exponents below -4 or too great for prec, else f),
// x or X (-0xd.ddddp±ddd). prec counts the digits after the point, for g all
// digits; -1 means as few as tell f from other numbers of bitSize bits, 32 or 64.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	var room [32]byte
	return string(AppendFloat(room[:0], f, fmt, prec, bitSize))
}

// AppendFloat appends FormatFloat's result to dst.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	if bitSize != 64 && bitSize != 32 {
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	var room [64]byte
	n := putFloat(room[:], f, fmt, prec, bitSize)
	if n <= len(room) {
		return append(dst, room[:n]...)
	}
	long := make([]byte, n)
	putFloat(long, f, fmt, prec, bitSize)
	return append(dst, long...)
}

// FormatComplex returns (a+bi) with both parts as FormatFloat writes them, each of
// half of bitSize bits, 64 or 128.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	text := AppendFloat([]byte{'('}, real(c), fmt, prec, bitSize/2)
	im := FormatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		text = append(text, '+')
	}
	text = append(text, im...)
	return string(append(text, "i)"...))
}

// ParseComplex converts s, of the form N, Ni or N±Ni, perhaps in parentheses, N
// being what ParseFloat takes; each part has half of bitSize bits, 64 or else 128.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size, whole := 64, s
	if bitSize == 64 {
		size = 32
	}
	syntax := func() (complex128, error) { return 0, failed("ParseComplex", whole, ErrSyntax) }
	if n := len(s); n >= 2 && s[0] == '(' && s[n-1] == ')' {
		s = s[1 : n-1]
	}
	var outOfRange error
	part := func() (v float64, ok bool) {
		v, n, code := scanFloat(s, size)
		if code == scanRange {
			outOfRange = failed("ParseComplex", whole, ErrRange)
		}
		s = s[n:]
		return v, code != scanSyntax
	}
	re, ok := part()
	if !ok {
		return syntax()
	}
	if s == "" {
		return complex(re, 0), outOfRange
	}
	switch s[0] {
	case 'i':
		if s == "i" {
			return complex(0, re), outOfRange
		}
		return syntax()
	case '+':
		// The sign is part of the number, unless one follows: "1++Inf" has none.
		if len(s) > 1 && s[1] != '+' {
			s = s[1:]
		}
	case '-':
	default:
		return syntax()
	}
	im, ok := part()
	if !ok || s != "i" {
		return syntax()
	}
	return complex(re, im), outOfRange
}
