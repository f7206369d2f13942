// A failing program under GOTRACEBACK=all.
// env: GOTRACEBACK=all
package main

import "time"

//go:noinline
func block(c chan int) { <-c }

//go:noinline
func fail(n int, s string) {
	var a []int
	a[n] = len(s)
}

func main() {
	c := make(chan int)
	go block(c)
	time.Sleep(10 * time.Millisecond)
	fail(3, "abc")
}
