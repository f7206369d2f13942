package main

func main() {
L:
	for {
		continue L
	}
L:
	for {
	}
M:
N:
	x := 1
	_ = x
	switch {
	case true:
		continue
	}
	func() {
		goto M
	}()
O:
	select {
	default:
		break O
		continue O
	}
P:
	{
		break P
	}
Q:
	if true {
		break Q
	}
}
