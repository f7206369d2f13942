// Package atomic provides atomic operations on memory, on which synchronisation
// algorithms are built. All of them are sequentially consistent: they behave as if
// executed in one total order, and an operation that sees the effect of another is
// synchronised with it.
//
// The functions have no bodies: the compiler turns their calls into single
// instructions of the virtual machine, and natives stand behind their values.
package atomic

import "unsafe"

// SwapInt32 stores new in *addr and returns the previous value.
func SwapInt32(addr *int32, new int32) (old int32)

// SwapInt64 stores new in *addr and returns the previous value.
func SwapInt64(addr *int64, new int64) (old int64)

// SwapUint32 stores new in *addr and returns the previous value.
func SwapUint32(addr *uint32, new uint32) (old uint32)

// SwapUint64 stores new in *addr and returns the previous value.
func SwapUint64(addr *uint64, new uint64) (old uint64)

// SwapUintptr stores new in *addr and returns the previous value.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr)

// SwapPointer stores new in *addr and returns the previous value.
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer)

// CompareAndSwapInt32 stores new in *addr if it holds old, and tells whether it did.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool)

// CompareAndSwapInt64 stores new in *addr if it holds old, and tells whether it did.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool)

// CompareAndSwapUint32 stores new in *addr if it holds old, and tells whether it did.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool)

// CompareAndSwapUint64 stores new in *addr if it holds old, and tells whether it did.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool)

// CompareAndSwapUintptr stores new in *addr if it holds old, and tells whether it did.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool)

// CompareAndSwapPointer stores new in *addr if it holds old, and tells whether it did.
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool)

// AddInt32 adds delta to *addr and returns the new value.
func AddInt32(addr *int32, delta int32) (new int32)

// AddInt64 adds delta to *addr and returns the new value.
func AddInt64(addr *int64, delta int64) (new int64)

// AddUint32 adds delta to *addr and returns the new value.
func AddUint32(addr *uint32, delta uint32) (new uint32)

// AddUint64 adds delta to *addr and returns the new value.
func AddUint64(addr *uint64, delta uint64) (new uint64)

// AddUintptr adds delta to *addr and returns the new value.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr)

// AndInt32 clears the bits of *addr that mask has not, and returns the old value.
func AndInt32(addr *int32, mask int32) (old int32)

// AndInt64 clears the bits of *addr that mask has not, and returns the old value.
func AndInt64(addr *int64, mask int64) (old int64)

// AndUint32 clears the bits of *addr that mask has not, and returns the old value.
func AndUint32(addr *uint32, mask uint32) (old uint32)

// AndUint64 clears the bits of *addr that mask has not, and returns the old value.
func AndUint64(addr *uint64, mask uint64) (old uint64)

// AndUintptr clears the bits of *addr that mask has not, and returns the old value.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr)

// OrInt32 sets the bits of mask in *addr, and returns the old value.
func OrInt32(addr *int32, mask int32) (old int32)

// OrInt64 sets the bits of mask in *addr, and returns the old value.
func OrInt64(addr *int64, mask int64) (old int64)

// OrUint32 sets the bits of mask in *addr, and returns the old value.
func OrUint32(addr *uint32, mask uint32) (old uint32)

// OrUint64 sets the bits of mask in *addr, and returns the old value.
func OrUint64(addr *uint64, mask uint64) (old uint64)

// OrUintptr sets the bits of mask in *addr, and returns the old value.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr)

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) (val int32)

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) (val int64)

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) (val uint32)

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) (val uint64)

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) (val uintptr)

// LoadPointer returns *addr.
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer)

// StoreInt32 sets *addr to val.
func StoreInt32(addr *int32, val int32)

// StoreInt64 sets *addr to val.
func StoreInt64(addr *int64, val int64)

// StoreUint32 sets *addr to val.
func StoreUint32(addr *uint32, val uint32)

// StoreUint64 sets *addr to val.
func StoreUint64(addr *uint64, val uint64)

// StoreUintptr sets *addr to val.
func StoreUintptr(addr *uintptr, val uintptr)

// StorePointer sets *addr to val.
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer)
