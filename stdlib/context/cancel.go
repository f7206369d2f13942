// This file has the contexts that can end.

package context

import (
	"sync"
	"time"
)

// A canceler is what ends with a context: another context, or an AfterFunc.
type canceler interface {
	cancel(remove bool, err, cause error)
}

type cancelCtx struct {
	Context // the parent
	done    chan struct{}

	mu       sync.Mutex
	children map[canceler]struct{} // nil once ended
	err      error                 // not nil once ended
	cause    error
}

func (c *cancelCtx) Done() <-chan struct{} { return c.done }
func (c *cancelCtx) Value(key any) any     { return lookUp(c, key) }
func (c *cancelCtx) String() string        { return nameOf(c.Context) + ".WithCancel" }

func (c *cancelCtx) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// ownerOf returns the cancelCtx whose channel parent's Done is, or nil.
func ownerOf(parent Context) *cancelCtx {
	owner, ok := parent.Value(ownerKey).(*cancelCtx)
	if ok && parent.Done() == (<-chan struct{})(owner.done) {
		return owner
	}
	return nil // some other type that makes a channel of its own
}

// attach arranges that child ends with parent.
func (c *cancelCtx) attach(parent Context, child canceler) {
	c.Context = parent
	c.done = make(chan struct{})
	over := parent.Done()
	if over == nil {
		return
	}
	select {
	case <-over:
		child.cancel(false, parent.Err(), Cause(parent))
		return
	default:
	}
	if owner := ownerOf(parent); owner != nil {
		owner.mu.Lock()
		err, cause := owner.err, owner.cause
		if err == nil {
			if owner.children == nil {
				owner.children = map[canceler]struct{}{}
			}
			owner.children[child] = struct{}{}
		}
		owner.mu.Unlock()
		if err != nil {
			child.cancel(false, err, cause)
		}
		return
	}
	if after, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		stop := after.AfterFunc(func() { child.cancel(false, parent.Err(), Cause(parent)) })
		c.Context = stopCtx{parent, stop}
		return
	}
	go func() {
		select {
		case <-over:
			child.cancel(false, parent.Err(), Cause(parent))
		case <-c.done:
		}
	}()
}

// stopCtx stands for a parent whose AfterFunc must be stopped when the child ends.
type stopCtx struct {
	Context
	stop func() bool
}

// detach takes child out of parent's children.
func detach(parent Context, child canceler) {
	if s, ok := parent.(stopCtx); ok {
		s.stop()
		return
	}
	if owner := ownerOf(parent); owner != nil {
		owner.mu.Lock()
		delete(owner.children, child)
		owner.mu.Unlock()
	}
}

// end ends c and its children, once; it reports whether this was the time.
func (c *cancelCtx) end(err, cause error) bool {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return false
	}
	c.err, c.cause = err, cause
	close(c.done)
	for child := range c.children {
		child.cancel(false, err, cause)
	}
	c.children = nil
	return true
}

func (c *cancelCtx) cancel(remove bool, err, cause error) {
	if c.end(err, cause) && remove {
		detach(c.Context, c)
	}
}

func withCancel(parent Context) *cancelCtx {
	checkParent(parent)
	c := new(cancelCtx)
	c.attach(parent, c)
	return c
}

// WithCancel returns a copy of parent that ends with it, or when cancel is called.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := withCancel(parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithCancelCause is WithCancel with a cancel that says why.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := withCancel(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

// Cause returns why c has ended: what was given to the CancelCauseFunc that ended
// it or a parent, or else c.Err().
func Cause(c Context) error {
	if owner, ok := c.Value(ownerKey).(*cancelCtx); ok {
		owner.mu.Lock()
		cause := owner.cause
		owner.mu.Unlock()
		if cause != nil {
			return cause
		}
	}
	return c.Err()
}

type timerCtx struct {
	cancelCtx
	timer    *time.Timer // guarded by mu
	deadline time.Time
}

func (t *timerCtx) Deadline() (deadline time.Time, ok bool) { return t.deadline, true }
func (t *timerCtx) Value(key any) any                       { return lookUp(t, key) }

func (t *timerCtx) String() string {
	left := time.Until(t.deadline).String()
	return nameOf(t.Context) + ".WithDeadline(" + t.deadline.String() + " [" + left + "])"
}

func (t *timerCtx) cancel(remove bool, err, cause error) {
	if t.end(err, cause) && remove {
		detach(t.Context, t)
	}
	t.mu.Lock()
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
	t.mu.Unlock()
}

// WithDeadline returns a copy of parent that ends with it, at d, or when cancel is
// called.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithTimeout is WithDeadline at time.Now().Add(timeout).
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), nil)
}

// WithTimeoutCause is WithDeadlineCause at time.Now().Add(timeout).
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// WithDeadlineCause is WithDeadline with a cause for when the deadline passes; cancel
// does not set it.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	checkParent(parent)
	if sooner, ok := parent.Deadline(); ok && sooner.Before(d) {
		return WithCancel(parent)
	}
	t := &timerCtx{deadline: d}
	t.attach(parent, t)
	cancel := func() { t.cancel(true, Canceled, nil) }
	left := time.Until(d)
	if left <= 0 {
		t.cancel(true, DeadlineExceeded, cause)
		return t, func() { t.cancel(false, Canceled, nil) }
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err == nil {
		t.timer = time.AfterFunc(left, func() { t.cancel(true, DeadlineExceeded, cause) })
	}
	return t, cancel
}

// AfterFunc calls f in a goroutine of its own once ctx has ended. What it returns
// stops that, and reports whether it did: false where f was started or stopped
// already. It does not wait for f.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	a := &afterFuncCtx{f: f}
	a.attach(ctx, a)
	return func() bool {
		stopped := false
		a.once.Do(func() { stopped = true })
		if stopped {
			a.cancel(true, Canceled, nil)
		}
		return stopped
	}
}

type afterFuncCtx struct {
	cancelCtx
	once sync.Once // either starts f or stops it
	f    func()
}

func (a *afterFuncCtx) cancel(remove bool, err, cause error) {
	a.end(err, cause)
	if remove {
		detach(a.Context, a)
	}
	a.once.Do(func() { go a.f() })
}
