package main

func main() {
	var c chan int
	var r <-chan int
	var s chan<- int
	r <- 1
	<-s
	c <- "a"
	x := <-5
	close(r)
	close(5)
	select {
	case x := 5:
	case c <- 1:
	case y := <-s:
	case f():
	}
	for range s {}
	for a, b := range c {}
}
func f() {}
