// The creators of a goroutine in its traceback.
// env: GODEBUG=tracebackancestors=5
package main

import "time"

//go:noinline
func inner(x int) { go func() { panic(x) }(); time.Sleep(time.Second) }

//go:noinline
func middle(x int) { go inner(x); time.Sleep(time.Second) }

func main() {
	middle(5)
	time.Sleep(time.Second)
}
