// Package sync provides locks, condition variables, one-time actions, wait groups,
// and containers that goroutines may share. Values of its types must not be copied
// after first use.
package sync

import (
	"sync/atomic"
	"unsafe"
)

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// noCopy marks a type for vet's copylocks check.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// What the runtime gives: semaphores on a word, waiting with a reason that
// tracebacks show.

const (
	waitSemaphore = iota
	waitMutex
	waitRLock
	waitRWLock
	waitGroup
)

// acquire waits until *s > 0 and decrements it.
func acquire(s *uint32, why int)

// release increments *s and wakes a waiter. With handoff the waiter runs at once.
func release(s *uint32, handoff bool)

// fatal ends the program: misuse of a lock is not a panic.
func fatal(text string)

// A Mutex is a mutual exclusion lock; the zero value is unlocked. A waiter that has
// waited more than a millisecond gets the lock handed over directly, so that
// newcomers cannot starve it.
type Mutex struct {
	// Bit 0 locked, bit 1 a waiter has been woken, bit 2 starvation mode; above, the
	// number of waiters.
	state int32
	sema  uint32
}

const mutexLocked = 1

// The slow halves are natives (sync_native.cc), with the algorithm's essay.
func lockSlow(m *Mutex)
func unlockSlow(m *Mutex, state int32)

// Lock locks m, waiting until it is available.
func (m *Mutex) Lock() {
	if !atomic.CompareAndSwapInt32(&m.state, 0, mutexLocked) {
		lockSlow(m)
	}
}

// TryLock locks m if that needs no waiting, and tells whether it did.
func (m *Mutex) TryLock() bool {
	const lockedOrStarving = 1 | 4
	s := atomic.LoadInt32(&m.state)
	return s&lockedOrStarving == 0 && atomic.CompareAndSwapInt32(&m.state, s, s|mutexLocked)
}

// Unlock unlocks m. It is a fatal error if m is not locked. Any goroutine may do it.
func (m *Mutex) Unlock() {
	if rest := atomic.AddInt32(&m.state, -mutexLocked); rest != 0 {
		unlockSlow(m, rest)
	}
}

// A Cond is a place where goroutines wait for an event or a change of state.
type Cond struct {
	_ noCopy

	// L is held while the condition is looked at or changed.
	L Locker

	list    notifyList
	checker copyChecker
}

// A notifyList is the runtime's list of tickets; its layout is sema/sema.h's.
type notifyList struct {
	wait   uint32
	notify uint32
	lock   uintptr
	head   uintptr
	tail   uintptr
}

func listAdd(l *notifyList) uint32
func listWait(l *notifyList, ticket uint32)
func listNotifyAll(l *notifyList)
func listNotifyOne(l *notifyList)

// A copyChecker holds its own address, and so finds out that it was copied.
type copyChecker uintptr

func (c *copyChecker) check() {
	self := uintptr(unsafe.Pointer(c))
	if uintptr(*c) == self {
		return
	}
	if atomic.CompareAndSwapUintptr((*uintptr)(c), 0, self) || uintptr(*c) == self {
		return
	}
	panic("sync.Cond is copied")
}

// NewCond returns a Cond with lock l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks c.L, waits for Signal or Broadcast, and locks c.L again.
func (c *Cond) Wait() {
	c.checker.check()
	ticket := listAdd(&c.list)
	c.L.Unlock()
	listWait(&c.list, ticket)
	c.L.Lock()
}

// Signal wakes one waiter, if there is one.
func (c *Cond) Signal() {
	c.checker.check()
	listNotifyOne(&c.list)
}

// Broadcast wakes all waiters.
func (c *Cond) Broadcast() {
	c.checker.check()
	listNotifyAll(&c.list)
}
