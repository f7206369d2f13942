// Package debug sets how the runtime works, and looks at it while it does.
package debug

import (
	"os"
	"runtime"
	"time"
)

// GCStats tell about recent garbage collections.
type GCStats struct {
	LastGC                time.Time
	NumGC                 int64
	PauseTotal            time.Duration
	Pause, PauseQuantiles []time.Duration // latest first; as far as there is room, minimum to maximum
	PauseEnd              []time.Time     // latest first
}

// ReadGCStats fills stats, reusing its slices.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.PauseTotal = time.Duration(m.PauseTotalNs)
	stats.LastGC = time.Unix(0, int64(m.LastGC))
	n := min(int(m.NumGC), len(m.PauseNs))
	stats.Pause = stats.Pause[:0]
	stats.PauseEnd = stats.PauseEnd[:0]
	for i := range n {
		at := (int(m.NumGC) - 1 - i) % len(m.PauseNs)
		stats.Pause = append(stats.Pause, time.Duration(m.PauseNs[at]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(m.PauseEnd[at])))
	}
	q := stats.PauseQuantiles
	if len(q) == 0 {
		return
	}
	if n == 0 {
		clear(q)
		return
	}
	sorted := append([]time.Duration(nil), stats.Pause...)
	for i := 1; i < n; i++ {
		for k := i; k > 0 && sorted[k] < sorted[k-1]; k-- {
			sorted[k], sorted[k-1] = sorted[k-1], sorted[k]
		}
	}
	last := len(q) - 1
	for i := range last {
		q[i] = sorted[n*i/last]
	}
	q[last] = sorted[n-1]
}

// SetGCPercent sets how much garbage, in percent of the live heap, starts a
// collection, and returns the previous setting. A negative value turns collection
// off, but for the memory limit.
func SetGCPercent(percent int) int { return runtime.SetGCPercent(max(percent, -1)) }

// SetMemoryLimit sets a limit in bytes that the collector tries to keep the whole
// program's memory under, and returns the previous one. A negative value only asks.
func SetMemoryLimit(limit int64) int64

// FreeOSMemory collects garbage and returns as much memory to the system as it can.
func FreeOSMemory() {
	runtime.GC()
	releaseMemory()
}

func releaseMemory()

// SetMaxStack sets how many bytes a goroutine's stack may have, and returns the
// previous limit.
func SetMaxStack(bytes int) int

// SetMaxThreads sets how many threads the program may use, and returns the previous
// limit.
func SetMaxThreads(threads int) int

// SetPanicOnFault says whether an unexpected memory fault in the current goroutine
// is a panic rather than the end of the program, and returns the previous setting.
func SetPanicOnFault(enabled bool) bool

// SetTraceback sets how much a traceback shows, as GOTRACEBACK does; not less than
// that says.
func SetTraceback(level string)

// PrintStack prints the stack of the goroutine that calls it to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }

// Stack returns the traceback of the goroutine that calls it.
func Stack() []byte {
	for size := 1024; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, false); n < size {
			return buf[:n]
		}
	}
}

// WriteHeapDump writes a description of the heap to a file.
func WriteHeapDump(fd uintptr) { panic("debug: WriteHeapDump is not supported") }

// CrashOptions are the options of SetCrashOutput.
type CrashOptions struct{}

// SetCrashOutput has the text of unrecovered panics and fatal errors written to a
// copy of f too; nil ends that.
func SetCrashOutput(f *os.File, opts CrashOptions) error {
	fd := -1
	if f != nil {
		fd = int(f.Fd())
	}
	if !setCrashOutput(fd) {
		return &os.PathError{Op: "dup", Path: f.Name(), Err: os.ErrInvalid}
	}
	return nil
}

// setCrashOutput duplicates fd.
func setCrashOutput(fd int) bool
