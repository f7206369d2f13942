package main

import (
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"
)

var misuse = table{
	"misuse-finalizer-nil":     func() { runtime.SetFinalizer(nil, func(*int) {}) },
	"misuse-finalizer-value":   func() { runtime.SetFinalizer(5, func(int) {}) },
	"misuse-finalizer-func":    func() { runtime.SetFinalizer(new([4]int), 7) },
	"misuse-finalizer-args":    func() { runtime.SetFinalizer(new([4]int), func(*string) {}) },
	"misuse-finalizer-twice":   misuseFinalizerTwice,
	"misuse-finalizer-inner":   misuseFinalizerInner,
	"misuse-cleanup-self":      func() { p := new([4]int); runtime.AddCleanup(p, func(*[4]int) {}, p) },
	"misuse-cleanup-nil":       func() { runtime.AddCleanup((*int)(nil), func(int) {}, 1) },
	"misuse-repeat":            func() { strings.Repeat("x", minusOne) },
	"misuse-repeat-overflow":   func() { strings.Repeat("xxxx", big) },
	"misuse-reflect-zero":      func() { reflect.Value{}.Type() },
	"misuse-reflect-set":       func() { reflect.ValueOf(1).SetInt(2) },
	"misuse-reflect-kind":      func() { reflect.ValueOf("x").Int() },
	"misuse-reflect-nil":       func() { reflect.TypeOf(5).Elem() },
	"misuse-atomic-unaligned":  func() { var v atomic.Int64; v.Store(1); fmt.Println(v.Add(1)) },
	"misuse-sleep-negative":    func() { time.Sleep(-5); time.Sleep(0) },
	"misuse-set-threads":       func() { fmt.Println(debug.SetMaxThreads(5000)); fmt.Println(debug.SetMaxThreads(10000)) },
	"misuse-unlock-thread":     func() { runtime.UnlockOSThread(); runtime.UnlockOSThread() },
	"misuse-gc-percent":        func() { fmt.Println(debug.SetGCPercent(-1), debug.SetGCPercent(50), debug.SetGCPercent(100)) },
	"misuse-range-func-panic":  misuseRangeFunc,
	"misuse-range-func-go-on":  misuseRangeFuncGoOn,
	"misuse-finalizer-panics":  misuseFinalizerPanics,
}

func misuseFinalizerTwice() {
	p := new([4]int)
	runtime.SetFinalizer(p, func(*[4]int) {})
	runtime.SetFinalizer(p, func(*[4]int) {})
}

func misuseFinalizerInner() {
	p := new([4]int)
	runtime.SetFinalizer(&p[1], func(*int) {})
}

func lateYield(yield func(int) bool) {
	yield(1)
	yield(2)
}

func misuseRangeFunc() {
	for n := range lateYield {
		fmt.Println(n)
		break
	}
}

var keptYield func(int) bool

func misuseRangeFuncGoOn() {
	for n := range func(yield func(int) bool) { keptYield = yield; yield(1) } {
		fmt.Println(n)
	}
	keptYield(2)
}

// rt: frames
func misuseFinalizerPanics() {
	for range 100 {
		runtime.SetFinalizer(new([64]int), func(*[64]int) { panic("in a finalizer") })
	}
	for {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}
