package main

func main() {
	var i int
	var s string
	var f float64
	i++
	s++
	f--
	5++
	i += "a"
	s += 1
	s -= "a"
	i <<= 1.5
	i, s = s, i
	i, s = 1
	i = 1, 2
	f() = 1
	s[0] = 'a'
	"abc"[0] = 1
	const c = 1
	c = 2
	m := map[string]struct{ x int }{}
	m["a"].x = 1
	nil = 1
	_ = nil
	_ += 1
	_++
}
