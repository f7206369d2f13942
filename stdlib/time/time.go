// Package time measures and shows time. A Time from Now has, beside the wall clock's
// reading, one of a monotonic clock, which differences and comparisons use, so that
// setting the clock does not disturb them.
package time

// A Time is an instant, to the nanosecond, with a location in which to show it. The
// zero Time is January 1, year 1, 00:00:00 UTC. Times with equal instants may differ
// in location or monotonic reading: compare them with Equal, not with ==.
type Time struct {
	// With the top bit of wall set: 33 bits of seconds since 1885 and 30 of
	// nanoseconds, and ext is the monotonic reading. Without it: wall is the
	// nanoseconds, and ext the seconds since year 1.
	wall uint64
	ext  int64

	// nil is UTC.
	loc *Location
}

const (
	monotonicBit = 1 << 63
	nanosecBits  = 30
	nanosecMask  = 1<<nanosecBits - 1

	secondsPerDay = 86400

	// Seconds from year 1 to 1885 and to 1970.
	from1to1885 = (1884*365 + 1884/4 - 1884/100 + 1884/400) * secondsPerDay
	from1to1970 = (1969*365 + 1969/4 - 1969/100 + 1969/400) * secondsPerDay

	minWall = from1to1885
	maxWall = from1to1885 + 1<<33 - 1
)

func (t *Time) nsec() int32 { return int32(t.wall & nanosecMask) }

// sec returns the seconds since year 1.
func (t *Time) sec() int64 {
	if t.wall&monotonicBit != 0 {
		return from1to1885 + int64(t.wall<<1>>(nanosecBits+1))
	}
	return t.ext
}

func (t *Time) unixSec() int64 { return t.sec() - from1to1970 }

// dropMonotonic forgets the monotonic reading.
func (t *Time) dropMonotonic() {
	if t.wall&monotonicBit != 0 {
		t.ext = t.sec()
		t.wall &= nanosecMask
	}
}

// addSec moves the wall clock's reading.
func (t *Time) addSec(d int64) {
	if t.wall&monotonicBit != 0 {
		s := int64(t.wall<<1>>(nanosecBits+1)) + d
		if 0 <= s && s < 1<<33 {
			t.wall = t.wall&nanosecMask | uint64(s)<<nanosecBits | monotonicBit
			return
		}
		t.dropMonotonic()
	}
	sum := t.ext + d
	switch {
	case sum > t.ext == (d > 0):
		t.ext = sum
	case d > 0:
		t.ext = 1<<63 - 1
	default:
		t.ext = -(1<<63 - 1)
	}
}

func (t *Time) setLoc(loc *Location) {
	if loc == &utcLoc {
		loc = nil
	}
	t.dropMonotonic()
	t.loc = loc
}

// now reads both clocks.
func now() (sec int64, nsec int32, mono int64)

// nanotime reads the monotonic clock.
func nanotime() int64

// Now returns the current local time.
func Now() Time {
	sec, nsec, mono := now()
	since := sec + from1to1970 - minWall
	if uint64(since)>>33 != 0 {
		return Time{uint64(nsec), sec + from1to1970, Local}
	}
	return Time{monotonicBit | uint64(since)<<nanosecBits | uint64(nsec), mono, Local}
}

func unixTime(sec int64, nsec int32) Time { return Time{uint64(nsec), sec + from1to1970, Local} }

