package main

type T struct{ x int }

func f() T { return T{} }

func main() {
	f().x = 1
	map[string]T{}["a"].x = 2
	"abc"[0] = 1
	1 = 2
	a, b := 1
	nil = 1
	x := nil
	_ = _
	var p *int = 5
	*3 = 4
	&f()
	f = nil
	a, c := 1, 2
	main = nil
	_, _, _, _ = a, b, p, c
}
