package main

import (
	"errors"
	"math"
)

var maps = table{
	"map-nil-write":       func() { var m map[string]int; m["a"] = 1 },
	"map-nil-struct":      func() { var m map[string]point; m["a"] = point{} },
	"map-unhashable":      func() { m := map[any]int{}; m[[]int{1}] = 1 },
	"map-unhashable-read": func() { m := map[any]int{1: 1}; sink = m[map[int]int{}] },
	"map-unhashable-key":  func() { m := map[[1]any]int{}; m[[1]any{func() {}}] = 1 },
	"map-uncomparable":    func() { var a, b any = []int{1}, []int{1}; sink = a == b },
	"map-uncomparable-in": func() { sink = [2]any{1, errors.ErrUnsupported} == [2]any{1, nil}; a := struct{ v any }{func() {}}; sink = a == a },
	"map-make-huge":       func() { sink = make(map[int]int, math.MaxInt); panic("made") },
	"map-writes":          mapWrites,
	"map-read-write":      mapReadWrite,
	"map-iterate-write":   mapIterateWrite,
}

// Several goroutines change one map until the runtime notices.
//
// rt: env=GOMAXPROCS=4 head=1
func mapWrites() {
	m := map[int]int{}
	for g := range 4 {
		go func() {
			for i := 0; ; i++ {
				m[i%1000+g] = i
				delete(m, i%1000)
			}
		}()
	}
	select {}
}

// rt: env=GOMAXPROCS=4 head=1
func mapReadWrite() {
	m := map[int]int{}
	go func() {
		for i := 0; ; i++ {
			m[i%5000] = i
		}
	}()
	for range 3 {
		go func() {
			for i := 0; ; i++ {
				if m[i%5000] < 0 {
					println("negative")
				}
			}
		}()
	}
	select {}
}

// rt: env=GOMAXPROCS=4 head=1
func mapIterateWrite() {
	m := map[int]int{}
	for i := range 100 {
		m[i] = i
	}
	go func() {
		for i := 0; ; i++ {
			m[i%100] = i
		}
	}()
	for {
		for k, v := range m {
			if k < 0 || v < 0 {
				println("negative")
			}
		}
	}
}
