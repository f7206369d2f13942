package main

func inner() {
	n := -5
	_ = make([]int, n)
}

func main() {
	println("start")
	inner()
}
