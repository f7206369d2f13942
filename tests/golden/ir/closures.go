//gvm dump -ir FILE

package main

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func byValue(k int) func(int) int { return func(x int) int { return x + k } }

type pair[T any] struct{ a, b T }

func (p pair[T]) first() T { return p.a }

var kept = pair[int]{1, 2}

func generic() int { return kept.first() + pair[int]{3, 4}.first() }

func main() {}
