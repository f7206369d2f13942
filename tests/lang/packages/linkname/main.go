package main

import (
	_ "unsafe"

	"m/a"
)

// A variable and a function of another package, by their link names.

//go:linkname hidden m/a.hidden
var hidden string

//go:linkname add m/a.add
func add(x, y int) int

// The body of a function of package a.
//
//go:linkname body m/a.Given
func body(n int) int { return n * 100 }

func main() {
	println(hidden, a.Hidden())
	hidden = "changed"
	println(hidden, a.Hidden(), add(2, 3), a.Given(4))
}
