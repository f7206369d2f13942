// This file converts integers.

package strconv

import "errors"

// IntSize is the size of an int or uint in bits.
const IntSize = 32 << (^uint(0) >> 63)

// What scanUint and scanInt may find.
const (
	scanOK = iota
	scanSyntax
	scanRange
	scanBase
	scanBits
)

func scanError(function, s string, code, base, bitSize int) error {
	var why error
	switch code {
	case scanSyntax:
		why = ErrSyntax
	case scanRange:
		why = ErrRange
	case scanBase:
		why = errors.New("invalid base " + Itoa(base))
	default:
		why = errors.New("invalid bit size " + Itoa(bitSize))
	}
	return failed(function, s, why)
}

// ParseUint converts s, a number without a sign, in base 2 to 36. Base 0 takes the
// base from the prefix 0b, 0, 0o or 0x, and allows underscores as Go's syntax does.
// A value that does not fit bitSize bits (0 is the size of uint) gives the greatest
// that does, and ErrRange.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	v, code := scanUint(s, base, bitSize)
	if code != scanOK {
		return v, scanError("ParseUint", s, code, base, bitSize)
	}
	return v, nil
}

// ParseInt is ParseUint for a number that may begin with a sign.
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	v, code := scanInt(s, base, bitSize)
	if code != scanOK {
		return v, scanError("ParseInt", s, code, base, bitSize)
	}
	return v, nil
}

// Atoi is ParseInt for a decimal int.
func Atoi(s string) (int, error) {
	v, code := scanInt(s, 10, 0)
	if code != scanOK {
		return int(v), scanError("Atoi", s, code, 10, 0)
	}
	return int(v), nil
}

const (
	pairs     = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"
	maxDigits = 64 + 1 // of a 64-bit number with its sign, in base 2
)

// small returns i, below 100, without allocating.
func small(i int) string {
	if i < 10 {
		return pairs[2*i+1 : 2*i+2]
	}
	return pairs[2*i : 2*i+2]
}

// Itoa returns i in decimal.
func Itoa(i int) string {
	if uint(i) < 100 {
		return small(i)
	}
	return decimal(int64(i))
}

func checkBase(base int) {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
}

// FormatInt returns i in the given base, 2 to 36, with lower-case letters.
func FormatInt(i int64, base int) string {
	if base == 10 {
		if uint64(i) < 100 {
			return small(int(i))
		}
		return decimal(i)
	}
	checkBase(base)
	var digits [maxDigits]byte
	return string(digits[putInt(&digits, i, base):])
}

// FormatUint returns i in the given base, 2 to 36, with lower-case letters.
func FormatUint(i uint64, base int) string {
	if base == 10 && i < 100 {
		return small(int(i))
	}
	checkBase(base)
	var digits [maxDigits]byte
	return string(digits[putUint(&digits, i, base):])
}

// AppendInt appends i in the given base to dst.
func AppendInt(dst []byte, i int64, base int) []byte {
	if base == 10 && uint64(i) < 100 {
		return append(dst, small(int(i))...)
	}
	checkBase(base)
	var digits [maxDigits]byte
	return append(dst, digits[putInt(&digits, i, base):]...)
}

// AppendUint appends i in the given base to dst.
func AppendUint(dst []byte, i uint64, base int) []byte {
	if base == 10 && i < 100 {
		return append(dst, small(int(i))...)
	}
	checkBase(base)
	var digits [maxDigits]byte
	return append(dst, digits[putUint(&digits, i, base):]...)
}
