package main

import "fmt"

var Überschrift, _x9, αβ, 世界 = 1, 2, 3, "world"

type int8x int

func main() {
	// Predeclared names can be shadowed.
	true := false
	len := func(s string) string { return "len of " + s }
	nil := 7
	string := 8
	fmt.Println(Überschrift, _x9, αβ, 世界, true, len("x"), nil, string)
	type int float64
	var i int = 1.5
	fmt.Println(i)
	{
		append := 1
		append++
		fmt.Println(append)
	}
	iota := 3
	const c = 5
	fmt.Println(iota, c, int8x(4))
	var _ = 1
	_, _ = 1, 2
}
