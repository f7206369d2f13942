// Package pprof writes profiles of the running program, in the format that `go tool
// pprof` reads: a gzipped protocol buffer.
package pprof

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The native side.
const (
	kindCPU = iota
	kindMemory
	kindBlock
	kindMutex
)

// records gives a profile as numbers: for each stack its length, four values, and its
// return addresses, innermost first.
func records(kind int) []uint64

// goroutines gives the stacks of all goroutines, the same way; the values are 0.
func goroutines() []uint64

// frame tells about the call before a return address, depth calls of inlined
// functions out.
func frame(pc uintptr, depth int) (fn, file string, line, startLine int, entry uintptr, inlined bool)

func startCPU(hz int) bool
func stopCPU()
func threads() int

// A sample is a stack and what was counted there.
type sample struct {
	stack  []uintptr // return addresses; a distance to the next multiple of 8 is a depth of inlining
	values []int64
	labels map[string]string
	bytes  int64 // memory: the size of the objects
}

// samples takes numbers apart.
func samples(flat []uint64, values int) (list []sample) {
	for len(flat) > 0 {
		n := int(flat[0])
		s := sample{values: make([]int64, values), stack: make([]uintptr, n)}
		for i := range values {
			s.values[i] = int64(flat[1+i])
		}
		for i := range n {
			s.stack[i] = uintptr(flat[5+i])
		}
		list = append(list, s)
		flat = flat[5+n:]
	}
	return list
}

// ---- profiles by name

// A Profile is a set of stacks by value, or one of those that the runtime keeps:
// goroutine, heap, allocs, threadcreate, block and mutex.
type Profile struct {
	name string
	mu   sync.Mutex
	held map[any][]uintptr

	count func() int
	write func(w io.Writer, debug int) error
}

var profiles struct {
	sync.Mutex
	byName map[string]*Profile
}

// locked gives the table of profiles, with the lock held.
func locked() map[string]*Profile {
	profiles.Lock()
	if profiles.byName == nil {
		profiles.byName = map[string]*Profile{}
		for _, p := range []*Profile{
			{name: "goroutine", count: runtime.NumGoroutine, write: writeGoroutines},
			{name: "heap", count: func() int { n, _ := runtime.MemProfile(nil, true); return n }, write: writeHeap},
			{name: "allocs", count: func() int { n, _ := runtime.MemProfile(nil, true); return n }, write: writeAllocs},
			{name: "threadcreate", count: threads, write: writeThreads},
			{name: "block", count: func() int { n, _ := runtime.BlockProfile(nil); return n }, write: writeBlock},
			{name: "mutex", count: func() int { n, _ := runtime.MutexProfile(nil); return n }, write: writeMutex},
		} {
			profiles.byName[p.name] = p
		}
	}
	return profiles.byName
}

// NewProfile makes an empty profile. Its name must be new; "import/path.name" avoids clashes.
func NewProfile(name string) *Profile {
	table := locked()
	defer profiles.Unlock()
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	if table[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name: name, held: map[any][]uintptr{}}
	table[name] = p
	return p
}

// Lookup finds a profile; nil if there is none of this name.
func Lookup(name string) *Profile {
	defer profiles.Unlock()
	return locked()[name]
}

// Profiles gives all profiles, by name.
func Profiles() []*Profile {
	defer profiles.Unlock()
	return slices.SortedFunc(maps.Values(locked()), func(a, b *Profile) int { return cmp.Compare(a.name, b.name) })
}

func (p *Profile) Name() string { return p.name }

// Count gives the number of stacks.
func (p *Profile) Count() int {
	if p.count != nil {
		return p.count()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.held)
}

// Add records the caller's stack with a value, which must not be in the profile. skip
// leaves out that many callers.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if p.write != nil {
		panic("pprof: Add called on built-in Profile")
	}
	stack := make([]uintptr, 32)
	stack = stack[:runtime.Callers(skip+2, stack)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held[value] != nil {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.held[value] = stack
}

// Remove takes a value's stack out again.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	delete(p.held, value)
	p.mu.Unlock()
}

// WriteTo writes the profile: as pprof reads it for debug 0, else as text.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	switch {
	case p.write != nil:
		return p.write(w, debug)
	case p.name == "":
		panic("pprof: use of zero Profile")
	}
	p.mu.Lock()
	var list []sample
	for _, stack := range p.held {
		list = append(list, sample{stack: stack, values: []int64{1}})
	}
	p.mu.Unlock()
	return writeCounts(w, debug, p.name, merge(list))
}

