package main

func inner() {
	s := []int{1}
	_ = [2]int(s)
}

func main() {
	println("start")
	inner()
}
