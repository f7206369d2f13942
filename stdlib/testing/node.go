// This file has what tests, benchmarks and fuzz targets share: failing, logging and
// cleaning up.

package testing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// A node is one running test, benchmark or fuzz target.
type node struct {
	run   *session
	up    *node  // nil for a root
	name  string // from the root, with slashes
	level int    // 0 for a root
	word  string // what a report calls it when it has not failed: PASS or BENCH

	suffix string // of a benchmark's name in its report: the number of processors

	mu       sync.Mutex
	text     []byte // to be handed up: logs, reports of nodes below
	open     []byte // an unfinished line of Output
	failed   bool
	skipped  bool
	leaving  bool // FailNow or SkipNow was called
	over     bool // nothing may be said any more
	sweeping bool // cleanups run
	helpers  map[string]bool
	cleanups []func()
	labels   map[string]int // names of nodes below: how often each was taken
	begun    []uintptr      // the callers of Run, where a test began this one

	clock   stopwatch
	ctx     context.Context
	cancel  context.CancelFunc
	folders folderSet
	setsEnv bool // Setenv or Chdir were called: such a test must run alone
	abreast bool // Parallel was called

	signal  chan bool     // to the node above: ended (true), gave up the parent (false), or sleeps
	ended   chan struct{} // closed when all is over
	release chan struct{} // closed when the nodes below that sleep may go on
	asleep  []*node
}

func (n *node) sealed() {}

// init makes a node below up, which may be nil.
func (n *node) init(run *session, up *node, name string) {
	n.run, n.up, n.name, n.word = run, up, name, "PASS"
	if up != nil {
		n.level = up.level + 1
	}
	n.signal = make(chan bool, 1)
	n.ended = make(chan struct{})
	n.release = make(chan struct{})
	n.ctx, n.cancel = context.WithCancel(context.Background())
}

// Name returns the name of the test, benchmark or fuzz target, with those above it.
func (n *node) Name() string { return n.name }

// Fail marks the test as failed, and lets it go on.
func (n *node) Fail() {
	if n.up != nil {
		n.up.Fail()
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.over {
		panic("Fail in goroutine after " + n.name + " has completed")
	}
	n.failed = true
}

// Failed tells whether the test has failed so far.
func (n *node) Failed() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.failed
}

// FailNow marks the test as failed and ends its goroutine, which must be the test's own.
func (n *node) FailNow() {
	n.Fail()
	n.leave(false)
}

// SkipNow marks the test as skipped and ends its goroutine, which must be the test's own.
func (n *node) SkipNow() { n.leave(true) }

func (n *node) leave(skipped bool) {
	n.mu.Lock()
	n.skipped = n.skipped || skipped
	n.leaving = true
	n.mu.Unlock()
	runtime.Goexit()
}

// Skipped tells whether the test was skipped.
func (n *node) Skipped() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.skipped
}

// Log prints its arguments as Println does, in the test's report.
func (n *node) Log(args ...any) { n.say(1, fmt.Sprintln(args...)) }

// Logf prints in the test's report as Printf does.
func (n *node) Logf(format string, args ...any) { n.say(1, fmt.Sprintf(format, args...)) }

// Error is Log and Fail.
func (n *node) Error(args ...any) {
	n.say(1, fmt.Sprintln(args...))
	n.Fail()
}

// Errorf is Logf and Fail.
func (n *node) Errorf(format string, args ...any) {
	n.say(1, fmt.Sprintf(format, args...))
	n.Fail()
}

// Fatal is Log and FailNow.
func (n *node) Fatal(args ...any) {
	n.say(1, fmt.Sprintln(args...))
	n.FailNow()
}

// Fatalf is Logf and FailNow.
func (n *node) Fatalf(format string, args ...any) {
	n.say(1, fmt.Sprintf(format, args...))
	n.FailNow()
}

// Skip is Log and SkipNow.
func (n *node) Skip(args ...any) {
	n.say(1, fmt.Sprintln(args...))
	n.SkipNow()
}

// Skipf is Logf and SkipNow.
func (n *node) Skipf(format string, args ...any) {
	n.say(1, fmt.Sprintf(format, args...))
	n.SkipNow()
}

