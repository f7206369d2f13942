// Frames of machine code that are left in the middle: deep recursion, growth, panics and recovery, traceback lines,
// callees that are not compiled yet, parking under calls.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

type tree struct {
	left, right *tree
	value       int
}

func build(depth int) *tree {
	if depth == 0 {
		return &tree{value: 1}
	}
	return &tree{build(depth - 1), build(depth - 1), depth}
}

func (t *tree) sum(check func(int)) int {
	if t == nil {
		return 0
	}
	if t.value%13 == 0 {
		check(t.value)
	}
	return t.value + t.left.sum(check) + t.right.sum(check)
}

func deep(n int, acc []int) int {
	if n == 0 {
		return len(acc)
	}
	var pad [20]int
	pad[n%20] = n
	r := deep(n-1, append(acc, n))
	return r + pad[n%20] - n
}

func divide(a, b int) (q int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v", r)
			q = -q
		}
	}()
	q = a
	q = a / b
	return q, nil
}

func index(s []int, i int) (v int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New(r.(runtime.Error).Error())
		}
	}()
	return s[i], nil
}

func where() (line int) {
	defer func() {
		recover()
		pc := make([]uintptr, 20)
		frames := runtime.CallersFrames(pc[:runtime.Callers(0, pc)])
		for {
			f, more := frames.Next()
			if strings.HasSuffix(f.Function, "main.fails") {
				line = f.Line
				return
			}
			if !more {
				return
			}
		}
	}()
	fails(nil)
	return
}

func fails(t *tree) int {
	n := 1
	n += t.value
	return n
}

func relay(in <-chan int, out chan<- int, depth int) {
	if depth > 0 {
		relay(in, out, depth-1)
		return
	}
	for v := range in {
		out <- v + 1
	}
	close(out)
}

func main() {
	seen := 0
	fmt.Println(build(13).sum(func(int) { seen++ }), seen)
	fmt.Println(deep(20000, nil))
	failed := 0
	for i := 0; i < 30000; i++ {
		if q, err := divide(i, i%5); err != nil {
			failed++
			if i < 10 {
				fmt.Println(q, err)
			}
		}
		if _, err := index([]int{1, 2, 3}, i%4); err != nil && i < 8 {
			fmt.Println(err)
		}
	}
	fmt.Println(failed, where())
	first := make(chan int)
	last := first
	for i := 0; i < 20; i++ {
		next := make(chan int, i%3)
		go relay(last, next, i)
		last = next
	}
	go func() {
		for i := 0; i < 2000; i++ {
			first <- i
		}
		close(first)
	}()
	total := 0
	for v := range last {
		total += v
	}
	fmt.Println(total)
	var t *tree
	defer fmt.Println("deferred")
	fails(t)
}
