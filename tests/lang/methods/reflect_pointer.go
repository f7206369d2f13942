// Methods of *T that reflection reaches where the program itself never mentions *T in an interface.
package main

import (
	"fmt"
	"reflect"
)

type S int

func (s S) Value() string    { return fmt.Sprint("value ", int(s)) }
func (s *S) Pointer() string { *s++; return fmt.Sprint("pointer ", int(*s)) }

type wrapper struct{ X S }

type pointer interface{ Pointer() string }

func main() {
	t := reflect.TypeOf(S(0))
	p := reflect.PointerTo(t)
	m, ok := p.MethodByName("Value")
	fmt.Println(ok, p.NumMethod(), t.NumMethod(), p.Implements(reflect.TypeFor[pointer]()), t.Implements(reflect.TypeFor[pointer]()))
	v := reflect.New(t)
	fmt.Println(m.Func.Call([]reflect.Value{v})[0], v.Interface().(pointer).Pointer())
	w := &wrapper{3}
	x := reflect.ValueOf(w).Elem().Field(0).Addr().Interface()
	fmt.Println(x.(pointer).Pointer(), w.X)
	_, ok = x.(fmt.Stringer)
	fmt.Println(ok)
}
