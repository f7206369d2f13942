// This file holds memory: collection, statistics, finalizers.

package runtime

import "unsafe"

// GC runs a garbage collection and waits until it is complete.
func GC()

// MemStats are statistics of the allocator and the collector. Sizes are bytes.
type MemStats struct {
	Alloc, TotalAlloc uint64 // bytes in use by heap objects, as HeapAlloc; allocated so far, freed included
	Sys, Lookups      uint64 // obtained from the system; always 0
	Mallocs, Frees    uint64 // objects allocated and freed so far

	HeapAlloc, HeapSys        uint64 // bytes of objects; address space of the heap
	HeapIdle, HeapInuse       uint64 // in unused spans; in spans with objects
	HeapReleased, HeapObjects uint64 // of HeapIdle, returned to the system; a count

	StackInuse, StackSys   uint64 // goroutine stacks
	MSpanInuse, MSpanSys   uint64
	MCacheInuse, MCacheSys uint64
	BuckHashSys            uint64 // profiling tables
	GCSys, OtherSys        uint64 // metadata of the collector; the rest

	NextGC, LastGC     uint64 // heap size at the next collection's start; end of the last one, nanoseconds since 1970
	PauseTotalNs       uint64
	PauseNs, PauseEnd  [256]uint64 // rings of the latest pauses; the last is at (NumGC+255)%256
	NumGC, NumForcedGC uint32      // all; those by runtime.GC
	GCCPUFraction      float64
	EnableGC, DebugGC  bool // always true; always false

	// BySize counts by size class, the first 61.
	BySize [61]struct {
		Size           uint32
		Mallocs, Frees uint64
	}
}

// ReadMemStats fills m. It stops all goroutines meanwhile.
func ReadMemStats(m *MemStats)

// SetFinalizer has finalizer called with obj, some time after obj can no longer be
// reached, in a goroutine that runs all finalizers; nil takes the finalizer away.
// obj points to the beginning of an allocated object.
func SetFinalizer(obj any, finalizer any)

// A Cleanup is a call set up by AddCleanup.
type Cleanup struct {
	id  uint64
	ptr uintptr
}

// AddCleanup has cleanup(arg) called, some time after ptr can no longer be reached.
// An object may have several cleanups.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	if p, ok := any(arg).(*T); ok && p == ptr {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	id := addCleanup(unsafe.Pointer(ptr), func() { cleanup(arg) })
	return Cleanup{id, ^uintptr(unsafe.Pointer(ptr))}
}

func addCleanup(p unsafe.Pointer, f func()) uint64

// Stop takes the cleanup away, if it has not been called yet.
func (c Cleanup) Stop() {
	if c.id != 0 {
		stopCleanup(^c.ptr, c.id)
	}
}

func stopCleanup(p uintptr, id uint64)

// A Pinner keeps objects where they are and alive. Objects do not move here, so it
// only keeps them alive.
type Pinner struct {
	pinned []any
}

// Pin pins the object that pointer points to, until Unpin.
func (p *Pinner) Pin(pointer any) {
	switch kindOfPointer(pointer) {
	case 0:
		p.pinned = append(p.pinned, pointer)
	case 1:
		panic(errorString("runtime.Pinner: argument is nil"))
	default:
		v := pointer
		panic(errorString("runtime.Pinner: argument is not a pointer: " + typeString((*typeDesc)(wordsOf(&v).typ))))
	}
}

// Unpin lets go of all pinned objects.
func (p *Pinner) Unpin() { p.pinned = nil }

// kindOfPointer is 0 for a pointer, 1 for nil, 2 for anything else.
func kindOfPointer(v any) int
