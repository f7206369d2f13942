// Generic containers: lists, trees, heaps, ordered maps with iterators, and constraints with methods.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"sort"
	"strings"
)

type Node[T any] struct {
	val        T
	prev, next *Node[T]
}

type List[T any] struct {
	head, tail *Node[T]
	n          int
}

func (l *List[T]) Push(v T) *Node[T] {
	nd := &Node[T]{val: v, prev: l.tail}
	if l.tail != nil {
		l.tail.next = nd
	} else {
		l.head = nd
	}
	l.tail = nd
	l.n++
	return nd
}

func (l *List[T]) Remove(nd *Node[T]) T {
	if nd.prev != nil {
		nd.prev.next = nd.next
	} else {
		l.head = nd.next
	}
	if nd.next != nil {
		nd.next.prev = nd.prev
	} else {
		l.tail = nd.prev
	}
	l.n--
	return nd.val
}

func (l *List[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.val) {
				return
			}
			i++
		}
	}
}

func (l *List[T]) Backward() iter.Seq[T] {
	return func(yield func(T) bool) {
		for n := l.tail; n != nil && yield(n.val); n = n.prev {
		}
	}
}

type Tree[K cmp.Ordered, V any] struct {
	root *tnode[K, V]
	size int
}
type tnode[K cmp.Ordered, V any] struct {
	k    K
	v    V
	l, r *tnode[K, V]
	h    int
}

func height[K cmp.Ordered, V any](n *tnode[K, V]) int {
	if n == nil {
		return 0
	}
	return n.h
}

func (n *tnode[K, V]) fix() *tnode[K, V] {
	n.h = 1 + max(height(n.l), height(n.r))
	switch d := height(n.l) - height(n.r); {
	case d > 1:
		if height(n.l.l) < height(n.l.r) {
			n.l = n.l.rotL()
		}
		return n.rotR()
	case d < -1:
		if height(n.r.r) < height(n.r.l) {
			n.r = n.r.rotR()
		}
		return n.rotL()
	}
	return n
}
func (n *tnode[K, V]) rotR() *tnode[K, V] {
	l := n.l
	n.l, l.r = l.r, n
	n.h = 1 + max(height(n.l), height(n.r))
	l.h = 1 + max(height(l.l), height(l.r))
	return l
}
func (n *tnode[K, V]) rotL() *tnode[K, V] {
	r := n.r
	n.r, r.l = r.l, n
	n.h = 1 + max(height(n.l), height(n.r))
	r.h = 1 + max(height(r.l), height(r.r))
	return r
}

func (t *Tree[K, V]) Put(k K, v V) (old V, replaced bool) {
	var put func(n *tnode[K, V]) *tnode[K, V]
	put = func(n *tnode[K, V]) *tnode[K, V] {
		if n == nil {
			t.size++
			return &tnode[K, V]{k: k, v: v, h: 1}
		}
		switch c := cmp.Compare(k, n.k); {
		case c < 0:
			n.l = put(n.l)
		case c > 0:
			n.r = put(n.r)
		default:
			old, replaced = n.v, true
			n.v = v
			return n
		}
		return n.fix()
	}
	t.root = put(t.root)
	return
}

func (t *Tree[K, V]) All() iter.Seq2[K, V] {
	var walk func(n *tnode[K, V], yield func(K, V) bool) bool
	walk = func(n *tnode[K, V], yield func(K, V) bool) bool {
		return n == nil || walk(n.l, yield) && yield(n.k, n.v) && walk(n.r, yield)
	}
	return func(yield func(K, V) bool) { walk(t.root, yield) }
}

type Heap[T any] struct {
	xs   []T
	less func(a, b T) bool
}

func (h *Heap[T]) Push(x T) {
	h.xs = append(h.xs, x)
	for i := len(h.xs) - 1; i > 0; {
		p := (i - 1) / 2
		if !h.less(h.xs[i], h.xs[p]) {
			break
		}
		h.xs[i], h.xs[p] = h.xs[p], h.xs[i]
		i = p
	}
}

var ErrEmpty = errors.New("empty heap")

func (h *Heap[T]) Pop() (x T, err error) {
	if len(h.xs) == 0 {
		return x, fmt.Errorf("pop of %T: %w", x, ErrEmpty)
	}
	x = h.xs[0]
	last := len(h.xs) - 1
	h.xs[0] = h.xs[last]
	h.xs = h.xs[:last]
	for i := 0; ; {
		c := 2*i + 1
		if c >= last {
			break
		}
		if c+1 < last && h.less(h.xs[c+1], h.xs[c]) {
			c++
		}
		if !h.less(h.xs[c], h.xs[i]) {
			break
		}
		h.xs[c], h.xs[i] = h.xs[i], h.xs[c]
		i = c
	}
	return
}

type Stringish interface {
	~string
	Len() int
}
type Word string

func (w Word) Len() int { return len(w) }

func Longest[S Stringish](ws ...S) (best S) {
	for _, w := range ws {
		if w.Len() > best.Len() {
			best = w
		}
	}
	return
}

type Set[T comparable] map[T]struct{}

func SetOf[T comparable](xs ...T) Set[T] {
	s := make(Set[T])
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}
func (s Set[T]) Union(o Set[T]) Set[T] {
	r := Set[T]{}
	for _, m := range [...]Set[T]{s, o} {
		for k := range m {
			r[k] = struct{}{}
		}
	}
	return r
}
func Sorted[T cmp.Ordered](s Set[T]) []T {
	var r []T
	for k := range s {
		r = append(r, k)
	}
	sort.Slice(r, func(i, j int) bool { return r[i] < r[j] })
	return r
}

type Pair[A, B any] struct {
	A A
	B B
}

func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq[Pair[A, B]] {
	return func(yield func(Pair[A, B]) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(Pair[A, B]{x, y}) {
				return
			}
		}
	}
}

func main() {
	var l List[string]
	b := l.Push("a")
	for _, s := range strings.Fields("b c d") {
		l.Push(s)
	}
	l.Remove(b)
	for i, s := range l.All() {
		fmt.Print(i, s, " ")
		if s == "c" {
			break
		}
	}
	for s := range l.Backward() {
		fmt.Print(s)
	}
	fmt.Println(l.n)

	var t Tree[string, int]
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog the end") {
		if old, ok := t.Put(w, i); ok {
			fmt.Print(w, " was ", old, "; ")
		}
	}
	fmt.Println(t.size, t.root.h)
	for k, v := range t.All() {
		if v%2 == 0 {
			continue
		}
		fmt.Print(k, "=", v, " ")
		if k > "q" {
			break
		}
	}
	fmt.Println()
	h := &Heap[Pair[int, string]]{less: func(a, b Pair[int, string]) bool { return a.A < b.A }}
	for i, s := range []string{"five", "one", "four", "two", "three"} {
		h.Push(Pair[int, string]{[]int{5, 1, 4, 2, 3}[i], s})
	}
	for {
		x, err := h.Pop()
		if err != nil {
			fmt.Println(err, errors.Is(err, ErrEmpty))
			break
		}
		fmt.Printf("%v %+v|", x, x)
	}
	fmt.Println(Longest[Word]("a", "abc", "ab"), Longest[Word]())
	fmt.Println(Sorted(SetOf(3, 1, 2).Union(SetOf(2, 5))))
	for p := range Zip(l.Backward(), func(y func(float64) bool) { _ = y(1.5) && y(2.5) }) {
		fmt.Printf("%v %T\n", p, p)
	}
}
