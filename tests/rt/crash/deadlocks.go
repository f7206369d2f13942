package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"
)

var deadlocks = table{
	"deadlock-recv":           deadlockRecv,
	"deadlock-send":           deadlockSend,
	"deadlock-nil-recv":       deadlockNilRecv,
	"deadlock-nil-send":       deadlockNilSend,
	"deadlock-range":          deadlockRange,
	"deadlock-select-empty":   deadlockSelectEmpty,
	"deadlock-select":         deadlockSelect,
	"deadlock-select-nil":     deadlockSelectNil,
	"deadlock-mutex":          deadlockMutex,
	"deadlock-rwmutex-write":  deadlockRWMutexWrite,
	"deadlock-rwmutex-read":   deadlockRWMutexRead,
	"deadlock-waitgroup":      deadlockWaitGroup,
	"deadlock-cond":           deadlockCond,
	"deadlock-pair":           deadlockPair,
	"deadlock-locked":         deadlockLocked,
	"deadlock-recovered":      deadlockRecovered,
	"deadlock-stopped-timer":  deadlockStoppedTimer,
	"deadlock-in-defer":       deadlockInDefer,
	"deadlock-goexit":         deadlockGoexit,
	"deadlock-goexit-others":  deadlockGoexitOthers,
	"deadlock-goexit-later":   deadlockGoexitLater,
	"deadlock-init":           func() {},
	"deadlock-after-sleep":    deadlockAfterSleep,
	"deadlock-method":         deadlockMethod,
	"deadlock-while-panicking": deadlockWhilePanicking,
}

func init() {
	if len(os.Args) > 1 && os.Args[1] == "deadlock-init" {
		<-make(chan bool)
	}
}

func deadlockRecv()        { <-make(chan int) }
func deadlockSend()        { make(chan int) <- 1 }
func deadlockNilRecv()     { var c chan int; <-c }
func deadlockNilSend()     { var c chan int; c <- 1 }
func deadlockSelectEmpty() { select {} }

func deadlockRange() {
	c := make(chan int, 3)
	c <- 1
	c <- 2
	for v := range c {
		fmt.Println(v)
	}
}

func deadlockSelect() {
	a, b := make(chan int), make(chan string)
	select {
	case <-a:
	case b <- "x":
	}
}

func deadlockSelectNil() {
	var a chan int
	var b chan string
	select {
	case <-a:
	case b <- "x":
	}
}

func deadlockMutex() {
	var mu sync.Mutex
	mu.Lock()
	mu.Lock()
}

func deadlockRWMutexWrite() {
	var mu sync.RWMutex
	mu.RLock()
	mu.Lock()
}

func deadlockRWMutexRead() {
	var mu sync.RWMutex
	mu.Lock()
	mu.RLock()
}

func deadlockWaitGroup() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Wait()
}

func deadlockCond() {
	c := sync.NewCond(new(sync.Mutex))
	c.L.Lock()
	c.Wait()
}

func waitFor(c chan int) int { return <-c }

func deadlockPair() {
	c := make(chan int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		waitFor(c)
	}()
	wg.Wait()
}

func deadlockLocked() {
	runtime.LockOSThread()
	<-make(chan int)
}

func deadlockRecovered() {
	defer func() {
		fmt.Println("recovered", recover())
		<-make(chan int)
	}()
	panic("one")
}

func deadlockStoppedTimer() {
	t := time.NewTimer(time.Hour)
	t.Stop()
	<-t.C
}

func deadlockInDefer() {
	defer func() { <-make(chan int) }()
}

func deadlockGoexit() {
	defer fmt.Println("deferred")
	runtime.Goexit()
}

func deadlockGoexitOthers() {
	c := make(chan int)
	go waitFor(c)
	runtime.Gosched()
	runtime.Goexit()
}

func deadlockGoexitLater() {
	go func() {
		time.Sleep(5 * time.Millisecond)
		fmt.Println("still running")
	}()
	runtime.Goexit()
}

func deadlockAfterSleep() {
	c := make(chan int)
	go func() {
		time.Sleep(2 * time.Millisecond)
		c <- 1
	}()
	<-c
	<-c
}

type queue[T any] struct{ c chan T }

func (q *queue[T]) take() T { return <-q.c }

func deadlockMethod() {
	q := queue[string]{make(chan string)}
	q.take()
}

func deadlockWhilePanicking() {
	defer func() { select {} }()
	panic("first")
}
