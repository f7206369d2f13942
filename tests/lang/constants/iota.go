package main

import "fmt"

const (
	c0 = iota
	c1
	c2
)

const (
	a = 1 << iota
	b = 1 << iota
	c = 3
	d = 1 << iota
)

const (
	u         = iota * 42
	v float64 = iota * 42
	w         = iota * 42
)

const (
	bit0, mask0 = 1 << iota, 1<<iota - 1
	bit1, mask1
	_, _
	bit3, mask3
)

type Weekday uint8

const (
	Sunday Weekday = iota
	Monday
	Tuesday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue"}[d] }

type ByteSize float64

const (
	_           = iota
	KB ByteSize = 1 << (10 * iota)
	MB
	GB
)

func main() {
	fmt.Println(c0, c1, c2, a, b, c, d, u, v, w)
	fmt.Println(bit0, mask0, bit1, mask1, bit3, mask3)
	fmt.Println(Sunday, Tuesday, Monday+1)
	fmt.Println(KB, MB, GB)
	const x = iota
	fmt.Printf("%T %v\n", x, x)
	const (
		p = "s"
		q
		r = len(q) + iota
	)
	fmt.Println(p, q, r)
}
