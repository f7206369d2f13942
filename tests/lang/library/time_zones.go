// Zones: what clocks show at changes of time, dates that do not exist or exist twice, bounds, names, encodings at the edges.
package main

import (
	"fmt"
	"time"
)

func main() {
	for _, name := range []string{"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca",
		"America/St_Johns", "Europe/Dublin", "Antarctica/Troll", "UTC", "Asia/Pyongyang", "America/Sao_Paulo"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println("==", loc)
		at := time.Date(2011, 1, 1, 12, 0, 0, 0, loc)
		for range 5 {
			start, end := at.ZoneBounds()
			zone, offset := at.Zone()
			fmt.Println(zone, offset, at.IsDST(), start, end)
			if end.IsZero() {
				break
			}
			// The last moment of the zone, the first of the next.
			fmt.Println(end.Add(-1), end, end.Add(-1).Format(time.RFC1123Z))
			at = end
		}
		// Every half hour of days on which clocks change somewhere.
		for _, day := range []time.Time{time.Date(2024, 3, 10, 1, 0, 0, 0, loc), time.Date(2024, 11, 3, 0, 30, 0, 0, loc),
			time.Date(2024, 3, 31, 1, 0, 0, 0, loc), time.Date(2024, 10, 27, 0, 30, 0, 0, loc), time.Date(2011, 12, 30, 0, 0, 0, 0, loc)} {
			for i := range 6 {
				y, m, d := day.Date()
				t := time.Date(y, m, d, day.Hour(), day.Minute()+30*i, 0, 0, loc)
				fmt.Print(t.Format("15:04 MST -07:00:00"), " ", t.Unix(), "; ")
			}
			fmt.Println(day.AddDate(0, 0, 1).Sub(day), day.Truncate(24*time.Hour).Format(time.DateTime), day.Round(time.Hour).Format(time.Kitchen))
		}
		far := time.Date(2400, 7, 4, 0, 0, 0, 0, loc)
		fmt.Println(far, time.Date(1850, 1, 1, 0, 0, 0, 0, loc).Format(time.RFC3339), time.Date(-5, 1, 1, 0, 0, 0, 0, loc))
		data, err := far.MarshalBinary()
		fmt.Println(data, err)
		var back time.Time
		fmt.Println(back.UnmarshalBinary(data), back.Equal(far), back)
		p, err := time.ParseInLocation("2006-01-02 15:04 MST", "2024-07-01 10:00 EDT", loc)
		fmt.Println(p, err)
	}
	for _, name := range []string{"", "Local/No", "../etc/passwd", "No/Where", "/etc/localtime", "a\\b"} {
		_, err := time.LoadLocation(name)
		fmt.Println(err)
	}
	for _, t := range []time.Time{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("far", 24*3600)),
		time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("odd", 3601)), time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", -90)),
		time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("x", 32769*60))} {
		_, err := t.AppendText(nil)
		_, err2 := t.MarshalText()
		_, err3 := t.MarshalJSON()
		data, err4 := t.MarshalBinary()
		fmt.Println(t, err, err2, err3, data, err4)
	}
	for _, d := range []time.Duration{0, 1, -1, 1500, 999999, 1e9, 90e9, -(1 << 63), 1<<63 - 1, 4503599627370497} {
		for _, m := range []time.Duration{1, 7, 1000, time.Second, time.Hour, 1 << 62, 1<<63 - 1, 0, -5} {
			fmt.Print(d.Round(m), " ", d.Truncate(m), ", ")
		}
		fmt.Println(d.Abs())
	}
	for y := 1999; y <= 2101; y += 17 {
		for m := time.Month(-1); m <= 14; m++ {
			fmt.Print(time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day(), " ")
		}
		fmt.Println(time.Date(y, 2, 29, 0, 0, 0, 0, time.UTC).YearDay(), time.Month(13), time.Weekday(7), time.Month(0), time.Weekday(-1))
	}
}
