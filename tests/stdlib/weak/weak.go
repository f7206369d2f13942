// Weak pointers: what they point to while it lives and after, and which are equal.
package main

import (
	"fmt"
	"runtime"
	"weak"
)

type pair struct {
	a, b int
	next *pair
	pad  [64]byte
}

var global pair

//go:noinline
func makeOne(n int) (*pair, weak.Pointer[pair]) {
	p := &pair{a: n, b: n + 1}
	return p, weak.Make(p)
}

//go:noinline
func lose(n int) weak.Pointer[pair] {
	_, w := makeOne(n)
	return w
}

// gone collects until a weak pointer is empty.
func gone[T any](w weak.Pointer[T]) bool {
	for range 10 {
		runtime.GC()
		if w.Value() == nil {
			return true
		}
	}
	return false
}

func main() {
	p, w := makeOne(1)
	runtime.GC()
	fmt.Println(w.Value() == p, w.Value().b, w == weak.Make(p))
	wa, wb := weak.Make(&p.a), weak.Make(&p.b)
	fmt.Println(wa == weak.Make(&p.a), wa == wb, *wa.Value(), *wb.Value())

	lost := lose(5)
	fmt.Println(gone(lost), lost == lost, lost == w, lost == weak.Pointer[pair]{})

	var zero weak.Pointer[pair]
	fmt.Println(zero.Value(), zero == weak.Make[pair](nil), weak.Make[pair](nil).Value())

	g := weak.Make(&global)
	runtime.GC()
	fmt.Println(g.Value() == &global, g == weak.Make(&global), g == w)

	// A weak pointer in an object that points to itself, and a map whose keys do not keep.
	loop := new(pair)
	loop.next = loop
	inLoop := weak.Make(loop)
	cache := map[weak.Pointer[pair]]string{inLoop: "loop", w: "one"}
	runtime.KeepAlive(loop)
	loop = nil
	fmt.Println(gone(inLoop), cache[inLoop], cache[weak.Make(p)])

	// Cleanups run after the weak pointers are empty.
	done := make(chan bool)
	func() {
		q := &pair{a: 9}
		wq := weak.Make(q)
		runtime.AddCleanup(q, func(w weak.Pointer[pair]) { done <- w.Value() == nil }, wq)
	}()
	runtime.GC()
	fmt.Println(<-done)

	// Many at once.
	var kept []*pair
	var all []weak.Pointer[pair]
	for i := range 1000 {
		q, w := makeOne(i)
		all = append(all, w)
		if i%10 == 0 {
			kept = append(kept, q)
		}
	}
	runtime.GC()
	runtime.GC()
	alive := 0
	for i, w := range all {
		if v := w.Value(); v != nil {
			if v.a != i {
				fmt.Println("wrong", i, v.a)
			}
			alive++
		} else if i%10 == 0 {
			fmt.Println("lost", i)
		}
	}
	fmt.Println(len(kept), alive < 110)
	runtime.KeepAlive(kept)
	runtime.KeepAlive(p)
}
