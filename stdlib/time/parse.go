// This file reads times.

package time

// A ParseError is why a text is no time in a layout.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string // the element that did not fit
	ValueElem  string // what stood there
	Message    string // or what else is wrong
}

// Error returns the text of the error.
func (e *ParseError) Error() string {
	text := "parsing time " + quote(e.Value)
	if e.Message != "" {
		return text + e.Message
	}
	return text + " as " + quote(e.Layout) + ": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
}

// Parse reads a time in the form of layout. What the layout does not show is zero,
// the year 0; without a zone it is UTC. An offset that the local zone has at that
// time makes it a local time, any other one a time with a made-up location.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is Parse, but without a zone the time is in loc, and so are
// offsets and abbreviations that loc has.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// fields are what has been read; -1 is not yet.
type fields struct {
	year, month, day, yday int
	hour, min, sec, nsec   int
	hour12Set, pm, pmSet   bool
	zone                   *Location
	offset                 int
	zoneName               string
	rest                   string // of the value
	outOfRange             string // the name of a field whose value is
}

// number reads between least and most digits; false if there are fewer.
func (f *fields) number(least, most int) (int, bool) {
	n, v := 0, 0
	for n < most && n < len(f.rest) && isDigit(f.rest[n]) {
		v = v*10 + int(f.rest[n]-'0')
		n++
	}
	if n < least {
		return 0, false
	}
	f.rest = f.rest[n:]
	return v, true
}

// within reads a number of one or two digits (two: exactly two) within limits.
func (f *fields) within(dst *int, two bool, low, high int, name string) bool {
	least := 1
	if two {
		least = 2
	}
	v, ok := f.number(least, 2)
	if !ok {
		return false
	}
	*dst = v
	if v < low || v > high {
		f.outOfRange = name
	}
	return true
}

// name reads one of names, in any case of letters; short: their first three letters.
func (f *fields) name(names []string, short bool) (int, bool) {
	for i, n := range names {
		if short {
			n = n[:3]
		}
		if len(f.rest) >= len(n) && equalFold(f.rest[:len(n)], n) {
			f.rest = f.rest[len(n):]
			return i, true
		}
	}
	return 0, false
}

func equalFold(a, b string) bool {
	for i := range len(a) {
		x, y := a[i], b[i]
		if x != y && (x|0x20 != y|0x20 || x|0x20 < 'a' || x|0x20 > 'z') {
			return false
		}
	}
	return true
}

// skip reads the text between elements; a space there stands for any number of them.
func skip(value, text string) (string, bool) {
	for text != "" {
		if text[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, false
			}
			for text != "" && text[0] == ' ' {
				text = text[1:]
			}
			for value != "" && value[0] == ' ' {
				value = value[1:]
			}
			continue
		}
		if value == "" || value[0] != text[0] {
			return value, false
		}
		text, value = text[1:], value[1:]
	}
	return value, true
}

func parse(layout, value string, assumed, local *Location) (Time, error) {
	f := fields{month: -1, day: -1, yday: -1, offset: -1, rest: value}
	fail := func(elem, at, message string) (Time, error) {
		return Time{}, &ParseError{cloneText(layout), cloneText(value), elem, cloneText(at), message}
	}
	for todo := layout; ; {
		before, p, after := nextPiece(todo)
		at := f.rest
		rest, ok := skip(f.rest, before)
		if !ok {
			return fail(before, rest, "")
		}
		f.rest = rest
		if p.el == elNone {
			if rest != "" {
				return fail("", rest, ": extra text: "+quote(rest))
			}
			break
		}
		at = f.rest
		ok = f.read(p, after)
		if f.outOfRange != "" {
			return fail(p.text, f.rest, ": "+f.outOfRange+" out of range")
		}
		if !ok {
			return fail(p.text, at, "")
		}
		todo = after
	}
	if f.pmSet {
		if f.pm && f.hour < 12 {
			f.hour += 12
		} else if !f.pm && f.hour == 12 {
			f.hour = 0
		}
	}
	if f.yday >= 0 {
		if message := f.dateOfYday(); message != "" {
			return fail("", "", message)
		}
	} else {
		if f.month < 0 {
			f.month = int(January)
		}
		if f.day < 0 {
			f.day = 1
		}
	}
	if f.day < 1 || f.day > daysIn(Month(f.month), f.year) {
		return fail("", "", ": day out of range")
	}
	return f.time(assumed, local), nil
}

// cloneText keeps an error from holding on to a large text it was cut from.
func cloneText(s string) string { return string([]byte(s)) }

