package main

func main() {
	for {
		break L
		continue M
	}
	goto N
L:
	x := 1
	_ = x
	goto Q
	y := 2
	_ = y
Q:
	break
	continue
	if true {
	R:
		println()
	}
	goto R
	fallthrough
}
