// A program full of races, all in the order of its goroutines: what it prints depends on who runs when.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

var lost int // added to by all, with no lock

type table struct {
	b strings.Builder
	sync.Mutex
}

func (t *table) say(s string) {
	t.Lock()
	t.b.WriteString(s)
	t.Unlock()
}

func main() {
	var t table
	var all sync.WaitGroup
	for g := range 6 {
		all.Go(func() {
			for i := range 400 {
				n := lost
				for range 20 { // long enough to be preempted in
					n += i % 2
					n -= i % 2
				}
				lost = n + 1
			}
			t.say(fmt.Sprint(g))
		})
	}
	all.Wait()
	t.say(fmt.Sprintf(" lost %d; ", 2400-lost))

	ch := make(chan int)
	for g := range 5 {
		all.Go(func() {
			for range 4 {
				ch <- g
			}
		})
	}
	go func() { all.Wait(); close(ch) }()
	for v := range ch {
		t.say(fmt.Sprint(v))
	}
	a, b := make(chan string, 8), make(chan string, 8)
	for range 8 {
		a <- "a"
		b <- "b"
	}
	t.say(" ")
	for range 8 {
		select {
		case s := <-a:
			t.say(s)
		case s := <-b:
			t.say(s)
		}
	}
	m := map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9}
	t.say(" ")
	for k := range m {
		t.say(fmt.Sprint(k))
	}
	t.say(" ")
	for g := range 4 {
		all.Go(func() {
			garbage := make([][]byte, 0)
			for i := range 300 {
				garbage = append(garbage, make([]byte, 1000+i))
				if i%100 == 0 {
					runtime.Gosched()
				}
			}
			t.say(fmt.Sprintf("%c", 'p'+g))
		})
	}
	all.Wait()
	runtime.GC()
	fmt.Println(t.b.String())
}
