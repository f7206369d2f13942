package main

func main() {
	break
	continue
	goto L
	for {
		break M
		continue N
	}
L2:
	for {
		func() { break L2 }()
	}
	fallthrough
	switch {
	case true:
		fallthrough
	default:
		fallthrough
	}
}
