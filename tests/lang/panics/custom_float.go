package main

func inner() {
	panic(1.5)
}

func main() {
	println("start")
	inner()
}
