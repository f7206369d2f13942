// This file is B, and the run of benchmarks.
//
// A benchmark runs in rounds: first with b.N = 1, which also finds the benchmarks below
// it, then with growing b.N until a round takes long enough. One that loops over b.Loop
// is called once: Loop itself decides when the time is up.

package testing

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// B is given to benchmark functions. They run what is measured b.N times, or for as long
// as b.Loop says.
type B struct {
	node
	N int // how often to run what is measured

	f       func(*B)
	group   *benchGroup
	bytes   int64
	memory  bool // ReportAllocs was called
	spread  int  // SetParallelism
	extra   map[string]float64
	nested  bool // it has benchmarks below it
	private bool // made by Benchmark: nothing is printed
	goal    amount

	ticking bool
	began   time.Time
	base    heapCount // when the timer was started
	used    time.Duration
	heap    heapCount // during the time that the timer ran
	loop    loopState
	result  BenchmarkResult
}

// InternalBenchmark names a benchmark function.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// A benchGroup is what the benchmarks of one run print in common.
type benchGroup struct {
	importPath string
	headed     bool
	width      int // of the column of names
	procs      []int
}

type heapCount struct{ objects, bytes uint64 }

func heapNow() heapCount {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return heapCount{m.Mallocs, m.TotalAlloc}
}

// StartTimer lets the time count; it counts already when the function is called.
func (b *B) StartTimer() {
	if !b.ticking {
		b.ticking = true
		b.base, b.began = heapNow(), time.Now()
	}
}

// StopTimer keeps what follows out of the measurement.
func (b *B) StopTimer() {
	if !b.ticking {
		return
	}
	b.used += time.Since(b.began)
	now := heapNow()
	b.heap.objects += now.objects - b.base.objects
	b.heap.bytes += now.bytes - b.base.bytes
	b.ticking = false
}

// ResetTimer forgets the time, the allocations and the metrics so far.
func (b *B) ResetTimer() {
	clear(b.extra)
	b.used, b.heap = 0, heapCount{}
	if b.ticking {
		b.base, b.began = heapNow(), time.Now()
	}
}

// Elapsed returns the time measured so far.
func (b *B) Elapsed() time.Duration {
	if b.ticking {
		return b.used + time.Since(b.began)
	}
	return b.used
}

// SetBytes says how many bytes one operation works on, for a figure in MB/s.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs has the benchmark report allocations, as -test.benchmem has all.
func (b *B) ReportAllocs() { b.memory = true }

// ReportMetric adds a figure to the result. One with the unit of a figure that is there
// replaces it; ns/op 0 removes that.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.ContainsFunc(unit, isSpace) {
		panic("metric unit must not contain whitespace")
	}
	if b.extra == nil {
		b.extra = map[string]float64{}
	}
	b.extra[unit] = n
}

// SetParallelism has RunParallel use p goroutines for each processor.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.spread = p
	}
}

// Run measures f as a benchmark below b, and tells whether it did not fail. A benchmark
// with others below it is not measured itself.
func (b *B) Run(name string, f func(b *B)) bool {
	b.nested = true
	full, wanted := b.run.names.below(&b.node, name)
	if !wanted {
		return true
	}
	sub := &B{f: f, group: b.group, bytes: b.bytes, goal: b.goal, private: b.private}
	sub.init(b.run, &b.node, full)
	sub.word = "BENCH"
	b.group.widen(full)
	if b.level == 0 || sub.private {
		sub.memory = b.memory
	}
	return sub.measureAll()
}

// measureAll measures a benchmark for each number of processors, and prints.
func (b *B) measureAll() bool {
	b.group.head(b.run)
	if b.run.verbose && !b.private {
		if b.run.json {
			b.run.screen.note("RUN  ", b.name, "")
		}
		b.run.screen.print(b.name + "\n")
	}
	if !b.round(1) {
		b.report()
		b.reset()
		return false
	}
	if b.nested {
		return !b.Failed()
	}
	ok := true
	home := runtime.GOMAXPROCS(0)
	for i, procs := range b.group.procs {
		for j := range max(settings.count, 1) {
			runtime.GOMAXPROCS(procs)
			again := i > 0 || j > 0
			ok = (!again || b.round(1)) && b.measure() && ok
		}
	}
	runtime.GOMAXPROCS(home)
	return ok
}

// measure finds a long enough round and prints its result.
func (b *B) measure() bool {
	b.suffix = cpuSuffix(runtime.GOMAXPROCS(0))
	title := b.name + b.suffix
	if !b.private {
		title = fmt.Sprintf("%-*s\t", b.group.width, title)
		if !b.run.verbose {
			b.run.screen.print(title)
			title = ""
		}
	}
	if !b.grow() {
		b.run.screen.print(title + map[bool]string{true: "\n"}[!b.run.verbose])
		b.report()
		b.reset()
		return false
	}
	b.result = BenchmarkResult{b.N, b.used, b.bytes, b.heap.objects, b.heap.bytes, b.extra}
	if b.private {
		return true
	}
	line := b.result.String()
	if b.memory || settings.memories {
		line += "\t" + b.result.MemString()
	}
	b.run.screen.print(title + line + "\n")
	b.report()
	return true
}

func (b *B) reset() {
	b.mu.Lock()
	b.failed, b.skipped, b.leaving, b.text = false, false, false, nil
	b.mu.Unlock()
}

// grow runs rounds until one takes as long as asked for; false if one fails.
func (b *B) grow() bool {
	b.loop = loopState{}
	if b.goal.rounds > 0 {
		return b.round(b.goal.rounds)
	}
	for n := 1; ; {
		if !b.round(n) {
			return false
		}
		if b.loop.begun || b.used >= b.goal.time || n >= mostRounds {
			return true
		}
		n = nextRounds(b.goal.time, n, b.used)
	}
}

const mostRounds = 1_000_000_000

// nextRounds guesses how many rounds fill a time, from how long n of them took; a fifth
// more, so that one guess is mostly enough, and at most a hundred times as many, because
// short times tell little.
func nextRounds(goal time.Duration, n int, took time.Duration) int {
	guess := float64(n) * float64(goal) / float64(max(took, 1)) * 1.2
	return int(min(max(guess, float64(n+1)), 100*float64(n), mostRounds))
}

// round calls the function once, on a goroutine of its own; false if it failed or was
// skipped.
func (b *B) round(n int) bool {
	done := make(chan struct{})
	go func() {
		returned := false
		defer func() {
			fault := recover()
			if fault == nil && !returned && !b.isLeaving() {
				fault = errVanished
			}
			b.StopTimer()
			if fault != nil {
				b.die(fault)
			}
			b.sweep()
			close(done)
		}()
		runtime.GC()
		b.N = n
		b.used, b.heap = 0, heapCount{}
		clear(b.extra)
		b.loop = loopState{}
		b.StartTimer()
		b.f(b)
		returned = true
		b.StopTimer()
		if b.loop.begun && !b.loop.ended && !b.nested {
			b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
		}
	}()
	<-done
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.failed && !b.skipped
}

type loopState struct {
	begun, ended bool
	done, until  int
}

// Loop tells whether what is measured should run once more. The time counts from its
// first call until it returns false.
func (b *B) Loop() bool {
	l := &b.loop
	if l.done < l.until {
		l.done++
		return true
	}
	return b.loopTurn()
}

// loopTurn is Loop where a batch is through.
func (b *B) loopTurn() bool {
	l := &b.loop
	switch {
	case l.ended:
		b.Fatal("B.Loop called after it returned false")
	case !l.begun:
		l.begun = true
		l.until = max(b.goal.rounds, 1)
		b.ResetTimer()
	case !b.ticking:
		b.Fatal("B.Loop called with timer stopped")
	case b.goal.rounds > 0 || b.Elapsed() >= b.goal.time || l.until >= mostRounds:
		b.StopTimer()
		l.ended = true
		b.N = l.done
		return false
	default:
		l.until = nextRounds(b.goal.time, l.until, b.Elapsed())
	}
	l.done++
	return true
}

