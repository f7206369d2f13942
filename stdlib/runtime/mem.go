// This file holds memory: collection, statistics, finalizers.

package runtime

import "unsafe"

// GC runs a garbage collection and waits until it is complete.
func GC()

// MemStats are statistics of the allocator and the collector. Sizes are bytes.
type MemStats struct {
	Alloc      uint64 // in use by heap objects, as HeapAlloc
	TotalAlloc uint64 // allocated so far, freed included
	Sys        uint64 // obtained from the system
	Lookups    uint64 // always 0
	Mallocs    uint64 // objects allocated so far
	Frees      uint64 // objects freed so far

	HeapAlloc    uint64
	HeapSys      uint64 // address space of the heap
	HeapIdle     uint64 // in unused spans
	HeapInuse    uint64 // in spans with objects
	HeapReleased uint64 // of HeapIdle, returned to the system
	HeapObjects  uint64

	StackInuse  uint64 // in goroutine stacks
	StackSys    uint64
	MSpanInuse  uint64
	MSpanSys    uint64
	MCacheInuse uint64
	MCacheSys   uint64
	BuckHashSys uint64 // profiling tables
	GCSys       uint64 // metadata of the collector
	OtherSys    uint64

	NextGC        uint64 // heap size at which the next collection starts
	LastGC        uint64 // end of the last one, nanoseconds since 1970
	PauseTotalNs  uint64
	PauseNs       [256]uint64 // ring of the latest pauses; the last is at (NumGC+255)%256
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32 // by runtime.GC
	GCCPUFraction float64
	EnableGC      bool // always true
	DebugGC       bool // always false

	// BySize counts by size class, the first 61.
	BySize [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
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
