// This file is the life of a test from its start to its report.

package testing

import "runtime"

// spawn runs f as a test below n, and returns when it has ended or called Parallel. It
// returns nil where n itself is to end: f has called n's FailNow.
func (n *node) spawn(full string, f func(t *T)) *T {
	sub := new(T)
	sub.init(n.run, n, full)
	n.run.ran.Add(1)
	if n.run.verbose {
		n.run.screen.note("RUN  ", full, "")
	}
	running.add(&sub.node)
	if n.up != nil {
		// Past this function and Run.
		sub.begun = make([]uintptr, 32)
		sub.begun = sub.begun[:runtime.Callers(3, sub.begun)]
	}
	go sub.live(func() { f(sub) })
	if !<-sub.signal {
		return nil
	}
	if n.run.json {
		n.run.screen.name(n.name)
	}
	return sub
}

// live is the goroutine of a test or fuzz target.
func (n *node) live(f func()) {
	returned := false
	defer func() {
		n.finish(returned, recover())
	}()
	n.clock.start()
	f()
	returned = true
}

// finish ends a test: its function has returned, panicked, or left its goroutine.
func (n *node) finish(returned bool, fault any) {
	n.clock.stop()
	verdict := true
	if fault == nil && !returned && !n.isLeaving() {
		// Somebody else's FailNow, or a Goexit of the test's own.
		if n.up.someLeaving() {
			n.say(0, errVanished.Error()+": subtest may have called FailNow on a parent test\n")
			n.Fail()
			verdict = false
		} else {
			fault = errVanished
		}
	}
	if fault == nil {
		n.wake()
	}
	// A cleanup may leave the goroutine by FailNow: what is left to do is done on the way.
	defer func() {
		if again := recover(); again != nil {
			fault = again
		}
		if fault != nil {
			n.die(fault)
		}
		n.settle(verdict)
	}()
	n.sweep()
}

// settle reports how a test ended, to people and to the node above.
func (n *node) settle(verdict bool) {
	if n.Failed() {
		n.run.failures.Add(1)
	}
	n.report()
	n.mu.Lock()
	n.over = true
	n.mu.Unlock()
	running.drop(n)
	if n.abreast {
		n.run.gate.leave()
	}
	close(n.ended)
	n.signal <- verdict
}

// wake lets the tests below that called Parallel go on, and waits for their ends. The
// place that t has itself passes to them for that time.
func (n *node) wake() {
	n.mu.Lock()
	asleep := n.asleep
	n.asleep = nil
	n.mu.Unlock()
	if len(asleep) == 0 {
		return
	}
	if n.abreast {
		n.run.gate.leave()
	}
	running.drop(n)
	close(n.release)
	for _, sub := range asleep {
		<-sub.ended
	}
	if n.abreast {
		n.run.gate.enter()
	}
	running.add(n)
	n.clock.start() // the cleanups' time is the test's
}
