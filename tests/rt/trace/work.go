// Does a little of everything that an execution trace shows, then writes the trace to the first argument and what the
// flight recorder kept to the second.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"runtime"
	"runtime/trace"
	"sync"
	"time"
)

type node struct {
	left, right *node
	pad         [4]int
}

func tree(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{left: tree(depth - 1), right: tree(depth - 1)}
}

var kept [8]*node

func allocate(rounds int) {
	for i := range rounds {
		kept[i%len(kept)] = tree(12)
	}
}

func talk() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer ln.Close()
	go func() {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		buf := make([]byte, 16)
		for {
			n, err := c.Read(buf)
			if err != nil {
				return
			}
			time.Sleep(time.Millisecond)
			c.Write(buf[:n])
		}
	}()
	c, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		panic(err)
	}
	defer c.Close()
	buf := make([]byte, 16)
	for range 5 {
		c.Write([]byte("hello"))
		c.Read(buf)
	}
}

func spin(d time.Duration) int {
	n := 0
	for end := time.Now().Add(d); time.Now().Before(end); n++ {
	}
	return n
}

func order(ctx context.Context, id int) {
	ctx, task := trace.NewTask(ctx, "order")
	defer task.End()
	trace.Logf(ctx, "id", "number %d", id)
	var both sync.WaitGroup
	for _, part := range []string{"left", "right"} {
		both.Go(func() {
			trace.WithRegion(ctx, part, func() { time.Sleep(2 * time.Millisecond) })
		})
	}
	both.Wait()
	defer trace.StartRegion(ctx, "finish").End()
	spin(time.Millisecond)
}

func main() {
	fr := trace.NewFlightRecorder(trace.FlightRecorderConfig{MinAge: time.Minute})
	if err := fr.Start(); err != nil {
		panic(err)
	}
	trace.WithRegion(context.Background(), "before", func() { spin(time.Millisecond) })
	var out bytes.Buffer
	if err := trace.Start(&out); err != nil {
		panic(err)
	}
	var all sync.WaitGroup
	for id := range 3 {
		all.Go(func() { order(context.Background(), id) })
	}
	all.Go(func() { allocate(150) })
	all.Go(talk)
	var mu sync.Mutex
	for range 4 {
		all.Go(func() {
			for range 20 {
				mu.Lock()
				runtime.Gosched()
				mu.Unlock()
			}
		})
	}
	all.Go(func() { spin(50 * time.Millisecond) })
	all.Wait()
	runtime.GC()
	done := make(chan bool)
	go func() {
		runtime.LockOSThread()
		time.Sleep(time.Millisecond)
		close(done)
	}()
	<-done
	time.Sleep(1200 * time.Millisecond) // more than one generation
	order(context.Background(), 99)
	trace.Stop()
	fmt.Println(trace.IsEnabled())
	var flight bytes.Buffer
	if _, err := fr.WriteTo(&flight); err != nil {
		panic(err)
	}
	fr.Stop()
	fmt.Println(trace.IsEnabled())
	if os.WriteFile(os.Args[1], out.Bytes(), 0o666) != nil || os.WriteFile(os.Args[2], flight.Bytes(), 0o666) != nil {
		panic("cannot write")
	}
}
