// Everything at once, for as long as the argument says (seconds, or a duration as "10m"): channels, select, locks, timers,
// maps, garbage of all sizes, finalizers, files, pipes, child goroutines with deep stacks, and connections. Every so often it
// waits for all to end, collects, and says how much there is left; after a warm-up that must not grow.
package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type cell struct {
	next *cell
	data []byte
	m    map[string]int
}

var (
	finalized atomic.Int64
	checksum  atomic.Uint64
)

func channels(r *rand.Rand) {
	in, out := make(chan int), make(chan int, r.Intn(8))
	var workers sync.WaitGroup
	for range 1 + r.Intn(8) {
		workers.Go(func() {
			for v := range in {
				out <- v * v
			}
		})
	}
	n := 200 + r.Intn(800)
	go func() {
		for i := range n {
			in <- i
		}
		close(in)
		workers.Wait()
		close(out)
	}()
	sum, want := 0, 0
	for v := range out {
		sum += v
	}
	for i := range n {
		want += i * i
	}
	check(sum == want, "channels", sum, want)
}

func selects(r *rand.Rand) {
	quit := make(chan struct{})
	ticks := make(chan int)
	var all sync.WaitGroup
	for id := range 5 {
		all.Go(func() {
			for {
				select {
				case ticks <- id:
				case <-quit:
					return
				case <-time.After(time.Millisecond):
				}
			}
		})
	}
	seen := map[int]int{}
	for range 300 {
		seen[<-ticks]++
	}
	close(quit)
	all.Wait()
	total := 0
	for _, k := range seen {
		total += k
	}
	check(total == 300, "selects", total, 300)
}

func locks(r *rand.Rand) {
	var mu sync.RWMutex
	var all sync.WaitGroup
	counts := map[string]int{}
	for w := range 6 {
		all.Go(func() {
			for i := range 200 {
				if i%4 == 0 {
					mu.Lock()
					counts["k"+strconv.Itoa(w%3)]++
					mu.Unlock()
					continue
				}
				mu.RLock()
				_ = counts["k1"]
				mu.RUnlock()
			}
		})
	}
	all.Wait()
	check(counts["k0"]+counts["k1"]+counts["k2"] == 300, "locks", counts, 300)
}

func timers(r *rand.Rand) {
	var fired atomic.Int64
	var all sync.WaitGroup
	for range 50 {
		all.Add(1)
		t := time.AfterFunc(time.Duration(r.Intn(3000))*time.Microsecond, func() { fired.Add(1); all.Done() })
		if r.Intn(3) == 0 && t.Stop() {
			all.Done()
		}
	}
	tick := time.NewTicker(time.Millisecond)
	for range 3 {
		<-tick.C
	}
	tick.Reset(2 * time.Millisecond)
	<-tick.C
	tick.Stop()
	all.Wait()
}

func maps(r *rand.Rand) {
	m := map[string][]int{}
	for i := range 2000 {
		k := strconv.Itoa(r.Intn(500))
		m[k] = append(m[k], i)
		if i%7 == 0 {
			delete(m, strconv.Itoa(r.Intn(500)))
		}
	}
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
		if len(keys) == 10 {
			m["new"] = nil
		}
	}
	sort.Strings(keys)
	seen := map[string]bool{}
	for _, k := range keys {
		check(!seen[k], "a key twice", k, "")
		seen[k] = true
	}
	clear(m)
	check(len(m) == 0, "clear", len(m), 0)
}

func garbage(r *rand.Rand) {
	var head *cell
	for i := range 3000 {
		c := &cell{next: head, data: make([]byte, r.Intn(300))}
		if i%50 == 0 {
			c.m = map[string]int{"i": i}
			c.data = make([]byte, 1<<uint(10+r.Intn(8)))
		}
		for j := range c.data {
			c.data[j] = byte(i)
		}
		head = c
		if i%400 == 399 {
			head = nil
		}
	}
	for c, i := head, 2999; c != nil; c, i = c.next, i-1 {
		for _, b := range c.data {
			check(b == byte(i), "garbage", b, byte(i))
		}
		check(c.m == nil || c.m["i"] == i, "map in garbage", c.m, i)
	}
	x := &cell{data: make([]byte, 64)}
	runtime.SetFinalizer(x, func(c *cell) { finalized.Add(int64(len(c.data))) })
	y := new([4]int)
	runtime.AddCleanup(y, func(n int) { finalized.Add(int64(n)) }, 1)
}

func deep(n int, r *rand.Rand) int {
	var local [16]int
	local[n%16] = n
	if n == 0 {
		runtime.Gosched()
		return 0
	}
	return deep(n-1, r) + local[n%16]
}

