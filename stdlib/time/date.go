// This file holds the calendar: days, months and years of the Gregorian calendar,
// extended backwards for ever. The conversions count from March 1, so that the
// leap day comes last in a year (Howard Hinnant, "chrono-compatible low-level date
// algorithms").

package time

// A Month is a month of the year; January is 1.
type Month int

const (
	January, February, March    Month = 1, 2, 3
	April, May, June            Month = 4, 5, 6
	July, August, September     Month = 7, 8, 9
	October, November, December Month = 10, 11, 12
)

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

// String returns the English name of the month.
func (m Month) String() string { return nameOrNumber(monthNames[:], int(m)-1, "Month", uint64(m)) }

// nameOrNumber returns the i'th of the names, or what shows that n is none of them.
func nameOrNumber(names []string, i int, typ string, n uint64) string {
	if uint(i) < uint(len(names)) {
		return names[i]
	}
	var digits []byte
	if n > 9 {
		digits = appendInt(nil, int(n/10), 0)
	}
	return "%!" + typ + "(" + string(append(digits, byte('0'+n%10))) + ")"
}

// A Weekday is a day of the week; Sunday is 0.
type Weekday int

const (
	Sunday, Saturday                             Weekday = 0, 6
	Monday, Tuesday, Wednesday, Thursday, Friday Weekday = 1, 2, 3, 4, 5
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// String returns the English name of the day.
func (d Weekday) String() string { return nameOrNumber(dayNames[:], int(d), "Weekday", uint64(d)) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// daysIn counts the days of a month: those from its first day to that of the next one.
func daysIn(m Month, year int) int {
	return int(daysSince1970(int64(year), m+1, 1) - daysSince1970(int64(year), m, 1))
}

// daysBefore counts the days of the year before month m.
func daysBefore(m Month, year int) int {
	n := 0
	for k := January; k < m; k++ {
		n += daysIn(k, year)
	}
	return n
}

// Days from March 1, year 0 to January 1, 1970.
const marchTo1970 = 719468

// daysSince1970 converts a date to days since January 1, 1970.
func daysSince1970(year int64, month Month, day int64) int64 {
	m := int64(month)
	if m <= 2 {
		year--
		m += 12
	}
	era := floorDiv(year, 400)
	y := year - era*400
	yday := (153*(m-3)+2)/5 + day - 1
	return era*146097 + y*365 + y/4 - y/100 + yday - marchTo1970
}

// dateOf converts days since January 1, 1970 to a date.
func dateOf(days int64) (year int, month Month, day int) {
	days += marchTo1970
	era := floorDiv(days, 146097)
	d := days - era*146097
	y := (d - d/1460 + d/36524 - d/146096) / 365
	yday := d - (365*y + y/4 - y/100)
	m := (5*yday + 2) / 153
	day = int(yday-(153*m+2)/5) + 1
	if m < 10 {
		return int(y + era*400), Month(m + 3), day
	}
	return int(y+era*400) + 1, Month(m - 9), day
}

// local returns t as days since 1970 and seconds of that day, in t's location.
func (t *Time) local() (days int64, sec int) {
	s := t.unixSec()
	if t.loc != nil {
		s += int64(t.loc.offsetAt(s))
	}
	days = floorDiv(s, secondsPerDay)
	return days, int(s - days*secondsPerDay)
}

// Date returns the year, month and day of t.
func (t Time) Date() (year int, month Month, day int) {
	days, _ := t.local()
	return dateOf(days)
}

// Year returns the year of t.
func (t Time) Year() int {
	y, _, _ := t.Date()
	return y
}

// Month returns the month of t.
func (t Time) Month() Month {
	_, m, _ := t.Date()
	return m
}

// Day returns the day of the month of t.
func (t Time) Day() int {
	_, _, d := t.Date()
	return d
}

func weekdayOf(days int64) Weekday {
	// January 1, 1970 was a Thursday.
	return Weekday(days + 4 - floorDiv(days+4, 7)*7)
}

// Weekday returns the day of the week of t.
func (t Time) Weekday() Weekday {
	days, _ := t.local()
	return weekdayOf(days)
}

// ISOWeek returns the ISO 8601 year and week of t, from 1 to 53. The week belongs to
// the year that has its Thursday.
func (t Time) ISOWeek() (year, week int) {
	days, _ := t.local()
	thursday := days + 3 - int64((weekdayOf(days)+6)%7)
	year, _, _ = dateOf(thursday)
	return year, int(thursday-daysSince1970(int64(year), January, 1))/7 + 1
}

// YearDay returns the day of the year of t, from 1 on.
func (t Time) YearDay() int {
	days, _ := t.local()
	y, _, _ := dateOf(days)
	return int(days-daysSince1970(int64(y), January, 1)) + 1
}

func clockOf(sec int) (hour, min, s int) { return sec / 3600, sec / 60 % 60, sec % 60 }

// Clock returns the hour, minute and second of t.
func (t Time) Clock() (hour, min, sec int) {
	_, s := t.local()
	return clockOf(s)
}

// Hour returns the hour of t, from 0 to 23.
func (t Time) Hour() int {
	h, _, _ := t.Clock()
	return h
}

// Minute returns the minute of t, from 0 to 59.
func (t Time) Minute() int {
	_, m, _ := t.Clock()
	return m
}

// Second returns the second of t, from 0 to 59.
func (t Time) Second() int {
	_, _, s := t.Clock()
	return s
}

// Nanosecond returns the nanosecond of t, from 0 to 999999999.
func (t Time) Nanosecond() int { return int(t.nsec()) }

// carry brings lo into [0, base) and moves the rest to hi.
func carry(hi, lo, base int) (int, int) {
	q := int(floorDiv(int64(lo), int64(base)))
	return hi + q, lo - q*base
}

// Date returns the Time of that date and time of day in loc, which must not be nil.
// Values outside their usual ranges are carried over: October 32 is November 1. In
// the hour that a change to daylight saving time skips, or the one that comes twice
// at its end, the result is right in one of the two zones.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	year, m := carry(year, int(month)-1, 12)
	sec, nsec = carry(sec, nsec, 1e9)
	min, sec = carry(min, sec, 60)
	hour, min = carry(hour, min, 60)
	day, hour = carry(day, hour, 24)
	unix := daysSince1970(int64(year), Month(m+1), int64(day))*secondsPerDay + int64(hour*3600+min*60+sec)
	if loc != UTC {
		// Try the offset in use at that moment taken as UTC; near a change of zones
		// it may be the neighbour's.
		_, offset, start, end, _ := loc.lookup(unix)
		if offset != 0 {
			utc := unix - int64(offset)
			if utc < start || utc >= end {
				offset = loc.offsetAt(utc)
			}
			unix -= int64(offset)
		}
	}
	t := unixTime(unix, int32(nsec))
	t.setLoc(loc)
	return t
}
