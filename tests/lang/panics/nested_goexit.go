package main

import (
	"errors"
	"fmt"
	"runtime"
)

type E struct{ s string }

func (e E) Error() string { return "E:" + e.s }

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("in goexit recover:", recover()) }()
		func() {
			defer fmt.Println("inner deferred")
			runtime.Goexit()
		}()
		fmt.Println("unreachable")
	}()
	<-done
	swallowed := make(chan bool)
	go func() {
		defer close(swallowed)
		defer func() { fmt.Println(recover()) }()
		defer runtime.Goexit()
		panic("swallowed by goexit")
	}()
	<-swallowed
	err := func() (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = r.(error)
			}
		}()
		defer func() {
			defer func() {
				fmt.Println("nested recovered", recover())
			}()
			panic(E{"second"})
		}()
		panic(E{"first"})
	}()
	var e E
	fmt.Println(errors.As(err, &e), e.s)
	func() {
		defer func() {
			r := recover()
			re, ok := r.(runtime.Error)
			fmt.Println(ok, re)
			var pe *runtime.PanicNilError
			fmt.Println(errors.As(re, &pe))
		}()
		var m map[string]int
		m["x"]++
	}()
	helper := func() any { return recover() }
	func() {
		defer func() { fmt.Println("outer", recover()) }()
		defer func() { fmt.Println("helper", helper()) }()
		panic("direct only")
	}()
	func() {
		defer func() {
			fmt.Println("a", recover())
			fmt.Println("b", recover())
		}()
		panic(1)
	}()
	defer fmt.Println("main deferred runs before the crash")
	defer func() {
		panic(fmt.Sprint("re-panic of ", recover()))
	}()
	panic(E{"final"})
}
