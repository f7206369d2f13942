// runtime/metrics: names, kinds, and values that other ways of asking agree with.
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync"
	"time"
)

func read(name string) metrics.Value {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return s[0].Value
}

func total(h *metrics.Float64Histogram) (n uint64) {
	for _, c := range h.Counts {
		n += c
	}
	return n
}

var sink []byte

func main() {
	for _, d := range metrics.All() {
		if strings.HasPrefix(d.Name, "/godebug/") {
			continue
		}
		v := read(d.Name)
		fmt.Println(d.Name, d.Kind, d.Cumulative, v.Kind() == d.Kind, d.Description != "")
	}
	fmt.Println(read("/no/such:metric").Kind() == metrics.KindBad)

	forced := read("/gc/cycles/forced:gc-cycles").Uint64()
	pauses := total(read("/sched/pauses/total/gc:seconds").Float64Histogram())
	for range 3 {
		runtime.GC()
	}
	fmt.Println(read("/gc/cycles/forced:gc-cycles").Uint64() - forced)
	fmt.Println(total(read("/sched/pauses/total/gc:seconds").Float64Histogram())-pauses >= 6)

	objects, bytes := read("/gc/heap/allocs:objects").Uint64(), read("/gc/heap/allocs:bytes").Uint64()
	for range 1000 {
		sink = make([]byte, 1000)
	}
	objects, bytes = read("/gc/heap/allocs:objects").Uint64()-objects, read("/gc/heap/allocs:bytes").Uint64()-bytes
	fmt.Println(objects >= 900, objects < 5000, bytes >= 900000, bytes < 3000000)

	var wg sync.WaitGroup
	stop := make(chan bool)
	created := read("/sched/goroutines-created:goroutines").Uint64()
	for range 10 {
		wg.Go(func() { <-stop })
	}
	time.Sleep(10 * time.Millisecond)
	fmt.Println(read("/sched/goroutines:goroutines").Uint64() >= 11, read("/sched/goroutines/waiting:goroutines").Uint64() >= 10)
	fmt.Println(read("/sched/goroutines-created:goroutines").Uint64()-created >= 10)
	close(stop)
	wg.Wait()

	waited := read("/sync/mutex/wait/total:seconds").Float64()
	var mu sync.Mutex
	mu.Lock()
	time.AfterFunc(20*time.Millisecond, mu.Unlock)
	mu.Lock()
	fmt.Println(read("/sync/mutex/wait/total:seconds").Float64()-waited >= 0) // a sample

	fmt.Println(read("/sched/gomaxprocs:threads").Uint64() == uint64(runtime.GOMAXPROCS(0)), read("/gc/gogc:percent").Uint64())
	fmt.Println(read("/gc/stack/starting-size:bytes").Uint64())
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(read("/memory/classes/total:bytes").Uint64() > m.HeapInuse, read("/gc/heap/live:bytes").Uint64() > 0)
	h := read("/sched/latencies:seconds").Float64Histogram()
	fmt.Println(len(h.Buckets), len(h.Counts), h.Buckets[1:4], h.Buckets[len(h.Buckets)-2])
	h = read("/gc/heap/allocs-by-size:bytes").Float64Histogram()
	fmt.Println(len(h.Buckets), len(h.Counts), h.Buckets[:4], total(h) > 1000)
	both := []metrics.Sample{{Name: "/cpu/classes/total:cpu-seconds"}, {Name: "/cpu/classes/user:cpu-seconds"}}
	metrics.Read(both)
	fmt.Println(both[0].Value.Float64() >= both[1].Value.Float64())
	defer func() { fmt.Println(recover()) }()
	read("/sched/gomaxprocs:threads").Float64()
}
