package main

func inner() {
	panic(new(int))
}

func main() {
	println("start")
	inner()
}
