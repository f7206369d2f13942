package main

import (
	"fmt"
	"reflect"
	"strings"
)

type Inner struct{ Z int }
type S struct {
	A int    `json:"a" x:"y"`
	B string `json:"b,omitempty"`
	c bool
	Inner
	P *Inner
}

func (s S) Hello(n string) string { return "hello " + n + " from " + s.B }
func (s *S) SetA(n int)           { s.A = n }

type Iface interface{ Hello(string) string }

func main() {
	s := S{A: 1, B: "b", P: &Inner{3}}
	t := reflect.TypeOf(s)
	fmt.Println(t, t.Kind(), t.Name(), t.PkgPath(), t.NumField(), t.NumMethod(), t.Size())
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag.Get("json"), f.Anonymous, f.IsExported(), f.Offset, f.Index)
	}
	v := reflect.ValueOf(&s).Elem()
	v.Field(0).SetInt(42)
	v.FieldByName("B").SetString("changed")
	fmt.Println(s.A, s.B, v.FieldByName("Z").Int(), v.Field(2).CanSet(), v.Field(0).CanSet())
	fmt.Println(v.MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("x")})[0])
	reflect.ValueOf(&s).MethodByName("SetA").Call([]reflect.Value{reflect.ValueOf(7)})
	fmt.Println(s.A, reflect.TypeOf(&s).NumMethod(), reflect.TypeOf(&s).Method(1).Name)
	fmt.Println(t.Implements(reflect.TypeOf((*Iface)(nil)).Elem()), reflect.TypeFor[error]().Kind())
	m := reflect.ValueOf(map[string]int{"a": 1})
	m.SetMapIndex(reflect.ValueOf("b"), reflect.ValueOf(2))
	fmt.Println(m.Len(), m.MapIndex(reflect.ValueOf("b")), m.Type().Key(), m.Type().Elem())
	sl := reflect.MakeSlice(reflect.TypeOf([]string{}), 1, 5)
	sl.Index(0).SetString("x")
	sl = reflect.Append(sl, reflect.ValueOf("y"))
	fmt.Println(sl.Interface(), sl.Len(), sl.Cap())
	fmt.Println(reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}), reflect.DeepEqual(s, S{}))
	for _, x := range []any{1, "s", 1.5, []int{}, map[int]string{}, func(int) error { return nil }, make(chan<- int), &s, [3]byte{}, struct{}{}, nil, any(nil), uint8(1), complex(1, 2)} {
		if x == nil {
			fmt.Println(reflect.TypeOf(x), reflect.ValueOf(x).IsValid())
			continue
		}
		fmt.Print(reflect.TypeOf(x), ":", reflect.TypeOf(x).Kind(), " ")
	}
	fmt.Println()
	f := reflect.ValueOf(strings.Repeat)
	fmt.Println(f.Call([]reflect.Value{reflect.ValueOf("ab"), reflect.ValueOf(3)})[0], f.Type().NumIn(), f.Type().Out(0))
	n := reflect.New(reflect.TypeOf(0))
	n.Elem().Set(reflect.ValueOf(9))
	fmt.Println(*n.Interface().(*int), reflect.Zero(t).Field(1).Len())
	sw := reflect.Swapper([]int{1, 2})
	sw(0, 1)
	fmt.Println(reflect.ValueOf(3).Convert(reflect.TypeOf(1.5)).Interface(), reflect.Indirect(reflect.ValueOf(&s)).Type())
	func() {
		defer func() { fmt.Println(recover()) }()
		reflect.ValueOf(1).SetInt(2)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		reflect.ValueOf("s").Int()
	}()
	add := reflect.MakeFunc(reflect.TypeOf(func(int, int) int { return 0 }), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(int(a[0].Int() + a[1].Int()))}
	})
	fmt.Println(add.Interface().(func(int, int) int)(2, 3))
}
