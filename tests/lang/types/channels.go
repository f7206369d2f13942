package main

import "fmt"

func produce(n int, out chan<- int) {
	for i := 0; i < n; i++ {
		out <- i
	}
	close(out)
}

func sum(in <-chan int, done chan struct{ total int }) {
	t := 0
	for v := range in {
		t += v
	}
	done <- struct{ total int }{t}
}

func main() {
	c := make(chan int)
	done := make(chan struct{ total int })
	go produce(100, c)
	go sum(c, done)
	fmt.Println((<-done).total)
	v, ok := <-c
	fmt.Println(v, ok)
	b := make(chan string, 3)
	b <- "x"
	b <- "y"
	fmt.Println(len(b), cap(b), <-b, len(b))
	close(b)
	s, ok := <-b
	fmt.Println(s, ok)
	s, ok = <-b
	fmt.Printf("%q %v\n", s, ok)
	var n chan int
	fmt.Println(n == nil, len(n), cap(n))
	cc := make(chan chan int, 1)
	r := make(chan int, 1)
	cc <- r
	(<-cc) <- 5
	fmt.Println(<-r)
	e := make(chan error, 1)
	e <- nil
	fmt.Println(<-e)
	z := make(chan struct{}, 5)
	z <- struct{}{}
	z <- struct{}{}
	fmt.Println(len(z), <-z)
	arr := make(chan [3]string, 2)
	arr <- [3]string{"a", "b", "c"}
	fmt.Println((<-arr)[1])
	f := make(chan func() int, 1)
	f <- func() int { return 42 }
	fmt.Println((<-f)())
	var ro <-chan int = r
	var so chan<- int = r
	so <- 8
	fmt.Println(<-ro, r == ro)
}
