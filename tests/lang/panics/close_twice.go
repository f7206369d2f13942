package main

func inner() {
	c := make(chan int)
	close(c)
	close(c)
}

func main() {
	println("start")
	inner()
}
