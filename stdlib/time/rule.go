// This file applies the rules of the environment variable TZ (POSIX, with the
// extensions of RFC 9636), which say what follows a file's last transition:
// std offset [dst [offset] [, start [/time], end [/time]]].

package time

// A ruleReader reads a rule from the left; bad is set at a syntax error.
type ruleReader struct {
	s   string
	bad bool
}

func (r *ruleReader) next(c byte) bool {
	if r.s != "" && r.s[0] == c {
		r.s = r.s[1:]
		return true
	}
	return false
}

// name reads three letters or more, or any text in angle brackets.
func (r *ruleReader) name() string {
	if r.next('<') {
		for i := range len(r.s) {
			if r.s[i] == '>' {
				name := r.s[:i]
				r.s = r.s[i+1:]
				return name
			}
		}
		r.bad = true
		return ""
	}
	n := 0
	for n < len(r.s) && !isDigit(r.s[n]) && r.s[n] != ',' && r.s[n] != '-' && r.s[n] != '+' {
		n++
	}
	name := r.s[:n]
	r.s = r.s[n:]
	r.bad = r.bad || n < 3
	return name
}

func (r *ruleReader) number(low, high int) int {
	n, v := 0, 0
	for n < len(r.s) && isDigit(r.s[n]) && v <= high {
		v = v*10 + int(r.s[n]-'0')
		n++
	}
	r.s = r.s[n:]
	r.bad = r.bad || n == 0 || v < low || v > high
	return v
}

// seconds reads [+-]h[h][:m[m][:s[s]]].
func (r *ruleReader) seconds() int {
	sign := 1
	if r.next('-') {
		sign = -1
	} else {
		r.next('+')
	}
	v := r.number(0, 24*7) * 3600
	if r.next(':') {
		v += r.number(0, 59) * 60
		if r.next(':') {
			v += r.number(0, 59)
		}
	}
	return sign * v
}

// A changeDay is when, in each year, the zone changes.
type changeDay struct {
	kind      byte // 'J' day 1-365 without February 29, 'D' day 0-365, 'M' week day
	day       int
	week, mon int
	sec       int // of the day, local time
}

func (r *ruleReader) change() (c changeDay) {
	switch {
	case r.next('J'):
		c.kind = 'J'
		c.day = r.number(1, 365)
	case r.next('M'):
		c.kind = 'M'
		c.mon = r.number(1, 12)
		r.bad = r.bad || !r.next('.')
		c.week = r.number(1, 5)
		r.bad = r.bad || !r.next('.')
		c.day = r.number(0, 6)
	default:
		c.kind = 'D'
		c.day = r.number(0, 365)
	}
	c.sec = 2 * 3600
	if r.next('/') {
		c.sec = r.seconds()
	}
	return
}

// at returns the change in that year as UTC seconds; offset is in use before it.
func (c *changeDay) at(year, offset int) int64 {
	day := daysSince1970(int64(year), January, 1)
	switch c.kind {
	case 'J':
		day += int64(c.day - 1)
		if isLeap(year) && c.day >= 60 {
			day++
		}
	case 'D':
		day += int64(c.day)
	default:
		first := daysSince1970(int64(year), Month(c.mon), 1)
		d := (c.day-int(weekdayOf(first))+7)%7 + (c.week-1)*7
		if d >= daysIn(Month(c.mon), year) {
			d -= 7 // week 5 is the last one
		}
		day = first + int64(d)
	}
	return day*secondsPerDay + int64(c.sec-offset)
}

// applyRule returns the zone that the rule puts in use at sec, and from when to
// when. last is the last transition before the rule holds. As in Go, what is found does
// not reach beyond the year of sec (UTC), and years end after 365 days.
func applyRule(rule string, last, sec int64) (name string, offset int, start, end int64, dst, ok bool) {
	r := &ruleReader{s: rule}
	stdName := r.name()
	stdOffset := -r.seconds()
	if r.bad {
		return
	}
	if r.s == "" {
		return stdName, stdOffset, last, endOfTime, false, true
	}
	dstName := r.name()
	dstOffset := stdOffset + 3600
	if r.s != "" && r.s[0] != ',' {
		dstOffset = -r.seconds()
	}
	if r.s == "" {
		r.s = ",M3.2.0,M11.1.0"
	}
	r.bad = r.bad || !r.next(',')
	toDST := r.change()
	r.bad = r.bad || !r.next(',')
	toStd := r.change()
	if r.bad || r.s != "" {
		return
	}
	year, _, _ := dateOf(floorDiv(sec, secondsPerDay))
	// The changes of this year and its neighbours in order; the zone is that of the
	// last change not after sec.
	type event struct {
		when int64
		dst  bool
	}
	var events [6]event
	for i := range 3 {
		y := year - 1 + i
		a := event{toDST.at(y, stdOffset), true}
		b := event{toStd.at(y, dstOffset), false}
		if b.when < a.when {
			a, b = b, a
		}
		events[2*i], events[2*i+1] = a, b
	}
	for i := len(events) - 2; i >= 0; i-- {
		e := events[i]
		if e.when > sec {
			continue
		}
		january := daysSince1970(int64(year), January, 1) * secondsPerDay
		start, end = max(e.when, january), events[i+1].when
		if december := january + 365*secondsPerDay; end >= december {
			end = december
		}
		if e.dst {
			return dstName, dstOffset, start, end, true, true
		}
		return stdName, stdOffset, start, end, false, true
	}
	return
}
