// Package signal gives programs the signals that the system sends them.
//
// What the runtime does with a signal that nobody asked for, it does again after
// Reset, or when the last channel that got the signal is stopped.
package signal

import (
	"context"
	"os"
	"runtime"
	"slices"
	"sync"
	"syscall"
)

const last = 64 // signals are numbered from 1

// A set has a bit for each signal.
type set uint64

func (s set) has(n int) bool { return s>>(n-1)&1 != 0 }

func single(n int) set { return 1 << (n - 1) }

const all set = 1<<64 - 1

// setOf gives the set of some signals; those of other systems are left out.
func setOf(signals []os.Signal) (s set) {
	for _, sig := range signals {
		if n, ok := sig.(syscall.Signal); ok && n > 0 && n <= last {
			s |= single(int(n))
		}
	}
	return s
}

// orAll is what a list of signals means where an empty one means all.
func orAll(signals []os.Signal) set {
	if len(signals) == 0 {
		return all
	}
	return setOf(signals)
}

var (
	mu        sync.Mutex
	listeners = map[chan<- os.Signal]set{}
	relaying  bool // the goroutine that relays signals runs
)

// The runtime's side: what becomes of a signal from now on, and waiting for the next.
func enable(sig uint32)
func disable(sig uint32)
func ignore(sig uint32)
func ignored(sig uint32) bool
func receive() uint32
func idle() bool

func relay() {
	for {
		n := int(receive())
		mu.Lock()
		for c, wants := range listeners {
			if wants.has(n) {
				select {
				case c <- syscall.Signal(n):
				default: // the program does not keep up
				}
			}
		}
		mu.Unlock()
	}
}

// wanted gives the union of what listeners want. mu is held.
func wanted() (s set) {
	for _, w := range listeners {
		s |= w
	}
	return s
}

func each(s set, do func(sig uint32)) {
	for n := 1; n <= last; n++ {
		if s.has(n) {
			do(uint32(n))
		}
	}
}

// Notify has c receive the signals, all where none are given. Sending does not wait:
// c should have room for as many as may come before they are received.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	mu.Lock()
	defer mu.Unlock()
	s := orAll(sig)
	listeners[c] |= s
	if !relaying {
		relaying = true
		go relay()
	}
	each(s, enable)
}

// Stop ends what Notify began: c gets no more signals once Stop has returned.
func Stop(c chan<- os.Signal) {
	mu.Lock()
	s, ok := listeners[c]
	if !ok {
		mu.Unlock()
		return
	}
	each(s&^others(c), disable)
	mu.Unlock()
	settle()
	mu.Lock()
	delete(listeners, c)
	mu.Unlock()
}

// others gives what is wanted by others than c. mu is held.
func others(c chan<- os.Signal) (s set) {
	for o, w := range listeners {
		if o != c {
			s |= w
		}
	}
	return s
}

// settle waits until the signals that came so far have been relayed.
func settle() {
	for !idle() {
		runtime.Gosched()
	}
}

// Reset undoes Notify and Ignore for the signals, all where none are given.
func Reset(sig ...os.Signal) { forget(orAll(sig), disable) }

// Ignore has the signals do nothing, all where none are given.
func Ignore(sig ...os.Signal) { forget(orAll(sig), ignore) }

func forget(s set, do func(uint32)) {
	mu.Lock()
	defer mu.Unlock()
	for c, w := range listeners {
		if w &^= s; w == 0 {
			delete(listeners, c)
		} else {
			listeners[c] = w
		}
	}
	each(s, do)
}

// Ignored tells whether the signal does nothing, by Ignore or from the start.
func Ignored(sig os.Signal) bool {
	n, ok := sig.(syscall.Signal)
	return ok && n > 0 && ignored(uint32(n))
}

// NotifyContext gives a context that is done when one of the signals comes, when
// parent is, or when stop is called. After stop the signals do what they did before.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	inner, cancel := context.WithCancelCause(parent)
	n := &notified{Context: inner, parent: parent, signals: slices.Clone(signals), c: make(chan os.Signal, 1)}
	Notify(n.c, signals...)
	if inner.Err() == nil {
		go func() {
			select {
			case sig := <-n.c:
				cancel(signalError(sig.String() + " signal received"))
			case <-inner.Done():
			}
		}()
	}
	return n, func() {
		cancel(nil)
		Stop(n.c)
	}
}

// signalError is the cause of a context that a signal ended.
type signalError string

func (e signalError) Error() string { return string(e) }

// notified is NotifyContext's context.
type notified struct {
	context.Context
	parent  context.Context
	signals []os.Signal
	c       chan os.Signal
}

func (n *notified) String() string {
	name := "context"
	if s, ok := n.parent.(interface{ String() string }); ok {
		name = s.String()
	}
	s := "signal.NotifyContext(" + name
	if len(n.signals) > 0 {
		s += ", ["
		for i, sig := range n.signals {
			if i > 0 {
				s += " "
			}
			s += sig.String()
		}
		s += "]"
	}
	return s + ")"
}
