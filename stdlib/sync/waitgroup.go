// This file holds WaitGroup.

package sync

import "sync/atomic"

// A WaitGroup counts goroutines that others wait for; the zero value counts none.
type WaitGroup struct {
	_     noCopy
	state atomic.Uint64 // counter in the high half, waiters in the low half
	sema  uint32
}

// Add adds delta, which may be negative, to the counter. When it reaches zero all
// waiters go on. It panics if the counter becomes negative.
func (wg *WaitGroup) Add(delta int) {
	s := wg.state.Add(uint64(delta) << 32)
	count, waiters := int32(s>>32), uint32(s)
	switch {
	case count < 0:
		panic("sync: negative WaitGroup counter")
	case waiters == 0 || count > 0 && int(count) != delta:
		return
	case count > 0:
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	// The counter is zero and there are waiters: nobody may touch the state now.
	if wg.state.Load() != s {
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	wg.state.Store(0)
	for range waiters {
		release(&wg.sema, false)
	}
}

// Done takes one from the counter.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the counter is zero.
func (wg *WaitGroup) Wait() {
	s := wg.state.Load()
	for s>>32 != 0 {
		if !wg.state.CompareAndSwap(s, s+1) {
			s = wg.state.Load()
			continue
		}
		acquire(&wg.sema, waitGroup)
		if wg.state.Load() != 0 {
			panic("sync: WaitGroup is reused before previous Wait has returned")
		}
		return
	}
}

// Go calls f in a goroutine that counts in wg until f returns. f must not panic.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			// If f panics, the program ends with that panic; a Wait that returned first
			// could end it in another way.
			if v := recover(); v != nil {
				panic(v)
			}
			wg.Done()
		}()
		f()
	}()
}