func stacks(r *rand.Rand) {
	n := 200 + r.Intn(3000)
	got := make(chan int)
	go func() { got <- deep(n, r) }()
	v := <-got
	check(v == n*(n+1)/2, "deep", v, n*(n+1)/2)
	func() {
		defer func() {
			e := recover()
			check(fmt.Sprint(e) == "runtime error: index out of range [9] with length 3", "panic", e, "")
		}()
		s, i := make([]int, 3), 9
		s[i] = 1
	}()
}

func files(r *rand.Rand) {
	f, err := os.CreateTemp("", "soak")
	must(err)
	defer os.Remove(f.Name())
	data := make([]byte, 1000+r.Intn(20000))
	r.Read(data)
	_, err = f.Write(data)
	must(err)
	must(f.Close())
	back, err := os.ReadFile(f.Name())
	must(err)
	check(crc32.ChecksumIEEE(back) == crc32.ChecksumIEEE(data), "file", len(back), len(data))
	pr, pw, err := os.Pipe()
	must(err)
	go func() { io.Copy(pw, bytes.NewReader(data)); pw.Close() }()
	back, err = io.ReadAll(pr)
	must(err)
	pr.Close()
	check(bytes.Equal(back, data), "pipe", len(back), len(data))
}

func connections(r *rand.Rand) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	var all sync.WaitGroup
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go func() { io.Copy(c, c); c.Close() }()
		}
	}()
	for k := range 4 {
		all.Go(func() {
			c, err := net.Dial("tcp", ln.Addr().String())
			must(err)
			defer c.Close()
			must(c.SetDeadline(time.Now().Add(time.Minute)))
			text := strings.Repeat(string(rune('a'+k)), 2000)
			_, err = io.WriteString(c, text)
			must(err)
			must(c.(*net.TCPConn).CloseWrite())
			back, err := io.ReadAll(c)
			must(err)
			check(string(back) == text, "echo", len(back), len(text))
		})
	}
	all.Wait()
	// One that only ever times out.
	c, err := net.Dial("tcp", ln.Addr().String())
	must(err)
	c.SetReadDeadline(time.Now().Add(2 * time.Millisecond))
	_, err = c.Read(make([]byte, 1))
	ne, ok := err.(net.Error)
	check(ok && ne.Timeout(), "deadline", err, "timeout")
	c.Close()
	ln.Close()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func check(ok bool, what string, got, want any) {
	if !ok {
		panic(fmt.Sprintf("%s: got %v, want %v", what, got, want))
	}
}

// resident gives the size of the process in KB.
func resident() int {
	b, _ := os.ReadFile("/proc/self/statm")
	f := strings.Fields(string(b))
	n, _ := strconv.Atoi(f[1])
	return n * os.Getpagesize() / 1024
}

func main() {
	length := 2 * time.Second
	if len(os.Args) > 1 {
		d, err := time.ParseDuration(os.Args[1])
		if err != nil {
			s, err := strconv.ParseFloat(os.Args[1], 64)
			must(err)
			d = time.Duration(s * float64(time.Second))
		}
		length = d
	}
	parts := []func(*rand.Rand){channels, selects, locks, timers, maps, garbage, stacks, files, connections}
	begin := time.Now()
	const phases = 10 // the first two are the warm-up
	var firstHeap, firstSize, firstGoroutines int
	rounds := 0
	for phase := range phases {
		end := begin.Add(length * time.Duration(phase+1) / phases)
		for ok := true; ok; ok = time.Now().Before(end) {
			rounds++
			var all sync.WaitGroup
			for i, part := range parts {
				for k := range 2 {
					all.Go(func() { part(rand.New(rand.NewSource(int64(rounds*100 + i*10 + k)))) })
				}
			}
			if rounds%16 == 0 {
				all.Go(func() { runtime.GC() })
			}
			if rounds%24 == 0 {
				all.Go(func() { runtime.GOMAXPROCS(1 + rounds/24%4) })
			}
			all.Wait()
		}
		for range 3 {
			runtime.GC()
			time.Sleep(5 * time.Millisecond)
		}
		debug.FreeOSMemory()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		heap, size, goroutines := int(m.HeapAlloc/1024), resident(), runtime.NumGoroutine()
		fmt.Fprintf(os.Stderr, "%6.1fs %6d rounds, heap %d KB, resident %d KB, %d goroutines, %d collections\n",
			time.Since(begin).Seconds(), rounds, heap, size, goroutines, m.NumGC)
		if phase == 1 {
			firstHeap, firstSize, firstGoroutines = heap, size, goroutines
		}
		if phase > 1 {
			check(heap < firstHeap+firstHeap/2+1024, "the heap grows, KB", heap, firstHeap)
			check(size < firstSize+firstSize/4+16*1024, "the process grows, KB", size, firstSize)
			check(goroutines <= firstGoroutines+2, "goroutines are left", goroutines, firstGoroutines)
		}
	}
	check(finalized.Load() > 0, "finalizers", finalized.Load(), "some")
	fmt.Println("sound")
}
