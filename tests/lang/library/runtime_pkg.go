package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type T struct{}

func (T) where() string {
	pc, file, line, ok := runtime.Caller(0)
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", file[strings.LastIndex(file, "/")+1:], ":", line, " ", ok)
}

func callers() (out []string) {
	pcs := make([]uintptr, 10)
	n := runtime.Callers(1, pcs)
	fs := runtime.CallersFrames(pcs[:n])
	for {
		f, more := fs.Next()
		if strings.HasPrefix(f.Function, "main.") {
			out = append(out, fmt.Sprint(f.Function, ":", f.Line))
		}
		if !more {
			return
		}
	}
}

func main() {
	fmt.Println(T{}.where())
	func() { fmt.Println(callers()) }()
	fmt.Println(runtime.GOOS, runtime.GOARCH, runtime.NumGoroutine(), runtime.NumCPU() > 0, strings.HasPrefix(runtime.Version(), "go1."))
	old := runtime.GOMAXPROCS(0)
	fmt.Println(runtime.GOMAXPROCS(3) == old, runtime.GOMAXPROCS(old))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var keep [][]byte
	for range 100 {
		keep = append(keep, make([]byte, 10000))
	}
	runtime.ReadMemStats(&after)
	fmt.Println(after.TotalAlloc-before.TotalAlloc >= 1000000, after.Mallocs > before.Mallocs, len(keep))
	runtime.GC()
	runtime.ReadMemStats(&after)
	fmt.Println(after.NumGC > before.NumGC, after.HeapAlloc > 1000000)
	done := make(chan bool)
	func() {
		x := &[100]int{}
		runtime.SetFinalizer(x, func(p *[100]int) { done <- len(p) == 100 })
	}()
	runtime.GC()
	fmt.Println(<-done)
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(100))
	st := string(debug.Stack())
	fmt.Println(strings.Contains(st, "main.main()"), strings.HasPrefix(st, "goroutine 1 [running]:"))
	runtime.KeepAlive(keep)
}
