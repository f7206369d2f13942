package main

import "fmt"

type Pair[A, B any] struct {
	First  A
	Second B
}

func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }
func (p Pair[A, B]) Swap() Pair[B, A]        { return Pair[B, A]{p.Second, p.First} }

type List[T any] struct {
	head, tail *elem[T]
	n          int
}
type elem[T any] struct {
	v    T
	next *elem[T]
}

func (l *List[T]) Push(vs ...T) *List[T] {
	for _, v := range vs {
		e := &elem[T]{v: v}
		if l.tail == nil {
			l.head = e
		} else {
			l.tail.next = e
		}
		l.tail = e
		l.n++
	}
	return l
}
func (l *List[T]) Each(f func(int, T)) {
	i := 0
	for e := l.head; e != nil; e = e.next {
		f(i, e.v)
		i++
	}
}

type Map[K comparable, V any] map[K]V

func (m Map[K, V]) Get(k K, def V) V {
	if v, ok := m[k]; ok {
		return v
	}
	return def
}

type Num interface{ ~int | ~float64 }
type Vec[T Num] []T

func (v Vec[T]) Dot(w Vec[T]) (s T) {
	for i := range v {
		s += v[i] * w[i]
	}
	return
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

type Container[T any] interface {
	Push(T)
	Pop() (T, bool)
}
type Tree[T interface{ Less(T) bool }] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{v: v}
	}
	if v.Less(t.v) {
		t.l = t.l.Insert(v)
	} else {
		t.r = t.r.Insert(v)
	}
	return t
}
func (t *Tree[T]) Walk(f func(T)) {
	if t != nil {
		t.l.Walk(f)
		f(t.v)
		t.r.Walk(f)
	}
}

type Age int

func (a Age) Less(b Age) bool { return a < b }

type Embed[T any] struct {
	Stack[T]
	*List[T]
	name string
}
type Func[T, U any] func(T) U

func (f Func[T, U]) Apply(xs ...T) (out []U) {
	for _, x := range xs {
		out = append(out, f(x))
	}
	return
}

type A[T any] = []Pair[string, T]
type Vi = Vec[int]

func main() {
	p := MakePair("x", 1)
	fmt.Printf("%v %T %v\n", p, p.Swap(), p.Swap())
	var l List[string]
	l.Push("a", "b").Push("c").Each(func(i int, s string) { fmt.Print(i, s, " ") })
	fmt.Println(l.n)
	fmt.Println(Map[string, int]{"a": 1}.Get("b", 7), Vec[float64]{1, 2}.Dot(Vec[float64]{3, 4}), Vi{1, 2}.Dot(Vi{5, 6}))
	var c Container[int] = &Stack[int]{}
	c.Push(1)
	c.Push(2)
	fmt.Println(c.Pop())
	fmt.Println(c.Pop())
	fmt.Println(c.Pop())
	var t *Tree[Age]
	for _, a := range []Age{5, 2, 8, 1} {
		t = t.Insert(a)
	}
	t.Walk(func(a Age) { fmt.Print(a, " ") })
	fmt.Println()
	e := Embed[int]{List: &List[int]{}, name: "e"}
	e.Stack.Push(4)
	e.List.Push(5)
	fmt.Println(e.items, e.n, e.name)
	fmt.Println(Func[int, string](func(i int) string { return fmt.Sprint(-i) }).Apply(1, 2))
	a := A[float64]{{"pi", 3.14}}
	fmt.Printf("%T %v\n", a, a)
	fmt.Printf("%T %T\n", List[Pair[int, []string]]{}, &Tree[Age]{})
	type Local[T any] struct{ v T }
	fmt.Printf("%v\n", Local[int]{3})
	var x any = Pair[int, string]{1, "y"}
	switch v := x.(type) {
	case Pair[string, int]:
		fmt.Println("no")
	case Pair[int, string]:
		fmt.Println("yes", v.Second)
	}
}
