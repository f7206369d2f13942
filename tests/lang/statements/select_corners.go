// Select in its corners: nil channels, closed channels, defaults, send and receive to odd places, evaluation order.
package main

import (
	"fmt"
	"sync"
	"time"
)

var log []string

func ch[T any](name string, c chan T) chan T { log = append(log, name); return c }
func val[T any](name string, v T) T          { log = append(log, name); return v }

func order() {
	c1, c2 := make(chan int, 1), make(chan int)
	var m map[string]int
	arr := []int{0, 0}
	c1 <- 5
	select {
	case arr[val("index", 1)] = <-ch("recv1", c1):
	case ch("send2", c2) <- val("value", 3):
	case m[val("key", "k")] = <-ch("recv3", c2):
	}
	fmt.Println(log, arr)
	log = nil
}

func nils() {
	var n chan int
	select {
	case <-n:
		panic("nil recv")
	case n <- 1:
		panic("nil send")
	default:
		fmt.Println("default")
	}
	t := time.After(time.Millisecond)
	select {
	case <-n:
	case <-t:
		fmt.Println("timeout")
	}
}

func closed() {
	c := make(chan string, 3)
	c <- "a"
	c <- "b"
	close(c)
	for i := 0; i < 4; i++ {
		select {
		case v, ok := <-c:
			fmt.Printf("%q %v; ", v, ok)
		}
	}
	fmt.Println()
	defer func() { fmt.Println(recover()) }()
	select {
	case c <- "x":
	default:
	}
}

func loopBreak() {
	c := make(chan int)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 5 {
			c <- i
		}
	}()
	sum := 0
L:
	for {
		select {
		case v := <-c:
			if v == 1 {
				continue L
			}
			if v == 3 {
				break
			}
			sum += v
		case <-done:
			break L
		}
	}
	fmt.Println("sum", sum)
}

type msg struct {
	id  int
	rep chan<- msg
	arr [4]int
}

func server() {
	req := make(chan msg)
	quit := make(chan chan bool)
	go func() {
		n := 0
		for {
			select {
			case m := <-req:
				n++
				m.arr[n%4] = n
				m.rep <- msg{id: m.id * 2, arr: m.arr}
			case q := <-quit:
				q <- n == 3
				return
			}
		}
	}()
	rep := make(chan msg)
	for i := range 3 {
		req <- msg{i, rep, [4]int{9}}
		r := <-rep
		fmt.Print(r.id, r.arr, " ")
	}
	q := make(chan bool)
	quit <- q
	fmt.Println(<-q)
}

func fan() {
	var wg sync.WaitGroup
	cs := make([]chan int, 3)
	for i := range cs {
		cs[i] = make(chan int)
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer close(cs[i])
			for j := range 3 {
				cs[i] <- i*10 + j
			}
		}()
	}
	total, open := 0, 3
	for open > 0 {
		select {
		case v, ok := <-cs[0]:
			if !ok {
				cs[0] = nil
				open--
			}
			total += v
		case v, ok := <-cs[1]:
			if !ok {
				cs[1] = nil
				open--
			}
			total += v
		case v, ok := <-cs[2]:
			if !ok {
				cs[2] = nil
				open--
			}
			total += v
		}
	}
	wg.Wait()
	fmt.Println("total", total)
}

func fair() {
	a, b := make(chan int, 1000), make(chan int, 1000)
	for i := range 1000 {
		a <- i
		b <- i
	}
	na, nb := 0, 0
	for range 1000 {
		select {
		case <-a:
			na++
		case <-b:
			nb++
		}
	}
	fmt.Println("fair", na > 300, nb > 300, na+nb)
}

func main() {
	order()
	nils()
	closed()
	loopBreak()
	server()
	fan()
	fair()
	var mu sync.Mutex
	c := make(chan func(), 1)
	c <- func() { mu.Lock(); defer mu.Unlock(); fmt.Println("called") }
	select {
	case f := <-c:
		f()
	}
	var ro <-chan int = make(chan int)
	var so chan<- int = make(chan int, 1)
	select {
	case so <- 1:
		fmt.Println("sent", len(so), cap(so))
	case <-ro:
	}
	cc := make(chan chan int, 1)
	cc <- make(chan int, 1)
	select {
	case <-time.After(time.Second):
		fmt.Println("late")
	case x := <-cc:
		x <- 5
		select {
		case y := <-x:
			fmt.Println(y)
		}
	}
	go func() { select {} }()
	timer := time.NewTimer(time.Hour)
	fmt.Println(timer.Stop(), timer.Stop())
}
