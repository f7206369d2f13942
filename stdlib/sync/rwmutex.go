// This file holds RWMutex.

package sync

import "sync/atomic"

// An RWMutex is held by any number of readers, or by one writer; the zero value is
// unlocked. A waiting writer keeps new readers out.
type RWMutex struct {
	w       Mutex        // held by the writer, and by writers that wait
	wsema   uint32       // writer waits here for the last reader
	rsema   uint32       // readers wait here for the writer
	readers atomic.Int32 // readers, less writerPending while a writer wants or has it
	leaving atomic.Int32 // readers that the waiting writer still waits for
}

// More readers than there can be.
const writerPending = 1 << 30

// RLock locks rw for reading.
func (rw *RWMutex) RLock() {
	if rw.readers.Add(1) < 0 {
		acquire(&rw.rsema, waitRLock)
	}
}

// TryRLock locks rw for reading if that needs no waiting, and tells whether it did.
func (rw *RWMutex) TryRLock() bool {
	n := rw.readers.Load()
	for n >= 0 {
		if rw.readers.CompareAndSwap(n, n+1) {
			return true
		}
		n = rw.readers.Load()
	}
	return false
}

// RUnlock undoes one RLock. It is a fatal error if there was none.
func (rw *RWMutex) RUnlock() {
	left := rw.readers.Add(-1)
	if left >= 0 {
		return
	}
	if left == -1 || left == -1-writerPending {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	// A writer waits: the last reader that was there before it lets it in.
	if rw.leaving.Add(-1) == 0 {
		release(&rw.wsema, false)
	}
}

// Lock locks rw for writing.
func (rw *RWMutex) Lock() {
	rw.w.Lock()
	present := rw.readers.Add(-writerPending) + writerPending
	if present != 0 && rw.leaving.Add(present) != 0 {
		acquire(&rw.wsema, waitRWLock)
	}
}

// TryLock locks rw for writing if that needs no waiting, and tells whether it did.
func (rw *RWMutex) TryLock() bool {
	if !rw.w.TryLock() {
		return false
	}
	if rw.readers.CompareAndSwap(0, -writerPending) {
		return true
	}
	rw.w.Unlock()
	return false
}

// Unlock unlocks rw for writing. It is a fatal error if it is not locked so.
func (rw *RWMutex) Unlock() {
	waiting := rw.readers.Add(writerPending)
	if waiting >= writerPending {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	for ; waiting > 0; waiting-- {
		release(&rw.rsema, false)
	}
	rw.w.Unlock()
}

// RLocker returns a Locker whose methods are rw's RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*readLocker)(rw) }

type readLocker RWMutex

func (r *readLocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *readLocker) Unlock() { (*RWMutex)(r).RUnlock() }
