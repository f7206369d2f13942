// Package metrics gives the runtime's measurements by name: each name is a path, a
// colon, and the unit.
package metrics

import "math"

// A ValueKind says what a Value holds.
type ValueKind int

const (
	KindUint64, KindFloat64 ValueKind = 1, 2 // a number of things, a measure
	KindFloat64Histogram    ValueKind = 3    // a distribution
	KindBad                 ValueKind = 0    // nothing: the metric is not known
)

// A Value is what was measured.
type Value struct {
	hist   *Float64Histogram
	number uint64 // or the bits of a float64
	kind   ValueKind
}

func (v Value) Kind() ValueKind { return v.kind }

func (v Value) must(kind ValueKind, name string) {
	if v.kind != kind {
		panic("called " + name + " on non-" + map[ValueKind]string{
			KindUint64: "uint64", KindFloat64: "float64", KindFloat64Histogram: "Float64Histogram",
		}[kind] + " metric value")
	}
}

// Uint64, Float64 and Float64Histogram give the value, which must be of that kind.
func (v Value) Uint64() uint64 {
	v.must(KindUint64, "Uint64")
	return v.number
}

func (v Value) Float64() float64 {
	v.must(KindFloat64, "Float64")
	return math.Float64frombits(v.number)
}

func (v Value) Float64Histogram() *Float64Histogram {
	v.must(KindFloat64Histogram, "Float64Histogram")
	return v.hist
}

// A Float64Histogram counts values by range: Counts[i] those from Buckets[i] up to, not
// including, Buckets[i+1]. Buckets must not be changed.
type Float64Histogram struct {
	Counts  []uint64
	Buckets []float64
}

// A Description tells of a metric.
type Description struct {
	Name        string
	Description string
	Kind        ValueKind
	Cumulative  bool // it only grows
}

// A Sample is a metric's name and, after Read, its value.
type Sample struct {
	Name  string
	Value Value
}

// The native side: all numbers in the order of the table below, floats as their bits;
// the counts of a time histogram; and counts of objects by size class.
func numbers() []uint64
func times(which int) []uint64
func bySize(frees bool) (sizes, counts []uint64)

// Which histogram a metric is.
const (
	pausesGC = 1 + iota
	pausesOther
	stoppingGC
	stoppingOther
	latencies
	allocsBySize
	freesBySize
)

type metric struct {
	Description
	hist int // 0: the next of numbers
}

func count(name, doc string, cumulative bool) metric {
	return metric{Description: Description{name, doc, KindUint64, cumulative}}
}

func cpu(name, doc string) metric {
	return metric{Description: Description{"/cpu/classes/" + name + ":cpu-seconds", doc + " An estimate, to be compared with other CPU classes only.", KindFloat64, true}}
}

func histogram(name, doc string, which int) metric {
	return metric{Description{name, doc, KindFloat64Histogram, true}, which}
}

var table = []metric{
	count("/cgo/go-to-c-calls:calls", "Calls from Go into host libraries.", true),
	cpu("gc/mark/assist", "CPU time of goroutines that helped to mark."),
	cpu("gc/mark/dedicated", "CPU time of the workers that mark."),
	cpu("gc/mark/idle", "CPU time of marking on processors that had nothing else to do."),
	cpu("gc/pause", "CPU time that passed while the collector had stopped the program."),
	cpu("gc/total", "CPU time of the collector."),
	cpu("idle", "CPU time that was there and not used."),
	cpu("scavenge/assist", "CPU time of returning memory at once to stay within the memory limit."),
	cpu("scavenge/background", "CPU time of returning memory in the background."),
	cpu("scavenge/total", "CPU time of returning memory to the system."),
	cpu("total", "CPU time there was: GOMAXPROCS over time."),
	cpu("user", "CPU time of the program itself."),
	count("/gc/cleanups/executed:cleanups", "Cleanups that were run.", true),
	count("/gc/cleanups/queued:cleanups", "Cleanups that became due.", true),
	count("/gc/cycles/automatic:gc-cycles", "Collections that the runtime began by itself.", true),
	count("/gc/cycles/forced:gc-cycles", "Collections that the program asked for.", true),
	count("/gc/cycles/total:gc-cycles", "All collections.", true),
	count("/gc/finalizers/executed:finalizers", "Finalizers that were run.", true),
	count("/gc/finalizers/queued:finalizers", "Finalizers that became due.", true),
	count("/gc/gogc:percent", "The growth at which collections begin, as GOGC or debug.SetGCPercent set it.", false),
	count("/gc/gomemlimit:bytes", "The memory limit, as GOMEMLIMIT or debug.SetMemoryLimit set it.", false),
	histogram("/gc/heap/allocs-by-size:bytes", "Objects allocated, by size; tiny ones are not counted one by one.", allocsBySize),
	count("/gc/heap/allocs:bytes", "Bytes allocated.", true),
	count("/gc/heap/allocs:objects", "Objects allocated; tiny ones are not counted one by one.", true),
	histogram("/gc/heap/frees-by-size:bytes", "Objects freed, by size; tiny ones are not counted one by one.", freesBySize),
	count("/gc/heap/frees:bytes", "Bytes freed.", true),
	count("/gc/heap/frees:objects", "Objects freed; tiny ones are not counted one by one.", true),
	count("/gc/heap/goal:bytes", "The size of the heap at which the current cycle should end.", false),
	count("/gc/heap/live:bytes", "Bytes that the last collection found in use.", false),
	count("/gc/heap/objects:objects", "Objects allocated and not freed yet.", false),
	count("/gc/heap/tiny/allocs:objects", "Small objects that were put together into blocks.", true),
	count("/gc/limiter/last-enabled:gc-cycle", "The last cycle whose CPU time was limited; 0 if none was.", false),
	histogram("/gc/pauses:seconds", "The same as /sched/pauses/total/gc:seconds.", pausesGC),
	count("/gc/scan/globals:bytes", "Bytes of global variables that can hold pointers.", false),
	count("/gc/scan/heap:bytes", "Bytes of the heap that can hold pointers.", false),
	count("/gc/scan/stack:bytes", "Bytes of stacks scanned by the last collection.", false),
	count("/gc/scan/total:bytes", "All bytes that can hold pointers.", false),
	count("/gc/stack/starting-size:bytes", "The size of a new goroutine's stack.", false),
	count("/memory/classes/heap/free:bytes", "Memory of the heap that is free and could be returned.", false),
	count("/memory/classes/heap/objects:bytes", "Memory in objects that are in use or not swept yet.", false),
	count("/memory/classes/heap/released:bytes", "Memory of the heap that was returned to the system.", false),
	count("/memory/classes/heap/stacks:bytes", "Memory in stacks of goroutines.", false),
	count("/memory/classes/heap/unused:bytes", "Memory set aside for objects and not in use.", false),
	count("/memory/classes/metadata/mcache/free:bytes", "Memory set aside for caches and not in use.", false),
	count("/memory/classes/metadata/mcache/inuse:bytes", "Memory in the processors' allocation caches.", false),
	count("/memory/classes/metadata/mspan/free:bytes", "Memory set aside for span records and not in use.", false),
	count("/memory/classes/metadata/mspan/inuse:bytes", "Memory in span records.", false),
	count("/memory/classes/metadata/other:bytes", "Memory in other records of the heap.", false),
	count("/memory/classes/os-stacks:bytes", "Memory in stacks of threads, where the runtime made it.", false),
	count("/memory/classes/other:bytes", "Memory in records for finalizers, profiles and the like.", false),
	count("/memory/classes/profiling/buckets:bytes", "Memory in tables of profiles.", false),
	count("/memory/classes/total:bytes", "All memory that the runtime has from the system.", false),
	count("/sched/gomaxprocs:threads", "GOMAXPROCS.", false),
	count("/sched/goroutines-created:goroutines", "Goroutines started.", true),
	count("/sched/goroutines/not-in-go:goroutines", "Goroutines in system calls or host libraries.", false),
	count("/sched/goroutines/runnable:goroutines", "Goroutines that could run.", false),
	count("/sched/goroutines/running:goroutines", "Goroutines that run.", false),
	count("/sched/goroutines/waiting:goroutines", "Goroutines that wait.", false),
	count("/sched/goroutines:goroutines", "All goroutines.", false),
	histogram("/sched/latencies:seconds", "Times from when a goroutine could run until it did; a sample.", latencies),
	histogram("/sched/pauses/stopping/gc:seconds", "Times that it took to stop the program for the collector.", stoppingGC),
	histogram("/sched/pauses/stopping/other:seconds", "Times that it took to stop the program for other reasons.", stoppingOther),
	histogram("/sched/pauses/total/gc:seconds", "Times for which the collector stopped the program.", pausesGC),
	histogram("/sched/pauses/total/other:seconds", "Times for which the program was stopped for other reasons.", pausesOther),
	count("/sched/threads/total:threads", "Threads of the runtime.", false),
	{Description: Description{"/sync/mutex/wait/total:seconds", "Time that goroutines waited for sync.Mutex and sync.RWMutex.", KindFloat64, true}},
}

// All describes all metrics, by name.
func All() []Description {
	list := make([]Description, len(table))
	for i := range table {
		list[i] = table[i].Description
	}
	return list
}

// Read fills in the values of m. Names that are not known get KindBad.
func Read(m []Sample) {
	all := numbers()
	values := make(map[string]Value, len(table))
	hists := map[string]int{}
	next := 0
	for _, d := range table {
		if d.hist != 0 {
			hists[d.Name] = d.hist
			continue
		}
		values[d.Name] = Value{kind: d.Kind, number: all[next]}
		next++
	}
	for i := range m {
		if which, ok := hists[m[i].Name]; ok {
			m[i].Value = Value{kind: KindFloat64Histogram, hist: distribution(which)}
			continue
		}
		m[i].Value = values[m[i].Name]
	}
}

func distribution(which int) *Float64Histogram {
	if which < allocsBySize {
		return &Float64Histogram{times(which), timeBuckets}
	}
	sizes, counts := bySize(which == freesBySize)
	h := &Float64Histogram{Counts: counts, Buckets: []float64{1}}
	for _, size := range sizes {
		h.Buckets = append(h.Buckets, float64(size+1))
	}
	h.Buckets = append(h.Buckets, math.Inf(1))
	return h
}

// timeBuckets are the bounds of time histograms, in seconds: the runtime counts in
// steps of 64 ns to 256 ns, then in quarters of each doubling.
var timeBuckets = func() []float64 {
	list := []float64{math.Inf(-1), 0, 64e-9, 128e-9, 192e-9}
	for power := 8; power < 47; power++ {
		for quarter := range 4 {
			list = append(list, float64(uint64(4+quarter)<<(power-2))/1e9)
		}
	}
	return append(list, float64(uint64(1)<<47)/1e9, math.Inf(1))
}()
