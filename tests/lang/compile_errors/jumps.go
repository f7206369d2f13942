package main

func main() {
	goto L
	x := 1
	_ = x
L:
	{
	M:
	}
	goto M
L:
	if true {
		goto N
	}
	for {
	N:
	}
}
