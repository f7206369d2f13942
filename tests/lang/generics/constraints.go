package main

import (
	"cmp"
	"fmt"
	"strings"
)

type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8
}
type Stringish interface {
	~string
	Len() int
}
type S string

func (s S) Len() int { return len(s) }

type MyInt int8

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }

func Sum[T Integer](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}
func Lens[T Stringish](xs []T) (n int) {
	for _, x := range xs {
		n += x.Len() + len(x) + len(string(x[:1]))
	}
	return
}
func Join[T fmt.Stringer](xs []T, sep string) string {
	var b strings.Builder
	for i, x := range xs {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(x.String())
	}
	return b.String()
}
func Max[T cmp.Ordered](a, b T) T {
	if a > b {
		return a
	}
	return b
}
func Index[T comparable](xs []T, x T) int {
	for i, y := range xs {
		if x == y {
			return i
		}
	}
	return -1
}
func Ptr[T any](v T) *T { return &v }
func Zero[T any]() (z T) { return }
func Convert[To, From Integer](f From) To { return To(f) }

type Setter[T any] interface {
	*T
	Set(string)
}
type Conf struct{ v string }

func (c *Conf) Set(s string) { c.v = s }
func Parse[T any, P Setter[T]](ss []string) []T {
	out := make([]T, len(ss))
	for i, s := range ss {
		P(&out[i]).Set(s)
	}
	return out
}
func Bytes[T []byte | string](x T) (n int) {
	for i := 0; i < len(x); i++ {
		n += int(x[i])
	}
	return
}

func main() {
	fmt.Println(Sum(1, 2, 3), Sum[MyInt](100, 27, 1), Sum[uint8]())
	fmt.Println(Lens([]S{"ab", "cde"}), Join([]MyInt{1, 2}, "+"))
	fmt.Println(Max(1, 2), Max("a", "b"), Max(2.5, 1))
	fmt.Println(Index([]string{"a", "b"}, "b"), Index([]any{1, "x", nil}, nil), Index([][2]int{{1, 2}}, [2]int{1, 2}))
	fmt.Println(*Ptr(3), *Ptr("s"), Zero[int](), Zero[*int]() == nil, Zero[[2]string]())
	fmt.Println(Convert[int8](300), Convert[uint8](MyInt(-1)))
	fmt.Println(Parse[Conf]([]string{"a", "b"}))
	fmt.Println(Bytes("abc"), Bytes([]byte{1, 2}))
}
