// This file holds Pool.

package sync

import "unsafe"

// A Pool keeps objects for reuse. An object may be dropped at any time: what has not
// been used during a whole garbage collection cycle goes with the next one.
type Pool struct {
	_ noCopy

	// One poolLocal per P, made by the natives; victim is what the last collection
	// found here, still to be had from by Get.
	local      unsafe.Pointer
	localSize  uintptr
	victim     unsafe.Pointer
	victimSize uintptr

	// New makes an object when the pool has none; it may be nil.
	New func() any
}

// A poolLocal is one P's part of a Pool; sync_native.cc knows its layout.
type poolLocal struct {
	private any   // of the P alone
	shared  []any // taken by other Ps too, under lock
	lock    uintptr
	_       [64]byte // own cache line
}

// The natives run without being preempted, so the P's part is theirs. poolPut
// reports false when there is no part for this P; poolGrow then gives the pool one
// for each of n Ps.
func poolPut(p *Pool, x any) bool
func poolTake(p *Pool) any
func poolGrow(p *Pool, locals unsafe.Pointer, n int)
func procs() int

// exists panics for a nil pool: the natives do not look.
func (p *Pool) exists() {
	if p == nil {
		panic("nil Pool")
	}
}

// Put adds x to the pool; nil is passed over.
func (p *Pool) Put(x any) {
	p.exists()
	for x != nil && !poolPut(p, x) {
		n := procs()
		locals := make([]poolLocal, n)
		poolGrow(p, unsafe.Pointer(&locals[0]), n)
	}
}

// Get takes any object from the pool, or makes one with New; without New it returns
// nil when the pool is empty.
func (p *Pool) Get() any {
	p.exists()
	if x := poolTake(p); x != nil {
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}
