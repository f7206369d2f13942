// This file makes calls of package time: layouts and texts, durations, zones and dates.

package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

var elements = []string{"2006", "06", "01", "1", "Jan", "January", "02", "2", "_2", "002", "__2", "Mon", "Monday", "15", "03", "3", "04", "4", "05", "5", "PM", "pm", "MST", "-0700", "-07:00", "-07", "Z0700", "Z07:00", "-07:00:00", ".000", ".999", ",00", ".9", ".000000000"}
var zones = []string{"UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca"}
var loaded = map[string]*time.Location{}

func (d *dice) zone() *time.Location {
	if d.oneIn(4) {
		return time.FixedZone(d.pick("", "ABC", "X-1", "+03"), d.below(2*86400)-86400)
	}
	name := zones[d.below(len(zones))]
	if loaded[name] == nil {
		loc, err := time.LoadLocation(name)
		if err != nil {
			panic(err)
		}
		loaded[name] = loc
	}
	return loaded[name]
}

func (d *dice) layout() string {
	if d.oneIn(4) {
		return d.pick(time.RFC3339, time.RFC3339Nano, time.ANSIC, time.UnixDate, time.RFC1123Z, time.RFC850, time.Kitchen, time.StampMicro, time.DateTime)
	}
	var b strings.Builder
	for range 1 + d.below(6) {
		b.WriteString(elements[d.below(len(elements))])
		b.WriteString(d.pick("", " ", "-", ":", "/", "T", ", ", "x", "_", "1"))
	}
	return b.String()
}

func (d *dice) moment() time.Time {
	var sec int64
	switch d.below(4) {
	case 0:
		sec = int64(d.below(4e9))
	case 1:
		sec = int64(d.next()%(20000*31556952)) - 10000*31556952
	default:
		sec = int64(d.below(2e9)) + 5e8
	}
	return time.Unix(sec, int64(d.below(1e9))).In(d.zone())
}

func timeCase(d *dice) string {
	switch d.below(6) {
	case 0:
		t := d.moment()
		layout := d.layout()
		s := t.Format(layout)
		if d.oneIn(3) && s != "" {
			// Something is wrong with the text.
			at := d.below(len(s))
			s = s[:at] + d.pick("", "9", "x", " ", ":", "-", "00") + s[at+d.below(len(s)-at):]
		}
		back, err := time.ParseInLocation(layout, s, d.zone())
		out := fmt.Sprintf("%q %q: %v %v", layout, s, back, err)
		if pe := (*time.ParseError)(nil); errors.As(err, &pe) {
			out += fmt.Sprintf(" %q %q", pe.LayoutElem, pe.ValueElem)
		}
		return out
	case 1:
		s := ""
		for range 1 + d.below(3) {
			s += d.pick("", "1", "90", ".5", "1.", "0", "9223372036854775807", "2562047", "3.000000001") + d.pick("ns", "us", "µs", "ms", "s", "m", "h", "d", "", " s")
		}
		s = d.pick("", "-", "+") + s
		v, err := time.ParseDuration(s)
		return fmt.Sprintf("ParseDuration(%q) = %v %v", s, v, err)
	case 2:
		v, m := time.Duration(d.bits()), time.Duration(d.bits())
		return fmt.Sprint(int64(v), " ", v, v.Round(m), v.Truncate(m), v.Hours(), v.Minutes(), v.Seconds(), v.Milliseconds(), v.Abs())
	case 3:
		a := [7]int{d.below(4000) - 500, d.below(30) - 8, d.below(80) - 20, d.below(60) - 10, d.below(130) - 30, d.below(130) - 30, d.below(4e9) - 2e9}
		t := time.Date(a[0], time.Month(a[1]), a[2], a[3], a[4], a[5], a[6], d.zone())
		y, w := t.ISOWeek()
		return fmt.Sprint(a, t, t.Unix(), t.Weekday(), t.YearDay(), y, w, t.AddDate(d.below(5)-2, d.below(30)-15, d.below(100)-50), t.IsDST())
	case 4:
		t, u := d.moment(), d.moment()
		m := time.Duration(d.bits())
		return fmt.Sprint(t, u, t.Sub(u), t.Before(u), t.Add(m), t.Round(m), t.Truncate(m), t.Compare(u), t.UTC(), t.UnixMilli())
	}
	t := d.moment()
	from, to := t.ZoneBounds()
	name, offset := t.Zone()
	j, jerr := t.MarshalJSON()
	b, berr := t.MarshalBinary()
	g := t.GoString()
	var back time.Time
	uerr := back.UnmarshalJSON(j)
	return fmt.Sprint(t, from.UTC(), to.UTC(), name, offset, string(j), jerr, b, berr, g, back, uerr)
}
