// Variables whose address is taken keep what they hold only as long as they can be read: by name, or through a pointer that
// is still in use. Finalizers tell when the collector has let go.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type payload struct {
	text [64]byte
	next *payload
}

var freed = make(chan string, 16)

func tracked(name string) *payload {
	p := &payload{}
	runtime.SetFinalizer(p, func(*payload) { freed <- name })
	return p
}

// collect says which names were let go by now.
func collect(phase string, want int) {
	var got []string
	for i := 0; i < 3; i++ {
		runtime.GC()
	}
	limit := time.After(50 * time.Millisecond)
	if want > 0 {
		limit = time.After(10 * time.Second)
	}
	for len(got) < want || want == 0 {
		select {
		case n := <-freed:
			got = append(got, n)
			continue
		case <-limit:
		}
		break
	}
	fmt.Println(phase, got)
}

type holder struct{ p *payload }

//go:noinline
func reads(h *holder) bool { return h.p != nil }

// Kept while a pointer is used by a callee, let go when the callee is done with it.
//
//go:noinline
func callee(h *holder) {
	collect("callee, in use", 0)
	runtime.KeepAlive(h)
	collect("callee, done", 1)
}

func viaPointer() {
	h := holder{tracked("pointer")}
	callee(&h)
	collect("caller", 0)
}

var other holder

// Which variable p points to is known at run time only.
//
//go:noinline
func either(first bool) {
	a := holder{tracked("a")}
	b := holder{tracked("b")}
	p := &a
	if !first {
		p = &b
	}
	reads(p)
	collect(fmt.Sprint("either ", first), 1)
	fmt.Println(reads(p))
	collect("either, after", 1)
}

// A variable that is read by name later stays, though no pointer to it is left.
//
//go:noinline
func named() {
	h := holder{tracked("named")}
	reads(&h)
	collect("before the read", 0)
	fmt.Println(h.p != nil)
	collect("after the read", 1)
}

// One variable leads to another.
//
//go:noinline
func chain() {
	inner := holder{tracked("inner")}
	outer := struct{ h *holder }{&inner}
	p := &outer
	for i := 0; i < 2; i++ {
		collect("chain", 0)
	}
	fmt.Println(p.h.p != nil)
	p = nil
	collect("chain, after", 1)
}

// A closure that runs at the end may still read what it captures.
//
//go:noinline
func deferred() {
	h := holder{tracked("deferred")}
	defer func() { fmt.Println("deferred reads", reads(&h)) }()
	collect("before the end", 0)
}

// A panic's way back reads it as well.
//
//go:noinline
func recovered() (ok bool) {
	h := holder{tracked("recovered")}
	defer func() {
		recover()
		collect("recovering", 0)
		ok = reads(&h)
	}()
	var list []int
	_ = list[len(h.p.text)]
	return false
}

// Memory that a frame holds may move with its stack while only a pointer keeps it.
//
//go:noinline
func deep(n int, h *holder) bool {
	var pad [32]int
	pad[n%32] = n
	if n > 0 {
		return deep(n-1, h) && pad[n%32] == n
	}
	collect("deep", 0)
	return reads(h)
}

func moves() {
	h := holder{tracked("moves")}
	fmt.Println(deep(300, &h))
	collect("back", 1)
}

func loops() {
	for i := 0; i < 2; i++ {
		h := holder{tracked(fmt.Sprint("loop ", i))}
		reads(&h)
		runtime.GC()
		if !reads(&h) {
			panic("lost")
		}
	}
	collect("after the loop", 2-1)
}

func main() {
	viaPointer()
	either(true)
	either(false)
	named()
	chain()
	deferred()
	collect("deferred, after", 1)
	fmt.Println(recovered())
	collect("recovered, after", 1)
	moves()
}