// dateOfYday finds month and day from the day of the year, and checks them if both
// were given.
func (f *fields) dateOfYday() string {
	limit := 365
	if isLeap(f.year) {
		limit++
	}
	if f.yday < 1 || f.yday > limit {
		return ": day-of-year out of range"
	}
	m := January
	d := f.yday
	for d > daysIn(m, f.year) {
		d -= daysIn(m, f.year)
		m++
	}
	if f.month >= 0 && f.month != int(m) {
		return ": day-of-year does not match month"
	}
	if f.day >= 0 && f.day != d {
		return ": day-of-year does not match day"
	}
	f.month, f.day = int(m), d
	return ""
}

// read reads one element. False: it does not fit.
func (f *fields) read(p piece, after string) (ok bool) {
	switch p.el {
	case elYear4:
		if len(f.rest) < 4 || !isDigit(f.rest[0]) {
			return false
		}
		f.year, ok = f.number(4, 4)
	case elYear2:
		if len(f.rest) < 2 {
			return false
		}
		// A sign before one digit passes, as it always has.
		f.year, ok = signedNumber(f.rest[:2])
		f.rest = f.rest[2:]
		if f.year >= 69 {
			f.year += 1900
		} else {
			f.year += 2000
		}
	case elLongMonth, elShortMonth:
		f.month, ok = f.name(monthNames[:], p.el == elShortMonth)
		f.month++
	case elMonth, elMonth2:
		return f.within(&f.month, p.el == elMonth2, 1, 12, "month")
	case elLongDay, elShortDay:
		_, ok = f.name(dayNames[:], p.el == elShortDay)
	case elDay, elDaySpace, elDay2:
		if p.el == elDaySpace && f.rest != "" && f.rest[0] == ' ' {
			f.rest = f.rest[1:]
		}
		// Whether the month has that day is known at the end.
		return f.within(&f.day, p.el == elDay2, 0, 99, "day")
	case elYdaySpace, elYday3:
		for range 2 {
			if p.el == elYdaySpace && f.rest != "" && f.rest[0] == ' ' {
				f.rest = f.rest[1:]
			}
		}
		least := 1
		if p.el == elYday3 {
			least = 3
		}
		f.yday, ok = f.number(least, 3)
	case elHour24:
		return f.within(&f.hour, false, 0, 23, "hour")
	case elHour12, elHour12Two:
		return f.within(&f.hour, p.el == elHour12Two, 0, 12, "hour")
	case elMinute, elMinute2:
		return f.within(&f.min, p.el == elMinute2, 0, 59, "minute")
	case elSecond, elSecond2:
		if !f.within(&f.sec, p.el == elSecond2, 0, 59, "second") {
			return false
		}
		return f.outOfRange != "" || f.impliedFraction(after)
	case elPM, elpm:
		if len(f.rest) < 2 {
			return false
		}
		word := f.rest[:2]
		f.rest = f.rest[2:]
		am, pm := "AM", "PM"
		if p.el == elpm {
			am, pm = "am", "pm"
		}
		f.pm, f.pmSet = word == pm, true
		return word == am || word == pm
	case elZone:
		return f.numericZone(p.n)
	case elZoneName:
		if hasPrefix(f.rest, "UTC") {
			f.zone = UTC
			f.rest = f.rest[3:]
			return true
		}
		n := zoneNameLength(f.rest)
		f.zoneName, f.rest = f.rest[:n], f.rest[n:]
		return n > 0
	case elFracZeros:
		n := p.n + 1
		if len(f.rest) < n {
			return false
		}
		ok = f.fraction(f.rest[:n])
		f.rest = f.rest[n:]
	case elFracNines:
		if len(f.rest) < 2 || f.rest[0] != '.' && f.rest[0] != ',' || !isDigit(f.rest[1]) {
			return true
		}
		n := 1
		for n < len(f.rest) && isDigit(f.rest[n]) {
			n++
		}
		ok = f.fraction(f.rest[:n])
		f.rest = f.rest[n:]
	}
	return
}

// impliedFraction reads a fraction that follows the seconds although the layout has
// none there.
func (f *fields) impliedFraction(after string) bool {
	if len(f.rest) < 2 || f.rest[0] != '.' && f.rest[0] != ',' || !isDigit(f.rest[1]) {
		return true
	}
	if _, p, _ := nextPiece(after); p.el == elFracZeros || p.el == elFracNines {
		return true // the layout takes it
	}
	n := 2
	for n < len(f.rest) && isDigit(f.rest[n]) {
		n++
	}
	ok := f.fraction(f.rest[:n])
	f.rest = f.rest[n:]
	return ok
}

// fraction reads a separator and digits; those beyond nanoseconds are dropped.
func (f *fields) fraction(s string) bool {
	if s[0] != '.' && s[0] != ',' {
		return false
	}
	if len(s) > 10 {
		s = s[:10]
	}
	v, ok := signedNumber(s[1:])
	if v < 0 {
		f.outOfRange = "fractional second"
	}
	for n := len(s); n < 10; n++ {
		v *= 10
	}
	f.nsec = v
	return ok
}

