package main

func inner() {
	var f func(int) int
	f = func(n int) int { return f(n+1) + 1 }
	f(0)
}

func main() {
	println("start")
	inner()
}
