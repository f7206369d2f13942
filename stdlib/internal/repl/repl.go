// Package repl is the inside of a session: it runs what the user enters, one function
// after another, and shows values. Its natives belong to whoever drives the session.
package repl

import "runtime"

// next waits for the next function to run; nil when the session ends.
func next() func()

// begin names the calling goroutine as the one that evaluates.
func begin()

// finish says that the evaluation is over, and how: normally, or by panic or Goexit.
func finish(normal bool)

// wait waits for finish, an interrupt, or for nobody being able to go on. The result
// says which.
func wait() int

// busy tells whether the evaluating goroutine still is on its way out.
func busy() bool

// failed drops what remains of the input.
func failed()

// The results of wait.
const (
	finished    = iota
	interrupted // the user asked, and the goroutine has ended
	abandoned   // the user asked, but the goroutine waits for something and goes on waiting
	stuck       // all goroutines are asleep
)

// Main runs a session to its end.
func Main() {
	for f := next(); f != nil; f = next() {
		if !evaluate(f) {
			failed()
		}
	}
}

func evaluate(f func()) bool {
	normal := false
	go func() {
		begin()
		defer func() { finish(normal) }()
		f()
		normal = true
	}()
	how := wait()
	// A panic's text comes after its deferred calls, of which finish was the last.
	for !normal && how <= interrupted && busy() {
		runtime.Gosched()
	}
	return normal && how == finished
}
