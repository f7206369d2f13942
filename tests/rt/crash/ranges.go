package main

import (
	"math"
	"os"
	"unsafe"
)

// The bounds are variables, so that the compiler cannot see them.
var (
	five     = 5
	minusOne = -1
	three    = []int{1, 2, 3}
	array    = [4]int{1, 2, 3, 4}
	text     = "abc"
	big      = math.MaxInt64 / 4
	sink     any
)

var ranges = table{
	"range-index":            func() { sink = three[five] },
	"range-index-negative":   func() { sink = three[minusOne] },
	"range-index-uint":       func() { sink = three[uint8(five)] },
	"range-index-uint64":     func() { sink = three[uint64(math.MaxUint64)-uint64(five)] },
	"range-index-array":      func() { sink = array[five] },
	"range-index-string":     func() { sink = text[five] },
	"range-index-empty":      func() { sink = []string{}[five-5] },
	"range-index-store":      func() { three[five] = 1 },
	"range-slice-high":       func() { sink = three[:five] },
	"range-slice-high-array": func() { sink = array[:five] },
	"range-slice-string":     func() { sink = text[:five] },
	"range-slice-low":        func() { sink = three[five:] },
	"range-slice-order":      func() { sink = three[five-2 : five-3] },
	"range-slice-negative":   func() { sink = three[minusOne:] },
	"range-slice3-cap":       func() { sink = three[:2:five] },
	"range-slice3-high":      func() { sink = three[:five:3] },
	"range-slice3-low":       func() { sink = three[five-2 : 2 : 3] },
	"range-to-array":         func() { sink = [4]int(three) },
	"range-to-array-pointer": func() { sink = (*[4]int)(three) },
	"range-makeslice-len":    func() { sink = make([]int, minusOne) },
	"range-makeslice-cap":    func() { sink = make([]int, 2, five-4) },
	"range-makeslice-big":    func() { sink = make([]int64, big) },
	"range-makechan":         func() { sink = make(chan int, minusOne) },
	"range-makechan-big":     func() { sink = make(chan int, big) },
	"range-unsafe-slice":     func() { sink = unsafe.Slice(&array[0], minusOne) },
	"range-unsafe-nil":       func() { var p *int; sink = unsafe.Slice(p, five) },
	"range-unsafe-string":    func() { var b byte; sink = unsafe.String(&b, minusOne) },
	"range-shift":            func() { sink = five << minusOne },
	"range-divide":           func() { sink = five / (five - 5) },
	"range-modulo":           func() { sink = uint8(five) % uint8(five-5) },
	"range-append":           func() { s := make([]struct{}, math.MaxInt); sink = append(s, struct{}{}) },
	"range-args":             func() { sink = os.Args[five+20] },
	"range-clear-nil":        func() { var m map[int]int; clear(m); delete(m, 1); sink = m[1]; m[five]++ },
}
