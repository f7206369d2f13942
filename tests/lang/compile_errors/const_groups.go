package main

const (
	A = iota
	B
	C string = "x"
	D
	E = iota + "a"
	F, G = 1
	H, I = 1, 2, 3
)
const J int
const K = f()
const L []int = nil
var M = nil
var _ = A
func f() int { return 1 }
func main() {}
