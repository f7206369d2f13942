package main

import (
	"fmt"
	"runtime"
	"strings"
)

type node struct {
	left, right *node
	payload     []byte
	name        string
}

func build(d int) *node {
	n := &node{payload: make([]byte, d), name: fmt.Sprint("n", d)}
	if d > 0 {
		n.left, n.right = build(d-1), build(d-1)
	}
	return n
}

func (n *node) count() int {
	if n == nil {
		return 0
	}
	if len(n.payload) > 0 && n.name != "n"+fmt.Sprint(len(n.payload)) {
		panic("corrupt " + n.name)
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	keep := build(9)
	m := map[string]*node{}
	for i := range 60 {
		t := build(6)
		if i%10 == 0 {
			m[fmt.Sprint(i)] = t
			runtime.GC()
		}
		s := strings.Repeat("x", i*10)
		_ = append([]byte(s), s...)
	}
	total := 0
	for _, t := range m {
		total += t.count()
	}
	fmt.Println(keep.count(), total, len(m))
	c := make(chan *node, 10)
	go func() {
		for i := range 50 {
			c <- build(i % 5)
		}
		close(c)
	}()
	n := 0
	for t := range c {
		n += t.count()
		if n%7 == 0 {
			runtime.GC()
		}
	}
	fmt.Println(n)
	var iface []any
	for i := range 1000 {
		iface = append(iface, i, fmt.Sprint(i), &node{}, [2]*node{{}, nil})
	}
	runtime.GC()
	ok := 0
	for i := 0; i < len(iface); i += 4 {
		if iface[i].(int) == i/4 && iface[i+1].(string) == fmt.Sprint(i/4) && iface[i+3].([2]*node)[1] == nil {
			ok++
		}
	}
	fmt.Println(ok)
	fs := []func() int{}
	for i := range 100 {
		p := new(int)
		*p = i
		fs = append(fs, func() int { return *p })
	}
	runtime.GC()
	sum := 0
	for _, f := range fs {
		sum += f()
	}
	fmt.Println(sum)
}
