package main

import "math"

const (
	a int8 = iota * 100
	b
	c
	d = 1 << iota
	e uint8 = 1 << (iota + 5)
	f
	g = iota / 0
	h = "x"[iota]
	i = len("abc"[1:])
	j float32 = math.MaxFloat64
	k = math.MaxInt64 + 1
	l int = k
	m = math.Sqrt(2)
	n = uint(a - 1)
	o = ^uint8(0) << 1
	p = -uint8(1)
	q = 5 % 2.0
	r = 5.5 % 2
	s = 1.0 << 3
	t = 1.5 << 3
	u = 1 << 3.0
	v = 1 << 3.5
	w = 1 << -1
	x = "a" + "b" + 1
	y = 'a' + 1.5
	z rune = 'a' + 1.5
	aa = true && 1
	bb = 1 < "a"
	cc = nil
	dd = [1]int{1}
	ee = real(1 + 2i) + imag(3)
	ff int = 2i * 2i
	gg int = 1i
	hh = min(1, 2, math.NaN())
	ii = max("a", 1)
	jj = len([]int{1})
	kk = cap([5]int{})
	ll = int8(128)
	mm = int(1e100)
	nn = float32(1e-50)
	oo = complex(1, math.Inf(1))
	pp = 0x8000000000000000
	qq int64 = pp
	rr = -pp
	ss int64 = rr
)
func main() {}
