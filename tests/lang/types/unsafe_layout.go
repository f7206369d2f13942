// unsafe and layout: sizes, offsets, pointer arithmetic, string and slice headers, casts between types, atomics in structs.
package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

type hdr struct {
	a bool
	b int64
	c bool
	d uint16
	e [3]byte
	f string
	g []int
	h any
	i func()
	j *hdr
	k complex64
	l struct{}
}
type packed struct {
	x, y uint8
	z    uint32
}
type U struct {
	n atomic.Int64
	m atomic.Pointer[packed]
	b atomic.Bool
	v atomic.Value
}

func main() {
	var h hdr
	fmt.Println(unsafe.Sizeof(h), unsafe.Alignof(h), unsafe.Offsetof(h.b), unsafe.Offsetof(h.c), unsafe.Offsetof(h.d), unsafe.Offsetof(h.e), unsafe.Offsetof(h.f),
		unsafe.Offsetof(h.g), unsafe.Offsetof(h.h), unsafe.Offsetof(h.i), unsafe.Offsetof(h.j), unsafe.Offsetof(h.k), unsafe.Offsetof(h.l))
	p := unsafe.Pointer(&h)
	*(*int64)(unsafe.Add(p, unsafe.Offsetof(h.b))) = -7
	*(*uint16)(unsafe.Pointer(uintptr(p) + unsafe.Offsetof(h.d))) = 0xbeef
	*(*byte)(unsafe.Add(p, unsafe.Offsetof(h.e)+2)) = 9
	fmt.Println(h.b, h.d, h.e)
	f := 1.5
	bits := *(*uint64)(unsafe.Pointer(&f))
	fmt.Printf("%#x\n", bits)
	arr := [4]int32{1, 2, 3, 4}
	q := &arr[0]
	for i := range 4 {
		r := (*int32)(unsafe.Add(unsafe.Pointer(q), i*4))
		*r *= int32(i)
	}
	fmt.Println(arr)
	s := unsafe.Slice(q, 3)
	s[2] = 100
	fmt.Println(s, len(s), cap(s), arr)
	b := []byte("hello")
	str := unsafe.String(&b[0], len(b))
	b[0] = 'J'
	fmt.Println(str, unsafe.String(unsafe.StringData("abcdef"), 3), *unsafe.SliceData(b) == 'J')
	u8 := (*[8]uint8)(unsafe.Pointer(&h.b))
	fmt.Println(u8[0], u8[7], len(u8))
	pk := packed{1, 2, 0x01020304}
	raw := *(*uint64)(unsafe.Pointer(&pk))
	fmt.Printf("%#x\n", raw&0xffffffff0000ffff)
	type myInt int
	n := 5
	mp := (*myInt)(unsafe.Pointer(&n))
	*mp++
	fmt.Println(n, *mp)
	var e any = pk
	type eface struct{ t, d unsafe.Pointer }
	d := (*packed)((*eface)(unsafe.Pointer(&e)).d)
	fmt.Println(*d)
	type slice struct {
		p        unsafe.Pointer
		len, cap int
	}
	xs := make([]int, 2, 10)
	hd := (*slice)(unsafe.Pointer(&xs))
	hd.len = 5
	fmt.Println(len(xs), cap(xs), hd.cap)
	var u U
	u.n.Store(5)
	u.n.Add(-2)
	u.m.Store(&pk)
	u.m.Load().x = 77
	fmt.Println(u.n.Load(), u.m.CompareAndSwap(&pk, nil), pk.x, u.b.Swap(true), u.b.Load(), u.n.And(1), u.n.Or(8), u.n.Load())
	u.v.Store([]string{"v"})
	fmt.Println(u.v.Load().([]string)[0])
	const sz = unsafe.Sizeof(uintptr(0)) * 2
	var buf [sz]byte
	fmt.Println(len(buf), unsafe.Sizeof([0]int{}), unsafe.Sizeof(struct{}{}), unsafe.Sizeof(""), unsafe.Sizeof([]int{}), unsafe.Sizeof(e), unsafe.Sizeof(1+2i))
	var z32 int32 = -5
	atomic.AddInt32(&z32, 3)
	fmt.Println(z32, atomic.SwapInt32(&z32, 9), atomic.CompareAndSwapInt32(&z32, 9, 10), atomic.LoadInt32(&z32))
	func() {
		defer func() { fmt.Println(recover()) }()
		k := -1
		_ = unsafe.Slice(q, k)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *int
		fmt.Println(unsafe.Slice(np, 0) == nil)
		m := 1
		_ = unsafe.Slice(np, m)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = (*[10]int)(xs)
	}()
	fn := func(x int) int { return x + n }
	fp := *(*unsafe.Pointer)(unsafe.Pointer(&fn))
	fmt.Println(fp != nil, (*(*func(int) int)(unsafe.Pointer(&fp)))(4))
	m := map[unsafe.Pointer]string{unsafe.Pointer(&n): "n"}
	fmt.Println(m[unsafe.Pointer(mp)], uintptr(unsafe.Pointer(&arr[1]))-uintptr(unsafe.Pointer(&arr[0])))
}
