//gvm build -o /dev/null -gcflags=-m FILE

package main

type point struct{ x, y int }

var kept *point

// The address goes to a global.
func keep() {
	p := point{1, 2}
	kept = &p
}

// The address stays here.
func local() int {
	p := point{3, 4}
	q := &p
	q.x++
	return p.x
}

// The address is the result.
func fresh(x int) *point {
	p := point{x, x}
	return &p
}

func main() {
	keep()
	println(local(), fresh(2).y)
}
