// Goroutines, timers, a TCP connection on loopback, a child process and a name looked up: what an executable's own
// runtime has to do without gvm beside it.
package main

import (
	"bufio"
	"fmt"
	"net"
	"sync"
	"time"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				line, _ := bufio.NewReader(c).ReadString('\n')
				fmt.Fprintf(c, "got %s", line)
			}()
		}
	}()
	var wg sync.WaitGroup
	answers := make([]string, 20)
	for i := range answers {
		wg.Go(func() {
			c, err := net.DialTimeout("tcp", l.Addr().String(), 5*time.Second)
			if err != nil {
				panic(err)
			}
			defer c.Close()
			fmt.Fprintf(c, "%d\n", i)
			answers[i], _ = bufio.NewReader(c).ReadString('\n')
		})
	}
	wg.Wait()
	l.Close()
	fmt.Println(len(answers), answers[7] == "got 7\n")
	addrs, err := net.LookupHost("localhost")
	fmt.Println(len(addrs) > 0, err)
	select {
	case <-time.After(10 * time.Millisecond):
		fmt.Println("time")
	}
}
