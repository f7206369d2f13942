package main

func inner() {
	c := make(chan int, 1)
	close(c)
	c <- 1
}

func main() {
	println("start")
	inner()
}