// merge adds up samples of the same stack, most first.
func merge(list []sample) []sample {
	at := map[string]int{}
	var out []sample
	for _, s := range list {
		key := fmt.Sprint(s.stack, s.labels, s.bytes)
		i, ok := at[key]
		if !ok {
			at[key] = len(out)
			s.values = slices.Clone(s.values)
			out = append(out, s)
			continue
		}
		for k, v := range s.values {
			out[i].values[k] += v
		}
	}
	slices.SortStableFunc(out, func(a, b sample) int { return cmp.Compare(b.values[0], a.values[0]) })
	return out
}

// A text is written until there is an error, which it keeps.
type text struct {
	w   io.Writer
	err error
}

func (t *text) Write(b []byte) (int, error) {
	if t.err == nil {
		_, t.err = t.w.Write(b)
	}
	return len(b), t.err
}

// writeCounts writes a profile of counts.
func writeCounts(w io.Writer, debug int, name string, list []sample) error {
	if debug > 0 {
		total := int64(0)
		for _, s := range list {
			total += s.values[0]
		}
		t := &text{w: w}
		fmt.Fprintf(t, "%s profile: total %d\n", name, total)
		for _, s := range list {
			fmt.Fprintf(t, "%d @", s.values[0])
			writeAddresses(t, s.stack)
			writeFrames(t, s.stack, false)
		}
		return t.err
	}
	b := newBuilder()
	b.types(name, "count")
	b.period(name, "count", 1)
	for _, s := range list {
		b.sample(s)
	}
	return b.writeTo(w)
}

func writeAddresses(w io.Writer, stack []uintptr) {
	for _, pc := range stack {
		fmt.Fprintf(w, " %#x", pc)
	}
	fmt.Fprintln(w)
}

// eachFrame calls do for the frames of a stack, inlined ones too.
func eachFrame(stack []uintptr, do func(pc uintptr, fn, file string, line int, entry uintptr)) {
	for _, group := range calls(stack) {
		for depth := 0; ; depth++ {
			fn, file, line, _, entry, inlined := frame(group, depth)
			if fn != "" {
				do(group, fn, file, line, entry)
			}
			if !inlined {
				break
			}
		}
	}
}

// calls leaves one address for each call that was not inlined.
func calls(stack []uintptr) (out []uintptr) {
	for _, pc := range stack {
		whole := (pc + 7) &^ 7
		if pc != whole && len(out) > 0 && out[len(out)-1] == whole {
			continue // a frame further out of the same call
		}
		out = append(out, whole)
	}
	return out
}

func writeFrames(w io.Writer, stack []uintptr, allFrames bool) {
	show := allFrames
	eachFrame(stack, func(pc uintptr, fn, file string, line int, entry uintptr) {
		if !show && strings.HasPrefix(fn, "runtime.") {
			return
		}
		show = true
		fmt.Fprintf(w, "#\t%#x\t%s+%#x\t%s:%d\n", pc, fn, pc-entry, file, line)
	})
	if !show {
		writeFrames(w, stack, true)
		return
	}
	fmt.Fprintln(w)
}

// ---- goroutines and threads

func writeGoroutines(w io.Writer, debug int) error {
	if debug >= 2 {
		for size := 1 << 20; ; size *= 2 {
			buf := make([]byte, size)
			if n := runtime.Stack(buf, true); n < size || size >= 64<<20 {
				_, err := w.Write(buf[:n])
				return err
			}
		}
	}
	list := samples(goroutines(), 1)
	for i := range list {
		list[i].values[0] = 1
	}
	return writeCounts(w, debug, "goroutine", merge(list))
}

func writeThreads(w io.Writer, debug int) error {
	return writeCounts(w, debug, "threadcreate", []sample{{values: []int64{int64(threads())}}})
}

// ---- memory

// WriteHeapProfile writes the heap profile; as Lookup("heap").WriteTo(w, 0).
func WriteHeapProfile(w io.Writer) error { return writeHeap(w, 0) }

func writeHeap(w io.Writer, debug int) error   { return writeMemory(w, debug, "") }
func writeAllocs(w io.Writer, debug int) error { return writeMemory(w, debug, "alloc_space") }

func writeMemory(w io.Writer, debug int, byDefault string) error {
	list := samples(records(kindMemory), 4)
	rate := int64(runtime.MemProfileRate)
	if debug > 0 {
		return writeMemoryText(w, list, rate)
	}
	b := newBuilder()
	b.types("alloc_objects", "count", "alloc_space", "bytes", "inuse_objects", "count", "inuse_space", "bytes")
	b.period("space", "bytes", rate)
	b.defaultType(byDefault)
	for _, s := range list {
		allocs, bytes, frees, freed := s.values[0], s.values[1], s.values[2], s.values[3]
		if allocs > 0 {
			s.bytes = bytes / allocs
		}
		s.values[0], s.values[1] = scale(allocs, bytes, rate)
		s.values[2], s.values[3] = scale(allocs-frees, bytes-freed, rate)
		b.sample(s)
	}
	return b.writeTo(w)
}

