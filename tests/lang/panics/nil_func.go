package main

func inner() {
	var f func(int)
	f(1)
}

func main() {
	println("start")
	inner()
}
