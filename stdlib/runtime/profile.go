// This file holds the interfaces of profiling that package runtime/pprof stands on.

package runtime

import "unsafe"

// MemProfileRate is the average number of bytes between two recorded allocations.
var MemProfileRate int = 512 * 1024

func init() { memProfileRateAt(&MemProfileRate) }

// memProfileRateAt tells the allocator where the rate is.
func memProfileRateAt(rate *int)

// Kinds of profileRecords.
const (
	memoryProfile = 1 + iota
	blockProfile
	mutexProfile
)

// profileRecords gives a profile as numbers: for each stack its length, four values,
// and its return addresses, innermost first.
func profileRecords(kind int) []uint64

// eachRecord takes them apart.
func eachRecord(kind int, do func(values []uint64, stack []uint64)) {
	for flat := profileRecords(kind); len(flat) > 0; {
		n := 5 + int(flat[0])
		do(flat[1:5], flat[5:n])
		flat = flat[n:]
	}
}

func copyStack(to *[32]uintptr, stack []uint64) {
	*to = [32]uintptr{}
	for i := range min(len(to), len(stack)) {
		to[i] = uintptr(stack[i])
	}
}

// A StackRecord is one goroutine's stack.
type StackRecord struct {
	Stack0 [32]uintptr // ends at the first 0
}

// Stack returns the program counters.
func (r *StackRecord) Stack() []uintptr { return upToZero(r.Stack0[:]) }

func upToZero(pcs []uintptr) []uintptr {
	for i, pc := range pcs {
		if pc == 0 {
			return pcs[:i]
		}
	}
	return pcs
}

// A MemProfileRecord counts the objects allocated at one place.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr
}

// InUseBytes returns the bytes not freed yet.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects returns the objects not freed yet.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack returns the program counters of the place.
func (r *MemProfileRecord) Stack() []uintptr { return upToZero(r.Stack0[:]) }

// A BlockProfileRecord counts the waits at one place.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// MemProfile returns the number of records, and copies them if they fit.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	var all []MemProfileRecord
	eachRecord(memoryProfile, func(v, stack []uint64) {
		r := MemProfileRecord{AllocObjects: int64(v[0]), AllocBytes: int64(v[1]), FreeObjects: int64(v[2]), FreeBytes: int64(v[3])}
		copyStack(&r.Stack0, stack)
		if inuseZero || r.InUseBytes() > 0 {
			all = append(all, r)
		}
	})
	return deliver(p, all)
}

// deliver copies records if they fit.
func deliver[T any](p, all []T) (n int, ok bool) {
	if len(all) <= len(p) {
		copy(p, all)
		ok = true
	}
	return len(all), ok
}

func waits(kind int, p []BlockProfileRecord) (n int, ok bool) {
	var all []BlockProfileRecord
	eachRecord(kind, func(v, stack []uint64) {
		r := BlockProfileRecord{Count: int64(v[0]), Cycles: int64(v[1])}
		copyStack(&r.Stack0, stack)
		all = append(all, r)
	})
	return deliver(p, all)
}

// BlockProfile returns the number of records, and copies them if they fit.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return waits(blockProfile, p) }

// MutexProfile returns the number of records, and copies them if they fit.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return waits(mutexProfile, p) }

// ThreadCreateProfile returns the number of records, and copies them if they fit.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) { return 0, true }

// GoroutineProfile returns the number of goroutines, and copies their stacks if
// they fit.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	n = NumGoroutine()
	if n > len(p) {
		return n, false
	}
	return goroutineStacks(p), true
}

func goroutineStacks(p []StackRecord) int

// CPUProfile is for old programs only, and panics.
func CPUProfile() []byte { panic("CPUProfile no longer available") }

// SetCPUProfileRate sets how often a second the CPU profile looks; 0 turns it off.
func SetCPUProfileRate(hz int) { startCPUProfile(max(hz, 0)) }

func startCPUProfile(hz int) bool

// SetBlockProfileRate sets the average number of nanoseconds waited between two
// recorded waits.
func SetBlockProfileRate(rate int) { setBlockRate(rate) }

func setBlockRate(ns int)
func setMutexFraction(n int)

var mutexProfileFraction int

// SetMutexProfileFraction records one in rate contended locks, for rate >= 0, and
// returns the previous setting.
func SetMutexProfileFraction(rate int) int {
	old := mutexProfileFraction
	if rate >= 0 {
		mutexProfileFraction = rate
		setMutexFraction(rate)
	}
	return old
}

// SetCgoTraceback is for programs with C code, and does nothing here.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {}

// ReadTrace returns the next piece of the execution trace, nil when there is none.
func ReadTrace() (buf []byte) { return nil }

// StartTrace starts the execution trace.
func StartTrace() error { return errorString("tracing is not supported") }

// StopTrace ends the execution trace.
func StopTrace() {}
