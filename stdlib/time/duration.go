// This file holds Duration.

package time

// A Duration is a span of time in nanoseconds; the longest is about 290 years.
type Duration int64

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// Units. A number of them is a product: 10*time.Second. There is none for a day, which is not always 24 hours long.
const (
	Nanosecond, Microsecond, Millisecond Duration = 1, 1e3, 1e6
	Second, Minute, Hour                          = 1000 * Millisecond, 60 * Second, 60 * Minute
)

// String returns the duration as in "72h3m0.5s"; below a second in the largest unit
// that gives a whole part, as in "1.5ms"; zero is "0s".
func (d Duration) String() string {
	var buf [32]byte
	return string(d.append(buf[:0]))
}

func (d Duration) append(b []byte) []byte {
	if d == 0 {
		return append(b, "0s"...)
	}
	u := uint64(d)
	if d < 0 {
		b = append(b, '-')
		u = -u
	}
	switch {
	case u < uint64(Microsecond):
		b = appendInt(b, int(u), 0)
		return append(b, "ns"...)
	case u < uint64(Millisecond):
		return append(appendScaled(b, u, 1000, 3), "µs"...)
	case u < uint64(Second):
		return append(appendScaled(b, u, 1000000, 6), "ms"...)
	}
	minutes := u / uint64(Minute)
	if h := minutes / 60; h > 0 {
		b = append(appendInt(b, int(h), 0), 'h')
	}
	if minutes > 0 {
		b = append(appendInt(b, int(minutes%60), 0), 'm')
	}
	return append(appendScaled(b, u%uint64(Minute), uint64(Second), 9), 's')
}

// appendScaled appends u/unit with as many of the digits after the point as count.
func appendScaled(b []byte, u, unit uint64, digits int) []byte {
	b = appendInt(b, int(u/unit), 0)
	frac := u % unit
	if frac == 0 {
		return b
	}
	for frac%10 == 0 {
		frac /= 10
		digits--
	}
	return appendInt(append(b, '.'), int(frac), digits)
}

// Nanoseconds returns the number of nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds returns the number of whole microseconds.
func (d Duration) Microseconds() int64 { return int64(d / Microsecond) }

// Milliseconds returns the number of whole milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d / Millisecond) }

// in converts to a floating-point number of units, exactly for the whole part.
func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

// Seconds returns the number of seconds.
func (d Duration) Seconds() float64 { return d.in(Second) }

// Minutes returns the number of minutes.
func (d Duration) Minutes() float64 { return d.in(Minute) }

// Hours returns the number of hours.
func (d Duration) Hours() float64 { return d.in(Hour) }

// Truncate rounds d towards zero to a multiple of m; m <= 0 leaves it alone.
func (d Duration) Truncate(m Duration) Duration {
	if m > 0 {
		d -= d % m
	}
	return d
}

// Round rounds d to the nearest multiple of m, halves away from zero. What does not
// fit becomes the largest or smallest Duration; m <= 0 leaves d alone.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	// Without the sign, and with a bit to spare, nothing overflows.
	size, limit := uint64(d), uint64(maxDuration)
	if d < 0 {
		size, limit = -size, limit+1
	}
	over := size % uint64(m)
	size -= over
	if over >= uint64(m)-over {
		size += uint64(m)
	}
	size = min(size, limit)
	if d < 0 {
		size = -size
	}
	return Duration(size)
}

// Abs returns d without its sign; the smallest Duration becomes the largest.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

var unitNames = []struct {
	name string
	unit uint64
}{
	{"ns", uint64(Nanosecond)},
	{"us", uint64(Microsecond)},
	{"µs", uint64(Microsecond)}, // U+00B5, micro sign
	{"μs", uint64(Microsecond)}, // U+03BC, Greek letter mu
	{"ms", uint64(Millisecond)},
	{"s", uint64(Second)},
	{"m", uint64(Minute)},
	{"h", uint64(Hour)},
}

// A durationError is why a text is no duration.
type durationError struct{ what, text string }

func (e *durationError) Error() string { return "time: " + e.what + quote(e.text) }

// ParseDuration reads a duration: decimal numbers with fraction and unit, one after
// the other, with an optional sign, as in "300ms", "-1.5h" or "2h45m". The units are
// ns, us (or µs), ms, s, m, h.
func ParseDuration(s string) (Duration, error) {
	const limit = 1 << 63
	rest := s
	negative := false
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		negative = rest[0] == '-'
		rest = rest[1:]
	}
	if rest == "0" {
		return 0, nil
	}
	bad := func(what string) (Duration, error) { return 0, &durationError{what, s} }
	if rest == "" {
		return bad("invalid duration ")
	}
	var total uint64
	for rest != "" {
		whole, n, ok := leadingUint(rest)
		if !ok {
			return bad("invalid duration ")
		}
		rest = rest[n:]
		digits := n
		var frac uint64
		scale := 1.0
		if rest != "" && rest[0] == '.' {
			i := 1
			for full := false; i < len(rest) && isDigit(rest[i]); i++ {
				digits++
				if full {
					continue
				}
				// Digits that do not fit are too small to matter.
				if frac > (limit-1)/10 || frac*10+uint64(rest[i]-'0') > limit {
					full = true
					continue
				}
				frac = frac*10 + uint64(rest[i]-'0')
				scale *= 10
			}
			rest = rest[i:]
		}
		if digits == 0 {
			return bad("invalid duration ")
		}
		end := 0
		for end < len(rest) && rest[end] != '.' && !isDigit(rest[end]) {
			end++
		}
		if end == 0 {
			return bad("missing unit in duration ")
		}
		var unit uint64
		for _, u := range unitNames {
			if u.name == rest[:end] {
				unit = u.unit
			}
		}
		if unit == 0 {
			return 0, &durationError{"unknown unit " + quote(rest[:end]) + " in duration ", s}
		}
		rest = rest[end:]
		if whole > limit/unit {
			return bad("invalid duration ")
		}
		whole *= unit
		if frac > 0 {
			whole += uint64(float64(frac) * (float64(unit) / scale))
		}
		if whole > limit || total+whole > limit {
			return bad("invalid duration ")
		}
		total += whole
	}
	if negative {
		return -Duration(total), nil
	}
	if total > limit-1 {
		return bad("invalid duration ")
	}
	return Duration(total), nil
}

// leadingUint reads the digits that s begins with; ok is false if they exceed 1<<63.
func leadingUint(s string) (v uint64, n int, ok bool) {
	for n < len(s) && isDigit(s[n]) {
		if v > (1<<63)/10 {
			return 0, n, false
		}
		v = v*10 + uint64(s[n]-'0')
		if v > 1<<63 {
			return 0, n, false
		}
		n++
	}
	return v, n, true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