// Unix returns the local Time of sec seconds and nsec nanoseconds since January 1,
// 1970 UTC. nsec may be outside [0, 999999999].
func Unix(sec int64, nsec int64) Time {
	if uint64(nsec) >= 1e9 {
		sec += nsec / 1e9
		if nsec %= 1e9; nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	return unixTime(sec, int32(nsec))
}

// UnixMilli returns the local Time of msec milliseconds since January 1, 1970 UTC.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, msec%1e3*1e6) }

// UnixMicro returns the local Time of usec microseconds since January 1, 1970 UTC.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, usec%1e6*1e3) }

// Since returns the time elapsed since t.
func Since(t Time) Duration {
	if t.wall&monotonicBit != 0 {
		return difference(nanotime(), t.ext)
	}
	return Now().Sub(t)
}

// Until returns the time that remains until t.
func Until(t Time) Duration {
	if t.wall&monotonicBit != 0 {
		return difference(t.ext, nanotime())
	}
	return t.Sub(Now())
}

// difference returns a-b, or the nearest Duration.
func difference(a, b int64) Duration {
	d := Duration(a - b)
	if d < 0 && a > b {
		return maxDuration
	}
	if d > 0 && a < b {
		return minDuration
	}
	return d
}

// ---- comparing

// bothMonotonic tells whether t and u have monotonic readings to compare.
func bothMonotonic(t, u *Time) bool { return t.wall&u.wall&monotonicBit != 0 }

// Compare returns -1, 0 or +1 as t is before, the same as, or after u.
func (t Time) Compare(u Time) int {
	var a, b int64
	if bothMonotonic(&t, &u) {
		a, b = t.ext, u.ext
	} else if a, b = t.sec(), u.sec(); a == b {
		a, b = int64(t.nsec()), int64(u.nsec())
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// After tells whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before tells whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Equal tells whether t and u are the same instant, in whatever locations.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// IsZero tells whether t is the zero instant.
func (t Time) IsZero() bool { return t.sec() == 0 && t.nsec() == 0 }

// ---- arithmetic

// Add returns t+d.
func (t Time) Add(d Duration) Time {
	sec := int64(d / 1e9)
	nsec := t.nsec() + int32(d%1e9)
	if nsec >= 1e9 {
		sec++
		nsec -= 1e9
	} else if nsec < 0 {
		sec--
		nsec += 1e9
	}
	t.wall = t.wall&^nanosecMask | uint64(nsec)
	t.addSec(sec)
	if t.wall&monotonicBit != 0 {
		if mono := t.ext + int64(d); d < 0 == (mono < t.ext) || d == 0 {
			t.ext = mono
		} else {
			t.dropMonotonic()
		}
	}
	return t
}

// Sub returns t-u, or the nearest Duration.
func (t Time) Sub(u Time) Duration {
	if bothMonotonic(&t, &u) {
		return difference(t.ext, u.ext)
	}
	d := Duration(t.sec()-u.sec())*Second + Duration(t.nsec()-u.nsec())
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

// AddDate returns t moved by that many years, months and days, as Date normalises.
func (t Time) AddDate(years int, months int, days int) Time {
	y, m, d := t.Date()
	hour, min, sec := t.Clock()
	return Date(y+years, m+Month(months), d+days, hour, min, sec, int(t.nsec()), t.Location())
}

// Truncate rounds t down to a multiple of d since the zero time; d <= 0 only drops
// the monotonic reading.
func (t Time) Truncate(d Duration) Time {
	t.dropMonotonic()
	if d <= 0 {
		return t
	}
	return t.Add(-t.modulo(d))
}

// Round rounds t to the nearest multiple of d since the zero time, halves up; d <= 0
// only drops the monotonic reading.
func (t Time) Round(d Duration) Time {
	t.dropMonotonic()
	if d <= 0 {
		return t
	}
	over := t.modulo(d)
	if over >= d-over {
		over -= d
	}
	return t.Add(-over)
}

// modulo returns t modulo d > 0, counted from the zero time.
func (t Time) modulo(d Duration) Duration {
	// seconds*1e9 + nanoseconds modulo d, with 128 bits for the product.
	sec, nsec := t.sec(), uint64(t.nsec())
	negative := sec < 0
	u := uint64(sec)
	if negative {
		u = -u
	}
	r := mulMod(u, 1e9, uint64(d))
	nsec %= uint64(d)
	if negative {
		// -(r) + nsec
		if r > nsec {
			return Duration(uint64(d) - (r - nsec))
		}
		return Duration((nsec - r) % uint64(d))
	}
	if r >= uint64(d)-nsec {
		return Duration(r - (uint64(d) - nsec))
	}
	return Duration(r + nsec)
}

// mulMod returns a*b mod m exactly.
func mulMod(a, b, m uint64) uint64 {
	var r uint64
	for a %= m; b > 0; b >>= 1 {
		if b&1 != 0 {
			if r >= m-a {
				r -= m - a
			} else {
				r += a
			}
		}
		if a >= m-a {
			a -= m - a
		} else {
			a += a
		}
	}
	return r
}

// ---- locations

// in returns t in the location loc; nil is UTC.
func (t Time) in(loc *Location) Time {
	t.setLoc(loc)
	return t
}

// UTC returns t in UTC.
func (t Time) UTC() Time { return t.in(&utcLoc) }

// Local returns t in the local time zone.
func (t Time) Local() Time { return t.in(Local) }

// In returns t in the location loc, which must not be nil.
func (t Time) In(loc *Location) Time {
	if loc != nil {
		return t.in(loc)
	}
	panic("time: missing Location in call to Time.In")
}

// Location returns t's location.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Zone returns the zone in use at t: its abbreviation and seconds east of UTC.
func (t Time) Zone() (name string, offset int) {
	name, offset, _, _, _ = t.loc.lookup(t.unixSec())
	return
}

// ZoneBounds returns when the zone in use at t began and when it ends; the zero Time
// is no beginning or no end.
func (t Time) ZoneBounds() (start, end Time) {
	_, _, from, to, _ := t.loc.lookup(t.unixSec())
	if from > beginningOfTime {
		start = unixTime(from, 0).in(t.loc)
	}
	if to < endOfTime {
		end = unixTime(to, 0).in(t.loc)
	}
	return start, end
}

// IsDST tells whether daylight saving time is in use at t.
func (t Time) IsDST() bool {
	_, _, _, _, dst := t.loc.lookup(t.unixSec())
	return dst
}

// ---- unix times

// Unix returns the seconds since January 1, 1970 UTC.
func (t Time) Unix() int64 { return t.unixSec() }

// UnixMilli returns the milliseconds since January 1, 1970 UTC.
func (t Time) UnixMilli() int64 { return t.unixSec()*1e3 + int64(t.nsec())/1e6 }

// UnixMicro returns the microseconds since January 1, 1970 UTC.
func (t Time) UnixMicro() int64 { return t.unixSec()*1e6 + int64(t.nsec())/1e3 }

// UnixNano returns the nanoseconds since January 1, 1970 UTC; it is meaningless
// before 1678 and after 2262.
func (t Time) UnixNano() int64 { return t.unixSec()*1e9 + int64(t.nsec()) }
