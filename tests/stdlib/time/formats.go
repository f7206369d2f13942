// time: layouts to text and back, each element, padding, fractions, zones, and the texts of errors.
package main

import (
	"errors"
	"fmt"
	"time"
)

func main() {
	berlin, err := time.LoadLocation("Europe/Berlin")
	fmt.Println(err)
	odd := time.FixedZone("ODD", -(3*3600 + 30*60 + 15))
	times := []time.Time{
		time.Date(2024, 2, 29, 23, 59, 58, 123456789, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2009, 11, 5, 4, 3, 2, 1000, berlin), time.Date(-44, 3, 15, 12, 0, 0, 0, time.UTC),
		time.Date(12345, 6, 7, 8, 9, 10, 500000000, odd), time.Date(2000, 7, 1, 12, 30, 0, 120000000, berlin), {},
	}
	layouts := []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly,
		"2006 06 01 1 Jan January 02 2 _2 002 __2 Mon Monday 15 03 3 04 4 05 5 PM pm", "MST -07 -0700 -07:00 -070000 -07:00:00 Z07 Z0700 Z07:00 Z070000 Z07:00:00", ".000 .999 ,000 ,999999 05.00 05.99 05,0", "Janet Mondayish 20060102150405 2006-01", "", "no element", "Jan _2 3:04PM .000000000"}
	for _, t := range times {
		for _, l := range layouts {
			fmt.Printf("%q\n", t.Format(l))
		}
		fmt.Println(t, t.GoString(), t.String() == t.Round(0).String())
		j, err := t.MarshalJSON()
		fmt.Println(string(j), err)
		x, err := t.MarshalText()
		fmt.Println(string(x), err, string(t.AppendFormat([]byte("at "), time.Kitchen)))
	}
	parse := [][2]string{
		{time.RFC3339, "2024-02-29T12:00:00Z"}, {time.RFC3339, "2023-02-29T12:00:00Z"}, {time.RFC3339, "2024-13-01T12:00:00Z"}, {time.RFC3339, "2024-01-01T24:00:00Z"}, {time.RFC3339, "2024-01-01T12:60:00Z"}, {time.RFC3339, "2024-01-01T12:00:60Z"}, {time.RFC3339, "2024-01-01T12:00:00+24:00"}, {time.RFC3339, "2024-01-01T12:00:00.5-01:30"},
		{time.RFC3339, "2024-01-01 12:00:00Z"}, {time.RFC3339, "2024-1-01T12:00:00Z"}, {time.RFC3339, "2024-01-01T12:00:00"}, {time.RFC3339, ""}, {time.RFC3339, "2024-01-01T12:00:00Zextra"}, {time.RFC3339, "2024-01-01T12:00:00,5Z"}, {time.RFC3339Nano, "2024-01-01T1:00:00Z"},
		{time.Kitchen, "3:04PM"}, {time.Kitchen, "13:04PM"}, {time.Kitchen, "0:04AM"}, {time.Kitchen, "12:04AM"}, {time.Kitchen, "3:04pm"}, {time.Kitchen, "3:04XM"}, {time.ANSIC, "Thu Feb  4 21:00:57 2010"}, {time.ANSIC, "Xyz Feb  4 21:00:57 2010"}, {time.ANSIC, "Thu Fob  4 21:00:57 2010"}, {time.UnixDate, "Thu Feb  4 21:00:57 PST 2010"},
		{time.RFC1123Z, "Thu, 04 Feb 2010 21:00:57 -0800"}, {time.RFC850, "Thursday, 04-Feb-69 21:00:57 CET"}, {time.RFC850, "Thursday, 04-Feb-68 21:00:57 GMT+3"}, {time.DateOnly, "2024-02-30"}, {time.DateOnly, "2024-04-31"}, {time.DateOnly, "0000-01-01"}, {"2006-002", "2024-366"}, {"2006-002", "2023-366"}, {"2006-002", "2023-000"}, {"002 01 2006", "060 03 2023"},
		{"15:04:05.000", "01:02:03.4567"}, {"15:04:05.999", "01:02:03.4567"}, {"15:04:05", "01:02:03.45"}, {"15:04:05.000", "01:02:03"}, {"05", "5"}, {"5", "05"}, {"2", "32"}, {"2", "0"}, {"1", "0"}, {"Jan", "jan"}, {"Monday", "FRIDAY"}, {"MST", "ABCDE"}, {"MST", "abc"}, {"MST", "+03"}, {"MST", "WITAX"}, {"-0700", "0700"}, {"Z07:00", "Z"}, {"Z0700", "+0530"}, {"-07:00:00", "+01:02:03"}, {"06", "69"}, {"06", "68"}, {"_2", " 3"}, {"_2", "13"}, {"x2006y", "x2020z"},
	}
	for _, p := range parse {
		t, err := time.Parse(p[0], p[1])
		fmt.Println(t, err)
		var pe *time.ParseError
		if errors.As(err, &pe) {
			fmt.Printf("  %q %q %q %q %q\n", pe.Layout, pe.Value, pe.LayoutElem, pe.ValueElem, pe.Message)
		}
		l, err := time.ParseInLocation(p[0], p[1], berlin)
		fmt.Println(l, err)
	}
	var t time.Time
	for _, s := range []string{`"2024-01-01T00:00:00Z"`, `null`, `"x"`, `5`, `"2024-01-01T00:00:00.123456789+05:45"`, `"2024-01-01T5:00:00Z"`, `""`} {
		fmt.Println(t.UnmarshalJSON([]byte(s)), t)
	}
}
