// This file shows times.

package time

// appendInt appends x in decimal, with zeros in front up to width.
func appendInt(b []byte, x int, width int) []byte {
	u := uint(x)
	if x < 0 {
		b = append(b, '-')
		u = -u
	}
	var digits [20]byte
	i := len(digits)
	for u > 0 || i == len(digits) || len(digits)-i < width {
		i--
		digits[i] = byte('0' + u%10)
		u /= 10
	}
	return append(b, digits[i:]...)
}

// Format shows t in the form of layout: the reference time in the wanted form.
func (t Time) Format(layout string) string {
	var buf [64]byte
	return string(t.AppendFormat(buf[:0], layout))
}

// AppendFormat appends what Format returns to b.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	zone, offset := "UTC", 0
	if t.loc != nil {
		zone, offset = t.Zone()
	}
	local := t.unixSec() + int64(offset)
	days := floorDiv(local, secondsPerDay)
	hour, min, sec := clockOf(int(local - days*secondsPerDay))
	year, month, day := dateOf(days)
	for layout != "" {
		before, p, after := nextPiece(layout)
		b = append(b, before...)
		layout = after
		switch p.el {
		case elNone:
			return b
		case elYear2:
			b = appendInt(b, max(year, -year)%100, 2)
		case elYear4:
			b = appendInt(b, year, 4)
		case elLongMonth:
			b = append(b, month.String()...)
		case elShortMonth:
			b = append(b, month.String()[:3]...)
		case elMonth:
			b = appendInt(b, int(month), 0)
		case elMonth2:
			b = appendInt(b, int(month), 2)
		case elLongDay:
			b = append(b, weekdayOf(days).String()...)
		case elShortDay:
			b = append(b, weekdayOf(days).String()[:3]...)
		case elDay:
			b = appendInt(b, day, 0)
		case elDaySpace:
			if day < 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, day, 0)
		case elDay2:
			b = appendInt(b, day, 2)
		case elYdaySpace, elYday3:
			yday := daysBefore(month, year) + day
			if p.el == elYday3 {
				b = appendInt(b, yday, 3)
				break
			}
			for limit := 100; yday < limit && limit > 1; limit /= 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, yday, 0)
		case elHour24:
			b = appendInt(b, hour, 2)
		case elHour12:
			b = appendInt(b, hour12(hour), 0)
		case elHour12Two:
			b = appendInt(b, hour12(hour), 2)
		case elMinute:
			b = appendInt(b, min, 0)
		case elMinute2:
			b = appendInt(b, min, 2)
		case elSecond:
			b = appendInt(b, sec, 0)
		case elSecond2:
			b = appendInt(b, sec, 2)
		case elPM:
			b = append(b, "AMPM"[hour/12*2:][:2]...)
		case elpm:
			b = append(b, "ampm"[hour/12*2:][:2]...)
		case elZone:
			b = appendZone(b, offset, p.n)
		case elZoneName:
			b = appendZoneName(b, zone, offset)
		case elFracZeros, elFracNines:
			b = appendFraction(b, int(t.nsec()), p)
		}
	}
	return b
}

func hour12(hour int) int {
	if hour %= 12; hour == 0 {
		return 12
	}
	return hour
}

func appendZone(b []byte, offset, form int) []byte {
	f := &zoneForms[form]
	if f.z && offset == 0 {
		return append(b, 'Z')
	}
	sign := byte('+')
	// Less than a minute west has no sign before it, and one before its seconds.
	if offset <= -60 {
		sign, offset = '-', -offset
	}
	b = appendInt(append(b, sign), offset/3600, 2)
	if f.minutes {
		if f.colon {
			b = append(b, ':')
		}
		b = appendInt(b, offset/60%60, 2)
	}
	if f.seconds {
		if f.colon {
			b = append(b, ':')
		}
		b = appendInt(b, offset%60, 2)
	}
	return b
}

// appendZoneName appends the abbreviation, or hours and minutes where there is none.
func appendZoneName(b []byte, name string, offset int) []byte {
	if name != "" {
		return append(b, name...)
	}
	minutes := offset / 60
	if minutes < 0 {
		b = append(b, '-')
		minutes = -minutes
	} else {
		b = append(b, '+')
	}
	return appendInt(appendInt(b, minutes/60, 2), minutes%60, 2)
}

func appendFraction(b []byte, nsec int, p piece) []byte {
	if p.el == elFracNines && (nsec == 0 || p.n == 0) {
		return b
	}
	var digits [9]byte
	for i := len(digits) - 1; i >= 0; i-- {
		digits[i] = byte('0' + nsec%10)
		nsec /= 10
	}
	n := min(p.n, len(digits))
	shown := digits[:n]
	if p.el == elFracNines {
		for len(shown) > 0 && shown[len(shown)-1] == '0' {
			shown = shown[:len(shown)-1]
		}
		if len(shown) == 0 {
			return b
		}
	}
	sep := byte('.')
	if p.comma {
		sep = ','
	}
	b = append(append(b, sep), shown...)
	for ; p.el == elFracZeros && n < p.n; n++ {
		b = append(b, '0')
	}
	return b
}

// String shows t as in "2006-01-02 15:04:05.999999999 -0700 MST", with the monotonic
// reading as "m=±seconds" if there is one. It is for debugging.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&monotonicBit == 0 {
		return s
	}
	mono := uint64(t.ext)
	sign := byte('+')
	if t.ext < 0 {
		sign, mono = '-', -mono
	}
	b := append([]byte(s), " m="...)
	b = appendInt(append(b, sign), int(mono/1e9), 0)
	return string(appendInt(append(b, '.'), int(mono%1e9), 9))
}

// GoString shows t in Go syntax.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	b := append([]byte("time.Date("), appendInt(nil, year, 0)...)
	b = append(b, ", "...)
	if January <= month && month <= December {
		b = append(append(b, "time."...), month.String()...)
	} else {
		b = appendInt(b, int(month), 0)
	}
	for _, v := range [...]int{day, hour, min, sec, t.Nanosecond()} {
		b = appendInt(append(b, ", "...), v, 0)
	}
	b = append(b, ", "...)
	switch loc := t.Location(); loc {
	case UTC:
		b = append(b, "time.UTC"...)
	case Local:
		b = append(b, "time.Local"...)
	default:
		b = append(b, "time.Location("...)
		b = append(append(b, quote(loc.name)...), ')')
	}
	return string(append(b, ')'))
}

// quote returns s in double quotes, with escapes for what is not plain ASCII.
func quote(s string) string {
	const hex = "0123456789abcdef"
	b := []byte{'"'}
	for i, r := range s {
		if r < 0x80 && r >= ' ' {
			if r == '"' || r == '\\' {
				b = append(b, '\\')
			}
			b = append(b, byte(r))
			continue
		}
		// Byte by byte; an invalid byte is one of width 1.
		width := 1
		if r >= 0x80 {
			if width = len(string(r)); r == 0xFFFD && (i+3 > len(s) || s[i:i+3] != "\uFFFD") {
				width = 1
			}
		}
		for k := i; k < i+width; k++ {
			b = append(b, '\\', 'x', hex[s[k]>>4], hex[s[k]&15])
		}
	}
	return string(append(b, '"'))
}
