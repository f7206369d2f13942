// This file is T: running tests below a test, and beside each other.

package testing

import (
	"runtime"
	"time"
)

// T is given to test functions. A test ends when its function returns or calls FailNow,
// SkipNow or what builds on them. Its methods may be called from several goroutines,
// but those that end the test only from the test's own.
type T struct {
	node
}

// InternalTest names a test function. Programs that gvm test writes use it.
type InternalTest struct {
	Name string
	F    func(*T)
}

// Deadline returns when the run as a whole will be stopped; ok is false if never.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	return t.run.deadline, !t.run.deadline.IsZero()
}

// Run runs f as a test below t and waits until it ends or calls Parallel. It tells
// whether f has not failed up to there.
func (t *T) Run(name string, f func(t *T)) bool {
	t.mu.Lock()
	late := t.sweeping
	t.mu.Unlock()
	if late {
		panic("testing: t.Run called during t.Cleanup")
	}
	full, wanted := t.run.names.below(&t.node, name)
	if !wanted || t.run.stopping() {
		return true
	}
	sub := t.node.spawn(full, f)
	if sub == nil {
		// The test below has called our FailNow: this goroutine was meant.
		runtime.Goexit()
	}
	return !sub.Failed()
}

func (n *node) isLeaving() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.leaving
}

func (n *node) someLeaving() bool {
	for ; n != nil; n = n.up {
		if n.isLeaving() {
			return true
		}
	}
	return false
}

const aloneText = "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel"

// Parallel makes the test run beside others that call it, after the function of the test
// above has returned.
func (t *T) Parallel() {
	if t.abreast {
		panic("testing: t.Parallel called multiple times")
	}
	if t.setsEnv {
		panic(aloneText)
	}
	t.abreast = true
	if t.up == nil {
		return
	}
	t.clock.stop()
	t.up.mu.Lock()
	t.up.asleep = append(t.up.asleep, &t.node)
	t.up.mu.Unlock()
	if t.run.verbose {
		t.run.screen.note("PAUSE", t.name, "")
	}
	running.drop(&t.node)
	t.signal <- true
	<-t.up.release
	t.run.gate.enter()
	if t.run.verbose {
		t.run.screen.note("CONT ", t.name, "")
	}
	running.add(&t.node)
	t.clock.start()
}

// Setenv is os.Setenv for the time of the test. Parallel tests cannot use it.
func (t *T) Setenv(key, value string) {
	t.claimProcess()
	t.node.Setenv(key, value)
}

// Chdir is os.Chdir for the time of the test, and sets PWD. Parallel tests cannot use it.
func (t *T) Chdir(dir string) {
	t.claimProcess()
	t.node.Chdir(dir)
}

// claimProcess is called before a test changes what all share.
func (t *T) claimProcess() {
	for n := &t.node; n != nil; n = n.up {
		if n.abreast {
			panic(aloneText)
		}
	}
	t.setsEnv = true
}