// Helper makes the calling function one whose lines are not named in the log: the line
// of its caller is.
func (n *node) Helper() {
	var pc [1]uintptr
	if runtime.Callers(2, pc[:]) == 0 {
		return
	}
	f, _ := runtime.CallersFrames(pc[:]).Next()
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.helpers == nil {
		n.helpers = map[string]bool{}
	}
	n.helpers[f.Function] = true
}

// caller returns the line that a log line is from: the skip-th caller, or the first
// above it in a function that is no helper. Where the test's own function is one, what
// began the test is looked at; for a test at the top that is its function all the same.
func (n *node) caller(skip int) (string, int) {
	var pcs [64]uintptr
	got := runtime.Callers(skip+2, pcs[:])
	if got == 0 {
		return "???", 1
	}
	frames := runtime.CallersFrames(pcs[:got])
	first, more := frames.Next()
	at, below := first, first
	for test := n; ; {
		// The cleanup of a helper logs from where it was registered, as far as that is
		// known: from the function that runs it.
		if at.Function == "testing.(*node).sweep.func1" || at.Function == "testing.(*node).live" {
			return first.File, first.Line
		}
		switch {
		case at.Function == "testing.(*node).spawn.func1":
			if len(test.begun) == 0 {
				return below.File, below.Line
			}
			frames, test = runtime.CallersFrames(test.begun), test.up
			more = true
		case !n.isHelper(at.Function):
			return at.File, at.Line
		}
		if !more {
			return first.File, first.Line
		}
		below = at
		at, more = frames.Next()
	}
}

func (n *node) isHelper(function string) bool {
	for ; n != nil; n = n.up {
		n.mu.Lock()
		yes := n.helpers[function]
		n.mu.Unlock()
		if yes {
			return true
		}
	}
	return false
}

// say logs a text under the line of the skip-th caller.
func (n *node) say(skip int, text string) {
	file, line := n.caller(skip + 1)
	if !settings.fullPath {
		file = filepath.Base(file)
	}
	text = strings.TrimSuffix(text, "\n")
	text = strings.ReplaceAll(text, "\n", "\n    ")
	n.put(fmt.Sprintf("%s:%d: %s\n", file, line, text), true)
}

// put logs whole lines. A node that is over lets the nearest above it that is not speak
// for it.
func (n *node) put(lines string, closeOpen bool) {
	// A T that no run made, as packages of checks make for their own tests, has nowhere to write.
	if n.run == nil {
		return
	}
	for speaker := n; speaker != nil; speaker = speaker.up {
		speaker.mu.Lock()
		if speaker.over {
			speaker.mu.Unlock()
			continue
		}
		if closeOpen {
			speaker.closeLine()
		}
		speaker.emit(lines)
		speaker.mu.Unlock()
		return
	}
	panic("Log in goroutine after " + n.name + " has completed: " + lines)
}

// emit shows or keeps whole lines; n.mu is held.
func (n *node) emit(lines string) {
	if n.run.verbose && n.word == "PASS" {
		n.run.screen.speak(n.name, indent(lines))
	} else if n.run.verbose {
		n.run.screen.print(indent(lines))
	} else {
		n.text = append(n.text, lines...)
	}
}

func (n *node) closeLine() {
	if len(n.open) > 0 {
		n.emit(string(n.open) + "\n")
		n.open = nil
	}
}

// An outlet is what Output returns.
type outlet struct{ n *node }

// Output returns a writer into the test's report, without the place of the caller. A
// line shows when it is complete, or when something else is logged.
func (n *node) Output() io.Writer { return outlet{n} }

func (o outlet) Write(p []byte) (int, error) {
	for n := o.n; n != nil; n = n.up {
		n.mu.Lock()
		if n.over {
			n.mu.Unlock()
			continue
		}
		n.open = append(n.open, p...)
		if end := strings.LastIndexByte(string(n.open), '\n') + 1; end > 0 {
			n.emit(string(n.open[:end]))
			n.open = append([]byte(nil), n.open[end:]...)
		}
		n.mu.Unlock()
		return len(p), nil
	}
	panic("Write called after " + o.n.name + " has completed")
}

