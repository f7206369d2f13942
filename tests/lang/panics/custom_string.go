package main

func inner() {
	panic("text\nwith newline")
}

func main() {
	println("start")
	inner()
}
