// Memory that is not needed goes back to the system: by debug.FreeOSMemory, in the background, and under a limit.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

const mb = 1 << 20

// resident gives the process's memory in MB.
func resident() int {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	var size, pages int
	fmt.Sscan(string(b), &size, &pages)
	return pages * os.Getpagesize() / mb
}

var keep [][]byte

func fill(n int) {
	for range n {
		b := make([]byte, mb)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		keep = append(keep, b)
	}
}

func main() {
	start := resident()
	fill(150)
	fmt.Println("filled:", resident()-start >= 150)
	keep = nil
	debug.FreeOSMemory()
	fmt.Println("freed:", resident()-start < 40)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.HeapReleased >= 100*mb, m.HeapIdle >= m.HeapReleased, m.HeapInuse < 20*mb)

	fill(150)
	keep = nil
	runtime.GC()
	runtime.GC()
	for range 100 {
		if resident()-start < 80 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	fmt.Println("in the background:", resident()-start < 80)

	debug.FreeOSMemory()
	fmt.Println(debug.SetGCPercent(-1), debug.SetMemoryLimit(60*mb) > 1<<60)
	base := resident()
	for range 20 {
		fill(20)
		keep = nil
	}
	fmt.Println("under a limit:", resident()-base < 80, debug.SetMemoryLimit(-1))
}
