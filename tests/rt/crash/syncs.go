package main

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

var syncs = table{
	"sync-unlock":             func() { new(sync.Mutex).Unlock() },
	"sync-unlock-twice":       syncUnlockTwice,
	"sync-rw-unlock":          func() { new(sync.RWMutex).Unlock() },
	"sync-rw-runlock":         func() { new(sync.RWMutex).RUnlock() },
	"sync-rw-runlock-locked":  syncRUnlockLocked,
	"sync-waitgroup-negative": func() { new(sync.WaitGroup).Done() },
	"sync-waitgroup-add":      func() { new(sync.WaitGroup).Add(-3) },
	"sync-cond-copied":        syncCondCopied,
	"sync-unlock-recover":     syncUnlockRecover,
	"sync-value-nil":          func() { new(atomic.Value).Store(nil) },
	"sync-value-type":         syncValueType,
	"sync-value-swap-nil":     func() { new(atomic.Value).Swap(nil) },
	"sync-value-cas":          syncValueCAS,
	"sync-context-nil":        func() { context.WithCancel(nil) },
	"sync-context-key":        func() { context.WithValue(context.Background(), nil, 1) },
	"sync-context-func-key":   func() { context.WithValue(context.Background(), func() {}, 1) },
	"sync-context-cause":      func() { context.WithCancelCause(nil) },
	"sync-ticker-zero":        func() { time.NewTicker(0) },
	"sync-ticker-reset":       func() { time.NewTicker(1).Reset(-1) },
	"sync-timer-zero":         func() { new(time.Timer).Stop() },
	"sync-timer-reset-zero":   func() { new(time.Timer).Reset(1) },
	"sync-afterfunc-panic":    syncAfterFuncPanic,
}

func syncUnlockTwice() {
	var mu sync.Mutex
	mu.Lock()
	mu.Unlock()
	mu.Unlock()
}

func syncRUnlockLocked() {
	var mu sync.RWMutex
	mu.Lock()
	mu.RUnlock()
}

func syncCondCopied() {
	a := sync.NewCond(new(sync.Mutex))
	a.Signal()
	b := new(sync.Cond)
	copyCond(b, a)
	b.Signal()
}

func copyCond(to, from *sync.Cond) { *to = *from }

// A fatal error cannot be recovered.
func syncUnlockRecover() {
	defer func() { println("never printed", recover()) }()
	new(sync.Mutex).Unlock()
}

func syncValueType() {
	var v atomic.Value
	v.Store(1)
	v.Store("text")
}

func syncValueCAS() {
	var v atomic.Value
	v.Store(errors.New("a"))
	v.CompareAndSwap(1, "text")
}

// rt: frames
func syncAfterFuncPanic() {
	time.AfterFunc(1, func() { panic("in a timer") })
	select {}
}
