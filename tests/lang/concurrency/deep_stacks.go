package main

import (
	"fmt"
	"runtime"
	"sync"
)

type big struct{ a [64]int }

func deep(n int, p *int) int {
	var local [8]int
	local[n%8] = n
	if n == 0 {
		return *p
	}
	*p++
	return deep(n-1, p) + local[n%8] - n
}

func byValue(n int, b big) int {
	if n == 0 {
		return b.a[0] + b.a[63]
	}
	b.a[0]++
	q := &b.a[63]
	*q += 2
	return byValue(n-1, b)
}

func deferred(n int) (s int) {
	defer func() { s++ }()
	if n == 0 {
		return 0
	}
	return deferred(n - 1)
}

func main() {
	x := 0
	fmt.Println(deep(100000, &x), x)
	fmt.Println(byValue(5000, big{}))
	fmt.Println(deferred(20000))
	var wg sync.WaitGroup
	res := make([]int, 20)
	for i := range res {
		wg.Add(1)
		go func() {
			defer wg.Done()
			y := i
			res[i] = deep(2000*(i+1), &y)
		}()
	}
	wg.Wait()
	fmt.Println(res)
	runtime.GC()
	var rec func(n int) *int
	rec = func(n int) *int {
		v := n
		if n > 0 {
			p := rec(n - 1)
			v += *p
		}
		return &v
	}
	fmt.Println(*rec(10000))
	func() {
		defer func() { fmt.Println(recover(), "after deep panic") }()
		var f func(int)
		f = func(n int) {
			if n == 0 {
				panic("bottom")
			}
			defer func() { x++ }()
			f(n - 1)
		}
		f(3000)
	}()
	fmt.Println(x)
}
