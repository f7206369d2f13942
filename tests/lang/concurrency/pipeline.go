package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func gen(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := 1; i <= n; i++ {
			c <- i
		}
	}()
	return c
}

func square(in <-chan int) <-chan int {
	c := make(chan int, 2)
	go func() {
		for v := range in {
			c <- v * v
		}
		close(c)
	}()
	return c
}

func fanIn(cs ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, c := range cs {
		wg.Add(1)
		go func(c <-chan int) {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}(c)
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func main() {
	sum := 0
	for v := range fanIn(square(gen(100)), square(gen(50)), square(square(gen(10)))) {
		sum += v
	}
	fmt.Println(sum)
	ticker := time.NewTicker(2 * time.Millisecond)
	n := 0
	timeout := time.After(500 * time.Millisecond)
loop:
	for {
		select {
		case <-ticker.C:
			if n++; n == 5 {
				ticker.Stop()
				break loop
			}
		case <-timeout:
			fmt.Println("too slow")
			break loop
		}
	}
	fmt.Println(n)
	done := make(chan struct{})
	time.AfterFunc(time.Millisecond, func() { close(done) })
	<-done
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Reset(time.Millisecond))
	<-t.C
	start := time.Now()
	time.Sleep(10 * time.Millisecond)
	el := time.Since(start)
	fmt.Println(el >= 10*time.Millisecond, el < 5*time.Second)
	stop := false
	var mu sync.Mutex
	go func() { mu.Lock(); stop = true; mu.Unlock() }()
	for {
		mu.Lock()
		s := stop
		mu.Unlock()
		if s {
			break
		}
		runtime.Gosched()
	}
	sem := make(chan struct{}, 3)
	var wg sync.WaitGroup
	var active, peak int
	for range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			mu.Lock()
			active++
			peak = max(peak, active)
			mu.Unlock()
			runtime.Gosched()
			mu.Lock()
			active--
			mu.Unlock()
			<-sem
		}()
	}
	wg.Wait()
	fmt.Println(peak <= 3, active)
}
