//gvm build -o /dev/null -gcflags=-m FILE

package main

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }

func first[T any](list []T) *T { return &list[0] }

func box[T any](x T) *T { return &x }

func each[T any](list []T, f func(T)) {
	for _, x := range list {
		f(x)
	}
}

func main() {
	var s stack[int]
	s.push(1)
	n := 0
	each(s.items, func(x int) { n += x })
	println(*first(s.items), *box("x"), n)
}
