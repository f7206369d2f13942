package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := make(chan int), make(chan string, 1)
	select {
	case v := <-a:
		fmt.Println(v)
	default:
		fmt.Println("default")
	}
	b <- "x"
	select {
	case v, ok := <-b:
		fmt.Println(v, ok)
	case a <- 1:
		fmt.Println("no")
	}
	go func() { a <- 7 }()
	select {
	case v := <-a:
		fmt.Println(v)
	case <-time.After(5 * time.Second):
		fmt.Println("timeout")
	}
	close(a)
	v, ok := 0, true
	select {
	case v, ok = <-a:
		fmt.Println(v, ok)
	}
	var nilc chan int
	select {
	case <-nilc:
	case nilc <- 1:
	case <-time.After(time.Millisecond):
		fmt.Println("nil channels block")
	}
	counts := [2]int{}
	c0, c1 := make(chan int, 1), make(chan int, 1)
	for i := 0; i < 1000; i++ {
		c0 <- 1
		c1 <- 1
		select {
		case <-c0:
			counts[0]++
			<-c1
		case <-c1:
			counts[1]++
			<-c0
		}
	}
	fmt.Println(counts[0] > 300, counts[1] > 300, counts[0]+counts[1])
	var arr [2]int
	c0 <- 5
	select {
	case arr[1] = <-c0:
	}
	fmt.Println(arr)
	m := map[string]int{}
	c0 <- 6
	select {
	case m["k"] = <-c0:
	}
	fmt.Println(m)
	quit := make(chan bool)
	data := make(chan int)
	go func() {
		for i := 0; i < 5; i++ {
			data <- i
		}
		close(quit)
	}()
	sum := 0
loop:
	for {
		select {
		case d := <-data:
			sum += d
		case <-quit:
			break loop
		}
	}
	fmt.Println(sum)
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case a <- 1:
		default:
		}
	}()
}
