// This file turns a push iterator into pull functions. The iterator runs on a
// goroutine of its own, which hands control back and forth with its caller: only
// one of the two runs at any time.

package iter

import "runtime"

// handoff is the shared state of an iterator and the one who pulls from it.
// Whoever holds control owns all fields.
type handoff struct {
	name     string        // of the function, in the texts of panics
	resume   chan struct{} // gives control to the iterator
	pause    chan struct{} // gives control to the puller
	over     bool          // the iterator has returned, or must not be run
	stopping bool          // stop was called
	inYield  bool          // the iterator may call yield
	waiting  bool          // a next has not come back

	panicking bool // the iterator panicked, with value cause
	exiting   bool // the iterator called runtime.Goexit
	cause     any
}

// start makes the goroutine of an iterator, which waits for the first pull.
func start(name string, h *handoff, body func()) {
	*h = handoff{name: name, resume: make(chan struct{}), pause: make(chan struct{})}
	go h.run(body)
}

// run is the iterator's goroutine.
func (h *handoff) run(body func()) {
	<-h.resume
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
		h.pause <- struct{}{}
	}()
	if !h.stopping {
		body()
		normal = true
	}
}

// advance runs the iterator to its next yield or its end.
func (h *handoff) advance() {
	if h.waiting {
		panic("iter." + h.name + ": next called again before yield")
	}
	h.waiting, h.inYield = true, true
	h.resume <- struct{}{}
	<-h.pause
	h.waiting = false
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
	h.pause <- struct{}{}
	<-h.resume
	return !h.stopping
}

// mayYield is yield's entry check: false when the puller has stopped.
func (h *handoff) mayYield() bool {
	if h.stopping {
		return false
	}
	if !h.inYield {
		panic("iter." + h.name + ": yield called again before next")
	}
	h.inYield = false
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
			if !h.mayYield() {
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
			if !h.mayYield() {
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
