package main

func inner() {
	panic(42)
}

func main() {
	println("start")
	inner()
}
