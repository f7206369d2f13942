// Work for profiles: one function that burns time, one that allocates, one that waits for another, and one that holds a
// lock others want. tests/rt/profiles.py runs it.
package main

import (
	"fmt"
	"os"
	"sync"
	"time"
)

var keep [][]byte

//go:noinline
func burn(n int) (sum int) {
	for i := range n {
		sum = sum*31 + i
	}
	return sum
}

func burnInner(n int) int { return burn(n) }

//go:noinline
func allocate(n int) {
	for range n {
		keep = append(keep, make([]byte, 64<<10))
	}
}

//go:noinline
func drop(n int) {
	for range n {
		sink = make([]byte, 64<<10)
	}
}

var sink []byte

//go:noinline
func waitForPartner(c chan int) { <-c }

//go:noinline
func holdLock(mu *sync.Mutex) {
	mu.Lock()
	time.Sleep(5 * time.Millisecond)
	mu.Unlock()
}

func main() {
	end := time.Now().Add(400 * time.Millisecond)
	for time.Now().Before(end) {
		burnInner(1e5)
	}
	allocate(200)
	drop(300)
	c := make(chan int)
	go func() {
		time.Sleep(30 * time.Millisecond)
		c <- 1
	}()
	waitForPartner(c)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { holdLock(&mu) })
	}
	wg.Wait()
	fmt.Println(len(keep))
	if len(os.Args) > 1 {
		os.Exit(3)
	}
}
