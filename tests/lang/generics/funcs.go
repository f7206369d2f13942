package main

import (
	"errors"
	"fmt"
	"sort"
)

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, len(xs))
	for i, x := range xs {
		out[i] = f(x)
	}
	return out
}
func Reduce[T, A any](xs []T, init A, f func(A, T) A) A {
	for _, x := range xs {
		init = f(init, x)
	}
	return init
}
func Keys[M ~map[K]V, K comparable, V any](m M) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}
func SortBy[T any, K int | string](xs []T, key func(T) K) {
	sort.Slice(xs, func(i, j int) bool { return key(xs[i]) < key(xs[j]) })
}
func Memo[K comparable, V any](f func(K) V) func(K) V {
	m := map[K]V{}
	return func(k K) V {
		v, ok := m[k]
		if !ok {
			v = f(k)
			m[k] = v
		}
		return v
	}
}
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
func Kind[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case []T:
		return "slice of T"
	case string:
		return "string"
	case error:
		return "error"
	}
	return fmt.Sprintf("other %T", v)
}
func Chan[T any](vs ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, v := range vs {
			c <- v
		}
	}()
	return c
}
func Merge[T any](cs ...<-chan T) (out []T) {
	for _, c := range cs {
		for v := range c {
			out = append(out, v)
		}
	}
	return
}
func Apply[T any](v T, fs ...func(T) T) T {
	for _, f := range fs {
		v = f(v)
	}
	return v
}
func double[T ~int | ~float64](x T) T { return x * 2 }
func count[T any](n int, x T) int {
	if n == 0 {
		return 0
	}
	return 1 + count(n-1, x)
}

type Opt[T any] func(*T)

func New[T any](opts ...Opt[T]) *T {
	t := new(T)
	for _, o := range opts {
		o(t)
	}
	return t
}

func main() {
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return fmt.Sprint(i * i) }))
	fmt.Println(Reduce([]string{"a", "bb"}, 0, func(n int, s string) int { return n + len(s) }))
	ks := Keys(map[string]int{"z": 1, "y": 2})
	SortBy(ks, func(s string) string { return s })
	fmt.Println(ks)
	calls := 0
	sq := Memo(func(n int) int { calls++; return n * n })
	fmt.Println(sq(4), sq(4), calls)
	fmt.Println(Kind(1), Kind("s"), Kind(errors.New("e")), Kind(1.5), Kind([]int{}))
	fmt.Println(Merge(Chan(1, 2), Chan(3)))
	fmt.Println(Apply(3, double, double[int]), Apply(1.5, double))
	fmt.Println(count(5, "x"), Must(fmt.Sprint("ok"), nil))
	type C struct{ n int }
	fmt.Println(*New(func(c *C) { c.n = 4 }))
	f := Map[int, float64]
	fmt.Printf("%T %v\n", f, f([]int{2}, func(i int) float64 { return float64(i) / 4 }))
	defer func() { fmt.Println("recovered:", recover()) }()
	Must(0, errors.New("failed"))
}