// PB deals out the rounds of RunParallel.
type PB struct {
	pool  *atomic.Int64 // rounds not yet taken
	batch int64
	mine  int64
}

// Next tells whether there is another round for this goroutine.
func (pb *PB) Next() bool {
	if pb.mine == 0 {
		left := pb.pool.Add(-pb.batch) + pb.batch
		if left <= 0 {
			return false
		}
		pb.mine = min(left, pb.batch)
	}
	pb.mine--
	return true
}

// RunParallel runs body on several goroutines; together they have b.N rounds, which each
// takes with its PB.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	workers := max(b.spread, 1) * runtime.GOMAXPROCS(0)
	var pool atomic.Int64
	pool.Store(int64(b.N))
	// Batches keep the goroutines from meeting at the pool; many batches share out the work.
	batch := min(max(int64(b.N)/int64(64*workers), 1), 10_000)
	var all sync.WaitGroup
	for range workers {
		all.Go(func() { body(&PB{pool: &pool, batch: batch}) })
	}
	all.Wait()
	if pool.Load() > 0 && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

// cpuSuffix is what names of benchmarks end in.
func cpuSuffix(procs int) string {
	if procs == 1 {
		return ""
	}
	return fmt.Sprint("-", procs)
}

// widen makes room for a name. It leaves some more, lest each name widens the column.
func (g *benchGroup) widen(name string) {
	if n := len(name) + len(cpuSuffix(slices.Max(g.procs))); n >= g.width {
		g.width = n + 9
	}
}

// head prints what machine this is, once.
func (g *benchGroup) head(run *session) {
	if g.headed {
		return
	}
	g.headed = true
	text := fmt.Sprintf("goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
	if g.importPath != "" {
		text += fmt.Sprintf("pkg: %s\n", g.importPath)
	}
	if cpu := cpuModel(); cpu != "" {
		text += fmt.Sprintf("cpu: %s\n", cpu)
	}
	run.screen.print(text)
}

// cpuModel is the processor's name as the system gives it.
func cpuModel() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(info)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// runBenchmarks runs those that match -test.bench.
func runBenchmarks(importPath string, match func(pat, str string) (bool, error), list []InternalBenchmark) bool {
	run := newSession(match, settings.bench, "-test.bench")
	group := &benchGroup{importPath: importPath, procs: processorCounts()}
	root := &B{group: group, goal: settings.benchTime}
	root.init(run, nil, "")
	root.word = "BENCH"
	for _, one := range list {
		if full, ok := run.names.below(&root.node, one.Name); ok {
			suffix := len(cpuSuffix(slices.Max(group.procs)))
			group.width = max(group.width, len(full)+2*suffix+1)
		}
	}
	ok := true
	for _, one := range list {
		ok = root.Run(one.Name, one.F) && ok
	}
	return ok && !root.Failed()
}

// RunBenchmarks runs the benchmarks that match -test.bench, and ends the program with 1
// if one fails.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	parseFlags()
	if settings.bench != "" && !runBenchmarks("", matchString, benchmarks) {
		os.Exit(1)
	}
}

// Benchmark measures one function, in any program, and returns the result; a function
// that fails has a zero result.
func Benchmark(f func(b *B)) BenchmarkResult {
	goal := settings.benchTime
	if goal == (amount{}) {
		goal.time = time.Second
	}
	run := &session{screen: theScreen}
	b := &B{f: f, group: &benchGroup{headed: true, procs: []int{runtime.GOMAXPROCS(0)}}, goal: goal, private: true}
	b.init(run, nil, "")
	b.word = "BENCH"
	if !b.round(1) || !b.nested && !b.measure() {
		return BenchmarkResult{}
	}
	return b.result
}
