package main

type Stack[T any] struct{ xs []T }

func (s *Stack[T]) Push(x T)  { s.xs = append(s.xs, x) }
func (s *Stack[T]) Pop() T    { var z T; return z }
func (s Stack[int]) Bad() int { return 1 }
func (s *Stack[T]) Map[U any](f func(T) U) {}

type Num interface{ ~int | ~float64 }

func Add[T Num](a, b T) T { return a + b }
func Apply[T, U any](xs []T, f func(T) U) []U { return nil }

type Bad1[T any] interface{ T }
type Bad2[T any] struct{ *T }
type Bad3[T Num] map[T]int
type Bad4[T any] map[T]int
type Bad5[T Bad5[T]] struct{}
type Rec[T any] struct{ r *Rec[Rec[T]] }
type OK[T interface{ M(T) }] struct{}
type Impl struct{}
func (Impl) M(Impl) {}

var _ OK[Impl]
var _ OK[int]
var _ Stack[int, string]
var _ Stack
var _ Num
var _ []Num
var _ map[Num]int
var _ func(Num)

func main() {
	var s Stack[string]
	s.Push(1)
	var n int = s.Pop()
	s.Nope()
	Stack[int].Push(s, 1)
	_ = Stack{}
	_ = Stack[int]{[]string{}}
	Add(1, "x")
	Add("x", "y")
	Add[string]("x", "y")
	Add(1, 2.5)
	var f float32
	Add(f, 1)
	Apply([]int{}, func(s string) int { return 0 })
	Apply([]int{}, nil)
	Apply[int](nil, func(int) bool { return true })
	Apply(nil, func(int) bool { return true })
	_ = Apply[int, string, bool]
	x := Add
	y := Add[int]
	y("x")
	var z func(int, int) int = Add
	z = Apply
	type L[T any] []T
	var l L[int] = []int{}
	_ = L[string](l)
	go Add[int]
	defer Add(1, 2)
	_ = n
}
