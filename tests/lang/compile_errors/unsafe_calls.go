package main

import "unsafe"

type T struct{ a int; b *T; E }
type E struct{ e int }
func (T) m() {}
func main() {
	var t T
	var p *T
	_ = unsafe.Sizeof()
	_ = unsafe.Sizeof(1, 2)
	_ = unsafe.Offsetof(t)
	_ = unsafe.Offsetof(t.m)
	_ = unsafe.Offsetof(t.e)
	_ = unsafe.Offsetof(t.zz)
	_ = unsafe.Offsetof(p.a)
	_ = unsafe.Alignof()
	_ = unsafe.Add(1, 2)
	_ = unsafe.Add(unsafe.Pointer(p), "a")
	_ = unsafe.Slice(1, 2)
	_ = unsafe.Slice(p, -1)
	_ = unsafe.String(p, 1)
	_ = unsafe.StringData(1)
	_ = unsafe.SliceData("a")
	_ = unsafe.Pointer(1)
	_ = unsafe.Foo
	unsafe.Sizeof(1)
	_ = uintptr(p)
	_ = (*int)(p)
	_ = unsafe.Pointer(t)
}
