package main

func inner() {
	panic(nil)
}

func main() {
	println("start")
	inner()
}
