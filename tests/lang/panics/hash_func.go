package main

func inner() {
	m := map[any]int{}
	m[func() {}] = 1
}

func main() {
	println("start")
	inner()
}
