// A panic in a package variable's initialiser: positions are those of the declaration.
package main

//go:noinline
func f(n int) int { return 10 / (n - 3) }

var (
	ok = f(4)
	x  = f(1 + 2)
)

func main() { println(ok, x) }
