// time: durations as text and back, rounding, truncating, and arithmetic at the limits.
package main

import (
	"fmt"
	"math"
	"time"
)

func main() {
	ds := []time.Duration{0, 1, -1, 999, 1000, 1100, 999999, 1e6, 1500000, 1e9 - 1, 1e9, 1e9 + 1, 61e9, 3599e9, 3600e9, 3661e9 + 5e8, 86400e9, math.MaxInt64, math.MinInt64, math.MinInt64 + 1, -90 * time.Minute, 100 * time.Hour}
	for _, d := range ds {
		fmt.Println(d, d.Hours(), d.Minutes(), d.Seconds(), d.Milliseconds(), d.Microseconds(), d.Nanoseconds(), d.Abs())
		for _, m := range []time.Duration{0, -1, 1, 7, time.Millisecond, time.Second, time.Minute, time.Hour, math.MaxInt64} {
			fmt.Print(d.Round(m), " ", d.Truncate(m), "; ")
		}
		fmt.Println()
		back, err := time.ParseDuration(d.String())
		fmt.Println(back == d, err)
	}
	for _, s := range []string{"", "0", "+0", "-0", "1", "1s", "-1s", "+1s", "1.5h", "1h2m3s4ms5us6ns", "1µs", "1μs", "1us", ".5s", "5.s", ".s", "s", "1x", "1 s", "1h-2m", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "-9223372036854775809ns", "2562047h47m16.854775807s", "2562047h47m16.854775808s", "1e3s", "0.3333333333333333333h", "9007199254.740993ms", "3000000h", "1d", "1mm", "--1s", "0.100000000000000000000h", "0.830103483285477580700h", "39h9m14.425s"} {
		d, err := time.ParseDuration(s)
		fmt.Println(int64(d), err)
	}
	t := time.Date(2024, 1, 31, 10, 20, 30, 987654321, time.UTC)
	fmt.Println(t.AddDate(0, 1, 0), t.AddDate(1, -1, 0), t.AddDate(0, 0, -31), t.AddDate(-2024, 0, 0), t.Add(math.MaxInt64), t.Add(-1))
	for _, d := range []time.Duration{time.Nanosecond, time.Microsecond, time.Second, 7 * time.Second, time.Hour, 24 * time.Hour, 36 * time.Hour, 0, -1} {
		fmt.Println(t.Round(d), t.Truncate(d))
	}
	far := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	fmt.Println(far.Sub(t), t.Sub(far), t.Sub(t.Add(5)), t.Before(far), t.After(far), t.Equal(t.In(time.FixedZone("x", 60))), t.Compare(far), t == t.UTC())
	fmt.Println(t.Unix(), t.UnixMilli(), t.UnixMicro(), t.UnixNano(), time.Unix(-1, -1).UTC(), time.Unix(1e10, 5e9).UTC(), time.UnixMilli(-1500).UTC(), time.UnixMicro(1).UTC())
	for y := 2018; y < 2030; y++ {
		for _, d := range []int{1, 31, 366} {
			x := time.Date(y, 1, d, 0, 0, 0, 0, time.UTC)
			iy, iw := x.ISOWeek()
			fmt.Print(iy, "-W", iw, " ", x.YearDay(), " ", x.Weekday(), "; ")
		}
	}
	fmt.Println()
	fmt.Println(time.Date(2024, 14, -3, 25, 61, 61, 2e9, time.UTC), time.Date(2023, 0, 0, 0, 0, 0, -1, time.UTC), time.Month(13), time.Month(0), time.Weekday(8), time.Saturday)
	var z time.Time
	fmt.Println(z.IsZero(), z.Unix(), z.UnixNano(), z.YearDay(), z.Weekday(), z.Sub(far), time.Until(z) < 0)
	b, err := t.MarshalBinary()
	fmt.Println(b, err)
	var u time.Time
	fmt.Println(u.UnmarshalBinary(b), u.Equal(t), u.UnmarshalBinary(nil), u.UnmarshalBinary([]byte{9}), u.UnmarshalBinary(b[:5]), u.UnmarshalBinary(append(b, 1)))
	g, err := time.Date(2024, 1, 1, 0, 0, 0, 0, time.FixedZone("s", 61)).MarshalBinary()
	fmt.Println(g, err)
}
