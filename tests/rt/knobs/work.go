// A program that collects a little garbage, takes 100 ms, and says how many Ps it has; tests/rt/knobs.py runs it. With an
// argument it prints the orders of a map's keys and of choices of select instead.
package main

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

var table = make(map[int]string)

func init() {
	for i := range 100 {
		table[i] = fmt.Sprint(i)
	}
}

var kept [][]byte

func order() {
	for k := range table {
		fmt.Print(k, " ")
	}
	a, b := make(chan int, 50), make(chan int, 50)
	for range 50 {
		a <- 0
		b <- 1
	}
	for range 50 {
		select {
		case v := <-a:
			fmt.Print(v)
		case v := <-b:
			fmt.Print(v)
		}
	}
	fmt.Println()
}

func main() {
	if len(os.Args) > 1 {
		order()
		return
	}
	for i := range 300 {
		kept = append(kept[max(0, len(kept)-20):], make([]byte, 100<<10))
		kept[0][i] = byte(i)
	}
	runtime.GC()
	time.Sleep(100 * time.Millisecond)
	fmt.Println(runtime.GOMAXPROCS(0), len(table), len(kept))
}
