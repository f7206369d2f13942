package main

func a(x int) int {
	if x > 0 {
		return 1
	}
}

func b() int {
	for {
		break
	}
}

func c(x int) int {
	switch x {
	case 1:
		return 1
	default:
		panic("x")
	}
}

func d() (int, string) {
	return 1
}

func e() {
	return 1
}

func main() {}