func writeMemoryText(w io.Writer, list []sample, rate int64) error {
	slices.SortStableFunc(list, func(a, b sample) int { return cmp.Compare(b.values[1]-b.values[3], a.values[1]-a.values[3]) })
	var sum [4]int64
	for _, s := range list {
		for i, v := range s.values {
			sum[i] += v
		}
	}
	t := &text{w: w}
	fmt.Fprintf(t, "heap profile: %d: %d [%d: %d] @ heap/%d\n", sum[0]-sum[2], sum[1]-sum[3], sum[0], sum[1], 2*rate)
	for _, s := range list {
		v := s.values
		fmt.Fprintf(t, "%d: %d [%d: %d] @", v[0]-v[2], v[1]-v[3], v[0], v[1])
		writeAddresses(t, s.stack)
		writeFrames(t, s.stack, false)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintf(t, "\n# runtime.MemStats\n")
	for _, f := range []struct {
		name string
		v    uint64
	}{
		{"Alloc", m.Alloc}, {"TotalAlloc", m.TotalAlloc}, {"Sys", m.Sys}, {"Lookups", m.Lookups}, {"Mallocs", m.Mallocs},
		{"Frees", m.Frees}, {"HeapAlloc", m.HeapAlloc}, {"HeapSys", m.HeapSys}, {"HeapIdle", m.HeapIdle},
		{"HeapInuse", m.HeapInuse}, {"HeapReleased", m.HeapReleased}, {"HeapObjects", m.HeapObjects},
	} {
		fmt.Fprintf(t, "# %s = %d\n", f.name, f.v)
	}
	fmt.Fprintf(t, "# NextGC = %d\n# NumGC = %d\n# NumForcedGC = %d\n# GCCPUFraction = %v\n", m.NextGC, m.NumGC, m.NumForcedGC, m.GCCPUFraction)
	return t.err
}

// ---- waits

func writeBlock(w io.Writer, debug int) error { return writeWaits(w, debug, kindBlock, "contention") }
func writeMutex(w io.Writer, debug int) error { return writeWaits(w, debug, kindMutex, "mutex") }

func writeWaits(w io.Writer, debug, kind int, title string) error {
	list := samples(records(kind), 2)
	slices.SortStableFunc(list, func(a, b sample) int { return cmp.Compare(b.values[1], a.values[1]) })
	if debug > 0 {
		t := &text{w: w}
		fmt.Fprintf(t, "--- %s:\ncycles/second=1000000000\n", title)
		if kind == kindMutex {
			fmt.Fprintf(t, "sampling period=%d\n", runtime.SetMutexProfileFraction(-1))
		}
		for _, s := range list {
			fmt.Fprintf(t, "%d %d @", s.values[1], s.values[0])
			writeAddresses(t, s.stack)
			writeFrames(t, s.stack, true)
		}
		return t.err
	}
	b := newBuilder()
	b.types("contentions", "count", "delay", "nanoseconds")
	b.period("contentions", "count", 1)
	for _, s := range list {
		b.sample(s)
	}
	return b.writeTo(w)
}

// ---- cpu

var cpu struct {
	sync.Mutex
	w     io.Writer
	began time.Time
}

const sampleRate = 100 // a second

// StartCPUProfile begins to sample what the program spends its time on.
func StartCPUProfile(w io.Writer) error {
	cpu.Lock()
	defer cpu.Unlock()
	if cpu.w != nil {
		return errors.New("cpu profiling already in use")
	}
	records(kindCPU) // what is left of an earlier one
	if !startCPU(sampleRate) {
		return errors.New("cpu profiling is not possible here")
	}
	cpu.w, cpu.began = w, time.Now()
	return nil
}

// StopCPUProfile ends that, and writes the profile.
func StopCPUProfile() {
	cpu.Lock()
	defer cpu.Unlock()
	if cpu.w == nil {
		return
	}
	stopCPU()
	const period = int64(time.Second / sampleRate)
	b := newBuilder()
	b.types("samples", "count", "cpu", "nanoseconds")
	b.period("cpu", "nanoseconds", period)
	b.time(cpu.began, time.Since(cpu.began))
	for _, s := range samples(records(kindCPU), 1) {
		s.values = append(s.values, s.values[0]*period)
		b.sample(s)
	}
	if err := b.writeTo(cpu.w); err != nil {
		fmt.Fprintln(os.Stderr, "runtime/pprof: "+strconv.Quote(err.Error()))
	}
	cpu.w = nil
}
