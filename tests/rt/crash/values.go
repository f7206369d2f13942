package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
)

type (
	myInt     int
	myUint8   uint8
	myFloat   float32
	myComplex complex64
	myBool    bool
	myString  string
	point     struct{ x, y int }
	celsius   float64
)

func (c celsius) String() string { return fmt.Sprintf("%g degrees", float64(c)) }

var values = table{
	"value-int":           func() { panic(42) },
	"value-int8":          func() { panic(int8(-7)) },
	"value-uint64":        func() { panic(uint64(math.MaxUint64)) },
	"value-uintptr":       func() { panic(uintptr(17)) },
	"value-rune":          func() { panic('x') },
	"value-float":         func() { panic(3.25) },
	"value-float-special": func() { panic(math.Inf(-1)) },
	"value-complex":       func() { panic(complex(1, -2)) },
	"value-bool":          func() { panic(true) },
	"value-nil":           func() { panic(nil) },
	"value-string-lines":  func() { panic("two\nlines\n") },
	"value-struct":        func() { panic(point{1, 2}) },
	"value-pointer":       func() { panic(&point{1, 2}) },
	"value-slice":         func() { panic([]int{1}) },
	"value-func":          func() { panic(func() {}) },
	"value-map":           func() { panic(map[string]int{}) },
	"value-chan":          func() { panic(make(chan int)) },
	"value-array":         func() { panic([2]string{"a", "b"}) },
	"value-my-int":        func() { panic(myInt(5)) },
	"value-my-uint8":      func() { panic(myUint8(200)) },
	"value-my-float":      func() { panic(myFloat(0.5)) },
	"value-my-complex":    func() { panic(myComplex(1i)) },
	"value-my-bool":       func() { panic(myBool(true)) },
	"value-my-string":     func() { panic(myString("quoted \"text\"\nnext")) },
	"value-stringer":      func() { panic(celsius(21.5)) },
	"value-error":         func() { panic(errors.New("plain")) },
	"value-error-lines":   func() { panic(errors.New("first\nsecond")) },
	"value-error-wrapped": func() { panic(fmt.Errorf("open: %w", fs.ErrNotExist)) },
	"value-error-joined":  func() { panic(errors.Join(errors.New("a"), errors.New("b"))) },
	"value-error-pointer": func() { panic(&ptrError{"by pointer"}) },
	"value-path-error":    func() { panic(&fs.PathError{Op: "read", Path: "/x", Err: fs.ErrPermission}) },
	"value-generic":       func() { panic(pair[string, int]{"k", 1}) },
	"value-anonymous":     func() { panic(struct{ a int }{1}) },
}
