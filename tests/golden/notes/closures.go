//gvm build -o /dev/null -gcflags=-m FILE

package main

func apply(f func(int) int, x int) int { return f(x) }

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func local(k int) int {
	add := func(x int) int { return x + k }
	return apply(add, 1)
}

func noCapture() int { return apply(func(x int) int { return x * 2 }, 4) }

func deferred() (n int) {
	defer func() { n++ }()
	return 1
}

func started(done chan int) {
	x := 3
	go func() { done <- x }()
}

func main() {
	c := counter()
	c()
	done := make(chan int)
	started(done)
	println(c(), local(2), noCapture(), deferred(), <-done)
}
