// This file holds Once and the functions made with it.

package sync

import "sync/atomic"

// A Once performs one action once.
type Once struct {
	_    noCopy
	done atomic.Bool
	m    Mutex
}

// Do calls f if no call of Do of this Once has called its function yet. It returns
// when that call has returned, or panicked.
func (o *Once) Do(f func()) {
	if o.done.Load() {
		return
	}
	o.m.Lock()
	defer o.m.Unlock()
	if o.done.Load() {
		return
	}
	defer o.done.Store(true)
	f()
}

// onceResult is what the functions below keep: f's result, or its panic, which
// every later call repeats.
type onceResult[T any] struct {
	once    Once
	f       func() T
	ok      bool
	panicks any
	value   T
}

func (r *onceResult[T]) run() {
	defer func() {
		r.f = nil // let go of what it refers to
		if !r.ok {
			r.panicks = recover()
			panic(r.panicks)
		}
	}()
	r.value = r.f()
	r.ok = true
}

func (r *onceResult[T]) get() T {
	r.once.Do(r.run)
	if !r.ok {
		panic(r.panicks)
	}
	return r.value
}

// OnceFunc returns a function that calls f once, however often it is called. If f
// panics, every call panics with the same value.
func OnceFunc(f func()) func() {
	r := &onceResult[struct{}]{f: func() struct{} { f(); return struct{}{} }}
	return func() { r.get() }
}

// OnceValue returns a function that calls f once and returns its value every time.
// If f panics, every call panics with the same value.
func OnceValue[T any](f func() T) func() T {
	r := &onceResult[T]{f: f}
	return func() T { return r.get() }
}

// OnceValues returns a function that calls f once and returns its values every
// time. If f panics, every call panics with the same value.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	type pair struct {
		a T1
		b T2
	}
	r := &onceResult[pair]{f: func() (p pair) {
		p.a, p.b = f()
		return p
	}}
	return func() (T1, T2) {
		p := r.get()
		return p.a, p.b
	}
}
