package main

import (
	"errors"
	"fmt"
	"io"
)

type Speaker interface{ Speak() string }
type Named interface{ Name() string }
type Both interface {
	Speaker
	Named
}

type Dog struct{ name string }

func (d Dog) Speak() string  { return d.name + " woofs" }
func (d *Dog) Name() string  { return d.name }
func (d *Dog) Set(s string)  { d.name = s }

type Int int

func (i Int) Speak() string { return fmt.Sprint("int ", int(i)) }

type Fn func() string

func (f Fn) Speak() string { return f() }

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

func fail(n int) error {
	if n == 0 {
		return nil
	}
	return &myErr{n}
}

func nilErr() error {
	var e *myErr
	return e
}

func main() {
	d := &Dog{"rex"}
	var s Speaker = d
	fmt.Println(s.Speak())
	d.Set("max")
	fmt.Println(s.Speak(), s.(Named).Name(), s.(Both).Name())
	s = *d
	d.Set("zoe")
	fmt.Println(s.Speak())
	_, ok := s.(Named)
	fmt.Println(ok)
	list := []Speaker{Int(4), Fn(func() string { return "fn" }), d, Dog{"pup"}}
	for _, x := range list {
		switch v := x.(type) {
		case Int:
			fmt.Println("Int", v+1)
		case Fn:
			fmt.Println("Fn", v())
		case *Dog:
			fmt.Println("*Dog", v.name)
		case Both:
			fmt.Println("Both")
		default:
			fmt.Printf("%T %v\n", v, v.Speak())
		}
	}
	fmt.Println(list[0] == Int(4), list[3] == Dog{"pup"}, list[2] == Speaker(d), list[0] == list[2])
	var e any
	fmt.Println(e == nil, fail(0) == nil, fail(1), nilErr() == nil, nilErr().(*myErr) == nil)
	var target *myErr
	fmt.Println(errors.As(fmt.Errorf("wrap: %w", fail(3)), &target), target.code)
	e = 3
	if n, ok := e.(int); ok {
		fmt.Println(n + 1)
	}
	_, ok = e.(string)
	fmt.Println(ok, e != nil, e == 3, e == 3.0, e == any(int64(3)))
	var r io.Reader
	_, isW := any(r).(io.Writer)
	fmt.Println(r == nil, isW)
	f := s.Speak
	s = Int(1)
	fmt.Println(f(), s.Speak(), Speaker.Speak(Int(9)), (*Dog).Name(d), Dog.Speak(*d))
	var arr [3]any = [3]any{1, "two", nil}
	fmt.Println(arr == [3]any{1, "two", nil}, arr)
	type pair struct{ a, b any }
	fmt.Println(pair{1, "x"} == pair{1, "x"}, pair{1, 2} == pair{1, int8(2)})
	switch x := e.(type) {
	case nil:
		fmt.Println("nil")
	case int, string:
		fmt.Printf("%T\n", x)
	}
}
