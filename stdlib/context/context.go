// Package context carries deadlines, cancellation and values of a request across
// the functions and goroutines that work on it. Contexts form a tree: what is made
// from a context ends with it. Pass one as the first parameter, named ctx; never
// nil, but TODO where nothing is known yet. Call every CancelFunc in the end.
package context

import (
	"errors"
	"reflect"
	"time"
)

// Context is a deadline, a signal of cancellation, and values. Its methods may be
// called by several goroutines at once.
type Context interface {
	// Value returns the value of key, or nil. Keys are of types that their packages
	// keep to themselves, so that they cannot clash.
	Value(key any) any

	// Done returns a channel that is closed when the work is to stop; nil where that
	// never happens. It is always the same, and may be closed a moment after cancel
	// has returned.
	Done() <-chan struct{}

	// Err returns nil until Done is closed, then Canceled or DeadlineExceeded.
	Err() error

	// Deadline returns when the work is to stop, if that is set.
	Deadline() (deadline time.Time, ok bool)
}

// CancelFunc tells an operation to stop, and does not wait for it. It may be called
// by several goroutines and more than once.
type CancelFunc func()

// CancelCauseFunc is a CancelFunc that says why; nil stands for Canceled. The first
// call counts.
type CancelCauseFunc func(cause error)

// Canceled is the Err of a canceled context.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is the Err of a context whose deadline has passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

// emptyCtx never ends and holds nothing.
type emptyCtx struct{}

func (emptyCtx) Value(key any) any                       { return nil }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }

type (
	backgroundCtx struct{ emptyCtx }
	todoCtx       struct{ emptyCtx }
)

func (todoCtx) String() string       { return "context.TODO" }
func (backgroundCtx) String() string { return "context.Background" }

// Background returns the root of the tree, for main, initialisation, tests, and
// incoming requests.
func Background() Context { return backgroundCtx{} }

// TODO returns an empty context, where it is unclear which to use.
func TODO() Context { return todoCtx{} }

func checkParent(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}

// nameOf describes a context for the String methods.
func nameOf(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return reflect.TypeOf(c).String()
}

type valueCtx struct {
	Context
	key, val any
}

// WithValue returns a copy of parent in which key has the value val. The key must be
// comparable and of a type of the caller's own.
func WithValue(parent Context, key, val any) Context {
	checkParent(parent)
	if key == nil {
		panic("nil key")
	}
	if !reflect.TypeOf(key).Comparable() {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

func (v *valueCtx) String() string {
	show := func(x any) string {
		switch x := x.(type) {
		case nil:
			return "<nil>"
		case string:
			return x
		case interface{ String() string }:
			return x.String()
		}
		return reflect.TypeOf(x).String()
	}
	return nameOf(v.Context) + ".WithValue(" + show(v.key) + ", " + show(v.val) + ")"
}

// Value goes up the tree in a loop rather than by recursion, since chains can be
// long.
func (v *valueCtx) Value(key any) any { return lookUp(v, key) }

// ownerKey is the key whose value is the nearest context with a cancelCtx.
type ownerKeyType struct{}

var ownerKey any = ownerKeyType{}

func lookUp(c Context, key any) any {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			if ctx.key == key {
				return ctx.val
			}
			c = ctx.Context
		case *cancelCtx:
			if key == ownerKey {
				return ctx
			}
			c = ctx.Context
		case *timerCtx:
			if key == ownerKey {
				return &ctx.cancelCtx
			}
			c = ctx.Context
		case withoutCancelCtx:
			if key == ownerKey {
				return nil // it is cut off from the cancellation above
			}
			c = ctx.c
		case backgroundCtx, todoCtx:
			return nil
		default:
			return c.Value(key)
		}
	}
}

// WithoutCancel returns a copy of parent that does not end with it, and has no
// deadline.
func WithoutCancel(parent Context) Context {
	checkParent(parent)
	return withoutCancelCtx{parent}
}

type withoutCancelCtx struct{ c Context }

func (w withoutCancelCtx) String() string                        { return nameOf(w.c) + ".WithoutCancel" }
func (w withoutCancelCtx) Value(key any) any                     { return lookUp(w, key) }
func (withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (withoutCancelCtx) Err() error                              { return nil }
func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }
