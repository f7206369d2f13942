// Gosched by two goroutines on one P, then by 1,000 on all; argument: switches of each part.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

func turns(goroutines, each int) (int, time.Duration) {
	var all sync.WaitGroup
	counts := make([]int, goroutines)
	begin := time.Now()
	for g := range goroutines {
		all.Go(func() {
			for range each {
				counts[g]++
				runtime.Gosched()
			}
		})
	}
	all.Wait()
	took := time.Since(begin)
	sum := 0
	for _, c := range counts {
		sum += c
	}
	return sum, took
}

func main() {
	n := 2000000
	if len(os.Args) > 1 {
		n, _ = strconv.Atoi(os.Args[1])
	}
	before := runtime.GOMAXPROCS(1)
	one, t1 := turns(2, n/2)
	runtime.GOMAXPROCS(before)
	many, t2 := turns(1000, n/1000)
	fmt.Println(one, many)
	fmt.Fprintf(os.Stderr, "METRIC switch_one_p %.1f ns\n", float64(t1.Nanoseconds())/float64(one))
	fmt.Fprintf(os.Stderr, "METRIC switch_all_ps %.1f ns\n", float64(t2.Nanoseconds())/float64(many))
}
