package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

var stacks = table{
	"stack-overflow":       stackOverflow,
	"stack-overflow-pair":  stackOverflowPair,
	"stack-overflow-defer": stackOverflowDefer,
	"stack-print":          func() { debug.PrintStack() },
	"stack-panicking":      stackPanicking,
	"stack-all":            stackAll,
	"stack-callers":        stackCallers,
	"stack-created":        stackCreated,
	"stack-max-small":      stackMaxSmall,
}

func forever(n int) int { return forever(n+1) + 1 }

// rt: frames
func stackOverflow() { forever(0) }

func ping(n *int) int { *n++; return pong(n) + 1 }
func pong(n *int) int { return ping(n) + 2 }

// rt: frames
func stackOverflowPair() {
	debug.SetMaxStack(1 << 22)
	n := 0
	ping(&n)
}

// rt: frames
func stackOverflowDefer() {
	debug.SetMaxStack(1 << 22)
	defer func() { println("not recovered", recover()) }()
	forever(0)
}

// rt: frames
func stackMaxSmall() {
	debug.SetMaxStack(100)
	go forever(0)
	select {}
}

func stackPanicking() {
	defer func() {
		os.Stderr.Write(debug.Stack())
		recover()
	}()
	three[five] = 2
}

func stackAll() {
	c := make(chan int)
	go waitFor(c)
	time.Sleep(10 * time.Millisecond)
	buf := make([]byte, 1<<16)
	os.Stderr.Write(buf[:runtime.Stack(buf, true)])
}

func inlinee() (string, int) {
	pc, _, line, _ := runtime.Caller(1)
	name := runtime.FuncForPC(pc).Name()
	return name, line
}

func stackCallers() {
	fmt.Println(inlinee())
	func() { fmt.Println(inlinee()) }()
	pcs := make([]uintptr, 10)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") {
			fmt.Println(f.Function, f.Line, f.Func != nil)
		}
		if !more {
			break
		}
	}
}

func stackCreated() {
	done := make(chan bool)
	go func() {
		os.Stderr.Write(debug.Stack())
		close(done)
	}()
	<-done
}
