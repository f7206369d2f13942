// This file holds the atomic types: a value each, with the functions of this
// package as methods.

package atomic

// noCopy marks a type for vet's copylocks check: values must not be copied after
// first use.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// align64 makes the compiler align what contains it to 8 bytes, on every platform.
type align64 struct{}

// A Bool is an atomic boolean; the zero value is false.
type Bool struct {
	_ noCopy
	v uint32
}

func word(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// Load returns the value.
func (x *Bool) Load() bool { return LoadUint32(&x.v) != 0 }

// Store sets the value.
func (x *Bool) Store(val bool) { StoreUint32(&x.v, word(val)) }

// Swap sets the value and returns the previous one.
func (x *Bool) Swap(new bool) (old bool) { return SwapUint32(&x.v, word(new)) != 0 }

// CompareAndSwap sets the value to new if it is old, and tells whether it did.
func (x *Bool) CompareAndSwap(old, new bool) (swapped bool) {
	return CompareAndSwapUint32(&x.v, word(old), word(new))
}

// An Int32 is an atomic int32; the zero value is 0.
type Int32 struct {
	_ noCopy
	v int32
}

// An Int64 is an atomic int64; the zero value is 0.
type Int64 struct {
	_ noCopy
	_ align64
	v int64
}

// A Uint32 is an atomic uint32; the zero value is 0.
type Uint32 struct {
	_ noCopy
	v uint32
}

// A Uint64 is an atomic uint64; the zero value is 0.
type Uint64 struct {
	_ noCopy
	_ align64
	v uint64
}

// A Uintptr is an atomic uintptr; the zero value is 0.
type Uintptr struct {
	_ noCopy
	v uintptr
}

// Load gives the value.
func (x *Int32) Load() int32 { return LoadInt32(&x.v) }

// Load gives the value.
func (x *Int64) Load() int64 { return LoadInt64(&x.v) }

// Load gives the value.
func (x *Uint32) Load() uint32 { return LoadUint32(&x.v) }

// Load gives the value.
func (x *Uint64) Load() uint64 { return LoadUint64(&x.v) }

// Load gives the value.
func (x *Uintptr) Load() uintptr { return LoadUintptr(&x.v) }

// Store sets the value.
func (x *Int32) Store(val int32) { StoreInt32(&x.v, val) }

// Store sets the value.
func (x *Int64) Store(val int64) { StoreInt64(&x.v, val) }

// Store sets the value.
func (x *Uint32) Store(val uint32) { StoreUint32(&x.v, val) }

// Store sets the value.
func (x *Uint64) Store(val uint64) { StoreUint64(&x.v, val) }

// Store sets the value.
func (x *Uintptr) Store(val uintptr) { StoreUintptr(&x.v, val) }

// Add adds delta and gives the new value.
func (x *Int32) Add(delta int32) (new int32) { return AddInt32(&x.v, delta) }

// Add adds delta and gives the new value.
func (x *Int64) Add(delta int64) (new int64) { return AddInt64(&x.v, delta) }

// Add adds delta and gives the new value.
func (x *Uint32) Add(delta uint32) (new uint32) { return AddUint32(&x.v, delta) }

// Add adds delta and gives the new value.
func (x *Uint64) Add(delta uint64) (new uint64) { return AddUint64(&x.v, delta) }

// Add adds delta and gives the new value.
func (x *Uintptr) Add(delta uintptr) (new uintptr) { return AddUintptr(&x.v, delta) }

// Swap sets the value and gives the previous one.
func (x *Int32) Swap(new int32) (old int32) { return SwapInt32(&x.v, new) }

// Swap sets the value and gives the previous one.
func (x *Int64) Swap(new int64) (old int64) { return SwapInt64(&x.v, new) }

// Swap sets the value and gives the previous one.
func (x *Uint32) Swap(new uint32) (old uint32) { return SwapUint32(&x.v, new) }

// Swap sets the value and gives the previous one.
func (x *Uint64) Swap(new uint64) (old uint64) { return SwapUint64(&x.v, new) }

// Swap sets the value and gives the previous one.
func (x *Uintptr) Swap(new uintptr) (old uintptr) { return SwapUintptr(&x.v, new) }

// And clears the bits that mask has not, and gives the old value.
func (x *Int32) And(mask int32) (old int32) { return AndInt32(&x.v, mask) }

// And clears the bits that mask has not, and gives the old value.
func (x *Int64) And(mask int64) (old int64) { return AndInt64(&x.v, mask) }

// And clears the bits that mask has not, and gives the old value.
func (x *Uint32) And(mask uint32) (old uint32) { return AndUint32(&x.v, mask) }

// And clears the bits that mask has not, and gives the old value.
func (x *Uint64) And(mask uint64) (old uint64) { return AndUint64(&x.v, mask) }

// And clears the bits that mask has not, and gives the old value.
func (x *Uintptr) And(mask uintptr) (old uintptr) { return AndUintptr(&x.v, mask) }

// Or sets the bits of mask, and gives the old value.
func (x *Int32) Or(mask int32) (old int32) { return OrInt32(&x.v, mask) }

// Or sets the bits of mask, and gives the old value.
func (x *Int64) Or(mask int64) (old int64) { return OrInt64(&x.v, mask) }

// Or sets the bits of mask, and gives the old value.
func (x *Uint32) Or(mask uint32) (old uint32) { return OrUint32(&x.v, mask) }

// Or sets the bits of mask, and gives the old value.
func (x *Uint64) Or(mask uint64) (old uint64) { return OrUint64(&x.v, mask) }

// Or sets the bits of mask, and gives the old value.
func (x *Uintptr) Or(mask uintptr) (old uintptr) { return OrUintptr(&x.v, mask) }

// CompareAndSwap sets the value to new if it is old, and tells whether it did.
func (x *Int32) CompareAndSwap(old, new int32) (swapped bool) {
	return CompareAndSwapInt32(&x.v, old, new)
}

// CompareAndSwap sets the value to new if it is old, and tells whether it did.
func (x *Int64) CompareAndSwap(old, new int64) (swapped bool) {
	return CompareAndSwapInt64(&x.v, old, new)
}

// CompareAndSwap sets the value to new if it is old, and tells whether it did.
func (x *Uint32) CompareAndSwap(old, new uint32) (swapped bool) {
	return CompareAndSwapUint32(&x.v, old, new)
}

// CompareAndSwap sets the value to new if it is old, and tells whether it did.
func (x *Uint64) CompareAndSwap(old, new uint64) (swapped bool) {
	return CompareAndSwapUint64(&x.v, old, new)
}

// CompareAndSwap sets the value to new if it is old, and tells whether it did.
func (x *Uintptr) CompareAndSwap(old, new uintptr) (swapped bool) {
	return CompareAndSwapUintptr(&x.v, old, new)
}
