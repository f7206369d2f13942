package main

func f(a int, b string) (int, error) { return 0, nil }

func main() {
	var s string = 1
	var i int = "a"
	i = 1.5
	i = s
	s = i + "x"
	x := f(1, "a")
	a, b, c := f(1, "b")
	f("a", 1)
	f(1)
	f(1, "a", 2)
	if i {
	}
	_ = i + 2.5
	_, _, _, _, _ = x, a, b, c, i
}