// signedNumber reads all of s as a decimal number with an optional sign.
func signedNumber(s string) (v int, ok bool) {
	negative := s != "" && s[0] == '-'
	if negative || s != "" && s[0] == '+' {
		s = s[1:]
	}
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		v = v*10 + int(s[i]-'0')
	}
	if negative {
		v = -v
	}
	return v, s != ""
}

func (f *fields) numericZone(form int) bool {
	z := &zoneForms[form]
	if z.z && f.rest != "" && f.rest[0] == 'Z' {
		f.rest = f.rest[1:]
		f.zone = UTC
		return true
	}
	// First the shape is looked at, then the numbers; what is no sign is found out last.
	size := 3
	for _, more := range [...]bool{z.minutes, z.seconds} {
		if more && z.colon {
			if len(f.rest) <= size || f.rest[size] != ':' {
				return false
			}
			size++
		}
		if more {
			size += 2
		}
	}
	if len(f.rest) < size {
		return false
	}
	sign, digits := f.rest[0], fields{rest: f.rest[1:size]}
	f.rest = f.rest[size:]
	part := func(limit int, name string) (int, bool) {
		if z.colon && len(digits.rest) < size-1 {
			digits.rest = digits.rest[1:]
		}
		v, ok := digits.number(2, 2)
		if ok && v > limit {
			f.outOfRange = name
		}
		return v, ok
	}
	// Offsets of up to 24:60:60 have been accepted for long.
	m, s := 0, 0
	h, ok := part(24, "time zone offset hour")
	if ok && z.minutes {
		m, ok = part(60, "time zone offset minute")
	}
	if ok && z.seconds {
		s, ok = part(60, "time zone offset second")
	}
	if !ok {
		return false
	}
	f.offset = (h*60+m)*60 + s
	if sign == '-' {
		f.offset = -f.offset
	}
	return sign == '-' || sign == '+'
}

func (f *fields) time(assumed, local *Location) Time {
	date := func(loc *Location) Time {
		return Date(f.year, Month(f.month), f.day, f.hour, f.min, f.sec, f.nsec, loc)
	}
	switch {
	case f.zone != nil:
		return date(f.zone)
	case f.offset != -1:
		t := date(UTC)
		t.addSec(-int64(f.offset))
		name, offset, _, _, _ := local.lookup(t.unixSec())
		if offset == f.offset && (f.zoneName == "" || name == f.zoneName) {
			t.setLoc(local)
			return t
		}
		t.setLoc(FixedZone(cloneText(f.zoneName), f.offset))
		return t
	case f.zoneName != "":
		t := date(UTC)
		if offset, ok := local.lookupName(f.zoneName, t.unixSec()); ok {
			t.addSec(-int64(offset))
			t.setLoc(local)
			return t
		}
		// An abbreviation that is not known here: only GMT+n says its offset.
		offset := 0
		if len(f.zoneName) > 3 && f.zoneName[:3] == "GMT" {
			offset = signedHours(f.zoneName[3:]) * 3600
		}
		t.setLoc(FixedZone(cloneText(f.zoneName), offset))
		return t
	}
	return date(assumed)
}

// signedHours reads "+3" or "-11"; 0 if s is nothing like it.
func signedHours(s string) int {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return 0
	}
	v := 0
	for _, c := range []byte(s[1:]) {
		if !isDigit(c) {
			return 0
		}
		v = v*10 + int(c-'0')
	}
	if s[0] == '-' {
		return -v
	}
	return v
}

// zoneNameLength returns how long the abbreviation is that s begins with: three
// letters, four that end in T, five that end in ST, and some peculiar ones.
func zoneNameLength(s string) int {
	if len(s) < 3 {
		return 0
	}
	if hasPrefix(s, "ChST") || hasPrefix(s, "MeST") {
		return 4
	}
	if hasPrefix(s, "GMT") {
		return 3 + hoursLength(s[3:])
	}
	if s[0] == '+' || s[0] == '-' {
		// Zones like "+03" have no letters.
		return hoursLength(s)
	}
	n := 0
	for n < 6 && n < len(s) && 'A' <= s[n] && s[n] <= 'Z' {
		n++
	}
	switch {
	case n == 3, n == 4 && (s[3] == 'T' || s[:4] == "WITA"), n == 5 && s[4] == 'T':
		return n
	}
	return 0
}

// hoursLength returns the length of the signed hours, -23 to +23, at the beginning.
func hoursLength(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	n, v := 1, 0
	for n < len(s) && isDigit(s[n]) && v < 1000 {
		v = v*10 + int(s[n]-'0')
		n++
	}
	if n == 1 || v > 23 {
		return 0
	}
	return n
}
