// time: zones with transitions, ambiguous and skipped hours, abbreviations and bad names.
package main

import (
	"fmt"
	"time"
)

func main() {
	for _, name := range []string{"", "UTC", "Local", "America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Kathmandu", "Antarctica/Troll", "No/Such", "../etc/passwd", "America/new_york/", "\\x", "Etc/GMT+5", "EST5EDT"} {
		loc, err := time.LoadLocation(name)
		if name == "Local" {
			continue
		}
		fmt.Println(name, loc, err)
		if err != nil {
			continue
		}
		for _, u := range []int64{-5e9, -2e9, -1e9, 0, 1e9, 1710054000, 1710055800, 1711846800, 1711850400, 1729990800, 1730008800, 1730613600, 1730617200, 1325239200, 2e9, 4e9, 1e10} {
			t := time.Unix(u, 0).In(loc)
			z, off := t.Zone()
			from, to := t.ZoneBounds()
			fmt.Println(t.Format("2006-01-02 15:04:05 MST -07:00"), z, off, t.IsDST(), from.IsZero(), to.IsZero(), from.Unix(), to.Unix())
		}
		for _, d := range [][5]int{{2024, 3, 10, 2, 30}, {2024, 3, 31, 1, 30}, {2024, 3, 31, 2, 30}, {2024, 10, 27, 1, 30}, {2024, 10, 27, 2, 30}, {2024, 11, 3, 1, 30}, {2011, 12, 30, 12, 0}, {1880, 1, 1, 0, 0}, {2050, 7, 1, 0, 0}} {
			t := time.Date(d[0], time.Month(d[1]), d[2], d[3], d[4], 0, 0, loc)
			fmt.Println(t, t.Unix(), t.Add(time.Hour), t.AddDate(0, 0, 1), t.Truncate(time.Hour))
		}
	}
	fz := time.FixedZone("", 3600)
	fmt.Println(time.Unix(0, 0).In(fz), time.FixedZone("A-B", -1), time.Unix(0, 0).In(time.FixedZone("A-B", -1)), time.UTC, fz.String() == "")
	func() {
		defer func() { fmt.Println(recover()) }()
		time.Unix(0, 0).In(nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		time.Date(2020, 1, 1, 0, 0, 0, 0, nil)
	}()
	t, err := time.ParseInLocation("2006-01-02 15:04 MST", "2024-07-01 12:00 EDT", must("America/New_York"))
	fmt.Println(t, err)
	t, err = time.ParseInLocation("2006-01-02 15:04 MST", "2024-07-01 12:00 XYZ", must("America/New_York"))
	fmt.Println(t, err)
	t, err = time.ParseInLocation("2006-01-02 15:04 -0700", "2024-07-01 12:00 -0400", must("America/New_York"))
	fmt.Println(t, err, t.Location())
	t, err = time.ParseInLocation("2006-01-02 15:04 -0700", "2024-07-01 12:00 -0430", must("America/New_York"))
	fmt.Println(t, err, t.Location())
}

func must(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return l
}
