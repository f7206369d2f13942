package main

func inner() {
	var c chan int
	close(c)
}

func main() {
	println("start")
	inner()
}
