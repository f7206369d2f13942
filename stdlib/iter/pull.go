// This file turns a push iterator into pull functions. The iterator runs on a
// goroutine of its own, a coroutine: it and the one who pulls hand control to each
// other, so that only one of the two runs at any time, without a way through the
// scheduler's queues.

package iter

import (
	"runtime"
	"sync/atomic"
)

// Natives (iter_native.cc). A place is where the goroutine is noted that waits for
// control; the collector knows of it otherwise.

func newCoroutine(body func()) (place uintptr)
func switchTo(place *uintptr)
func handBack(place *uintptr)

// handoff is the shared state of an iterator and the one who pulls from it.
// Whoever holds control owns all fields but the atomic ones, which find out those
// who do not.
type handoff struct {
	name     string      // of the function, in the texts of panics
	place    uintptr     // the goroutine of the two that waits
	over     bool        // the iterator has returned, or must not be run
	stopping bool        // stop was called
	mayYield atomic.Bool // the iterator may call yield
	waiting  atomic.Bool // a next has not come back

	panicking bool // the iterator panicked, with value cause
	exiting   bool // the iterator called runtime.Goexit
	cause     any
}

// start makes the goroutine of an iterator, which waits for the first pull.
func start(name string, h *handoff, body func()) {
	h.name = name
	h.place = newCoroutine(func() { h.run(body) })
}

// run is the iterator's goroutine.
func (h *handoff) run(body func()) {
	normal := h.stopping
	defer func() {
		if !normal {
			if r := recover(); r != nil {
				h.panicking, h.cause = true, r
			} else {
				h.exiting = true
			}
		}
		h.over = true
		handBack(&h.place)
	}()
	if !h.stopping {
		body()
		normal = true
	}
}

// advance runs the iterator to its next yield or its end.
func (h *handoff) advance() {
	if !h.waiting.CompareAndSwap(false, true) {
		panic("iter." + h.name + ": next called again before yield")
	}
	h.mayYield.Store(true)
	switchTo(&h.place)
	h.waiting.Store(false)
	switch {
	case h.panicking:
		h.panicking = false
		panic(h.cause)
	case h.exiting:
		h.exiting = false
		runtime.Goexit()
	}
}

// yielded gives control back from within yield and tells whether to go on.
func (h *handoff) yielded() bool {
	switchTo(&h.place)
	return !h.stopping
}

// enter is yield's check at its beginning: false when the puller has stopped.
func (h *handoff) enter() bool {
	if h.stopping {
		return false
	}
	if !h.mayYield.CompareAndSwap(true, false) {
		panic("iter." + h.name + ": yield called again before next")
	}
	return true
}

// stop ends the iterator: its pending yield returns false.
func (h *handoff) stop() {
	if !h.over {
		h.stopping = true
		h.advance()
	}
}

// Pull returns next, which fetches seq's values one by one and says false after
// the last, and stop, which ends the iteration early. Call stop when no more
// values are wanted and next has not said false; calling it again does nothing.
// Neither function may be called by two goroutines at once.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	h := new(handoff)
	var slot V
	var full bool
	start("Pull", h, func() {
		seq(func(v V) bool {
			if !h.enter() {
				return false
			}
			slot, full = v, true
			return h.yielded()
		})
	})
	next = func() (v V, ok bool) {
		if h.over {
			return
		}
		h.advance()
		var none V
		v, ok = slot, full
		slot, full = none, false
		return
	}
	return next, h.stop
}

// Pull2 is Pull for a sequence of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	type pair struct {
		key   K
		value V
		full  bool
	}
	h := new(handoff)
	var slot pair
	start("Pull2", h, func() {
		seq(func(key K, value V) bool {
			if !h.enter() {
				return false
			}
			slot = pair{key, value, true}
			return h.yielded()
		})
	})
	next = func() (K, V, bool) {
		if h.over {
			var none pair
			return none.key, none.value, false
		}
		h.advance()
		got := slot
		slot = pair{}
		return got.key, got.value, got.full
	}
	return next, h.stop
}
