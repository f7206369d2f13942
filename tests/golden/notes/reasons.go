//gvm build -o /dev/null -gcflags=-m=2 FILE

package main

func leaf(x int) int { return x*3 + 1 }

func caller(x int) int { return leaf(x) + leaf(x+1) }

//go:noinline
func never(x int) int { return x }

func loop(n int) (s int) {
	for i := 0; i < n; i++ {
		s += leaf(i)
	}
	return
}

func recursive(n int) int {
	if n < 2 {
		return n
	}
	return recursive(n-1) + recursive(n-2)
}

func early(x int) int {
	if x > 0 {
		return x
	}
	return -x
}

func main() { println(caller(1), never(2), loop(3), recursive(4), early(-5)) }
