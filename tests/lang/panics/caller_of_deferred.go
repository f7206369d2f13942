// What a panic makes run is called by the runtime, which is called by the function that panics.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

func deferred() {
	recover()
	for skip := range 5 {
		pc, _, line, ok := runtime.Caller(skip)
		if !ok {
			fmt.Println(skip, "none")
			continue
		}
		name := runtime.FuncForPC(pc).Name()
		if strings.HasPrefix(name, "runtime.") {
			line = 0
		}
		fmt.Println(skip, name, line)
	}
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	for {
		f, more := frames.Next()
		fmt.Print(f.Function, " ")
		if !more {
			break
		}
	}
	fmt.Println()
	os.Exit(0)
}

func panics() {
	defer deferred()
	panic("x")
}

func main() { panics() }
