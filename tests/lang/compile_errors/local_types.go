package main

func main() {
	type T struct{ t T }
	type U []U
	var a T
	var b U = b
	x := x
	y := y + 1
	type V V
	type W interface { W }
	const c = c
	var d int = d
	f := func() { f() }
	var g func() = func() { g() }
	_, _, _, _, _, _, _, _ = a, b, x, y, d, f, g, c
}
