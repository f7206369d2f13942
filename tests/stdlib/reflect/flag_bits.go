// reflect: the field and the bits of a Value that packages reach for behind its back, to look at private fields.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type hidden struct {
	Open int
	shut int
	inside
}
type inside int

func main() {
	field, ok := reflect.TypeOf(reflect.Value{}).FieldByName("flag")
	fmt.Println(ok, field.Type.Kind(), field.Offset)
	bits := func(v reflect.Value) *uintptr { return (*uintptr)(unsafe.Add(unsafe.Pointer(&v), field.Offset)) }
	h := hidden{1, 2, 3}
	v, p := reflect.ValueOf(h), reflect.ValueOf(&h).Elem()
	const kind = 1<<5 - 1
	fmt.Println((*bits(v.Field(0))^*bits(v.Field(1)))&^kind, (*bits(v.Field(0))^*bits(v.Field(2)))&^kind, (*bits(v.Field(0))^*bits(p.Field(0)))&^kind)
	private := p.Field(1)
	fmt.Println(private.CanSet(), private.CanInterface())
	*(*uintptr)(unsafe.Add(unsafe.Pointer(&private), field.Offset)) &^= 1<<5 | 1<<6
	private.SetInt(9)
	fmt.Println(private.Interface(), h.shut)
}
