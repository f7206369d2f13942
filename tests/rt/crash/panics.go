package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
)

var panics = table{
	"panic-nested":              panicNested,
	"panic-nested-three":        panicNestedThree,
	"panic-recovered-again":     panicRecoveredAgain,
	"panic-repanic":             panicRepanic,
	"panic-repanic-twice":       panicRepanicTwice,
	"panic-repanic-other":       panicRepanicOther,
	"panic-repanic-wrapped":     panicRepanicWrapped,
	"panic-in-goroutine":        panicInGoroutine,
	"panic-in-nested-goroutine": panicInNestedGoroutine,
	"panic-in-method-goroutine": panicInMethodGoroutine,
	"panic-during-goexit":       panicDuringGoexit,
	"panic-goexit-in-defer":     panicGoexitInDefer,
	"panic-in-error":            panicInError,
	"panic-in-string":           panicInString,
	"panic-nil-error-value":     panicNilErrorValue,
	"panic-runtime-error":       panicRuntimeError,
	"panic-own-runtime-error":   panicOwnRuntimeError,
	"panic-deferred-order":      panicDeferredOrder,
	"panic-in-once":             panicInOnce,
	"panic-in-oncefunc":         panicInOnceFunc,
	"panic-in-range-func":       panicInRangeFunc,
	"panic-in-closure":          panicInClosure,
	"panic-in-generic":          panicInGeneric,
	"panic-deep":                panicDeep,
	"panic-index-in-defer":      panicIndexInDefer,
	"panic-waitgroup-go":        panicWaitGroupGo,
}

func panicNested() {
	defer func() { panic("second") }()
	panic("first")
}

func panicNestedThree() {
	defer func() {
		defer func() { panic(3) }()
		panic("two")
	}()
	panic("one")
}

func panicRecoveredAgain() {
	defer func() {
		recover()
		panic("second")
	}()
	panic("first")
}

func panicRepanic() {
	defer func() {
		r := recover()
		panic(r)
	}()
	panic("message")
}

func panicRepanicTwice() {
	defer func() { panic(recover()) }()
	func() {
		defer func() { panic(recover()) }()
		panic(errors.New("kept"))
	}()
}

func panicRepanicOther() {
	defer func() { panic(fmt.Sprint(recover(), " and more")) }()
	panic("text")
}

func panicRepanicWrapped() {
	defer func() { panic(fmt.Errorf("wrapped: %w", recover().(error))) }()
	var s []int
	_ = s[len(os.Args)]
}

func panicInGoroutine() {
	go func() { panic("in a goroutine") }()
	select {}
}

func startInner() {
	go func() { panic("inner") }()
	select {}
}

func panicInNestedGoroutine() {
	go startInner()
	select {}
}

type worker struct{ name string }

func (w *worker) run() { panic(w.name) }

func panicInMethodGoroutine() {
	go (&worker{"a worker"}).run()
	select {}
}

func panicDuringGoexit() {
	defer func() { panic("while exiting") }()
	runtime.Goexit()
}

func panicGoexitInDefer() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer runtime.Goexit()
		panic("dropped by Goexit")
	}()
	<-done
	fmt.Println("gone")
}

type badError struct{}

func (badError) Error() string { panic("error method fails") }

type badString struct{}

func (badString) String() string { panic(errors.New("string method fails")) }

func panicInError()  { panic(badError{}) }
func panicInString() { panic(badString{}) }

type ptrError struct{ text string }

func (e *ptrError) Error() string { return e.text }

func panicNilErrorValue() {
	var e *ptrError
	panic(e)
}

func panicRuntimeError() {
	defer func() {
		err := recover().(runtime.Error)
		fmt.Println(err.Error())
		panic(err)
	}()
	var m map[string]int
	m["a"] = 1
}

type ownError string

func (e ownError) Error() string { return "own: " + string(e) }
func (e ownError) RuntimeError() {}

func panicOwnRuntimeError() { panic(ownError("x")) }

func panicDeferredOrder() {
	defer fmt.Println("runs last")
	defer println("runs second")
	defer func() { defer fmt.Println("runs first") }()
	panic("at the end")
}

func panicInOnce() {
	var once sync.Once
	once.Do(func() { panic("in once") })
}

func panicInOnceFunc() {
	f := sync.OnceFunc(func() { panic("in once func") })
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		f()
	}()
	f()
}

func numbers(yield func(int) bool) {
	for i := range 3 {
		if !yield(i) {
			return
		}
	}
}

func panicInRangeFunc() {
	for n := range numbers {
		if n == 1 {
			panic("in the loop body")
		}
	}
}

//go:noinline
func closureOver(n int) func() {
	return func() { panic(n + 1) }
}

func panicInClosure() { closureOver(1)() }

type pair[K comparable, V any] struct {
	k K
	v V
}

func (p pair[K, V]) fail() { panic(p.k) }

func failWith[T any](v T) { panic(v) }

func panicInGeneric() {
	defer pair[string, int]{"key", 1}.fail()
	failWith(2.5)
}

func down(n int) int {
	if n == 0 {
		panic("bottom")
	}
	return down(n-1) + 1
}

// rt: frames
func panicDeep() { down(300) }

func panicIndexInDefer() {
	defer func() {
		var a []int
		_ = a[len(os.Args)]
	}()
	panic("outer")
}

func panicWaitGroupGo() {
	var wg sync.WaitGroup
	wg.Go(func() { panic("in WaitGroup.Go") })
	wg.Wait()
}
