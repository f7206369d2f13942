package main

func main() {
	a := 0x
	b := 0b12
	c := 08
	d := 1_000_
	e := 0_x1
	f := 1e
	g := 0x1.0
	_, _, _, _, _, _, _ = a, b, c, d, e, f, g
}
