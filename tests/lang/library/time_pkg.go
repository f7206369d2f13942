package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.Date(2024, time.February, 29, 13, 4, 5, 678900000, time.UTC)
	for _, l := range []string{time.ANSIC, time.RFC3339, time.RFC3339Nano, time.RFC1123Z, time.Kitchen, time.StampMicro, "2006-01-02 15:04:05.000 Mon Jan _2 MST -07:00 PM pm 06 002", "Monday, 2 January"} {
		fmt.Println(t.Format(l))
	}
	fmt.Println(t, t.Weekday(), t.YearDay(), t.Unix(), t.UnixMilli(), t.Month(), t.Nanosecond())
	fmt.Println(t.Add(36*time.Hour).Format(time.DateTime), t.AddDate(1, 0, 0).Format(time.DateOnly), t.Truncate(time.Hour).Format(time.TimeOnly))
	u := t.Add(-90 * time.Minute)
	fmt.Println(t.Sub(u), u.Before(t), t.After(u), t.Equal(t.In(time.FixedZone("X", 3600))), t.In(time.FixedZone("X", 3600)))
	for _, s := range []string{"1h30m", "1.5s", "-2m3.5ms", "100us", "1d", "", "3"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	fmt.Println(time.Duration(1234567890), time.Duration(999), 90*time.Second, time.Duration(0), (1500 * time.Millisecond).Seconds(), time.Duration(1<<63-1))
	p, err := time.Parse("2006-01-02 15:04 MST", "2023-10-05 07:08 UTC")
	fmt.Println(p, err)
	_, err = time.Parse(time.RFC3339, "2023-13-05T07:08:00Z")
	fmt.Println(err)
	_, err = time.Parse(time.DateOnly, "hello")
	fmt.Println(err)
	fmt.Println(time.Unix(0, 0).UTC(), time.Time{}.IsZero(), time.Time{})
	y, w := t.ISOWeek()
	fmt.Println(y, w, time.March, time.Saturday, t.Round(time.Minute).Format(time.Stamp))
	loc, err := time.LoadLocation("America/New_York")
	fmt.Println(t.In(loc), err, time.Date(2024, 7, 1, 0, 0, 0, 0, loc))
	fmt.Println(t.Compare(u), time.UnixMilli(1700000000123).UTC(), time.Until(time.Now().Add(time.Hour)) > 59*time.Minute)
	b, _ := t.MarshalJSON()
	fmt.Println(string(b), t.GoString())
}
