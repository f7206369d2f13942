package main

import (
	"fmt"
	"io"
	"os"
	"unsafe"
)

type node struct {
	next *node
	pad  [100]int
	val  int
}

func (n *node) value() int { return n.val }

type shape interface{ area() float64 }

type square struct{ side float64 }

func (s square) area() float64 { return s.side * s.side }

type outer struct{ *node }

type huge struct {
	pad [1 << 20]byte
	val int
}

var (
	nilNode  *node
	nilShape shape = (*square)(nil)
)

var nils = table{
	"nil-field":           func() { sink = nilNode.val },
	"nil-field-store":     func() { nilNode.val = 1 },
	"nil-chain":           func() { n := &node{}; sink = n.next.next },
	"nil-method":          func() { sink = nilNode.value() },
	"nil-embedded":        func() { var o outer; sink = o.value() },
	"nil-deref":           func() { var p *int; *p = 1 },
	"nil-huge":            func() { var p *huge; sink = p.val },
	"nil-array":           func() { var p *[8]int; p[five] = 1 },
	"nil-func":            func() { var f func(); f() },
	"nil-interface":       func() { var s shape; sink = s.area() },
	"nil-error":           func() { var err error; fmt.Println(err.Error()) },
	"nil-value-method":    func() { sink = nilShape.area() },
	"nil-defer":           func() { var f func(); defer f(); fmt.Println("before") },
	"nil-go":              nilGo,
	"nil-method-value":    func() { var s shape; f := s.area; f() },
	"nil-reader":          func() { var r io.Reader; r.Read(nil) },
	"nil-file":            func() { var f *os.File; _, err := f.Write(nil); panic(err) },
	"nil-assert":          func() { var v any; sink = v.(int) },
	"nil-assert-method":   func() { var v any; sink = v.(shape) },
	"nil-assert-wrong":    func() { var v any = "x"; sink = v.(int) },
	"nil-assert-pointer":  func() { var v any = square{}; sink = v.(*square) },
	"nil-assert-missing":  func() { var v any = 5; sink = v.(shape) },
	"nil-assert-receiver": func() { var v any = node{}; sink = v.(interface{ value() int }) },
	"nil-assert-error":    func() { var r shape = square{}; sink = r.(error) },
	"nil-local-type":      nilLocalType,
	"nil-fault":           nilFault,
}

func nilGo() {
	var f func()
	go f()
	select {}
}

func nilLocalType() {
	type point struct{ x, y int }
	var v any = point{}
	sink = v.(interface{ y() })
}

// rt: head=3
func nilFault() {
	p := (*int)(unsafe.Pointer(uintptr(five) << 44))
	*p = 1
}
