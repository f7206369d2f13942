// Failed bounds checks with unsigned numbers past the largest int.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

type big uint64

func main() {
	a, s, arr := []int{1, 2, 3}, "abc", [3]int{}
	u, v, w := ^uint64(0), uint64(1)<<63, big(1<<63+5)
	n, i := -1, int64(-5)
	try(func() { a[u] = 1 })
	try(func() { fmt.Println(a[v], 1) })
	try(func() { fmt.Println(s[w]) })
	try(func() { arr[u]++ })
	try(func() { fmt.Println(a[n], 2) })
	try(func() { fmt.Println(s[i]) })
	try(func() { fmt.Println(a[u:]) })
	try(func() { fmt.Println(a[:u]) })
	try(func() { fmt.Println(a[n:u]) })
	try(func() { fmt.Println(a[1:2:v]) })
	try(func() { fmt.Println(s[u:], 1) })
	try(func() { fmt.Println(s[1:v]) })
	try(func() { fmt.Println(arr[v:2]) })
	try(func() { fmt.Println(arr[:i]) })
	p := uintptr(1) << 63
	m := [][]int{a}
	try(func() { fmt.Println(m[0][p]) })
	try(func() { fmt.Println(m[p][0]) })
	try(func() { fmt.Println(make([]int, int(v>>1))[u]) })
}
