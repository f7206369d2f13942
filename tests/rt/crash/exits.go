package main

import (
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

var exits = table{
	"exit-status":       func() { os.Exit(3) },
	"exit-in-defer":     func() { defer os.Exit(4); panic("not shown") },
	"exit-skips-defers": func() { defer fmt.Println("not shown"); os.Exit(0) },
	"exit-in-goroutine": func() { go os.Exit(5); select {} },
	"exit-negative":     func() { os.Exit(-1) },
	"exit-main-returns": func() { go func() { time.Sleep(time.Hour) }() },
	"exit-log-fatal":    func() { log.SetFlags(0); log.Fatalln("no way on") },
	"exit-log-panic":    func() { log.SetFlags(0); log.Panicf("value %d", 7) },
	"exit-goexit-other": exitGoexitOther,
	"exit-threads":      exitThreads,
	"exit-oom":          func() { sink = make([]byte, 1<<46) },
	"exit-println":      exitPrintln,
}

// rt: case=exit-oom head=1

func exitGoexitOther() {
	go func() {
		time.Sleep(2 * time.Millisecond)
		os.Exit(6)
	}()
	runtime.Goexit()
}

// rt: head=2
func exitThreads() {
	debug.SetMaxThreads(6)
	for range 20 {
		go func() {
			runtime.LockOSThread()
			select {}
		}()
	}
	time.Sleep(time.Second)
}

func exitPrintln() {
	println("text", 1, -2, uint8(3), 1.5, true, 'x', 2i, nil == sink, float32(0.1))
	print("a", "b", 1, 2, "\n")
	println(1e100, -0.0, 1/float64(five-5))
}
