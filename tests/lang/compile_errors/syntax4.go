package main

func main() {
	else {
	}
	case 1:
	x := 1 2
	func g() {}
	go 1
	defer f
}

fun x() {}
