// A loop without calls on every P; meanwhile another goroutine asks for a collection, several times. Prints how long the
// worst took. Argument: collections.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

var stop [64]struct {
	flag bool
	_    [63]byte
}

func spin(n int) uint32 {
	x := uint32(n) | 1
	for !stop[n].flag {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		if x == 0 {
			return 0
		}
	}
	return x
}

func main() {
	n := 20
	if len(os.Args) > 1 {
		n, _ = strconv.Atoi(os.Args[1])
	}
	var all sync.WaitGroup
	for p := range runtime.GOMAXPROCS(0) {
		all.Go(func() { spin(p) })
	}
	var worst, sum time.Duration
	for range n {
		time.Sleep(5 * time.Millisecond)
		begin := time.Now()
		runtime.GC()
		took := time.Since(begin)
		sum += took
		worst = max(worst, took)
	}
	for p := range stop {
		stop[p].flag = true
	}
	fmt.Println("collected", n)
	fmt.Fprintf(os.Stderr, "METRIC gc_worst %.1f us\n", float64(worst.Nanoseconds())/1000)
	fmt.Fprintf(os.Stderr, "METRIC gc_mean %.1f us\n", float64(sum.Nanoseconds())/1000/float64(n))
	os.Exit(0)
}
