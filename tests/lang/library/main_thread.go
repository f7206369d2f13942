// A goroutine locked to its thread in init is main's, and main stays on the process's first thread.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"time"
)

func thread() string {
	link, err := os.Readlink("/proc/thread-self")
	if err != nil {
		panic(err)
	}
	return filepath.Base(link)
}

func init() { runtime.LockOSThread() }

func main() {
	first := strconv.Itoa(os.Getpid())
	fmt.Println(thread() == first)
	var wg sync.WaitGroup
	elsewhere := true
	var mu sync.Mutex
	for range 20 {
		wg.Go(func() {
			time.Sleep(time.Millisecond)
			mu.Lock()
			elsewhere = elsewhere && thread() != first
			mu.Unlock()
		})
	}
	for range 50 {
		runtime.Gosched()
		if thread() != first {
			fmt.Println("main moved")
		}
	}
	wg.Wait()
	fmt.Println(thread() == first, elsewhere)

	// Another goroutine keeps a thread of its own while it is locked.
	done := make(chan bool)
	go func() {
		runtime.LockOSThread()
		mine := thread()
		same := true
		for range 50 {
			time.Sleep(10 * time.Microsecond)
			same = same && thread() == mine
		}
		done <- same
	}()
	fmt.Println(<-done)
}