// Attr puts a key, which has no spaces, and a value of one line beside the test's output.
func (n *node) Attr(key, value string) {
	if strings.ContainsFunc(key, isSpace) {
		n.Errorf("disallowed whitespace in attribute key %q", key)
		return
	}
	if strings.ContainsAny(value, "\r\n") {
		n.Errorf("disallowed newline in attribute value %q", value)
		return
	}
	if n.run.verbose {
		n.run.screen.note("ATTR ", n.name, " "+key+" "+value)
	}
}

// Cleanup has f called when the test and those below it are over; the last one first.
func (n *node) Cleanup(f func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.cleanups = append(n.cleanups, f)
}

// sweep calls the cleanups, including those that cleanups add. One that panics or ends
// the goroutine does not keep the others from running.
func (n *node) sweep() {
	n.cancel()
	for {
		n.mu.Lock()
		n.sweeping = true
		last := len(n.cleanups) - 1
		if last < 0 {
			n.sweeping = false
			n.mu.Unlock()
			return
		}
		f := n.cleanups[last]
		n.cleanups = n.cleanups[:last]
		n.mu.Unlock()
		func() {
			through := false
			defer func() {
				if !through {
					n.sweep()
				}
			}()
			f()
			through = true
		}()
	}
}

// Context returns a context that ends just before the cleanups run.
func (n *node) Context() context.Context { return n.ctx }

// report hands the node's result and its text to the node above.
func (n *node) report() {
	n.mu.Lock()
	n.closeLine()
	word := n.word
	switch {
	case n.failed:
		word = "FAIL"
	case n.skipped:
		word = "SKIP"
	}
	show := n.level > 0 && (n.failed || n.run.verbose && (n.word == "PASS" || n.skipped) || n.word == "BENCH" && len(n.text) > 0 && !n.skipped)
	head := fmt.Sprintf("--- %s: %s (%.2fs)\n", word, n.name, n.clock.total().Seconds())
	if n.word == "BENCH" {
		head = fmt.Sprintf("--- %s: %s\n", word, n.name+n.suffix)
	}
	body := string(n.text)
	n.text = nil
	n.mu.Unlock()
	if !show {
		return
	}
	if n.run.json {
		n.run.screen.result(head, indent(body), n.up.name)
		return
	}
	n.up.take(head + indent(body))
}

// take receives the report of a node below; the root prints it.
func (n *node) take(report string) {
	if n.level == 0 || n.word == "BENCH" {
		n.run.screen.print(report)
		return
	}
	n.mu.Lock()
	n.text = append(n.text, report...)
	n.mu.Unlock()
}

// indent moves each line four columns to the right.
func indent(lines string) string {
	if lines == "" {
		return ""
	}
	whole, ends := strings.CutSuffix(lines, "\n")
	out := "    " + strings.ReplaceAll(whole, "\n", "\n    ")
	if ends {
		out += "\n"
	}
	return out
}

// die reports a panic's node and all above it as failed, and panics on. It is called by
// a deferred function of the panicking goroutine, so that its stack is still there.
func (n *node) die(fault any) {
	for at := n; at.up != nil; at = at.up {
		at.clock.stop()
		at.mu.Lock()
		at.failed = true
		at.mu.Unlock()
		at.report()
	}
	panic(fault)
}

var errVanished = errors.New("test executed panic(nil) or runtime.Goexit")

// A stopwatch adds up the time that a node was running.
type stopwatch struct {
	mu    sync.Mutex
	on    bool
	since time.Time
	spent time.Duration
}

func (w *stopwatch) start() {
	w.mu.Lock()
	w.on, w.since = true, time.Now()
	w.mu.Unlock()
}

func (w *stopwatch) stop() {
	w.mu.Lock()
	if w.on {
		w.spent += time.Since(w.since)
		w.on = false
	}
	w.mu.Unlock()
}

// running returns for how long the watch has been going since it was started.
func (w *stopwatch) running() (time.Duration, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.on {
		return 0, false
	}
	return time.Since(w.since), true
}

func (w *stopwatch) total() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.on {
		return w.spent + time.Since(w.since)
	}
	return w.spent
}
