// Generics: constraints, a generic container with methods, and inference.
package main

import (
	"cmp"
	"fmt"
	"strings"
)

// Number is satisfied by every type whose underlying type is one of these.
type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](list ...T) (total T) {
	for _, v := range list {
		total += v
	}
	return
}

// Tree is an ordered set.
type Tree[K cmp.Ordered] struct {
	root *node[K]
	size int
}

type node[K cmp.Ordered] struct {
	key         K
	left, right *node[K]
}

// Insert adds key and reports whether it was new.
func (t *Tree[K]) Insert(key K) bool {
	p := &t.root
	for *p != nil {
		switch c := cmp.Compare(key, (*p).key); {
		case c < 0:
			p = &(*p).left
		case c > 0:
			p = &(*p).right
		default:
			return false
		}
	}
	*p = &node[K]{key: key}
	t.size++
	return true
}

// All yields the keys in order.
func (t *Tree[K]) All() func(yield func(K) bool) {
	return func(yield func(K) bool) { t.root.walk(yield) }
}

func (n *node[K]) walk(yield func(K) bool) bool {
	return n == nil || n.left.walk(yield) && yield(n.key) && n.right.walk(yield)
}

type Celsius float64

func Filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, v := range s {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2.5), Sum[Celsius](20, 1.5))

	var words Tree[string]
	for _, w := range strings.Fields("to be or not to be that is the question") {
		words.Insert(w)
	}
	fmt.Println(words.size, "words")
	for w := range words.All() {
		if w > "the" {
			break
		}
		fmt.Println(" ", w)
	}

	even := Filter([]int{1, 2, 3, 4, 5, 6}, func(n int) bool { return n%2 == 0 })
	fmt.Println(even)
}
