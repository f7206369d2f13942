// This file shows what a benchmark measured.

package testing

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// BenchmarkResult is what a benchmark measured.
type BenchmarkResult struct {
	N     int           // rounds
	T     time.Duration // for all of them
	Bytes int64         // worked on in one round

	MemAllocs, MemBytes uint64

	Extra map[string]float64 // what ReportMetric added, by unit
}

// over divides by the number of rounds, unless a metric of that unit was reported.
func (r BenchmarkResult) over(total uint64, unit string) int64 {
	if v, ok := r.Extra[unit]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return int64(total) / int64(r.N)
}

// NsPerOp returns the nanoseconds of a round.
func (r BenchmarkResult) NsPerOp() int64 { return r.over(uint64(r.T), "ns/op") }

// AllocsPerOp returns the allocations of a round.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.over(r.MemAllocs, "allocs/op") }

// AllocedBytesPerOp returns the bytes allocated in a round.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.over(r.MemBytes, "B/op") }

// MemString returns the allocations as benchmarks print them.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// String returns the result as benchmarks print it, but for the allocations.
func (r BenchmarkResult) String() string {
	columns := []string{fmt.Sprintf("%8d", r.N)}
	nanos, given := r.Extra["ns/op"]
	if !given && r.N > 0 {
		nanos = float64(r.T) / float64(r.N)
	}
	if nanos != 0 {
		columns = append(columns, figure(nanos)+" ns/op")
	}
	rate, given := r.Extra["MB/s"]
	if seconds := r.T.Seconds(); !given && r.Bytes > 0 && seconds > 0 && r.N > 0 {
		rate = float64(r.Bytes) * float64(r.N) / 1e6 / seconds
	}
	if rate != 0 {
		columns = append(columns, fmt.Sprintf("%7.2f MB/s", rate))
	}
	units := make([]string, 0, len(r.Extra))
	for unit := range r.Extra {
		switch unit {
		case "ns/op", "MB/s", "B/op", "allocs/op":
			// These have their own columns.
		default:
			units = append(units, unit)
		}
	}
	slices.Sort(units)
	for _, unit := range units {
		columns = append(columns, figure(r.Extra[unit])+" "+unit)
	}
	return strings.Join(columns, "\t")
}

// figure shows a number with four digits that count, and the point of all of
// them in one column.
func figure(x float64) string {
	size := max(x, -x)
	decimals := 0
	for limit := 999.95; size != 0 && size < limit && decimals < 7; limit /= 10 {
		decimals++
	}
	if decimals == 0 {
		return fmt.Sprintf("%10.0f", x)
	}
	return fmt.Sprintf("%*.*f", 11+decimals, decimals, x)
}
