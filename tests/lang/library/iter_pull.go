// iter.Pull and Pull2: the order of things, early ends, panics and Goexit on both sides, misuse, and many at once.
package main

import (
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
	"sync"
)

func count(log func(...any), n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer log("iterator ends")
		for i := range n {
			log("gives", i)
			if !yield(i) {
				log("told to stop")
				return
			}
		}
	}
}

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	f()
}

func say(args ...any) { fmt.Println(args...) }

func tree(depth int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if depth == 0 {
			yield(1)
			return
		}
		// Each level pulls from the one below.
		next, stop := iter.Pull(tree(depth - 1))
		defer stop()
		for v, ok := next(); ok; v, ok = next() {
			if !yield(v+1) || !yield(v*10) {
				return
			}
		}
	}
}

func main() {
	next, stop := iter.Pull(count(say, 2))
	fmt.Println("made")
	for range 4 {
		fmt.Println(next())
	}
	stop()
	stop()
	next, stop = iter.Pull(count(say, 5))
	fmt.Println(next())
	stop()
	fmt.Println(next())
	_, stop = iter.Pull(count(say, 5))
	stop()

	next2, stop2 := iter.Pull2(slices.All([]string{"a", "b"}))
	for range 3 {
		fmt.Println(next2())
	}
	stop2()

	next, stop = iter.Pull(func(yield func(int) bool) {
		yield(1)
		panic("from the iterator")
	})
	fmt.Println(next())
	try("next", func() { next() })
	fmt.Println(next())
	stop()
	next, stop = iter.Pull(func(yield func(int) bool) {
		defer func() { panic("when told to stop") }()
		yield(1)
	})
	next()
	try("stop", stop)
	try("stop", stop)

	done := make(chan string)
	go func() {
		defer func() { done <- "gone" }()
		next, _ := iter.Pull(func(yield func(int) bool) { runtime.Goexit() })
		next()
		fmt.Println("not reached")
	}()
	fmt.Println(<-done)

	var again func() (int, bool)
	again, stop = iter.Pull(func(yield func(int) bool) {
		try("next in the iterator", func() { again() })
		yield(1)
	})
	fmt.Println(again())
	stop()

	var kept func(int) bool
	next, stop = iter.Pull(func(yield func(int) bool) {
		kept = yield
		yield(1)
	})
	next()
	try("yield outside", func() { kept(2) })
	stop()
	fmt.Println(kept(3))

	next, stop = iter.Pull(tree(6))
	sum := 0
	for v, ok := next(); ok; v, ok = next() {
		sum += v
	}
	fmt.Println(sum)

	var wg sync.WaitGroup
	sums := make([]int, 20)
	for i := range sums {
		wg.Go(func() {
			next, stop := iter.Pull(func(yield func(int) bool) {
				for j := 0; ; j++ {
					if j%7 == 0 {
						runtime.Gosched()
					}
					if !yield(j) {
						return
					}
				}
			})
			defer stop()
			for range 500 + i {
				v, _ := next()
				sums[i] += v
				if v%50 == 0 {
					runtime.GC()
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(sums)
	// One is pulled from by several goroutines, one after the other.
	next, stop = iter.Pull(maps.Keys(map[int]bool{1: true}))
	for range 2 {
		c := make(chan bool)
		go func() {
			v, ok := next()
			fmt.Println(v, ok)
			c <- ok
		}()
		<-c
	}
	runtime.LockOSThread()
	next, stop = iter.Pull(count(func(...any) {}, 3))
	fmt.Println(next())
	fmt.Println(next())
	stop()
}
