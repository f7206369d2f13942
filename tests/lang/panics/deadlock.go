package main

func inner() {
	c := make(chan int)
	<-c
}

func main() {
	println("start")
	inner()
}
